"""Read the annotated corpus of Dutch names: paragraphs, and the spans of the names in them.

The markup is explained, with the rules of annotation, in ``models/data/names/README.md``.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

LABELS = ("PER", "ORG", "GRP", "LOC", "WORK")
PARTS = ("train", "dev", "test")

_NAME = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")
_HEADER = re.compile(r"# (genre|title): (\S.*)")


class NameMarkupError(ValueError):
    """The markup of a paragraph cannot be read."""

    def __init__(self, reason: str, paragraph: str) -> None:
        self.reason = reason
        self.paragraph = paragraph
        super().__init__(f"{reason} in: {paragraph[:100]!r}. Write a name as [text|LABEL], LABEL one of {LABELS}.")


@dataclass(frozen=True)
class NameSpan:
    """A name in a paragraph: characters start to end of its text, and the label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class LabelledParagraph:
    """A paragraph without markup, its names in order of place, and where it stands."""

    text: str
    spans: tuple[NameSpan, ...]
    document: str
    genre: str


def parse_markup(marked: str) -> tuple[str, tuple[NameSpan, ...]]:
    """Split marked text into the plain text and the spans of its names.

    Raises NameMarkupError on an unknown label, an empty or padded name, or a stray bracket or bar.

    >>> parse_markup("In [Ede|LOC] woont [Jan|PER].")
    ('In Ede woont Jan.', (NameSpan(start=3, end=6, label='LOC'), NameSpan(start=13, end=16, label='PER')))
    """
    pieces: list[str] = []
    spans: list[NameSpan] = []
    length = last = 0
    for match in _NAME.finditer(marked):
        name, label = match.groups()
        if label not in LABELS:
            raise NameMarkupError(f"unknown label {label!r}", marked)
        if not name or name != name.strip():
            raise NameMarkupError(f"empty or padded name {name!r}", marked)
        before = marked[last : match.start()]
        start = length + len(before)
        length = start + len(name)
        last = match.end()
        pieces += [before, name]
        spans.append(NameSpan(start, length, label))
    text = "".join([*pieces, marked[last:]])
    if stray := re.search(r"[\[\]|]", text):
        raise NameMarkupError(f"stray {stray.group()!r}", marked)
    return text, tuple(spans)


def read_names(path: Path) -> list[LabelledParagraph]:
    """Read one document of the corpus, paragraph by paragraph.

    Raises NameMarkupError if the markup is wrong or the genre or title is missing.
    """
    header: dict[str, str] = {}
    paragraphs: list[LabelledParagraph] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if field := _HEADER.fullmatch(line):
            header[field.group(1)] = field.group(2)
        elif line.strip():
            if header.keys() != {"genre", "title"}:
                raise NameMarkupError(f"no '# genre:' and '# title:' above the text of {path.name}", line)
            text, spans = parse_markup(line)
            paragraphs.append(LabelledParagraph(text, spans, path.stem, header["genre"]))
    return paragraphs


def read_split(folder: Path) -> dict[str, tuple[str, ...]]:
    """Read which documents are for training, for tuning and for the final test."""
    split = tomllib.loads((folder / "split.toml").read_text(encoding="utf-8"))
    return {part: tuple(split[part]) for part in PARTS}


def read_part(folder: Path, part: str) -> list[LabelledParagraph]:
    """Read all paragraphs of the documents of one part: train, dev or test."""
    return [paragraph for document in read_split(folder)[part] for paragraph in read_names(folder / f"{document}.txt")]
