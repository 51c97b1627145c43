"""Which passages may be found: those that a filter and the clauses of a question let through."""

from collections.abc import Iterator, Sequence
from functools import reduce

import msgspec
import numpy as np
from numpy.typing import NDArray

from corpus.model import Kind
from search.entries import DocumentEntry, Entries
from search.filters import EVERYTHING, Filter
from search.question import Clause, Field
from search.reading import demands_of
from search.words import Demand, WordIndex

Keys = NDArray[np.int64]
"""Numbers of passages, lowest first."""

FEW = 5000
"""So few passages are looked at one by one."""

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


class Shelf:
    """The documents of a library in the order of their passages, of which none stands among those of another."""

    def __init__(self, documents: Sequence[DocumentEntry]) -> None:
        """Take in all documents."""
        self._documents = sorted(documents, key=lambda document: document.first)
        self._places = np.array([(each.first, each.last) for each in self._documents], dtype=np.int64).reshape(-1, 2)

    def passages(self, within: Filter = EVERYTHING) -> Keys:
        """The passages of the documents that a filter lets through."""
        through = (within.accepts(each.file, each.metadata) for each in self._documents)
        chosen = np.fromiter(through, dtype=bool, count=len(self._documents))
        return _in_ranges(*self._places[chosen].T)


def narrow(entries: Entries, words: WordIndex, shelf: Shelf, clauses: Sequence[Clause], within: Filter) -> Narrowing:
    """What a filter and the clauses of a question let through; demands that few passages meet become these."""
    keys = intersect(accepted(entries, within, shelf), _all_of([*_named(entries, clauses, shelf)]))
    demands = tuple(demands_of(clauses, within))
    if not demands:
        return Narrowing(keys, met=keys)
    meeting = words.count(demands)
    met = intersect(keys, words.matching(demands)) if meeting <= FEW else None
    return Narrowing(keys, demands, met, meeting / max(1, len(words)))


def accepted(entries: Entries, within: Filter, shelf: Shelf) -> Keys | None:
    """The passages that a filter lets through, its theme left out; None: all."""
    return _all_of([*_sets(entries, within, shelf)])


def intersect(one: Keys | None, other: Keys | None) -> Keys | None:
    """The passages that both let through; None: all."""
    if one is None or other is None:
        return one if other is None else other
    return np.intersect1d(one, other, assume_unique=True)


def _all_of(sets: Sequence[Keys]) -> Keys | None:
    return reduce(intersect, sets, None) if sets else None


def _named(entries: Entries, clauses: Sequence[Clause], shelf: Shelf) -> Iterator[Keys]:
    for clause in clauses:
        if clause.field in _NAMED_BY:
            naming = _keys(entries.naming(clause.text, _NAMED_BY[clause.field]))
            yield np.setdiff1d(shelf.passages(), naming, assume_unique=True) if clause.excluded else naming


def _sets(entries: Entries, within: Filter, shelf: Shelf) -> Iterator[Keys]:
    if within.kinds or within.file or within.first_year is not None or within.last_year is not None:
        yield shelf.passages(within)
    if within.place:
        yield _keys(entries.naming(within.place, _PLACE_KINDS))
    if within.actor:
        yield _keys(entries.naming(within.actor, (Kind.ACTOR,)))
    for kind in within.mentions:
        yield _keys(entries.holding(kind))


def _in_ranges(first: Keys, last: Keys) -> Keys:
    """The numbers from each first to its last.

    >>> _in_ranges(np.array([1, 7]), np.array([3, 8]))
    array([1, 2, 3, 7, 8])
    """
    lengths = last - first + 1
    before = np.cumsum(lengths) - lengths
    return np.repeat(first - before, lengths) + np.arange(lengths.sum())


def _keys(found: frozenset[int]) -> Keys:
    return np.sort(np.fromiter(found, dtype=np.int64, count=len(found)))
