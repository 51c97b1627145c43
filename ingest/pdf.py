"""PDF files through pdfium: the words of each page with their boxes, its drawn shapes, and its picture.

Only here is pypdfium2 imported. pdfium answers one character a call, so only the first and last character of each word
are asked for, and letter styles only where they can change.
"""

import ctypes
import re
import struct
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from math import atan2, hypot, pi
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import DocumentBroken, DocumentEmpty, DocumentEncrypted
from corpus.model import Box
from ingest.frame import Frame, turn_upright
from ingest.lines import build_lines
from ingest.printed import PrintedPage, Style, line_of
from ingest.shapes import Drawing, classify_drawings
from ingest.words import Edges, build_runs

if TYPE_CHECKING:
    from PIL.Image import Image

_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf0a6\uf0a8-\uf0b6\uf0b8-\uf0d7\uf0d9-\uf8ff\ufffd]")
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(rb"italic|oblique", re.IGNORECASE)
_MOST_DRAWINGS = 4000  # a map or chart has more; then its shapes say nothing about the layout
_MOST_PIXELS = 12_000_000
_LONGEST_SIDE = 6000


def _quick(function: Any, result: Any) -> Any:
    """The function of pdfium with plain numbers for pointers: half the time of pypdfium2's own prototype."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    arguments = (ctypes.c_void_p,) * len(function.argtypes)
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_loose_box = _quick(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int)
_text_object = _quick(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)
_font_of = _quick(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p)


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
                characters = _PageCharacters(textpage, self._fonts)
                upright = turn_upright(build_runs(characters, frame), frame)
            drawings = [] if upright.turns else list(_drawings(page.raw, frame))
            shown = frame.width, frame.height
            width, height = shown if upright.turns % 2 == 0 else shown[::-1]
            return PrintedPage(
                number=number,
                width=width,
                height=height,
                lines=tuple(build_lines(upright.runs)),
                turned=tuple(line_of(words) for words in upright.turned),
                shapes=classify_drawings(drawings, frame.width, frame.height),
                label=self._pdf.get_page_label(number - 1) or None,
                shown=shown if upright.turns else None,
                unreadable=len(_UNREADABLE.findall(characters.text)),
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


class _PageCharacters:
    """The characters of a page as pdfium counts them."""

    def __init__(self, textpage: Any, fonts: dict[int, tuple[bool, bool]]) -> None:
        self._page, self._fonts = textpage.raw, fonts
        self._raw = ctypes.cast(textpage.raw, ctypes.c_void_p).value
        self._things: dict[int, tuple[Style, float]] = {}
        self._looks: dict[tuple[int, float], tuple[Style, float]] = {}  # by font and height
        self.text = self._read_text()

    def _read_text(self) -> str:
        count = pdfium.FPDFText_CountChars(self._page)
        buffer = (ctypes.c_ushort * (count + 1))()
        if pdfium.FPDFText_GetText(self._page, 0, count, buffer) != count + 1:
            codes = (pdfium.FPDFText_GetUnicode(self._page, i) for i in range(count))
            return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
        text = bytes(buffer)[:-2].decode("utf-16-le", "surrogatepass")
        return text if len(text) == count else "".join(map(chr, buffer[:count]))

    def edges(self, indices: Sequence[int]) -> list[Edges]:
        """The edges of the characters, with the room above and below that the font asks for."""
        buffer = (pdfium.FS_RECTF * len(indices))()
        raw, address = self._raw, ctypes.addressof(buffer)
        for index in indices:
            _loose_box(raw, index, address)
            address += 16
        return list(struct.iter_unpack("4f", buffer))

    def look(self, index: int, edges: Edges) -> tuple[Style, float]:
        """The style of a character, and its angle in quarter turns clockwise; equal styles are one object."""
        thing = _text_object(self._raw, index) or 0
        if thing not in self._things:
            font = _font_of(thing) if thing else 0
            key = font, round(edges[1] - edges[3], 1)  # one font at one height is one size
            if key not in self._looks:
                self._looks[key] = self._measure(index, font)
            self._things[thing] = self._looks[key]
        return self._things[thing]

    def _measure(self, index: int, font: int) -> tuple[Style, float]:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._page, index, matrix)
        size = pdfium.FPDFText_GetFontSize(self._page, index) * hypot(matrix.c, matrix.d)
        style = Style(round(size, 1), *(self._font(font) if font else (False, False)))
        return style, -atan2(matrix.b, matrix.a) / (pi / 2)

    def _font(self, key: int) -> tuple[bool, bool]:
        """Whether the font is bold, and whether it is italic."""
        if key not in self._fonts:
            font = ctypes.cast(key, pdfium.FPDFFont_GetWeight.argtypes[0])
            name = ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(font, name, 256)
            bold = bool(_BOLD.search(name.value)) or pdfium.FPDFFont_GetWeight(font) >= 600
            self._fonts[key] = bold, bool(_ITALIC.search(name.value))
        return self._fonts[key]


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
