"""Why a case is like a question and where it differs: only verbatim quotes and fixed words, each with its page."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from search.cases import CaseEntry, rarity_of
from search.counter_examples import CounterExample
from search.evidence import NOT_NAMED, Cited, cite_asked, cite_said, cite_trait
from search.facts import nearness
from search.inquiry import Inquiry
from search.lessons import bearing_lessons
from search.passages import PassageIndex
from search.profile import DUTCH, Dimension, Profile, Trait

__all__ = ["NOT_NAMED", "Cited", "Comparison", "CounterExample", "Explanation", "cite_said", "explain"]

_MOST_SHARED, _MOST_DIFFERENT = 3, 2
_NEAR = 0.5
"""Figures that are nearer than this are shared, others differ."""

_OFTEN = 2
"""What a case alone has is worth telling where its sources come back to it."""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """A trait, what is said of it here (in the question) and there (in the case); None: not named."""

    dimension: Dimension
    label: str
    here: Cited | None
    there: Cited | None

    @property
    def name(self) -> str:
        """The dimension as a reader calls it."""
        return DUTCH[self.dimension]


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """Why a case is like a question, and where not; the most telling first."""

    shared: tuple[Comparison, ...]
    differs: tuple[Comparison, ...]
    lessons: tuple[Cited, ...]  # learnt in the case, bearing on what is asked
    counter_examples: tuple[CounterExample, ...] = ()


def explain(index: PassageIndex, inquiry: Inquiry, case: CaseEntry, told: Profile) -> Explanation:
    """Compare a question to a case and all that is told of it."""
    pairs = [(_rarity(index, ours or theirs), ours, theirs) for ours, theirs in _pairs(index, inquiry.profile, told)]
    pairs.sort(key=lambda pair: -pair[0])

    def compare(wanted: Callable[[Trait | None, Trait | None], bool]) -> list[Comparison]:
        return [_compare(index, inquiry, ours, theirs) for _, ours, theirs in pairs if wanted(ours, theirs)]

    return Explanation(
        shared=tuple(compare(_are_alike)),
        differs=(
            *compare(lambda ours, theirs: bool(ours and theirs) and not _are_alike(ours, theirs)),
            *compare(lambda ours, theirs: theirs is None),
            *compare(lambda ours, theirs: ours is None),
        ),
        lessons=tuple(bearing_lessons(index, inquiry, case)),
    )


def _pairs(index: PassageIndex, asked: Profile, told: Profile) -> Iterator[tuple[Trait | None, Trait | None]]:
    """Of each dimension the most telling traits of both sides, and those of one side alone."""
    for dimension in Dimension:
        ours, theirs = asked.of(dimension), told.of(dimension)
        both = [name for name in _telling_first(index, ours) if name in theirs]
        yield from ((ours[name], theirs[name]) for name in both[:_MOST_SHARED])
        only_ours = [name for name in _telling_first(index, ours) if name not in theirs]
        yield from ((ours[name], None) for name in only_ours[:_MOST_DIFFERENT])
        if ours:
            only_theirs = [name for name in _telling_first(index, theirs) if name not in ours]
            often = [name for name in only_theirs if theirs[name].times >= _OFTEN or theirs[name].value is not None]
            yield from ((None, theirs[name]) for name in often[:_MOST_DIFFERENT])


def _are_alike(ours: Trait | None, theirs: Trait | None) -> bool:
    return ours is not None and theirs is not None and nearness(ours.name, ours.value, theirs.value) >= _NEAR


def _compare(index: PassageIndex, inquiry: Inquiry, ours: Trait | None, theirs: Trait | None) -> Comparison:
    trait = ours or theirs
    assert trait is not None  # a trait is somebody's
    return Comparison(
        dimension=trait.dimension,
        label=_label(trait, theirs),
        here=cite_asked(index, inquiry, ours) if ours else None,
        there=cite_trait(index, theirs) if theirs else None,
    )


def _label(trait: Trait, theirs: Trait | None) -> str:
    """What is compared; of a figure what it is of, for each side has its own."""
    if trait.value is None or theirs is None or theirs is trait:
        return trait.label
    return f"{trait.label} – daar {theirs.label.removeprefix(f'{trait.name}: ')}"


def _telling_first(index: PassageIndex, traits: Mapping[str, Trait]) -> Sequence[str]:
    return sorted(traits, key=lambda name: (-_rarity(index, traits[name]), -traits[name].times, name))


def _rarity(index: PassageIndex, trait: Trait | None) -> float:
    return rarity_of(index, (trait.dimension, trait.name)) if trait else 0.0
