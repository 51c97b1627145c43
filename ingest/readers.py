"""A file of any kind into a document: what it is follows from its content, not from its name."""

import hashlib
import re
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import msgspec

from corpus.errors import DocumentEmpty, DocumentFormat
from corpus.model import Document, Metadata, Word
from ingest.compose import compose
from ingest.layout import lay_out
from ingest.pdf import open_pdf

SUFFIXES = frozenset({".pdf", ".txt", ".docx", ".html", ".htm"})
"""The endings of files that are picked up from a folder."""


class Engine(StrEnum):
    """What reads the words of a PDF."""

    PDFIUM = "pdfium"
    PDFPLUMBER = "pdfplumber"  # twenty times slower; for files that pdfium cannot take


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
    """Read a file; `metadata` wins over what is found. Raises a DocumentError that names the file."""
    data = path.read_bytes()
    if not data:
        raise DocumentFormat(path.name, "het bestand is leeg: 0 bytes")
    with open_pdf(path) as pdf:
        pages = []
        for number in range(1, len(pdf) + 1):
            pages.append(pdf.page(number))
            on_page(number, len(pdf))
    if not any(page.lines for page in pages):
        raise DocumentEmpty(path.name)
    layout = lay_out(pages)
    composition = compose([*layout.blocks, *layout.furniture])
    document = Document(
        sha256=hashlib.sha256(data).hexdigest(),
        file=path.name,
        metadata=metadata or Metadata(title=path.stem),
        text=composition.text,
        pages=tuple(layout.pages),
        runs=composition.runs,
        blocks=composition.blocks,
    )
    return Reading(document, composition.words)


def text_hash(document: Document) -> str:
    """A fingerprint of the document's letters, equal for the same text in other bytes."""
    letters = re.sub(r"[\W_]+", "", document.text.casefold())
    return hashlib.sha256(letters.encode()).hexdigest()
