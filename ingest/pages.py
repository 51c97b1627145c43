"""A PDF's pages, each by the road that reads it: its text layer, or recognition of its picture."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from corpus.errors import DocumentBroken, DocumentEmpty, DocumentError, DocumentGarbled, OcrMissing
from ingest import ocr
from ingest.legible import is_garbled, reads_naturally
from ingest.pdf import PdfFile, open_pdf
from ingest.plumber import open_plumbed
from ingest.printed import PrintedPage

_PICTURE_SHARE = 0.35  # of the page: a smaller picture illustrates, a larger one may be the page itself
_FEW_WORDS = 25  # on a page that is a picture: a stamp or a caption, not its text
_MOST_FAILURES = 50  # pages in a row; then the list of pages itself is wrong


class Engine(StrEnum):
    """What reads the words of a PDF."""

    PDFIUM = "pdfium"
    PDFPLUMBER = "pdfplumber"  # twenty times slower; for files that pdfium cannot take


class ReadPages(NamedTuple):
    """The pages of a PDF, what the file says of itself, and what a reader of the report should know (in Dutch)."""

    pages: list[PrintedPage]
    information: dict[str, str]
    warnings: list[str]


class _File(Protocol):
    """An open PDF, whichever engine reads it."""

    def __len__(self) -> int: ...

    @property
    def information(self) -> dict[str, str]: ...

    def page(self, number: int) -> PrintedPage: ...


def read_pages(path: Path, engine: Engine, on_page: Callable[[int, int], None]) -> ReadPages:
    """Read all pages of a PDF. Raises a DocumentError when none of them gives text; a page that fails is a warning."""
    openers: dict[Engine, Callable[[Path], AbstractContextManager[Any]]] = {
        Engine.PDFIUM: open_pdf,
        Engine.PDFPLUMBER: open_plumbed,
    }
    with openers[engine](path) as pdf:
        reader = _PageReader(path.name, pdf)
        pages = []
        for number in range(1, len(pdf) + 1):
            pages.append(reader.read(number))
            on_page(number, len(pdf))
        reader.raise_when_empty(pages)
        return ReadPages(pages, pdf.information, reader.warnings())


class _PageReader:
    """Reads pages and remembers which gave no text, and why."""

    def __init__(self, file: str, pdf: _File) -> None:
        self._file, self._pdf = file, pdf
        self._missing: list[int] = []
        self._pictures: list[int] = []  # that nobody could recognise
        self._garbled: list[int] = []
        self._recognised: list[int] = []
        self._decoded: list[int] = []  # garbled, then recognised

    def read(self, number: int) -> PrintedPage:
        """The page; without lines when it could not be read."""
        try:
            page = self._pdf.page(number)
        except DocumentBroken as error:
            self._missing.append(number)
            if self._missing[-_MOST_FAILURES:] == list(range(number - _MOST_FAILURES + 1, number + 1)):
                raise DocumentBroken(self._file, "de lijst van pagina's klopt niet") from error
            return PrintedPage(number, 0.0, 0.0, ())
        if _is_garbled(page):
            return self._recognise(page, self._garbled, self._decoded)
        if not _is_picture(page) or (page.lines and not ocr.is_installed()):
            return page
        seen = self._recognise(page, self._pictures, self._recognised)
        return seen if _word_count(seen) > 2 * _word_count(page) else page

    def _recognise(self, page: PrintedPage, failed: list[int], done: list[int]) -> PrintedPage:
        """The page as its picture is recognised; without lines, and counted as failed, when that cannot be done."""
        if not isinstance(self._pdf, PdfFile) or not ocr.is_installed():
            failed.append(page.number)
            return PrintedPage(page.number, page.width, page.height, ())
        seen = ocr.recognise(page, *self._pdf.picture(page.number, ocr.DPI))
        if failed is self._garbled and _is_garbled(seen):  # the letters look as wrong as they are coded
            failed.append(page.number)
            return PrintedPage(page.number, page.width, page.height, ())
        done.append(page.number)
        return seen

    def raise_when_empty(self, pages: Sequence[PrintedPage]) -> None:
        """Raise the error that says why there is no text at all."""
        if any(page.lines for page in pages):
            return
        causes: tuple[tuple[list[int], type[DocumentError]], ...] = (
            (self._garbled, DocumentGarbled),
            (self._pictures, OcrMissing),
            (self._missing, DocumentBroken),
        )
        for numbers, error in causes:
            if numbers:
                raise error(self._file, page=numbers[0] if error is DocumentBroken else None)
        raise DocumentEmpty(self._file)

    def warnings(self) -> list[str]:
        """What went otherwise than one expects, in Dutch."""
        told = (
            (self._missing, "beschadigd of afwezig, overgeslagen"),
            (self._pictures, "alleen beeld, niet gelezen omdat Tesseract met Nederlands niet is geïnstalleerd"),
            (self._garbled, "onleesbaar gecodeerd, overgeslagen"),
            (self._decoded, "onleesbaar gecodeerd, daarom als beeld gelezen met tekstherkenning"),
            (self._recognised, "alleen beeld, gelezen met tekstherkenning"),
        )
        return [f"{_pages(numbers)}: {what}" for numbers, what in told if numbers]


def _is_garbled(page: PrintedPage) -> bool:
    if not page.unreadable and reads_naturally(word.text for line in page.lines for word in line.words):
        return False
    return is_garbled(" ".join(line.text for line in page.lines), page.unreadable)


def _is_picture(page: PrintedPage) -> bool:
    """Whether most of what the page says may stand in a picture."""
    if _word_count(page) >= _FEW_WORDS:
        return False
    covered = sum((box.x1 - box.x0) * (box.bottom - box.top) for box in page.shapes.pictures)
    return covered > _PICTURE_SHARE * page.width * page.height


def _word_count(page: PrintedPage) -> int:
    return sum(len(line.words) for line in page.lines)


def _pages(numbers: Sequence[int]) -> str:
    """Page numbers with ranges, in Dutch.

    >>> _pages([3]), _pages([1, 2, 3, 7])
    ('pagina 3', "pagina's 1-3, 7")
    """
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    shown = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in ranges)
    return f"pagina {shown}" if len(numbers) == 1 else f"pagina's {shown}"
