"""The files of documents: page pictures and the source itself."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from app.web.desk import OpenedLibrary
from app.web.options import site_of
from app.web.page_pictures import NoPicture, draw_page
from app.web.pages.adding import safe_name

_FOR_EVER = {"Cache-Control": "private, max-age=31536000, immutable"}
_MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".txt": "text/plain; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

# PDFium may be used by one thread at a time.
_drawing = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")


async def picture(request: Request) -> Response:
    """The picture of a page."""
    source, _ = await _source(request)
    number = request.path_params["number"]
    try:
        png = await asyncio.get_running_loop().run_in_executor(_drawing, draw_page, source, number)
    except NoPicture as error:
        raise HTTPException(404) from error
    return Response(png, 200, _FOR_EVER, "image/png")


async def source_file(request: Request) -> Response:
    """The file as it may be shown; what could hold a script is only offered to be saved."""
    source, name = await _source(request)
    name = str(Path(name).with_suffix(source.suffix)) if source.suffix else name  # a copy in which names are black
    media = _MEDIA_TYPES.get(Path(name).suffix.lower())
    shown = "inline" if media == "application/pdf" else "attachment"
    return FileResponse(
        source, media_type=media or "application/octet-stream", filename=safe_name(name), content_disposition_type=shown
    )


async def _source(request: Request) -> tuple[Path, str]:
    key = request.path_params["key"]

    def find(opened: OpenedLibrary) -> tuple[Path, str] | None:
        sha256 = opened.documents.get(key)
        records = opened.library.records
        return (records.source(sha256), records.document(sha256).file) if sha256 else None

    found = await site_of(request).desk.ask(find)
    if found is None:
        raise HTTPException(404)
    return found
