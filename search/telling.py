"""What the passages of a document tell of cases: found once, when the document is taken in."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from corpus.model import CaseMention, Entity, Kind, Passage
from corpus.vectors import Embedder
from ontology.thesaurus import load_thesaurus
from search.concepts import concepts_in
from search.facts import MUNICIPALITY_SIZE, municipality_size
from search.profile import Dimension, Profile, Said, profile_cases, profile_facts
from search.stretches import only_main_case
from search.told import Lesson, Told, TraitName

Times = Mapping[str, Counter[int]]
"""By the IRI of a case how often each passage, by number, names it or what belongs to it."""


class TakenIn(NamedTuple):
    """A document that is taken in: its sha256, its passages with their numbers, and its entities."""

    sha256: str
    keys: Sequence[int]
    passages: Sequence[Passage]
    entities: Sequence[Entity]


def take_in(told: Told, document: TakenIn, embedder: Embedder) -> None:
    """Keep what the passages of a document tell of the cases among its entities."""
    times = _count(document)
    profiles = {
        key: {iri: found for iri, found in profile_cases(key, passage, here).items() if iri in times}
        for key, passage, here in zip(document.keys, document.passages, _entities_near(document), strict=True)
    }
    for iri in times:
        told.add_case(iri, document.sha256, _traits(iri, document.entities, list(profiles.values())))
    for iri in sorted({entity.case for entity in document.entities if entity.kind is Kind.LESSON and entity.case}):
        told.add_lessons(iri, _lessons(iri, document, embedder))
    for key, found in profiles.items():
        named = {iri for iri, counts in times.items() if key in counts}
        told.add_profiles(
            key, {iri: (max(1, times[iri][key]), found.get(iri, Profile())) for iri in sorted(named | found.keys())}
        )


def _count(document: TakenIn) -> Times:
    times = {entity.iri: Counter[int]() for entity in document.entities if entity.kind is Kind.CASE}
    for entity in document.entities:
        for iri in times.keys() & {entity.iri, entity.case}:
            times[iri].update(document.keys[at] for at in _places(entity, document.passages))
    return times


def _entities_near(document: TakenIn) -> list[list[Entity]]:
    """For each passage the entities that it mentions, and the case that the whole document is about."""
    main = only_main_case(document.entities)
    near: list[list[Entity]] = [[] for _ in document.passages]
    for entity in document.entities:
        everywhere = entity.kind is Kind.CASE and entity.iri == main
        for at in range(len(near)) if everywhere else sorted(set(_places(entity, document.passages))):
            near[at].append(entity)
    return near


def _places(entity: Entity, passages: Sequence[Passage]) -> list[int]:
    """The places in `passages` of those that mention an entity, as often as they do."""
    at = [bisect_right(passages, mention.start, key=lambda passage: passage.start) - 1 for mention in entity.mentions]
    return [i for i, mention in zip(at, entity.mentions, strict=True) if i >= 0 and mention.start < passages[i].end]


def _traits(
    iri: str, entities: Sequence[Entity], profiles: Sequence[Mapping[str, Profile]]
) -> dict[TraitName, float | None]:
    facts = [(None, entity.mentions[0]) for entity in entities if entity.kind is Kind.FACT and entity.case == iri]
    said = [profile_facts(facts), *(found[iri] for found in profiles if iri in found)]
    traits = {(trait.dimension, trait.name): trait.value for profile in said for trait in profile.traits}
    return traits | _place(next(entity for entity in entities if entity.iri == iri))


def _place(case: Entity) -> dict[TraitName, float | None]:
    municipalities = (m.municipality for m in case.mentions if isinstance(m, CaseMention) and m.municipality)
    name = next(municipalities, None)
    if name is None:
        return {}
    size = municipality_size(name)
    figure = {(Dimension.AREA, MUNICIPALITY_SIZE): float(size)} if size else {}
    return {(Dimension.PLACE, name.casefold()): None, **figure}


def _lessons(iri: str, document: TakenIn, embedder: Embedder) -> list[Lesson]:
    said, texts = list[Said](), list[str]()
    for entity in document.entities:
        if entity.kind is Kind.LESSON and entity.case == iri:
            mention = entity.mentions[0]
            keys = [document.keys[at] for at in dict.fromkeys(_places(entity, document.passages))]
            said += [Said(key, mention.start, mention.end) for key in keys]
            texts += [mention.text] * len(keys)
    return [Lesson(*each) for each in zip(said, map(_slugs_in, texts), embedder.embed_passages(texts), strict=True)]


def _slugs_in(text: str) -> tuple[str, ...]:
    """The concepts that a text speaks of; of a tension one side suffices."""
    named = [match.concept.slug for match in concepts_in(text)]
    named += [match.concept.slug for match in load_thesaurus().find_poles(text)]
    return tuple(dict.fromkeys(named))
