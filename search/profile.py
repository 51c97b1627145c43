"""What a case or a question is about, by dimension; every trait with the words that say it."""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache

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
    ThemeMention,
)
from ontology.thesaurus import Concept, load_thesaurus

_MOST_PLACES = 3


class Dimension(StrEnum):
    """In what cases may be alike."""

    THEME = "theme"
    TENSION = "tension"
    ACTOR = "actor"  # kinds of actors
    KIND = "kind"  # kinds of cases
    AREA = "area"  # kinds of areas, and facts such as the building period
    STEERING = "steering"  # ways of steering, and phases
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


class Said(msgspec.Struct, frozen=True):
    """Where something is said: a passage by its number (None: in the question), and offsets in its document."""

    passage: int | None
    start: int
    end: int


class Trait(msgspec.Struct, frozen=True):
    """Something that a case or question is about, how often it says so, and where first."""

    dimension: Dimension
    name: str  # slug of a concept, or the fact itself
    label: str  # in Dutch
    times: int
    said: tuple[Said, ...]


class Profile(msgspec.Struct, frozen=True):
    """The traits of a case or a question."""

    traits: tuple[Trait, ...] = ()

    def of(self, dimension: Dimension) -> dict[str, Trait]:
        """The traits in one dimension, by name."""
        return {trait.name: trait for trait in self.traits if trait.dimension is dimension}


class Stretch(msgspec.Struct, frozen=True):
    """A text to profile, with where it stands."""

    passage: int | None
    start: int
    text: str

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


Found = tuple[Dimension, str, str, Said]


def profile_question(text: str, entities: Sequence[Entity] = ()) -> Profile:
    """What a free description is about; `entities` are what the finders saw in it, with offsets into `text`.

    >>> profile = profile_question("Een naoorlogse wijk met schulden, waar de corporatie en de wijkagent samenwerken.")
    >>> sorted(profile.of(Dimension.ACTOR))
    ['wijkagent', 'woningcorporatie']
    """
    return _profile(Stretch(None, 0, text), entities)


def profile_passage(key: int, passage: Passage, entities: Sequence[Entity] = ()) -> Profile:
    """What a passage of that number is about; `entities` are those of its document."""
    return _profile(Stretch(key, passage.start, passage.text), entities)


def _profile(stretch: Stretch, entities: Sequence[Entity]) -> Profile:
    found = _concepts_in(stretch)
    for mention in (mention for entity in entities for mention in entity.mentions):
        if stretch.start <= mention.start < stretch.end:
            said = Said(stretch.passage, mention.start, mention.end)
            found += [(dimension, name, label, said) for dimension, name, label in _told_by(mention)]
    return Profile(tuple(_gather(found)))


def merge_profiles(profiles: Sequence[Profile]) -> Profile:
    """One profile of several passages, or of several documents."""
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


def _concepts_in(stretch: Stretch) -> list[Found]:
    thesaurus = load_thesaurus()
    found: list[Found] = []
    for match in thesaurus.find(stretch.text):
        said = Said(stretch.passage, stretch.start + match.start, stretch.start + match.end)
        found.append((dimension_of(match.concept), match.concept.slug, match.concept.pref_nl, said))
    poles = thesaurus.find_poles(stretch.text)
    sides: dict[str, set[str]] = {}
    for pole in poles:
        sides.setdefault(pole.concept.iri, set()).add(pole.pole.name)
    for pole in poles:
        if len(sides[pole.concept.iri]) > 1:  # a tension is there only where both of its sides speak
            said = Said(stretch.passage, stretch.start + pole.start, stretch.start + pole.end)
            found.append((Dimension.TENSION, pole.concept.slug, pole.concept.pref_nl, said))
    return found


def _told_by(mention: AnyMention) -> list[tuple[Dimension, str, str]]:
    """What a mention says beyond the words of the thesaurus in it."""
    if isinstance(mention, TensionMention) and mention.family:
        return _named_concept(mention.family)
    if isinstance(mention, ActorMention | CaseMention) and mention.sort:
        return _named_concept(mention.sort)
    if isinstance(mention, ThemeMention):
        return []  # the thesaurus finds the same words
    if isinstance(mention, FactMention):
        return [(Dimension.AREA, f"{mention.property}={mention.value}", f"{mention.property}: {mention.value}")]
    if isinstance(mention, PlaceMention) and mention.municipality:
        return [(Dimension.PLACE, mention.municipality.casefold(), mention.municipality)]
    return []


def _named_concept(slug: str) -> list[tuple[Dimension, str, str]]:
    concept = _by_slug().get(slug)
    return [(dimension_of(concept), slug, concept.pref_nl)] if concept else []


def _gather(found: Sequence[Found]) -> list[Trait]:
    gathered: dict[tuple[Dimension, str], list[Found]] = {}
    for each in found:
        gathered.setdefault(each[:2], []).append(each)
    return [
        Trait(dimension, name, same[0][2], len(same), tuple(said for *_, said in same[:_MOST_PLACES]))
        for (dimension, name), same in gathered.items()
    ]


def dimension_of(concept: Concept) -> Dimension:
    """The dimension to which a concept belongs, by the facet above it."""
    return _dimensions()[concept.iri]


@cache
def _dimensions() -> dict[str, Dimension]:
    return {iri: _find_dimension(concept) for iri, concept in load_thesaurus().concepts.items()}


def _find_dimension(concept: Concept) -> Dimension:
    facets = (above.slug for above in (concept, *load_thesaurus().ancestors(concept)))
    return next((_OF_FACET[slug] for slug in facets if slug in _OF_FACET), Dimension.THEME)


@cache
def _by_slug() -> dict[str, Concept]:
    return {concept.slug: concept for concept in load_thesaurus().concepts.values()}
