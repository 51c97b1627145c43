"""A quote on its page: as a picture, and as an overlay for a web page."""

import base64
import io
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from corpus.model import Box, Word
from ingest.marks import Mark, whole_lines
from ingest.pdf import open_pdf

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 150
_BESIDE, _ABOVE = 8.0, 1.5  # points around the lines of a crop: no more above, or half a line comes in
_MOST_PIXELS = 4_000_000
YELLOW = (255, 235, 59)


class PagePicture(msgspec.Struct, frozen=True, kw_only=True):
    """A page, or part of it, with marks drawn on it."""

    page: int  # PDF page number, from 1
    png: bytes
    width: int  # pixels
    height: int
    view: Box  # the part of the page that is shown, in points
    marks: tuple[Box, ...]  # in points on the page


def draw_pages(source: Path, marks: Sequence[Mark], words: Sequence[Word] = ()) -> list[PagePicture]:
    """A picture of each page on which there are marks: the whole page, or where `words` are given the lines around."""
    with open_pdf(source) as pdf:
        pictures = []
        for page in dict.fromkeys(mark.page for mark in marks):
            boxes = [mark.box for mark in marks if mark.page == page]
            image, scale = pdf.picture(page, DPI, grey=False)
            view = whole_lines(words, marks, page) if words else None
            pictures.append(_draw(page, image.convert("RGB"), scale, boxes, view))
        return pictures


def svg_overlay(picture: PagePicture, label: str = "") -> str:
    """The marks as an SVG of the size of the view, to lay over a picture of it; they scale with it."""
    view = picture.view
    rectangles = "".join(
        f'<rect x="{b.x0:.1f}" y="{b.top:.1f}" width="{b.x1 - b.x0:.1f}" height="{b.bottom - b.top:.1f}"/>'
        for b in picture.marks
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(label, quote=True)}" '
        f'viewBox="{view.x0:.1f} {view.top:.1f} {view.x1 - view.x0:.1f} {view.bottom - view.top:.1f}" '
        f'style="position:absolute;inset:0;width:100%;height:100%;mix-blend-mode:multiply">'
        f'<g fill="rgb{YELLOW}">{rectangles}</g></svg>'
    )


def html_overlay(source: Path, picture: PagePicture, label: str) -> str:
    """The same view without marks, with the marks laid over it, as one piece of HTML."""
    with open_pdf(source) as pdf:
        image, scale = pdf.picture(picture.page, DPI, grey=False)
    png = base64.b64encode(_png(_cut(image, picture.view, scale))).decode()
    return (
        f'<figure style="position:relative;margin:0"><img alt="{escape(label, quote=True)}" '
        f'style="width:100%;display:block" src="data:image/png;base64,{png}">{svg_overlay(picture, label)}</figure>'
    )


def paint_over(image: "Image", scale: float, boxes: Sequence[Box]) -> "Image":
    """A copy of a page's picture, of which `scale` pixels go in a point, with boxes of the page in black."""
    from PIL import ImageDraw  # noqa: PLC0415

    painted = image.convert("RGB")
    brush = ImageDraw.Draw(painted)
    for box in boxes:
        brush.rectangle([edge * scale for edge in box], fill="black")
    return painted


def _draw(page: int, image: "Image", scale: float, boxes: Sequence[Box], lines: Box | None) -> PagePicture:
    from PIL import Image, ImageChops, ImageDraw  # noqa: PLC0415

    layer = Image.new("RGB", image.size, "white")
    brush = ImageDraw.Draw(layer)
    for box in boxes:
        brush.rectangle([edge * scale for edge in box], fill=YELLOW)
    marked = ImageChops.multiply(image, layer)
    whole = Box(0, 0, image.width / scale, image.height / scale)
    view = _with_margin(lines, whole) if lines else whole
    shown = _cut(marked, view, scale)
    return PagePicture(
        page=page, png=_png(shown), width=shown.width, height=shown.height, view=view, marks=tuple(boxes)
    )


def _with_margin(lines: Box, page: Box) -> Box:
    left, top, right, bottom = lines
    return Box(
        max(page.x0, left - _BESIDE),
        max(page.top, top - _ABOVE),
        min(page.x1, right + _BESIDE),
        min(page.bottom, bottom + _ABOVE),
    )


def _cut(image: "Image", view: Box, scale: float) -> "Image":
    left, top, right, bottom = (round(edge * scale) for edge in view)
    cut = image.crop((left, top, max(left + 1, right), max(top + 1, bottom)))
    if cut.width * cut.height > _MOST_PIXELS:
        cut.thumbnail((2000, 2000))
    return cut


def _png(image: "Image") -> bytes:
    data = io.BytesIO()
    image.save(data, "PNG", optimize=True)
    return data.getvalue()
