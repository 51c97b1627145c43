"""Passages that answer a question, with facets and permanent addresses."""

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar
from urllib.parse import urlencode

import msgspec
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from app.web.desk import OpenedLibrary
from app.web.facts.sources import document_address
from app.web.forms import number, text_field
from app.web.options import site_of
from app.web.pages.facets import Facet, address_with, facets
from app.web.pages.words import KIND_NAMES
from app.web.rendering import Page, marked, render
from corpus.model import DocumentKind
from search.facets import FacetCount, count_facets
from search.filters import EVERYTHING, Filter
from search.passages import Answer, Hit

_PER_PAGE = 10
_CANDIDATES = 50
"""Facets count among so many of the best passages: more would take longer than a reader wants to wait."""

_NOTHING = Answer(hits=(), is_likely=True, corrected={})


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text, with whether it is marked."""

    text: str
    marked: bool


class FoundPassage(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that answers."""

    title: str
    year: int | None
    kind: str
    heading: str | None
    page: int
    printed_page: str | None
    pieces: tuple[Piece, ...]
    address: str


class SearchPage(Page, frozen=True, kw_only=True):
    """The results of a question; without a question only the field."""

    template: ClassVar[str] = "search.html"

    query: str
    passages: tuple[FoundPassage, ...]
    kinds: tuple[Facet, ...]
    years: tuple[Facet, ...]
    documents: tuple[Facet, ...]
    municipalities: tuple[Facet, ...]
    themes: tuple[Facet, ...]
    is_likely: bool  # whether the first passages probably answer
    corrected: tuple[str, ...]  # what misspelt words were taken for
    first: int  # number of the first passage shown, from 1
    next_address: str | None
    previous_address: str | None
    clear_address: str | None  # the same question without conditions, where there are any
    cases_address: str
    quotes_address: str


async def search(request: Request) -> Response:
    """The passages that answer `?q=`, page `p`.

    `soort`, `jaar` (or `vanaf` and `tot`), `document`, `gemeente` and `thema` narrow what is found.
    """
    asked = request.query_params
    return render(request, await site_of(request).desk.ask(lambda opened: _search(opened, asked)))


def _search(opened: OpenedLibrary, asked: QueryParams) -> SearchPage:
    query, page = text_field(asked, "q", most=500), max(1, number(asked, "p") or 1)
    index, within = opened.library.index, _filter(asked)
    answer = index.find(query, limit=_CANDIDATES) if query else _NOTHING
    candidates = answer.hits
    hits = [hit for hit in candidates if within.accepts(hit.file, hit.metadata)]
    if query and (within.place or within.theme or (len(hits) < page * _PER_PAGE and within != EVERYTHING)):
        hits = index.search(query, limit=page * _PER_PAGE + 1, within=within)
    told = count_facets(index, candidates)
    first = (page - 1) * _PER_PAGE
    return SearchPage(
        query=query,
        passages=tuple(_found(hit) for hit in hits[first : first + _PER_PAGE]),
        kinds=facets(asked, "soort", Counter(hit.metadata.kind.value for hit in candidates), KIND_NAMES),
        years=_newest_first(
            facets(asked, "jaar", Counter(str(h.metadata.year) for h in candidates if h.metadata.year))
        ),
        documents=facets(asked, "document", Counter(hit.file for hit in candidates), _titles(candidates)),
        municipalities=facets(asked, "gemeente", _counts(told, "gemeente")),
        themes=facets(asked, "thema", _counts(told, "thema")),
        is_likely=answer.is_likely,
        corrected=tuple(dict.fromkeys(answer.corrected.values())),
        first=first + 1,
        next_address=address_with(asked, p=str(page + 1)) if len(hits) > first + _PER_PAGE else None,
        previous_address=address_with(asked, p=str(page - 1)) if page > 1 else None,
        clear_address=f"?{urlencode({'q': query})}" if within != EVERYTHING else None,
        cases_address=f"/zoals-wij?{urlencode({'q': query})}",
        quotes_address=f"/citaten?{urlencode({'q': query})}",
    )


def _filter(asked: QueryParams) -> Filter:
    year = number(asked, "jaar")
    kinds = {kind for kind in DocumentKind if kind.value == asked.get("soort")}
    return Filter(
        kinds=frozenset(kinds),
        first_year=year or number(asked, "vanaf"),
        last_year=year or number(asked, "tot"),
        file=asked.get("document") or None,
        place=text_field(asked, "gemeente", most=100) or None,
        theme=text_field(asked, "thema", most=100) or None,
    )


def _found(hit: Hit) -> FoundPassage:
    passage = hit.passage
    return FoundPassage(
        title=hit.metadata.title,
        year=hit.metadata.year,
        kind=KIND_NAMES[hit.metadata.kind],
        heading=passage.headings[-1] if passage.headings else None,
        page=passage.page,
        printed_page=passage.printed_page,
        pieces=tuple(Piece(text, is_marked) for text, is_marked in marked(passage.text, hit.highlights)),
        address=document_address(passage.document, passage.page, passage.start, passage.end),
    )


def _counts(told: Sequence[FacetCount], facet: str) -> Counter[str]:
    return Counter({found.value: found.count for found in told if found.facet == facet})


def _titles(hits: Sequence[Hit]) -> dict[str, str]:
    return {hit.file: hit.metadata.title for hit in hits}


def _newest_first(years: tuple[Facet, ...]) -> tuple[Facet, ...]:
    return tuple(sorted(years, key=lambda facet: facet.label, reverse=True))
