"""Copies of a PDF: with native highlights, or with words made black for good.

pikepdf copies damaged files too, and leaves all that it does not change as it is.
"""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.model import Box
from ingest.frame import Frame, turn
from ingest.marks import Mark
from ingest.pdf import open_pdf
from ingest.pictures import YELLOW, paint_over

_REDACTED_DPI = 200
_TELLING = ("/Metadata", "/PieceInfo", "/AF")  # in a file and in a page: what else is told of it


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
                C=[part / 255 for part in YELLOW],
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


def redact(source: Path, words: Sequence[Mark], target: Path) -> int:
    """Write a copy of the PDF in which words are black and gone; tells how many pages changed.

    Each of these pages becomes a picture: what was drawn under the black is no longer in the file. What the file says
    of itself (title, author) is left out, and so are its attachments, bookmarks, links and comments.
    """
    import pikepdf  # noqa: PLC0415

    pages = list(dict.fromkeys(word.page for word in words))
    with pikepdf.open(source) as pdf, open_pdf(source) as drawn:
        for number in pages:
            image, scale = drawn.picture(number, _REDACTED_DPI, grey=False)
            painted = paint_over(image, scale, [word.box for word in words if word.page == number])
            picture = io.BytesIO()
            painted.save(picture, "PDF", resolution=scale * 72)
            with pikepdf.open(picture) as single:
                pdf.pages[number - 1] = single.pages[0]
        for name in (*_TELLING, "/Outlines", "/Names", "/Dests", "/StructTreeRoot", "/AcroForm", "/PageLabels"):
            if name in pdf.Root:
                del pdf.Root[name]
        for page in pdf.pages:
            for name in (*_TELLING, "/Annots", "/Thumb", "/B"):
                if name in page.obj:
                    del page.obj[name]
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        pdf.remove_unreferenced_resources()
        pdf.save(target)
    return len(pages)


def _frame(page: Any) -> Frame:
    """The visible part of a page of pikepdf, as pdfium shows it: the crop box within the media box."""
    crop, media = ([float(edge) for edge in box] for box in (page.cropbox, page.mediabox))
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
