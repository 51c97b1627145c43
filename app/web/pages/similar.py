"""Cases like ours: ranked, with quotes on both sides."""

from collections.abc import Sequence
from typing import ClassVar

import msgspec
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from app.web.desk import OpenedLibrary
from app.web.facts.overview import case_address
from app.web.facts.sources import document_address
from app.web.forms import text_field
from app.web.options import site_of
from app.web.rendering import Page, render
from search.quotes import FoundSentence
from search.similar_cases import SimilarCase, find_similar_cases

_MOST = 8


class ProvingSentence(msgspec.Struct, frozen=True, kw_only=True):
    """A literal sentence and where it stands."""

    text: str
    title: str
    page: int
    printed_page: str | None
    address: str


class SimilarCard(msgspec.Struct, frozen=True, kw_only=True):
    """A case, how much it is like what was asked, and what shows it."""

    label: str
    address: str
    municipality: str | None
    percent: int
    there: tuple[ProvingSentence, ...]
    here: tuple[ProvingSentence, ...]


class SimilarPage(Page, frozen=True, kw_only=True):
    """The cases most like a description, or a case that was picked."""

    template: ClassVar[str] = "similar.html"

    query: str
    picked: str | None  # the name of the case, when the question is one of ours
    names: tuple[str, ...]  # of the cases one can pick
    cards: tuple[SimilarCard, ...]


async def similar(request: Request) -> Response:
    """The cases most like `?q=`, a free description or the name of a case."""
    asked = request.query_params
    return render(request, await site_of(request).desk.ask(lambda opened: _similar(opened, asked)))


def _similar(opened: OpenedLibrary, asked: QueryParams) -> SimilarPage:
    query, library = text_field(asked, "q"), opened.library
    names = tuple(dict.fromkeys(case.label for case in opened.overview.cases))
    found = find_similar_cases(library.index, library.embedder, query, limit=_MOST) if query else []
    picked = next((name for name in names if name.casefold() == query.casefold()), None)
    return SimilarPage(query=query, picked=picked, names=names, cards=tuple(similar_cards(found)))


def similar_cards(found: Sequence[SimilarCase]) -> list[SimilarCard]:
    """The cases as cards."""
    return [
        SimilarCard(
            label=similar.case.label,
            address=case_address(similar.case.iri),
            municipality=similar.case.municipality,
            percent=round(100 * min(1.0, max(0.0, similar.score))),
            there=tuple(_sentence(sentence) for sentence in similar.there),
            here=tuple(_sentence(sentence) for sentence in similar.here),
        )
        for similar in found
    ]


def _sentence(found: FoundSentence) -> ProvingSentence:
    sentence = found.sentence
    return ProvingSentence(
        text=found.text,
        title=found.hit.metadata.title,
        page=sentence.page,
        printed_page=sentence.printed_page,
        address=document_address(found.hit.passage.document, sentence.page, sentence.start, sentence.end),
    )
