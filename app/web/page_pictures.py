"""Pictures of pages, for the document viewer."""

import io
from functools import lru_cache
from pathlib import Path

from corpus.errors import DocumentError
from ingest.formats import is_pdf
from ingest.pdf import open_pdf
from ingest.pdf_loops import draws_too_much

_DPI = 110


class NoPicture(Exception):
    """The document has no pages that can be drawn, or not this one."""


@lru_cache(maxsize=64)
def draw_page(source: Path, number: int) -> bytes:
    """A page (PDF page number, from 1) as PNG.

    Raises:
        NoPicture: the file is no PDF, has no such page, or the page draws itself.
    """
    if not is_pdf(source) or draws_too_much(source, number):
        raise NoPicture
    try:
        with open_pdf(source) as pdf:
            if not 1 <= number <= len(pdf):
                raise NoPicture
            image, _ = pdf.picture(number, _DPI, grey=False)
    except DocumentError as error:
        raise NoPicture from error
    drawn = io.BytesIO()
    image.save(drawn, "PNG")
    return drawn.getvalue()
