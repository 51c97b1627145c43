"""Which passages may be found: those that a filter and the clauses on names let through."""

from collections.abc import Iterator

from corpus.model import Kind
from search.entries import Entries
from search.filters import Filter
from search.question import Clause, Field

_PLACE_KINDS = (Kind.PLACE, Kind.CASE)  # a case lies somewhere
_NAMED_BY = {Field.PLACE: _PLACE_KINDS, Field.ACTOR: (Kind.ACTOR,)}


def accepted(entries: Entries, within: Filter) -> frozenset[int] | None:
    """The passages that a filter lets through, its theme left out; None: all."""
    sets = list(_sets(entries, within))
    return frozenset.intersection(*sets) if sets else None


def named(entries: Entries, clause: Clause) -> frozenset[int] | None:
    """The passages that a clause on names lets through; None: it is about something else."""
    kinds = _NAMED_BY.get(clause.field) if clause.field else None
    if kinds is None:
        return None
    naming = entries.naming(clause.text, kinds)
    return entries.all_keys() - naming if clause.excluded else naming


def _sets(entries: Entries, within: Filter) -> Iterator[frozenset[int]]:
    if within.kinds or within.file or within.first_year is not None or within.last_year is not None:
        documents = [sha256 for sha256, file, data in entries.documents() if within.accepts(file, data)]
        yield frozenset(key for sha256 in documents for key in entries.keys(sha256))
    if within.place:
        yield entries.naming(within.place, _PLACE_KINDS)
    if within.actor:
        yield entries.naming(within.actor, (Kind.ACTOR,))
    for kind in within.mentions:
        yield entries.holding(kind)
