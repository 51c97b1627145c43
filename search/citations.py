"""How to cite a page of a document, in any style of the Citation Style Language, with Dutch terms.

"apa" is the default. A page is named by the number that is printed on it; where none is, by its number in the file,
marked as such: PDF-p. 12.
"""

import re
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from corpus.model import Metadata
from search import pandoc
from search.authors import capitalise_particles
from search.bibliography import csl_record, keyed

_PDF_MARK = "QPDFQ"  # stands for "PDF-p." while pandoc makes up its mind what is a page
_MARKED = re.compile(rf"(?:pp?\.\s*)?{_PDF_MARK}")
_BREAK = "\u241e"


class Cited(msgspec.Struct, frozen=True):
    """What is cited: a page of a document, or a range of pages."""

    metadata: Metadata
    page: int | None = None  # PDF page, from 1
    last_page: int | None = None
    printed_page: str | None = None
    last_printed_page: str | None = None


class Citation(NamedTuple):
    """How something is cited: short in the text (or the text of the note), and in full in the list of sources."""

    short: str
    reference: str


def cite(metadata: Metadata, page: str | None = None, *, style: str = "apa") -> Citation:
    """How to cite a printed page of a document.

    >>> cite(Metadata(title="De wijk", authors=("Anja de Vries",), year=2011, publisher="Platform"), "12")[0]
    '(De Vries, 2011, p. 12)'
    """
    return cite_all([Cited(metadata, printed_page=page)], style=style)[0]


def cite_all(cited: Sequence[Cited], *, style: str = "apa") -> list[Citation]:
    """How to cite each of several pages, as in one text: two works of one author and year get a letter."""
    if not cited:
        return []
    if pandoc.is_note_style(style):  # a work that was cited before would be shortened
        return [_cite_together((one,), style)[0] for one in cited]
    return list(_cite_together(tuple(cited), style))


def cite_each(cited: Sequence[Cited], *, style: str = "apa") -> list[Citation]:
    """How to cite each of several pages by itself, whatever stands beside it: no letters behind years."""
    batches: list[dict[tuple[str, ...], Metadata]] = []  # in each batch one document an author
    found: dict[Cited, Citation] = {}
    chosen: list[list[Cited]] = []
    for one in dict.fromkeys(cited):
        authors = one.metadata.authors or (one.metadata.publisher or one.metadata.title,)
        at = next(
            (i for i, batch in enumerate(batches) if batch.setdefault(authors, one.metadata) == one.metadata), None
        )
        if at is None:
            batches.append({authors: one.metadata})
            chosen.append([])
            at = len(batches) - 1
        chosen[at].append(one)
    for batch in chosen:
        found |= dict(zip(batch, cite_all(batch, style=style), strict=True))
    return [found[one] for one in cited]


def list_sources(documents: Sequence[Metadata], *, style: str = "apa") -> list[str]:
    """The entries of a list of sources, in the order that the style asks; Dutch names sort without their particles.

    >>> other = Metadata(title="De stad", authors=("Piet Bos",), year=2012)
    >>> list_sources([Metadata(title="De wijk", authors=("Anja de Vries",), year=2011), other])
    ['Bos, P. (2012). De stad.', 'De Vries, A. (2011). De wijk.']
    """
    if not documents:
        return []
    keys = list(keyed(documents))
    shown = _show(tuple(Cited(metadata) for metadata in dict.fromkeys(documents)), style)
    order = [key for key in re.findall(r'<div id="ref-([^"]+)"', shown) if key in keys]
    return [_plain(_entry(shown, key)) for key in order]


@lru_cache(maxsize=1000)
def _cite_together(cited: tuple[Cited, ...], style: str) -> tuple[Citation, ...]:
    keys = {metadata: key for key, metadata in keyed([one.metadata for one in cited]).items()}
    return tuple(_citations(_show(cited, style), [keys[one.metadata] for one in cited]))


def _show(cited: tuple[Cited, ...], style: str) -> str:
    """The citations, a paragraph each, and the list of sources, in HTML."""
    documents = keyed([one.metadata for one in cited])
    keys = {metadata: key for key, metadata in documents.items()}
    records = [csl_record(metadata, key) for key, metadata in documents.items()]
    asked = f"\n\n{_BREAK}\n\n".join(f"[@{keys[one.metadata]}{_locator(one)}]" for one in cited)
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "bibliography.json"
        library.write_bytes(msgspec.json.encode(records))
        options = [
            "--citeproc",
            f"--csl={pandoc.style_file(style)}",
            f"--bibliography={library}",
            "--metadata=lang:nl-NL",
        ]
        shown = pandoc.convert(
            f"{asked}\n\n{_BREAK}\n\n::: {{#refs}}\n:::\n", source="markdown", target="html", options=options
        )
    names = [name for record in records for name in record.get("author", ())]
    return capitalise_particles(_MARKED.sub("PDF-p. ", shown), names)


def _citations(shown: str, keys: Sequence[str]) -> list[Citation]:
    references = {key: _plain(_entry(shown, key)) for key in set(keys)}
    notes = [_plain(note) for note in re.findall(r'<li id="fn\d+">(.*?)</li>', shown, re.DOTALL)]
    body = shown.split('<div id="refs"')[0]
    shorts = notes or [_plain(part) for part in body.split(_BREAK)[: len(keys)]]
    return [Citation(short, references[key] or short) for short, key in zip(shorts, keys, strict=True)]


def _entry(shown: str, key: str) -> str:
    found = re.search(rf'<div id="ref-{re.escape(key)}"[^>]*>(.*?)\n</div>', shown, re.DOTALL)
    return re.sub(r'<div class="csl-left-margin">.*?</div>', "", found[1]) if found else ""


def _plain(html: str) -> str:
    text = re.sub(r'<a href="#fnref.*?</a>|<[^>]+>', "", html)
    for entity, character in (("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("↩︎", "")):
        text = text.replace(entity, character)
    return " ".join(text.split())


def _locator(cited: Cited) -> str:
    """What pandoc must be told of the page.

    >>> metadata = Metadata(title="De wijk")
    >>> _locator(Cited(metadata, 3, 4, "1", "2")), _locator(Cited(metadata, 3, 4)), _locator(Cited(metadata))
    (', p. 1-2', ', QPDFQ3-4', '')
    """
    last, last_printed = cited.last_page or cited.page, cited.last_printed_page or cited.printed_page
    if cited.printed_page:
        pages = cited.printed_page if last_printed == cited.printed_page else f"{cited.printed_page}-{last_printed}"
        return f", p. {pages}"
    if cited.page is None:
        return ""
    return f", {_PDF_MARK}{cited.page}" + (f"-{last}" if last != cited.page else "")
