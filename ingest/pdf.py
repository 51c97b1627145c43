"""PDF files through pdfium: the words of each page with their boxes, its drawn shapes, and its picture.

Only here is pypdfium2 imported. pdfium answers one character a call, so only the first and last character of each word
are asked for, and letter styles only where they can change.
"""

import ctypes
import re
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import pairwise
from math import atan2, hypot, pi
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import DocumentBroken, DocumentEmpty, DocumentEncrypted
from corpus.model import Box
from corpus.normalise import normalise_characters
from ingest.frame import Frame, Run, turn_upright
from ingest.lines import build_lines
from ingest.printed import PrintedPage, PrintedWord, Style
from ingest.shapes import Drawing, classify_drawings

if TYPE_CHECKING:
    from PIL.Image import Image

_WORD = re.compile("[^\\s\ufffe\x00]+\ufffe?")  # pdfium writes U+FFFE for the hyphen at a line end
_NOTE_MARK = re.compile(r"(?<=[^\W\d_])[.,;:!?'’”)\]]*(\d{1,3})[.,;:!?'’”)\]]*$")  # "termijn2": a raised figure?
_UNREADABLE = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf0a6\uf0a8-\uf0b6\uf0b8-\uf0d7\uf0d9-\uf8ff\ufffd]")
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(rb"italic|oblique", re.IGNORECASE)
_MOST_DRAWINGS = 4000  # a map or chart has more; then its shapes say nothing about the layout
_MOST_PIXELS = 12_000_000
_LONGEST_SIDE = 6000

# pypdfium2's own prototype wants a new pointer object a call; addresses into one array take half the time.
_loose_box = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)


class PdfFile:
    """An open PDF."""

    def __init__(self, pdf: Any, file: str) -> None:
        self.file = file
        self._pdf = pdf
        self._fonts: dict[int, tuple[bool, bool]] = {}

    def __len__(self) -> int:
        return len(self._pdf)

    @property
    def information(self) -> dict[str, str]:
        """What the file says of itself: Title, Author, CreationDate and the like."""
        found: dict[str, str] = self._pdf.get_metadata_dict(skip_empty=True)
        return found

    def page(self, number: int) -> PrintedPage:
        """The page as it is printed; pages count from 1. Raises DocumentBroken when it cannot be loaded."""
        with self._loaded(number) as page:
            left, bottom, right, top = page.get_bbox()
            frame = Frame(left, bottom, right, top, page.get_rotation() // 90 % 4)
            with closing(page.get_textpage()) as textpage:
                text = _Text(textpage, frame, self._fonts)
                upright = turn_upright(text.runs(), frame)
            drawings = [] if upright.turns else list(_drawings(page.raw, frame))
            shown = frame.width, frame.height
            width, height = shown if upright.turns % 2 == 0 else shown[::-1]
            return PrintedPage(
                number=number,
                width=width,
                height=height,
                lines=tuple(build_lines(upright.runs)),
                turned=tuple(build_lines(upright.turned)),
                shapes=classify_drawings(drawings, frame.width, frame.height),
                label=self._pdf.get_page_label(number - 1) or None,
                shown=shown if upright.turns else None,
                unreadable=len(_UNREADABLE.findall(text.characters)),
            )

    def text(self, number: int) -> str:
        """All that is printed on the page, in the file's own order: what a reading is held against."""
        with self._loaded(number) as page, closing(page.get_textpage()) as textpage:
            found: str = textpage.get_text_range()
            return found

    def picture(self, number: int, dpi: int, *, grey: bool = True) -> "tuple[Image, float]":
        """The page as a picture, and how many pixels go in a point; huge pages are drawn coarser."""
        with self._loaded(number) as page:
            width, height = page.get_size()
            scale = min(dpi / 72, _LONGEST_SIDE / max(width, height, 1), (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
            image: Image = page.render(scale=scale, grayscale=grey).to_pil()
            return image, scale

    @contextmanager
    def _loaded(self, number: int) -> Iterator[Any]:
        try:
            page = self._pdf[number - 1]
        except pypdfium2.PdfiumError as error:
            raise DocumentBroken(self.file, "de pagina ontbreekt of is beschadigd", page=number) from error
        with closing(page):
            yield page


@contextmanager
def open_pdf(path: Path) -> Iterator[PdfFile]:
    """The PDF at `path`. Raises DocumentEncrypted, DocumentEmpty (no pages) or DocumentBroken."""
    try:
        pdf = pypdfium2.PdfDocument(path.read_bytes())
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise DocumentEncrypted(path.name) from error
        raise DocumentBroken(path.name) from error
    with closing(pdf):
        if len(pdf) == 0:
            raise DocumentEmpty(path.name, "geen pagina's")
        yield PdfFile(pdf, path.name)


class _Text:
    """The characters of a page and where they stand."""

    def __init__(self, textpage: Any, frame: Frame, fonts: dict[int, tuple[bool, bool]]) -> None:
        self._raw, self._frame, self._fonts = textpage.raw, frame, fonts
        self.characters = self._read_characters()

    def _read_characters(self) -> str:
        """One character for each that pdfium counts: those beyond U+FFFF stay in two halves."""
        count = pdfium.FPDFText_CountChars(self._raw)
        buffer = (ctypes.c_ushort * (count + 1))()
        if pdfium.FPDFText_GetText(self._raw, 0, count, buffer) != count + 1:
            codes = (pdfium.FPDFText_GetUnicode(self._raw, i) for i in range(count))
            return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
        text = bytes(buffer)[:-2].decode("utf-16-le", "surrogatepass")
        return text if len(text) == count else "".join(map(chr, buffer[:count]))

    def runs(self) -> list[Run]:
        """The words in the order of drawing, a run for each line piece."""
        spans = [match.span() for match in _WORD.finditer(self.characters)]
        boxes = self._boxes([i for start, end in spans for i in (start, end - 1)])
        runs: list[Run] = []
        first = 0
        for i in range(1, len(spans) + 1):
            if i == len(spans) or self._breaks(spans[i - 1][1], spans[i][0]):
                runs.append(self._run(spans[first:i], boxes[2 * first : 2 * i]))
                first = i
        return runs

    def _breaks(self, end: int, start: int) -> bool:
        return self.characters[end - 1] == "\ufffe" or "\n" in self.characters[end:start]

    def _boxes(self, indices: list[int]) -> list[tuple[float, float, float, float]]:
        """Left, top, right and bottom of the characters, with the room above and below that the font asks for."""
        buffer = (pdfium.FS_RECTF * len(indices))()
        raw, address = ctypes.cast(self._raw, ctypes.c_void_p).value, ctypes.addressof(buffer)
        for index in indices:
            _loose_box(raw, index, address)
            address += 16
        return list(struct.iter_unpack("4f", buffer))

    def _run(self, spans: list[tuple[int, int]], boxes: list[tuple[float, float, float, float]]) -> Run:
        style, turns = self._style(spans[0][0])
        uniform = len(spans) == 1 or self._style(spans[-1][0])[0] == style
        words = []
        shown = self._frame.shown
        for (start, end), (l0, t0, r0, b0), (l1, t1, r1, b1) in zip(spans, boxes[::2], boxes[1::2], strict=True):
            if not uniform:
                style = self._style(start)[0]
            text = self.characters[start:end]
            mark = None if text.isalpha() else _NOTE_MARK.search(text)
            if mark and len(parts := self._parts(start, text, mark)) > 1:
                words.extend(parts)
                continue
            x0, top, x1, bottom = shown(min(l0, l1), min(b0, b1), max(r0, r1), max(t0, t1))
            words.append(PrintedWord(_clean(text), x0, top, x1, bottom, style))
        return Run(words, turns)

    def _parts(self, start: int, text: str, mark: re.Match[str]) -> list[PrintedWord]:
        """A word, the raised figure at its end, and what follows that; or nothing when the figure is not raised."""
        if self._style(start + mark.start(1))[0].size > 0.82 * self._style(start)[0].size:
            return []
        cuts = sorted({0, mark.start(1), mark.end(1), len(text)})
        parts = []
        for a, b in pairwise(cuts):
            (l0, t0, r0, b0), (l1, t1, r1, b1) = self._boxes([start + a, start + b - 1])
            box = self._frame.shown(min(l0, l1), min(b0, b1), max(r0, r1), max(t0, t1))
            parts.append(PrintedWord(_clean(text[a:b]), *box, self._style(start + a)[0], glued=a > 0))
        return parts

    def _style(self, index: int) -> tuple[Style, int]:
        """The look of a character, and the quarter turns clockwise at which it is shown."""
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._raw, index, matrix)
        size = pdfium.FPDFText_GetFontSize(self._raw, index) * hypot(matrix.c, matrix.d)
        turns = round(-atan2(matrix.b, matrix.a) / (pi / 2)) + self._frame.turns
        thing = pdfium.FPDFText_GetTextObject(self._raw, index)
        bold, italic = self._font(pdfium.FPDFTextObj_GetFont(thing)) if thing else (False, False)
        return Style(round(size, 1), bold, italic), turns % 4

    def _font(self, font: Any) -> tuple[bool, bool]:
        """Whether the font is bold, and whether it is italic."""
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self._fonts:
            name = ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(font, name, 256)
            bold = bool(_BOLD.search(name.value)) or pdfium.FPDFFont_GetWeight(font) >= 600
            self._fonts[key] = bold, bool(_ITALIC.search(name.value))
        return self._fonts[key]


def _clean(text: str) -> str:
    if text.isascii():
        return text
    text = text.replace("\ufffe", "-")
    if any("\ud800" <= c <= "\udfff" for c in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return normalise_characters(text) or "\u200b"


def _drawings(page: Any, frame: Frame) -> Iterator[Drawing]:
    """The painted paths and pictures of the page; a form counts as a picture when it holds one."""
    count = pdfium.FPDFPage_CountObjects(page)
    if count > _MOST_DRAWINGS:
        return
    for i in range(count):
        thing = pdfium.FPDFPage_GetObject(page, i)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE or (kind == pdfium.FPDF_PAGEOBJ_FORM and _holds_picture(thing)):
            yield Drawing(_bounds(thing, frame), picture=True)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and _is_painted(thing):
            yield Drawing(_bounds(thing, frame))


def _holds_picture(form: Any) -> bool:
    children = (pdfium.FPDFFormObj_GetObject(form, i) for i in range(min(pdfium.FPDFFormObj_CountObjects(form), 50)))
    return any(pdfium.FPDFPageObj_GetType(child) == pdfium.FPDF_PAGEOBJ_IMAGE for child in children)


def _is_painted(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value or stroke.value)


def _bounds(thing: Any, frame: Frame) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return frame.shown(left.value, bottom.value, right.value, top.value)
