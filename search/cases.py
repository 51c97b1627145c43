"""The cases of a library, each with all that its documents tell of it."""

from collections.abc import Sequence

import msgspec

from corpus.errors import QueryError
from corpus.model import CaseMention, Entity
from search.passages import PassageIndex
from search.profile import Dimension, Profile, merge_profiles


class CaseEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A case of the library, with the passages that speak of it."""

    iri: str
    label: str
    aliases: tuple[str, ...]
    municipality: str | None
    passages: tuple[int, ...]


class CaseFile(msgspec.Struct, frozen=True):
    """A case with how often each passage names it, and the names of all traits of these passages."""

    entry: CaseEntry
    times: dict[int, int]
    traits: frozenset[tuple[Dimension, str]]


def list_cases(index: PassageIndex) -> list[CaseEntry]:
    """All cases of the library by name; one that several documents speak of is one entry."""
    return [case.entry for case in index.remembered(read_cases)]


def read_cases(index: PassageIndex) -> list[CaseFile]:
    """All cases of the library by name; ask for them through `index.remembered`, which reads them once."""
    entities: dict[str, list[Entity]] = {}
    times: dict[str, dict[int, int]] = {}
    for named in index.entries.cases():
        entities.setdefault(named.entity.iri, []).append(named.entity)
        times.setdefault(named.entity.iri, {}).update(named.passages)
    traits = {
        key: frozenset((trait.dimension, trait.name) for trait in profile.traits)
        for key, profile in index.entries.profiles()
    }
    cases = [
        CaseFile(
            entry=_entry(found, tuple(times[iri])),
            times=times[iri],
            traits=frozenset[tuple[Dimension, str]]().union(*(traits.get(key, frozenset()) for key in times[iri])),
        )
        for iri, found in entities.items()
    ]
    return sorted(cases, key=lambda case: (case.entry.label.casefold(), case.entry.iri))


def profile_case(index: PassageIndex, entry: CaseEntry) -> Profile:
    """All that the passages that speak of a case are about, with where they say so."""
    return merge_profiles([profile for _, profile in index.entries.profiles(entry.passages)])


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
