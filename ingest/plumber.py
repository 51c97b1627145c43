"""PDF files through pdfplumber: slower than pdfium and in pure Python, for files that pdfium cannot take.

Only here is pdfplumber imported.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pdfplumber
from pdfplumber.utils.exceptions import PdfminerException

from corpus.errors import DocumentBroken, DocumentEmpty
from corpus.model import Box
from corpus.normalise import normalise_characters
from ingest.lines import build_lines
from ingest.printed import PrintedPage, PrintedWord, Style
from ingest.shapes import Drawing, classify_drawings

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of each oddity in a file; what matters is raised


class PlumbedFile:
    """An open PDF."""

    def __init__(self, pdf: Any, file: str) -> None:
        self.file = file
        self._pdf = pdf

    def __len__(self) -> int:
        return len(self._pdf.pages)

    @property
    def information(self) -> dict[str, str]:
        """What the file says of itself: Title, Author, CreationDate and the like."""
        return {key: str(value) for key, value in self._pdf.metadata.items() if value}

    def page(self, number: int) -> PrintedPage:
        """The page as it is printed; pages count from 1."""
        page = self._pdf.pages[number - 1]
        words = page.extract_words(extra_attrs=["fontname", "size"], use_text_flow=False)
        width, height = float(page.width), float(page.height)
        boxes = [Drawing(_box(thing)) for thing in (*page.rects, *page.lines, *page.curves)]
        pictures = [Drawing(_box(image), picture=True) for image in page.images]
        return PrintedPage(
            number=number,
            width=width,
            height=height,
            lines=tuple(build_lines([[_word(word)] for word in words])),
            shapes=classify_drawings([*boxes, *pictures], width, height),
        )


@contextmanager
def open_plumbed(path: Path) -> Iterator[PlumbedFile]:
    """The PDF at `path`. Raises DocumentEmpty (no pages) or DocumentBroken."""
    try:
        pdf = pdfplumber.open(path)
    except PdfminerException as error:
        raise DocumentBroken(path.name) from error
    with pdf:
        if not pdf.pages:
            raise DocumentEmpty(path.name, "geen pagina's")
        yield PlumbedFile(pdf, path.name)


def _box(thing: dict[str, Any]) -> Box:
    return Box(float(thing["x0"]), float(thing["top"]), float(thing["x1"]), float(thing["bottom"]))


def _word(word: dict[str, Any]) -> PrintedWord:
    font = str(word["fontname"]).lower()
    style = Style(
        round(float(word["size"]), 1), "bold" in font or "black" in font, "italic" in font or "oblique" in font
    )
    return PrintedWord(normalise_characters(word["text"]), *_box(word), style)
