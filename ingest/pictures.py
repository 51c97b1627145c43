"""A quote on its page: as a picture, as an overlay for a web page, and as native highlights in a copy of the PDF.

Only here is pikepdf imported: it copies damaged files too, and leaves all that it does not change as it is.
"""

import base64
import io
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from corpus.model import Box
from ingest.frame import Frame, turn
from ingest.marks import Mark
from ingest.pdf import open_pdf

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 150
_MARGIN = 24.0  # points around the marks of a crop
_MOST_PIXELS = 4_000_000
_YELLOW = (255, 235, 59)
_YELLOW_SHARES = [part / 255 for part in _YELLOW]


class PagePicture(msgspec.Struct, frozen=True, kw_only=True):
    """A page, or part of it, with marks drawn on it."""

    page: int  # PDF page number, from 1
    png: bytes
    width: int  # pixels
    height: int
    view: Box  # the part of the page that is shown, in points
    marks: tuple[Box, ...]  # in points on the page


def draw_pages(source: Path, marks: Sequence[Mark], *, crop: bool = True, dpi: int = DPI) -> list[PagePicture]:
    """A picture of each page on which there are marks: of the whole page, or cropped to the width of the page."""
    with open_pdf(source) as pdf:
        pictures = []
        for page in dict.fromkeys(mark.page for mark in marks):
            boxes = [mark.box for mark in marks if mark.page == page]
            image, scale = pdf.picture(page, dpi, grey=False)
            pictures.append(_draw(page, image.convert("RGB"), scale, boxes, crop=crop))
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
        f'<g fill="rgb{_YELLOW}">{rectangles}</g></svg>'
    )


def html_overlay(source: Path, picture: PagePicture, label: str) -> str:
    """The same view without marks, with the marks laid over it, as one piece of HTML."""
    with open_pdf(source) as pdf:
        image, scale = pdf.picture(picture.page, DPI, grey=False)
    png = base64.b64encode(_png(_cut(image.convert("RGB"), picture.view, scale))).decode()
    return (
        f'<figure style="position:relative;margin:0"><img alt="{escape(label, quote=True)}" '
        f'style="width:100%;display:block" src="data:image/png;base64,{png}">{svg_overlay(picture, label)}</figure>'
    )


def highlight(source: Path, marks: Sequence[Mark], target: Path, note: str = "") -> None:
    """Write a copy of the PDF in which the marks are native highlight annotations, one a page."""
    import pikepdf  # noqa: PLC0415

    with pikepdf.open(source) as pdf:
        for number in dict.fromkeys(mark.page for mark in marks):
            page = pdf.pages[number - 1]
            boxes = [_in_file(mark.box, _frame(page)) for mark in marks if mark.page == number]
            annotation = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Highlight,
                Rect=[
                    min(b[0] for b in boxes),
                    min(b[1] for b in boxes),
                    max(b[2] for b in boxes),
                    max(b[3] for b in boxes),
                ],
                QuadPoints=[point for x0, y0, x1, y1 in boxes for point in (x0, y1, x1, y1, x0, y0, x1, y0)],
                C=_YELLOW_SHARES,
                F=4,  # printed too
                T="Wijkgraaf",
                Contents=note,
                M=f"D:{datetime.now(UTC):%Y%m%d%H%M%SZ}",
                P=page.obj,
            )
            there = page.obj.get("/Annots")
            annotations = pikepdf.Array(list(there) if there is not None else [])
            annotations.append(pdf.make_indirect(annotation))
            page.obj["/Annots"] = annotations
        pdf.save(target)


def _draw(page: int, image: "Image", scale: float, boxes: Sequence[Box], *, crop: bool) -> PagePicture:
    from PIL import Image, ImageChops, ImageDraw  # noqa: PLC0415

    layer = Image.new("RGB", image.size, "white")
    brush = ImageDraw.Draw(layer)
    for box in boxes:
        brush.rectangle([edge * scale for edge in box], fill=_YELLOW)
    marked = ImageChops.multiply(image, layer)
    view = _view(boxes, image.width / scale, image.height / scale, crop=crop)
    shown = _cut(marked, view, scale)
    return PagePicture(
        page=page, png=_png(shown), width=shown.width, height=shown.height, view=view, marks=tuple(boxes)
    )


def _view(boxes: Sequence[Box], width: float, height: float, *, crop: bool) -> Box:
    if not crop:
        return Box(0, 0, width, height)
    top, bottom = min(b.top for b in boxes) - _MARGIN, max(b.bottom for b in boxes) + _MARGIN
    left, right = min(b.x0 for b in boxes) - _MARGIN, max(b.x1 for b in boxes) + _MARGIN
    return Box(max(0, left), max(0, top), min(width, right), min(height, bottom))


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


def _frame(page: object) -> Frame:
    """The visible part of a page of pikepdf, as pdfium shows it: the crop box within the media box."""
    crop, media = ([float(edge) for edge in box] for box in (page.cropbox, page.mediabox))  # type: ignore[attr-defined]
    (c0, c1), (c2, c3) = sorted(crop[::2]), sorted(crop[1::2])
    (m0, m1), (m2, m3) = sorted(media[::2]), sorted(media[1::2])
    turns = int(page.rotation) // 90 % 4 if hasattr(page, "rotation") else 0
    return Frame(max(c0, m0), max(c2, m2), min(c1, m1), min(c3, m3), turns)


def _in_file(box: Box, frame: Frame) -> tuple[float, float, float, float]:
    """Left, bottom, right and top in the file's coordinates of a box on the page as shown.

    >>> _in_file(Frame(0, 0, 600, 800, turns=1).shown(10, 700, 50, 720), Frame(0, 0, 600, 800, turns=1))
    (10, 700, 50, 720)
    """
    flat = turn(box, -frame.turns % 4, frame.width, frame.height) if frame.turns else box
    return frame.left + flat.x0, frame.top - flat.bottom, frame.left + flat.x1, frame.top - flat.top
