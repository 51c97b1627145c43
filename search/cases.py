"""The cases of a library, each with all that its documents tell of it."""

import math
from collections.abc import Sequence, Set
from itertools import islice

import msgspec

from corpus.errors import QueryError
from corpus.model import AnyMention, CaseMention, Entity, Kind
from search.passages import PassageIndex
from search.profile import Profile, merge_profiles, profile_facts
from search.told import Having, TraitName

_MOST_PASSAGES = 40
"""A case that is everywhere is known by the passages that are most about it."""


class CaseEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A case of the library, with the passages that speak of it."""

    iri: str
    label: str
    aliases: tuple[str, ...]
    municipality: str | None
    passages: tuple[int, ...]


def list_cases(index: PassageIndex) -> list[CaseEntry]:
    """All cases of the library by name; one that several documents speak of is one entry."""
    entities: dict[str, list[Entity]] = {}
    for named in index.entities(Kind.CASE):
        entities.setdefault(named.entity.iri, []).append(named.entity)
    passages = index.told.passages()
    entries = [_entry(found, passages.get(iri, ())) for iri, found in entities.items()]
    return sorted(entries, key=lambda entry: (entry.label.casefold(), entry.iri))


def find_case(index: PassageIndex, name: str) -> CaseEntry | None:
    """The case with an IRI, name or alias; None when there is none.

    Raises:
        QueryError: several cases bear the name.
    """
    known = index.entries.of_kind_by_iri(name, Kind.CASE)
    found = [name] if known else sorted(_bearing(index, name))
    if len(found) > 1:
        raise QueryError(f"'{name}' is de naam van {len(found)} casussen; kies er een: " + ", ".join(found))
    return read_case(index, found[0]) if found else None


def read_case(index: PassageIndex, iri: str) -> CaseEntry:
    """The case with an IRI, which is there."""
    return index.remembered(_read_case, iri)


def telling_passages(index: PassageIndex, iri: str) -> list[int]:
    """The passages that name a case, those first that are most about it."""
    ranked = sorted((-times * share, key) for key, times, share in index.told.shares(iri))
    return [key for _, key in ranked]


def having(index: PassageIndex, trait: TraitName) -> Having:
    """The cases that have a trait."""
    return index.remembered(_read_having, trait)


def rarity_of(index: PassageIndex, trait: TraitName) -> float:
    """How telling a trait is: the fewer cases have it, the more. The inverse document frequency, as BM25 has it."""
    count, cases = len(having(index, trait).cases), index.remembered(_count_cases)
    return math.log(1 + (cases - count + 0.5) / (count + 0.5))


def profile_case(index: PassageIndex, iri: str, without: Set[int] = frozenset()) -> Profile:
    """All that passages (but some) say of a case, with where they say so, the most telling passages first."""
    return _read_profile(index, iri, without) if without else index.remembered(_read_profile, iri)


def _read_profile(index: PassageIndex, iri: str, without: Set[int] = frozenset()) -> Profile:
    keys = telling_passages(index, iri)[:_MOST_PASSAGES]
    told = index.told.profiles_of(iri, keys)
    facts = [(key, fact.mentions[0]) for key, fact in index.entries.told_of(iri, Kind.FACT)]
    places = _mentions_with_place(index, read_case(index, iri))
    figures = [(key, said) for key, said in (*places, *facts) if key not in without]
    profiles = [told[key] for key in keys if key in told and key not in without]
    return merge_profiles([profile_facts(figures), *profiles])


def _read_case(index: PassageIndex, iri: str) -> CaseEntry:
    passages = sorted(key for key, _, _ in index.told.shares(iri))
    return _entry(index.entries.of_kind_by_iri(iri, Kind.CASE), tuple(passages))


def _bearing(index: PassageIndex, name: str) -> set[str]:
    """The cases that have a name or alias; in the table of names stand places too."""
    wanted = name.casefold()
    return {
        case.iri
        for case in index.entries.bearing(name, Kind.CASE)
        if wanted in {known.casefold() for known in (case.label, *case.aliases)}
    }


def _read_having(index: PassageIndex, trait: TraitName) -> Having:
    return index.told.having(trait)


def _count_cases(index: PassageIndex) -> int:
    return len(index.told.numbers())


def _entry(entities: Sequence[Entity], passages: tuple[int, ...]) -> CaseEntry:
    municipalities = (m.municipality for e in entities for m in e.mentions if isinstance(m, CaseMention))
    return CaseEntry(
        iri=entities[0].iri,
        label=entities[0].label,
        aliases=tuple(dict.fromkeys(alias for entity in entities for alias in entity.aliases)),
        municipality=next((municipality for municipality in municipalities if municipality), None),
        passages=passages,
    )


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
