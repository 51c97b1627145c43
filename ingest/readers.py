"""A file of any kind into a document: what it is follows from its content, not from its name."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import msgspec

from corpus.model import Document, DocumentKind, Metadata, Page, Word
from ingest.compose import compose, compose_plain
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
    if kind != Format.PDF:
        plain = read_plain(data, kind, path.name)
        composition, pages = compose_plain(plain.blocks), [Page(1, None, 0.0, 0.0)]
        information, warnings = plain.information, list(plain.warnings)
    else:
        printed, information, warnings = read_pages(path, engine, on_page)
        layout = lay_out(printed)
        composition, pages = compose([*layout.blocks, *layout.furniture]), layout.pages
    document = Document(
        sha256=hashlib.sha256(data).hexdigest(),
        file=path.name,
        metadata=_UNSAID,
        text=composition.text,
        pages=tuple(pages),
        runs=composition.runs,
        blocks=composition.blocks,
        warnings=tuple(warnings),
    )
    found = describe(document, information)
    return Reading(msgspec.structs.replace(document, metadata=override(found, metadata or _UNSAID)), composition.words)


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
