"""A file of any kind into a document: what it is follows from its content, not from its name."""

import gc
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from corpus.model import Document, DocumentKind, Metadata, Page, Word
from ingest.compose import Composition, compose, compose_plain
from ingest.formats import Format, detect_format
from ingest.frontpage import describe
from ingest.layout import lay_out
from ingest.other_formats import read_plain
from ingest.pages import Engine, read_pages

SUFFIXES = frozenset({".pdf", ".txt", ".docx", ".html", ".htm"})
"""The endings of files that are picked up from a folder."""

_UNSAID = Metadata(title="", language="")


class Reading(msgspec.Struct, frozen=True):
    """A document and where each of its words is printed."""

    document: Document
    words: tuple[Word, ...]


def read_document(
    path: Path,
    metadata: Metadata | None = None,
    *,
    engine: Engine = Engine.PDFIUM,
    on_page: Callable[[int, int], None] = lambda page, pages: None,
) -> Reading:
    """Read a file. Raises a DocumentError that names the file, and the page where there is one.

    What `metadata` says wins over what is found; an empty title or language, no authors and the kind OTHER say nothing.
    `on_page` hears of each page that was read: its number, and how many there are.
    """
    data = path.read_bytes()
    kind = detect_format(data, path.name)
    text = read_pdf(path, engine, on_page) if kind == Format.PDF else _read_plain(data, kind, path.name)
    document = Document(
        sha256=hashlib.sha256(data).hexdigest(),
        file=path.name,
        metadata=_UNSAID,
        text=text.composition.text,
        pages=tuple(text.pages),
        runs=text.composition.runs,
        blocks=text.composition.blocks,
        warnings=tuple(text.warnings),
    )
    known = override(describe(document, text.information), metadata or _UNSAID)
    return Reading(msgspec.structs.replace(document, metadata=known), text.composition.words)


class Text(NamedTuple):
    """The text of a file and how it lies on its pages, with what the file says of itself and what went wrong."""

    composition: Composition
    pages: list[Page]
    information: Mapping[str, str]
    warnings: Sequence[str] = ()


def read_pdf(path: Path, engine: Engine, on_page: Callable[[int, int], None] = lambda page, pages: None) -> Text:
    """The text of a PDF, from its characters to its paragraphs."""
    with _without_garbage_collection():
        read = read_pages(path, engine, on_page)
        layout = lay_out(read.pages)
        return Text(compose([*layout.blocks, *layout.furniture]), layout.pages, read.information, read.warnings)


def _read_plain(data: bytes, kind: Format, file: str) -> Text:
    plain = read_plain(data, kind, file)
    return Text(compose_plain(plain.blocks), [Page(1, None, 0.0, 0.0)], plain.information)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Spare the collector the many small records of a document, none of which refer to each other in a circle.

    It would walk them again and again: a fifth of the time that reading takes.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def override(found: Metadata, said: Metadata) -> Metadata:
    """What is said where something is said, else what was found.

    >>> override(Metadata(title="Gevonden", year=2020), Metadata(title="", language="", year=2021)).year
    2021
    """
    changes = {
        name: value for name, value in msgspec.structs.asdict(said).items() if value and value != DocumentKind.OTHER
    }
    return msgspec.structs.replace(found, **changes)


def text_hash(document: Document) -> str:
    """A fingerprint of the document's letters, equal for the same text in other bytes."""
    letters = re.sub(r"[\W_]+", "", document.text.casefold())
    return hashlib.sha256(letters.encode()).hexdigest()
