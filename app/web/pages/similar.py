"""Cases like ours: ranked, with what is shared and what differs, each with its proof."""

from collections import Counter as Counts
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar
from urllib.parse import urlencode

import msgspec
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from app.inquiry import read_inquiry
from app.web.desk import OpenedLibrary
from app.web.facts.overview import CASE_START, CaseEntry, case_address
from app.web.facts.sources import document_address
from app.web.forms import number, text_field
from app.web.options import site_of
from app.web.rendering import Page, render
from search.elsewhere import told_elsewhere
from search.explanation import Cited, Comparison, CounterExample
from search.profile import DUTCH, Dimension
from search.quotes import FoundSentence
from search.similar_cases import SimilarCase, answers, find_similar_cases
from search.similarity import Likeness

_MOST = 8
_COMPARED = 4
_NEUTRAL, _STEPS = 2, 4
"""A slider goes from 0 (does not count) over 2 (as usual) to 4 (counts double)."""

SLIDERS = ("theme", "tension", "actor", "kind", "area", "steering", "place")


class ProvingSentence(msgspec.Struct, frozen=True, kw_only=True):
    """A literal sentence and where it stands; without a place where the reader said it."""

    text: str
    title: str | None
    page: int
    printed_page: str | None
    address: str | None


class SharedTrait(msgspec.Struct, frozen=True, kw_only=True):
    """A trait, and what is said of it on both sides; None where a side does not name it."""

    dimension: str
    label: str
    here: ProvingSentence | None
    there: ProvingSentence | None


class Counter(msgspec.Struct, frozen=True, kw_only=True):
    """Another case with the same tension, in which the other side weighs more."""

    label: str
    address: str
    tension: str
    here: str
    there: str
    quote: ProvingSentence


class SimilarCard(msgspec.Struct, frozen=True, kw_only=True):
    """A case, how much it is like what was asked, and what shows it."""

    label: str
    address: str
    municipality: str | None
    percent: int
    shared: tuple[SharedTrait, ...]
    only_here: tuple[SharedTrait, ...]
    only_there: tuple[SharedTrait, ...]
    unlike: tuple[SharedTrait, ...]  # both name it, and differ
    lessons: tuple[ProvingSentence, ...]
    counters: tuple[Counter, ...]
    there: tuple[ProvingSentence, ...]
    here: tuple[ProvingSentence, ...]


class Slider(msgspec.Struct, frozen=True, kw_only=True):
    """How much one way of being alike counts."""

    name: str
    label: str
    value: int  # 0 to 4


class CaseChoice(msgspec.Struct, frozen=True, kw_only=True):
    """A case that one can pick."""

    label: str
    where: str | None  # its municipality, where another case bears its name
    address: str  # this page with the case picked


class SimilarPage(Page, frozen=True, kw_only=True):
    """The cases most like a description, or a case that was picked."""

    template: ClassVar[str] = "similar.html"

    query: str
    picked: str | None  # the name of the case, when the question is one of ours
    choices: tuple[CaseChoice, ...]  # without a question all cases; else those that share the name that was given
    sliders: tuple[Slider, ...]
    cards: tuple[SimilarCard, ...]
    elsewhere: tuple[ProvingSentence, ...]  # what passages of none of these cases tell
    is_likely: bool  # whether what is told of the first case probably answers
    compare_address: str  # the best few side by side


async def similar(request: Request) -> Response:
    """The cases most like `?q=`, a free description or the name of a case; `weeg-...` says what matters."""
    asked = request.query_params
    return render(request, await site_of(request).desk.ask(lambda opened: _similar(opened, asked)))


def _similar(opened: OpenedLibrary, asked: QueryParams) -> SimilarPage:
    query = text_field(asked, "q")
    sliders = tuple(_slider(asked, name) for name in SLIDERS)
    weights = {Likeness(slider.name): slider.value / _NEUTRAL for slider in sliders if slider.value != _NEUTRAL}
    named = [c for c in opened.overview.cases if query and (c.iri == query or c.label.casefold() == query.casefold())]
    found, elsewhere = (
        _find(opened, named[0].iri if named else query, weights) if query and len(named) < 2 else ([], [])
    )
    picked = named[0] if len(named) == 1 else None
    compared = [*([picked.iri] if picked else []), *(similar.case.iri for similar in found)][:_COMPARED]
    return SimilarPage(
        query=picked.label if picked else query,
        picked=picked.label if picked else None,
        choices=tuple(_choices(opened.overview.cases if not query else named[1:] and named)),
        sliders=sliders,
        cards=tuple(similar_cards(found)),
        elsewhere=tuple(map(_sentence, elsewhere)),
        is_likely=not found or found[0].is_likely,
        compare_address="/vergelijk?" + urlencode([("casus", iri.removeprefix(CASE_START)) for iri in compared]),
    )


def _find(
    opened: OpenedLibrary, like: str, weights: Mapping[Likeness, float]
) -> tuple[list[SimilarCase], list[FoundSentence]]:
    index, inquiry = opened.library.index, read_inquiry(opened.library, like)
    sums = answers(index, inquiry)
    found = find_similar_cases(index, inquiry, limit=_MOST, weights=weights, sums=sums)
    return found, told_elsewhere(index, inquiry, sums, [similar.case.iri for similar in found])


def _choices(cases: Sequence[CaseEntry]) -> Iterator[CaseChoice]:
    """The cases, with where they are when several bear one name."""
    bearers = Counts(case.label for case in cases)
    for case in cases:
        where = ", ".join(case.municipalities) if bearers[case.label] > 1 else ""
        yield CaseChoice(label=case.label, where=where or None, address="?" + urlencode({"q": case.iri}))


def similar_cards(found: Sequence[SimilarCase]) -> list[SimilarCard]:
    """The cases as cards."""
    return [
        SimilarCard(
            label=similar.case.label,
            address=case_address(similar.case.iri),
            municipality=similar.case.municipality,
            percent=round(100 * min(1.0, max(0.0, similar.score))),
            shared=tuple(_trait(comparison) for comparison in similar.explanation.shared),
            only_here=tuple(_trait(c) for c in similar.explanation.differs if not c.there),
            only_there=tuple(_trait(c) for c in similar.explanation.differs if not c.here),
            unlike=tuple(_trait(c) for c in similar.explanation.differs if c.here and c.there),
            lessons=tuple(_cited(lesson) for lesson in similar.explanation.lessons),
            counters=tuple(_counter(example) for example in similar.explanation.counter_examples),
            there=tuple(_sentence(sentence) for sentence in similar.there),
            here=tuple(_sentence(sentence) for sentence in similar.here),
        )
        for similar in found
    ]


def _slider(asked: QueryParams, name: str) -> Slider:
    value = number(asked, f"weeg-{name}")
    return Slider(
        name=name,
        label=DUTCH[Dimension(name)],
        value=_NEUTRAL if value is None else min(_STEPS, value),
    )


def _trait(comparison: Comparison) -> SharedTrait:
    return SharedTrait(
        dimension=comparison.name,
        label=comparison.label,
        here=_cited(comparison.here) if comparison.here else None,
        there=_cited(comparison.there) if comparison.there else None,
    )


def _counter(example: CounterExample) -> Counter:
    return Counter(
        label=example.case.label,
        address=case_address(example.case.iri),
        tension=example.tension,
        here=example.here,
        there=example.there,
        quote=_cited(example.quote),
    )


def _cited(cited: Cited) -> ProvingSentence:
    placed = cited.document is not None and cited.page is not None
    address = document_address(cited.document or "", cited.page or 1, cited.start, cited.end) if placed else None
    return ProvingSentence(
        text=cited.text,
        title=cited.title,
        page=cited.page or 1,
        printed_page=cited.printed_page,
        address=address,
    )


def _sentence(found: FoundSentence) -> ProvingSentence:
    sentence = found.sentence
    return ProvingSentence(
        text=found.text,
        title=found.hit.metadata.title,
        page=sentence.page,
        printed_page=sentence.printed_page,
        address=document_address(found.hit.passage.document, sentence.page, sentence.start, sentence.end),
    )
