"""All cases, and one case with all that is known of it."""

from collections import Counter as Counts
from typing import ClassVar
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.web.desk import OpenedLibrary
from app.web.facts.cases import CaseFile, read_case
from app.web.facts.overview import CASE_START, CaseEntry
from app.web.forms import number
from app.web.options import site_of
from app.web.outlines import MapPicture, draw_map
from app.web.pages.facets import Facet, address_with, facets
from app.web.pages.similar import SimilarCard, similar_cards
from app.web.pages.timeline import TimeLine, draw_timeline
from app.web.rendering import Page, render
from search.similar_cases import find_similar_cases

_SIMILAR = 4
_PER_PAGE = 100
_ALL = "SELECT ?thing ?words {{ ?thing wijk:{} <{}> ; wijk:evidence/oa:hasSelector/oa:exact ?words }}"


class CasesPage(Page, frozen=True, kw_only=True):
    """All cases, on a map and in a list."""

    template: ClassVar[str] = "cases.html"

    cases: tuple[CaseEntry, ...]
    total: int  # how many fit the conditions
    sorts: tuple[Facet, ...]
    municipalities: tuple[Facet, ...]
    map: MapPicture
    next_address: str | None
    previous_address: str | None


class CasePage(Page, frozen=True, kw_only=True):
    """A case with all that is known of it."""

    template: ClassVar[str] = "case.html"

    case: CaseFile
    map: MapPicture | None
    timeline: TimeLine | None
    lessons_address: str  # of the query that gives all
    tensions_address: str
    similar_address: str  # of the fragment with cases like this one
    data_address: str  # of the statements about it


class SimilarFragment(Page, frozen=True, kw_only=True):
    """The cases most like one."""

    template: ClassVar[str] = "similar_fragment.html"

    cards: tuple[SimilarCard, ...]


async def cases(request: Request) -> Response:
    """The cases, of `?soort=` and in `gemeente` where these are given, page `p`."""
    asked = request.query_params
    return render(request, await site_of(request).desk.ask(lambda opened: _cases(opened, asked)))


async def case(request: Request) -> Response:
    """A case by the rest of its IRI."""
    iri = CASE_START + request.path_params["name"]
    page = await site_of(request).desk.ask(lambda opened: _case(opened, iri))
    if page is None:
        raise HTTPException(404)
    return render(request, page)


async def similar_to_case(request: Request) -> Response:
    """A piece of a page: the cases most like a case."""
    iri = CASE_START + request.path_params["name"]
    return render(request, await site_of(request).desk.ask(lambda opened: _similar(opened, iri)))


def _cases(opened: OpenedLibrary, asked: QueryParams) -> CasesPage:
    sort, municipality = asked.get("soort"), asked.get("gemeente")
    of_sort = [case for case in opened.overview.cases if not sort or case.sort == sort]
    in_place = [case for case in opened.overview.cases if not municipality or municipality in case.municipalities]
    found = [case for case in in_place if not sort or case.sort == sort]
    counts: dict[str, list[str]] = {}
    for entry in found:
        for code in entry.codes:
            counts.setdefault(code, []).append(entry.label)
    page = max(1, number(asked, "p") or 1)
    start = (page - 1) * _PER_PAGE
    return CasesPage(
        cases=tuple(found[start : start + _PER_PAGE]),
        total=len(found),
        sorts=facets(asked, "soort", Counts(case.sort for case in in_place if case.sort)),
        municipalities=facets(asked, "gemeente", Counts(name for case in of_sort for name in case.municipalities)),
        map=draw_map(counts),
        next_address=address_with(asked, p=str(page + 1)) if len(found) > start + _PER_PAGE else None,
        previous_address=address_with(asked, p=str(page - 1)) if page > 1 else None,
    )


def _case(opened: OpenedLibrary, iri: str) -> CasePage | None:
    found = read_case(opened.library.graph, iri)
    if found is None:
        return None
    codes = {place.code: [found.label] for place in found.places if place.code and place.code.startswith("GM")}
    name = iri.removeprefix(CASE_START)
    return CasePage(
        case=found,
        map=draw_map(codes) if codes else None,
        timeline=draw_timeline(found),
        lessons_address="/sparql?" + urlencode({"query": _ALL.format("learnedIn", iri)}),
        tensions_address="/sparql?" + urlencode({"query": _ALL.format("feltIn", iri)}),
        similar_address=f"/zoals/{name}",
        data_address=f"/id/case/{name}?formaat=turtle",
    )


def _similar(opened: OpenedLibrary, iri: str) -> SimilarFragment:
    library = opened.library
    found = find_similar_cases(library.index, iri, limit=_SIMILAR)
    return SimilarFragment(cards=tuple(similar_cards(found)))
