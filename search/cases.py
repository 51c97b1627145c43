"""The cases of a library, each with all that its documents tell of it."""

import math
from collections.abc import Sequence, Set
from itertools import islice

import msgspec

from corpus.errors import QueryError
from corpus.model import AnyMention, CaseMention, Entity, Kind
from search.facts import MUNICIPALITY_SIZE, municipality_size
from search.passages import PassageIndex
from search.profile import Dimension, Profile, merge_profiles, profile_facts

TraitName = tuple[Dimension, str]

_MOST_PASSAGES = 40
"""A case that is everywhere is known by the passages that are most about it."""


class CaseEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A case of the library, with the passages that speak of it."""

    iri: str
    label: str
    aliases: tuple[str, ...]
    municipality: str | None
    passages: tuple[int, ...]


class CaseFile(msgspec.Struct, frozen=True):
    """A case with how often each passage names it, and all its traits, a figure with its value."""

    entry: CaseEntry
    times: dict[int, int]
    traits: dict[TraitName, float | None]


class Cases(msgspec.Struct, frozen=True):
    """All cases of a library, and what only all of them together tell."""

    files: tuple[CaseFile, ...]
    naming: dict[int, list[int]]  # by passage the cases that it names, by their place in `files`
    having: dict[TraitName, list[int]]  # by trait the cases that have it

    at: dict[str, int]  # by IRI the place in `files`

    def __getitem__(self, iri: str) -> CaseFile:
        return self.files[self.at[iri]]

    def share(self, case: CaseFile, key: int) -> float:
        """Which part (0 to 1) of what a passage says of cases is about this one."""
        return case.times[key] / sum(self.files[at].times[key] for at in self.naming[key])

    def telling(self, case: CaseFile) -> list[int]:
        """The passages that name a case, those first that are most about it."""
        return sorted(case.times, key=lambda key: (-case.times[key] * self.share(case, key), key))

    def rarity_of(self, trait: TraitName) -> float:
        """How telling a trait is: the fewer cases have it, the more. The inverse document frequency, as BM25 has it."""
        count, cases = len(self.having.get(trait, ())), len(self.files)
        return math.log(1 + (cases - count + 0.5) / (count + 0.5))


def list_cases(index: PassageIndex) -> list[CaseEntry]:
    """All cases of the library by name; one that several documents speak of is one entry."""
    return [case.entry for case in index.remembered(read_cases).files]


def read_cases(index: PassageIndex) -> Cases:
    """All cases of the library by name; ask for them through `index.remembered`, which reads them once."""
    entities: dict[str, list[Entity]] = {}
    times: dict[str, dict[int, int]] = {}
    for named in index.entries.cases():
        entities.setdefault(named.entity.iri, []).append(named.entity)
        times.setdefault(named.entity.iri, {}).update(named.passages)
    traits = _facts_by_case(index)
    for iri, profile in index.entries.profiles():
        traits.setdefault(iri, {}).update({(trait.dimension, trait.name): trait.value for trait in profile.traits})
    entries = [_entry(found, tuple(times[iri])) for iri, found in entities.items()]
    files = [CaseFile(e, times[e.iri], traits.get(e.iri, {}) | _placed(e)) for e in entries]
    files.sort(key=lambda case: (case.entry.label.casefold(), case.entry.iri))
    naming: dict[int, list[int]] = {}
    having: dict[TraitName, list[int]] = {}
    for at, case in enumerate(files):
        for key in case.times:
            naming.setdefault(key, []).append(at)
        for trait in case.traits:
            having.setdefault(trait, []).append(at)
    by_iri = {case.entry.iri: at for at, case in enumerate(files)}
    return Cases(files=tuple(files), naming=naming, having=having, at=by_iri)


def profile_case(index: PassageIndex, entry: CaseEntry, without: Set[int] = frozenset()) -> Profile:
    """All that passages (but some) say of a case, with where they say so, the most telling passages first."""
    return _read_profile(index, entry.iri, without) if without else index.remembered(_read_profile, entry.iri)


def _read_profile(index: PassageIndex, iri: str, without: Set[int] = frozenset()) -> Profile:
    cases = index.remembered(read_cases)
    entry, keys = cases[iri].entry, cases.telling(cases[iri])[:_MOST_PASSAGES]
    told = index.entries.profiles_of(iri, keys)
    facts = [(key, fact.mentions[0]) for key, fact in index.entries.told_of(iri, Kind.FACT)]
    figures = [(key, said) for key, said in (*_mentions_with_place(index, entry), *facts) if key not in without]
    profiles = [told[key] for key in keys if key in told and key not in without]
    return merge_profiles([profile_facts(figures), *profiles])


def find_case(cases: Sequence[CaseEntry], name: str) -> CaseEntry | None:
    """The case with an IRI, name or alias; None when there is none.

    Raises:
        QueryError: several cases bear the name.
    """
    found = [case for case in cases if case.iri == name]
    wanted = name.casefold()
    found = found or [c for c in cases if wanted in {n.casefold() for n in (c.label, *c.aliases)}]
    if len(found) > 1:
        raise QueryError(
            f"'{name}' is de naam van {len(found)} casussen; kies er een: " + ", ".join(c.iri for c in found)
        )
    return found[0] if found else None


def _entry(entities: Sequence[Entity], passages: tuple[int, ...]) -> CaseEntry:
    municipalities = (m.municipality for e in entities for m in e.mentions if isinstance(m, CaseMention))
    return CaseEntry(
        iri=entities[0].iri,
        label=entities[0].label,
        aliases=tuple(dict.fromkeys(alias for entity in entities for alias in entity.aliases)),
        municipality=next((municipality for municipality in municipalities if municipality), None),
        passages=passages,
    )


def _facts_by_case(index: PassageIndex) -> dict[str, dict[TraitName, float | None]]:
    facts: dict[str, dict[TraitName, float | None]] = {}
    for iri, fact in index.entries.facts_of_cases():
        for trait in profile_facts([(None, fact.mentions[0])]).traits:
            facts.setdefault(iri, {})[trait.dimension, trait.name] = trait.value
    return facts


def _placed(entry: CaseEntry) -> dict[TraitName, float | None]:
    if entry.municipality is None:
        return {}
    place: dict[TraitName, float | None] = {(Dimension.PLACE, entry.municipality.casefold()): None}
    size = municipality_size(entry.municipality)
    return place | ({(Dimension.AREA, MUNICIPALITY_SIZE): float(size)} if size else {})


def _mentions_with_place(index: PassageIndex, entry: CaseEntry) -> Sequence[tuple[int, AnyMention]]:
    """The first place where a case is named together with its municipality."""
    if entry.municipality is None:
        return []
    placed = (
        (key, mention)
        for key, entity in index.entries.entities_of(entry.iri)
        for mention in entity.mentions
        if isinstance(mention, CaseMention) and mention.municipality and index.entries.holds(key, mention.start)
    )
    return list(islice(placed, 1))
