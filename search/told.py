"""What passages tell of cases, kept so that a question reads no more than it needs: profiles, traits and lessons."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from corpus.vectors import Vectors
from search.profile import Dimension, Profile, Said

_TABLES = """
create table if not exists case_number (number integer primary key autoincrement, iri text unique);
create table if not exists told (passage integer, of_case integer, times integer, record blob);
create index if not exists told_passage on told (passage, of_case, times);
create index if not exists told_case on told (of_case, passage, times);
create table if not exists trait (of_case integer, document text, dimension text, name text, value real);
create index if not exists trait_name on trait (dimension, name, of_case, value);
create index if not exists trait_document on trait (document);
create table if not exists lesson
    (of_case text, passage integer, start integer, end integer, concepts text, vector blob);
create index if not exists lesson_case on lesson (of_case);
create index if not exists lesson_passage on lesson (passage);
"""

TraitName = tuple[Dimension, str]
Traits = Mapping[TraitName, float | None]
"""The traits of a case, a figure with its value."""


class Lesson(NamedTuple):
    """Where a lesson stands, the slugs of the concepts that it speaks of, and its vector."""

    said: Said
    concepts: tuple[str, ...]
    vector: NDArray[np.float32]


class Having(NamedTuple):
    """The cases, by number, that have a trait, and of a figure the value for each (else not a number)."""

    cases: NDArray[np.int64]
    values: NDArray[np.float64]


class Told:
    """What is told of cases; each has a number of its own. The caller commits."""

    def __init__(self, table: sqlite3.Connection) -> None:
        """Keep it in tables of `table`."""
        self._table = table
        table.executescript(_TABLES)

    def add_case(self, iri: str, document: str, traits: Traits) -> None:
        """Take in a case with what a document (sha256) says of it as a whole."""
        self._table.execute("insert or ignore into case_number (iri) values (?)", (iri,))
        rows = [(self.number(iri), document, *name, value) for name, value in traits.items()]
        self._table.executemany("insert into trait values (?, ?, ?, ?, ?)", rows)

    def add_profiles(self, key: int, profiles: Mapping[str, tuple[int, Profile]]) -> None:
        """Keep what a passage says of cases that are there, and how often, by IRI."""
        rows = [(key, self.number(iri), times, msgspec.json.encode(p)) for iri, (times, p) in profiles.items()]
        self._table.executemany("insert into told values (?, ?, ?, ?)", rows)

    def add_lessons(self, iri: str, lessons: Iterable[Lesson]) -> None:
        """Keep lessons of a case."""
        rows = [
            (iri, said.passage, said.start, said.end, " ".join(concepts), vector.astype(np.float16).tobytes())
            for said, concepts, vector in lessons
        ]
        self._table.executemany("insert into lesson values (?, ?, ?, ?, ?, ?)", rows)

    def remove(self, document: str, keys: Sequence[int], gone: Iterable[str]) -> None:
        """Forget a document with its passages, and the cases (IRIs) that no other document speaks of."""
        self._table.execute("delete from trait where document = ?", (document,))
        for name in ("told", "lesson"):
            self._table.executemany(f"delete from {name} where passage = ?", [(key,) for key in keys])
        self._table.executemany("delete from case_number where iri = ?", [(iri,) for iri in gone])

    def number(self, iri: str) -> int:
        """The number of a case that is there."""
        return int(self._table.execute("select number from case_number where iri = ?", (iri,)).fetchone()[0])

    def iri(self, number: int) -> str:
        """The IRI of a case."""
        return str(self._table.execute("select iri from case_number where number = ?", (number,)).fetchone()[0])

    def numbers(self) -> NDArray[np.int64]:
        """The numbers of all cases, lowest first."""
        rows = self._table.execute("select number from case_number order by number").fetchall()
        return np.array(rows, dtype=np.int64).reshape(-1)

    def passages(self) -> dict[str, tuple[int, ...]]:
        """The passages that tell of each case, by its IRI."""
        rows = self._table.execute(
            "select iri, group_concat(passage) from told join case_number on number = of_case group by of_case"
        )
        return {iri: tuple(sorted(map(int, keys.split(",")))) for iri, keys in rows}

    def times(self, keys: Sequence[int]) -> dict[int, dict[int, int]]:
        """How often some passages name each case or tell something of it, by passage and case number."""
        found: dict[int, dict[int, int]] = {}
        rows = self._table.execute(f"select passage, of_case, times from told where passage in ({_marks(keys)})", keys)
        for key, case, times in rows:
            found.setdefault(key, {})[case] = times
        return found

    def sums(self, cases: Sequence[int]) -> dict[int, tuple[int, int]]:
        """How often cases are named in all, and in how many passages."""
        rows = self._table.execute(
            f"select of_case, sum(times), count(*) from told where of_case in ({_marks(cases)}) group by of_case", cases
        )
        return {case: (times, passages) for case, times, passages in rows}

    def shares(self, iri: str) -> list[tuple[int, int, float]]:
        """The passages that tell of a case, how often they name it, and which part (0 to 1) is about it."""
        rows = self._table.execute(
            "select own.passage, own.times, sum(every.times) from told own join told every using (passage) "
            "where own.of_case = ? group by own.passage",
            (self.number(iri),),
        )
        return [(key, times, times / all_) for key, times, all_ in rows]

    def having(self, trait: TraitName) -> Having:
        """The cases that have a trait; where documents give several values the last one counts."""
        rows = self._table.execute(
            "select of_case, value from trait where dimension = ? and name = ? order by rowid", trait
        )
        values = dict(rows.fetchall())
        return Having(np.array([*values], dtype=np.int64), np.array([*values.values()], dtype=np.float64))

    def counts(self, dimension: Dimension) -> Counter[str]:
        """How many cases have each trait of a dimension."""
        rows = self._table.execute(
            "select name, count(distinct of_case) from trait where dimension = ? group by name", (dimension,)
        )
        return Counter(dict(rows.fetchall()))

    def profiles_of(self, iri: str, keys: Sequence[int]) -> dict[int, Profile]:
        """What some passages say of a case, by their numbers."""
        rows = self._table.execute(
            f"select passage, record from told where of_case = ? and passage in ({_marks(keys)})",
            (self.number(iri), *keys),
        )
        return {key: msgspec.json.decode(record, type=Profile) for key, record in rows}

    def lessons_of(self, iri: str) -> Iterator[Lesson]:
        """The lessons of a case, in the order in which they were taken in."""
        rows = self._table.execute(
            "select passage, start, end, concepts, vector from lesson where of_case = ? order by rowid", (iri,)
        )
        for key, start, end, concepts, vector in rows:
            row: Vectors = np.frombuffer(vector, dtype=np.float16).astype(np.float32)
            yield Lesson(Said(key, start, end), tuple(concepts.split()), row)


def _marks(asked: Sequence[object]) -> str:
    return ", ".join("?" * len(asked))
