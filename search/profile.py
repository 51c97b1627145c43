"""What a case or a question is about, by dimension; every trait with the words that say it."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

import msgspec

from corpus.model import (
    ActorMention,
    AnyMention,
    CaseMention,
    Entity,
    FactMention,
    Passage,
    PlaceMention,
    TensionMention,
)
from ontology.thesaurus import Concept, load_thesaurus
from search.concepts import concepts_in
from search.facts import MUNICIPALITY_SIZE, municipality_size, number_of
from search.stretches import find_stretches, is_within

_MOST_PLACES = 3


class Dimension(StrEnum):
    """In what cases may be alike."""

    THEME = "theme"
    TENSION = "tension"
    ACTOR = "actor"  # kinds of actors
    KIND = "kind"  # kinds of cases
    AREA = "area"  # kinds of areas, and figures such as inhabitants, share of social rent and building period
    STEERING = "steering"  # ways of steering, phases, and figures such as budget and start
    PLACE = "place"  # municipality


DUTCH = {
    Dimension.THEME: "thema",
    Dimension.TENSION: "spanning",
    Dimension.ACTOR: "soort actor",
    Dimension.KIND: "soort aanpak",
    Dimension.AREA: "gebied",
    Dimension.STEERING: "sturing en fase",
    Dimension.PLACE: "plaats",
}
"""How a dimension is called to a reader."""

_OF_FACET = {
    "spanning": Dimension.TENSION,
    "soort-actor": Dimension.ACTOR,
    "soort-casus": Dimension.KIND,
    "soort-gebied": Dimension.AREA,
    "stuurwijze": Dimension.STEERING,
    "fase": Dimension.STEERING,
}
_STEERING_FACTS = frozenset({"budget", "fte", "start", "rechtsvorm"})


class Said(msgspec.Struct, frozen=True):
    """Where something is said: a passage by its number (None: in the question), and offsets in its document."""

    passage: int | None
    start: int
    end: int


class Trait(msgspec.Struct, frozen=True):
    """Something that a case or question is about, how often it says so, and where first."""

    dimension: Dimension
    name: str  # slug of a concept, or what a figure is of
    label: str  # in Dutch
    times: int
    said: tuple[Said, ...]
    value: float | None = None  # of a figure


class Profile(msgspec.Struct, frozen=True):
    """The traits of a case or a question."""

    traits: tuple[Trait, ...] = ()

    def of(self, dimension: Dimension) -> dict[str, Trait]:
        """The traits in one dimension, by name."""
        return {trait.name: trait for trait in self.traits if trait.dimension is dimension}


class _Found(NamedTuple):
    dimension: Dimension
    name: str
    label: str
    said: Said
    value: float | None = None


def profile_question(text: str, entities: Sequence[Entity] = ()) -> Profile:
    """What a question is about; `entities` are what the finders saw in it, with offsets into `text`.

    >>> profile = profile_question("Een naoorlogse wijk met schulden, waar de corporatie en de wijkagent samenwerken.")
    >>> sorted(profile.of(Dimension.ACTOR))
    ['wijkagent', 'woningcorporatie']
    """
    found = _concepts_in(None, 0, text)
    for mention in (mention for entity in entities for mention in entity.mentions):
        said = Said(None, mention.start, mention.end)
        found += [*_said_by(mention, said), *_told_by(mention, said)]
    return Profile(tuple(_gather(found)))


def profile_passage(key: int, passage: Passage, entities: Sequence[Entity] = ()) -> Profile:
    """What a passage of that number is about; `entities` are those of its document.

    Figures and places are no traits of a passage: it may speak of several cases, and they belong to one.
    """
    return Profile(tuple(_gather(_said_in(key, passage, entities))))


def profile_cases(key: int, passage: Passage, entities: Sequence[Entity]) -> dict[str, Profile]:
    """What a passage of that number says of each case that it tells of, by the case's IRI."""
    told = find_stretches(passage, entities)
    found = _said_in(key, passage, entities) if told else []
    return {
        iri: Profile(tuple(_gather([each for each in found if is_within(each.said.start, stretches)])))
        for iri, stretches in told.items()
    }


def profile_facts(mentions: Iterable[tuple[int | None, AnyMention]]) -> Profile:
    """The figures and the municipality that mentions give of one case, each with the number of its passage."""
    found = (_told_by(mention, Said(key, mention.start, mention.end)) for key, mention in mentions)
    return Profile(tuple(_gather([each for told in found for each in told])))


def merge_profiles(profiles: Sequence[Profile]) -> Profile:
    """One profile of several passages, or of several documents; what the first say is quoted first."""
    if len(profiles) == 1:
        return profiles[0]
    joined: dict[tuple[Dimension, str], Trait] = {}
    for trait in (trait for profile in profiles for trait in profile.traits):
        known = joined.get((trait.dimension, trait.name))
        joined[trait.dimension, trait.name] = (
            trait
            if known is None
            else msgspec.structs.replace(
                known, times=known.times + trait.times, said=(*known.said, *trait.said)[:_MOST_PLACES]
            )
        )
    return Profile(tuple(joined.values()))


def dimension_of(concept: Concept) -> Dimension:
    """The dimension to which a concept belongs, by the facet above it."""
    return _dimensions()[concept.iri]


def _said_in(key: int, passage: Passage, entities: Sequence[Entity]) -> list[_Found]:
    found = _concepts_in(key, passage.start, passage.text)
    for mention in (mention for entity in entities for mention in entity.mentions):
        if passage.start <= mention.start < passage.end:
            found += _said_by(mention, Said(key, mention.start, mention.end))
    return found


def _concepts_in(key: int | None, at: int, text: str) -> list[_Found]:
    """The concepts that a text names; which tension it tells without naming it is for a finder to see.

    What only says that something is a tension, an actor or an area tells nothing.
    """
    return [_of_concept(match.concept, Said(key, at + match.start, at + match.end)) for match in concepts_in(text)]


def _said_by(mention: AnyMention, said: Said) -> list[_Found]:
    """What a mention says beyond the words of the thesaurus in it."""
    if isinstance(mention, TensionMention):
        slug = mention.family
    elif isinstance(mention, ActorMention | CaseMention):
        slug = mention.sort
    else:
        return []  # of themes the thesaurus finds the same words
    concept = _by_slug().get(slug or "")
    return [_of_concept(concept, said)] if concept else []


def _told_by(mention: AnyMention, said: Said) -> list[_Found]:
    """The figures and the municipality that a mention gives."""
    if isinstance(mention, FactMention):
        dimension = Dimension.STEERING if mention.property in _STEERING_FACTS else Dimension.AREA
        value = number_of(mention.property, mention.value)
        name = mention.property if value is not None else f"{mention.property}={mention.value.casefold()}"
        return [_Found(dimension, name, f"{mention.property}: {mention.value}", said, value)]
    if isinstance(mention, PlaceMention | CaseMention) and mention.municipality:
        found = [_Found(Dimension.PLACE, mention.municipality.casefold(), mention.municipality, said)]
        if size := municipality_size(mention.municipality):
            label = f"gemeente van {f'{size:,}'.replace(',', '.')} inwoners (CBS, 2024)"
            found.append(_Found(Dimension.AREA, MUNICIPALITY_SIZE, label, said, size))
        return found
    return []


def _of_concept(concept: Concept, said: Said) -> _Found:
    return _Found(dimension_of(concept), concept.slug, concept.pref_nl, said)


def _gather(found: Sequence[_Found]) -> list[Trait]:
    gathered: dict[tuple[Dimension, str], list[_Found]] = {}
    for each in found:
        gathered.setdefault((each.dimension, each.name), []).append(each)
    return [
        Trait(dimension, name, same[0].label, len(same), tuple(f.said for f in same[:_MOST_PLACES]), same[0].value)
        for (dimension, name), same in gathered.items()
    ]


@cache
def _dimensions() -> dict[str, Dimension]:
    return {iri: _find_dimension(concept) for iri, concept in load_thesaurus().concepts.items()}


def _find_dimension(concept: Concept) -> Dimension:
    facets = (above.slug for above in (concept, *load_thesaurus().ancestors(concept)))
    return next((_OF_FACET[slug] for slug in facets if slug in _OF_FACET), Dimension.THEME)


@cache
def _by_slug() -> dict[str, Concept]:
    return {concept.slug: concept for concept in load_thesaurus().concepts.values()}
