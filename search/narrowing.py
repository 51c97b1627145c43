"""Which passages may be found: those that a filter and the clauses of a question let through."""

from collections.abc import Iterator, Sequence
from functools import reduce

import msgspec
import numpy as np
from numpy.typing import NDArray

from corpus.model import Kind
from search.entries import DocumentEntry, Entries
from search.filters import Filter
from search.question import Clause, Field
from search.words import Demand

Keys = NDArray[np.int64]
"""Numbers of passages, lowest first."""

_PLACE_KINDS = (Kind.PLACE, Kind.CASE)  # a case lies somewhere
_NAMED_BY = {Field.PLACE: _PLACE_KINDS, Field.ACTOR: (Kind.ACTOR,)}


class Narrowing(msgspec.Struct, frozen=True):
    """What a passage must meet to be found: be one of the keys (None: any), and have the words that are demanded."""

    keys: Keys | None = None
    demands: tuple[Demand, ...] = ()
    met: Keys | None = None  # all that meet both, where they are few
    share: float = 1.0  # of all passages that meets the demands

    @property
    def lets_all_through(self) -> bool:
        """Whether nothing is asked."""
        return self.keys is None and not self.demands

    @property
    def lets_none_through(self) -> bool:
        """Whether nothing can be found."""
        return any(found is not None and not len(found) for found in (self.keys, self.met))


EVERYWHERE = Narrowing()


def accepted(entries: Entries, within: Filter, documents: Sequence[DocumentEntry]) -> Keys | None:
    """The passages that a filter lets through, its theme left out; None: all. `documents` are all."""
    return _all_of([*_sets(entries, within, documents)])


def named(entries: Entries, clauses: Sequence[Clause], documents: Sequence[DocumentEntry]) -> Keys | None:
    """The passages that clauses on names let through; None: there are none."""
    return _all_of([*_named(entries, clauses, documents)])


def intersect(one: Keys | None, other: Keys | None) -> Keys | None:
    """The passages that both let through; None: all."""
    if one is None or other is None:
        return one if other is None else other
    return np.intersect1d(one, other, assume_unique=True)


def _all_of(sets: Sequence[Keys]) -> Keys | None:
    return reduce(intersect, sets, None) if sets else None


def _named(entries: Entries, clauses: Sequence[Clause], documents: Sequence[DocumentEntry]) -> Iterator[Keys]:
    for clause in clauses:
        if clause.field in _NAMED_BY:
            naming = _keys(entries.naming(clause.text, _NAMED_BY[clause.field]))
            everything = _of_documents(documents) if clause.excluded else naming
            yield np.setdiff1d(everything, naming, assume_unique=True) if clause.excluded else naming


def _sets(entries: Entries, within: Filter, documents: Sequence[DocumentEntry]) -> Iterator[Keys]:
    if within.kinds or within.file or within.first_year is not None or within.last_year is not None:
        yield _of_documents([each for each in documents if within.accepts(each.file, each.metadata)])
    if within.place:
        yield _keys(entries.naming(within.place, _PLACE_KINDS))
    if within.actor:
        yield _keys(entries.naming(within.actor, (Kind.ACTOR,)))
    for kind in within.mentions:
        yield _keys(entries.holding(kind))


def _of_documents(documents: Sequence[DocumentEntry]) -> Keys:
    ranges = [np.arange(document.first, document.last + 1) for document in documents]
    return np.sort(np.concatenate(ranges)) if ranges else np.zeros(0, dtype=np.int64)


def _keys(found: frozenset[int]) -> Keys:
    return np.sort(np.fromiter(found, dtype=np.int64, count=len(found)))
