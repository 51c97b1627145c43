"""The first page: one field, what the library holds, what was read last."""

from typing import ClassVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from app.web.desk import OpenedLibrary
from app.web.facts.sources import document_address
from app.web.facts.tensions import OTHER
from app.web.options import site_of
from app.web.rendering import Page, render

_LAST_READ = 5
_TENSIONS = 4


class RecentDocument(msgspec.Struct, frozen=True):
    """A document that was read not long ago."""

    title: str
    year: int | None
    address: str


class CommonTension(msgspec.Struct, frozen=True):
    """A tension that many sources tell of."""

    pole_a: str
    pole_b: str
    address: str


class HomePage(Page, frozen=True, kw_only=True):
    """The first page."""

    template: ClassVar[str] = "home.html"

    documents: int
    cases: int
    lessons: int
    tensions: int
    quotations: int
    examples: tuple[str, ...]  # questions that the library can answer
    recent: tuple[RecentDocument, ...]
    common_tensions: tuple[CommonTension, ...]


async def home(request: Request) -> Response:
    """The first page."""
    return render(request, await site_of(request).desk.ask(_home))


def _home(opened: OpenedLibrary) -> HomePage:
    overview = opened.overview
    return HomePage(
        documents=len(overview.documents),
        cases=len(overview.cases),
        lessons=overview.lessons,
        tensions=overview.tensions,
        quotations=overview.quotations,
        examples=opened.examples,
        recent=tuple(_recent(opened)),
        common_tensions=tuple(
            CommonTension(family.pole_a, family.pole_b, family.address)
            for family in opened.families[:_TENSIONS]
            if family.key != OTHER
        ),
    )


def _recent(opened: OpenedLibrary) -> list[RecentDocument]:
    folder = opened.library.records.folder
    by_time = sorted(opened.documents.values(), key=lambda sha256: -(folder / sha256).stat().st_mtime)
    entries = (opened.document_entry(sha256[:16]) for sha256 in by_time[:_LAST_READ])
    return [RecentDocument(e.title, e.year, document_address(e.key)) for e in entries if e]
