"""Adding documents, and following how they are read."""

import asyncio
import json
import re
import secrets
import tempfile
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import ClassVar

import msgspec
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from app.report import Outcome
from app.web.facts.sources import document_address
from app.web.forms import read_form
from app.web.ingest_runs import Event, Task
from app.web.options import site_of
from app.web.rendering import Page, render
from ingest.readers import SUFFIXES

_MOST_FILES = 50
_STATES = {"read": "gelezen", "unchanged": "stond er al", "duplicate": "dubbel", "failed": "mislukt"}
_ALIVE = 15.0
"""Seconds after which a silent stream says that it is still there."""


class AddPage(Page, frozen=True, kw_only=True):
    """The form to add documents."""

    template: ClassVar[str] = "add.html"

    suffixes: tuple[str, ...]
    megabytes: int
    most_files: int
    problems: tuple[str, ...]


class OutcomeLine(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a file."""

    file: str
    state: str
    label: str
    pages: int
    passages: int
    mentions: int
    messages: tuple[str, ...]
    address: str | None


class RunPage(Page, frozen=True, kw_only=True):
    """How a run goes, or went."""

    template: ClassVar[str] = "run.html"

    files: tuple[str, ...]
    lines: tuple[OutcomeLine, ...]
    reading: str | None  # the document that is being read
    page: int  # how far that is
    pages: int
    over: bool
    failed: str | None
    events_address: str


class OutcomeFragment(Page, frozen=True, kw_only=True):
    """One line of the report, sent while the run goes on."""

    template: ClassVar[str] = "outcome_fragment.html"

    line: OutcomeLine


async def add(request: Request) -> Response:
    """The form, or the documents that it sends."""
    check_allowed(request)
    if request.method == "GET":
        return render(request, _add_page(request))
    async with read_form(request, max_files=_MOST_FILES) as form:
        uploads = [part for part in form.getlist("bestanden") if isinstance(part, UploadFile) and part.filename]
        problems = _problems(uploads)
        if problems:
            return render(request, _add_page(request, problems), status=400)
        folder = Path(tempfile.mkdtemp(prefix="wijkgraaf-"))
        for upload in uploads:
            await _save(upload, folder / safe_name(upload.filename or ""))
    names = sorted(path.name for path in folder.iterdir())
    run = site_of(request).runs.start(secrets.token_urlsafe(9), Task(folder=str(folder)), names)
    return RedirectResponse(f"/toevoegen/{run.key}", 303)


async def run(request: Request) -> Response:
    """How a run goes."""
    runs, key = site_of(request).runs, request.path_params["key"]
    if key not in runs:
        raise HTTPException(404)
    found = runs[key]
    failed = next((event.message for event in found.events if event.what == "failed"), None)
    latest = next((event for event in reversed(found.events) if event.what == "page"), Event(what="page"))
    page = RunPage(
        files=found.files,
        reading=latest.file or None,
        page=latest.page,
        pages=latest.pages,
        lines=tuple(_line(event.outcome) for event in found.events if event.outcome),
        over=found.is_over,
        failed=failed,
        events_address=f"/toevoegen/{key}/verloop",
    )
    return render(request, page)


async def run_events(request: Request) -> Response:
    """The same, as server-sent events: `outcome` has a line of the report, `page` how far a document is."""
    runs, key = site_of(request).runs, request.path_params["key"]
    if key not in runs:
        raise HTTPException(404)

    async def stream() -> AsyncIterator[str]:
        events = runs[key].follow()
        waiting = asyncio.ensure_future(anext(events, None))
        while True:
            done, _ = await asyncio.wait([waiting], timeout=_ALIVE)
            if not done:
                yield ": nog bezig\n\n"
                continue
            event = waiting.result()
            if event is None:
                return
            yield _sent(request, event)
            waiting = asyncio.ensure_future(anext(events, None))

    return StreamingResponse(stream(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


def safe_name(name: str) -> str:
    r"""A file name without folders or characters that mean something to a file system.

    >>> safe_name("..\\..\\etc/pass wd.pdf"), safe_name("\x00/.pdf")
    ('pass wd.pdf', 'document.pdf')
    """
    last = re.split(r"[/\\]", name)[-1]
    stem, dot, suffix = re.sub(r"[^\w .,()&'+-]", "", last).strip().rpartition(".")
    return f"{stem.strip('. ')[:120] or 'document'}{dot}{suffix}"


def check_allowed(request: Request) -> None:
    """Refuse where visitors may not add or correct anything."""
    if not site_of(request).can_add:
        raise HTTPException(403)


def _problems(uploads: Sequence[UploadFile]) -> tuple[str, ...]:
    if not uploads:
        return ("Kies eerst een of meer bestanden.",)
    wrong = [u.filename for u in uploads if Path(u.filename or "").suffix.lower() not in SUFFIXES]
    return tuple(f"{name}: dit soort bestand wordt niet gelezen" for name in wrong)


def _add_page(request: Request, problems: tuple[str, ...] = ()) -> AddPage:
    options = site_of(request).options
    return AddPage(
        suffixes=tuple(sorted(SUFFIXES)), megabytes=options.megabytes, most_files=_MOST_FILES, problems=problems
    )


async def _save(upload: UploadFile, path: Path) -> None:
    with path.open("wb") as file:
        while piece := await upload.read(1 << 20):
            file.write(piece)


def _line(outcome: Outcome) -> OutcomeLine:
    return OutcomeLine(
        file=outcome.file,
        state=outcome.state,
        label=_STATES[outcome.state],
        pages=outcome.pages,
        passages=outcome.passages,
        mentions=outcome.mentions,
        messages=outcome.messages,
        address=document_address(outcome.document) if outcome.document else None,
    )


def _sent(request: Request, event: Event) -> str:
    if event.outcome:
        html = bytes(render(request, OutcomeFragment(line=_line(event.outcome))).body).decode()
        lines = "".join(f"data: {line}\n" for line in html.splitlines() if line.strip())
        return f"event: outcome\n{lines}\n"
    if event.what == "page":
        return f"event: page\ndata: {json.dumps([event.file, event.page, event.pages])}\n\n"
    if event.what in ("done", "failed"):
        return "event: over\ndata: klaar\n\n"
    return f"event: stage\ndata: {event.what}\n\n"
