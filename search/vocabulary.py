"""The words of a library: which stand for each other, and which was meant where one is misspelt."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from corpus.vectors import Embedder, Vectors

_MOST_WORDS = 20_000
"""Rarer words are found by themselves, not as stand-ins for another word: that keeps a search fast."""

_LEAST_ALIKE = 0.6
_MOST_STAND_INS = 10
_SHORTEST_MISSPELT = 5
_LETTERS_PER_SLIP, _MOST_SLIPS = 5, 2


class Vocabulary:
    """The stems of a library with how many passages have each, and the vector of a word of each."""

    def __init__(self, table: sqlite3.Connection, embedder: Embedder) -> None:
        """Keep the words in a table of `table`; the caller commits."""
        self._table, self._embedder = table, embedder
        table.execute(
            "create table if not exists stem (stem text primary key, word text, passages integer, vector blob)"
        )
        table.execute("create index if not exists stem_passages on stem (passages)")

    def add(self, words: Sequence[Mapping[str, str]]) -> None:
        """Count the stems of passages; each passage gives a word for each of its stems."""
        counts = Counter(stem for passage in words for stem in passage)
        word_of = {stem: word for passage in words for stem, word in passage.items()}
        new = [stem for stem in counts if not self._knows(stem)]
        vectors = self._embedder.embed_passages([word_of[stem] for stem in new]).astype(np.float16)
        self._table.executemany(
            "insert into stem values (?, ?, 0, ?)",
            [(stem, word_of[stem], vector.tobytes()) for stem, vector in zip(new, vectors, strict=True)],
        )
        self._count(counts, 1)

    def remove(self, stems: Iterable[Iterable[str]]) -> None:
        """Forget the stems of passages."""
        self._count(Counter(stem for passage in stems for stem in set(passage)), -1)
        self._table.execute("delete from stem where passages <= 0")

    def stand_ins(self, stems: Sequence[str], vectors: Vectors) -> dict[str, list[tuple[str, float]]]:
        """For each stem, itself and the words that mean much the same, with how well they stand for it (0 to 1)."""
        known, rows = self._common
        found: dict[str, list[tuple[str, float]]] = {stem: [(stem, 1.0)] for stem in stems}
        if not known or not stems:
            return found
        for stem, alike in zip(stems, vectors @ rows.T, strict=True):
            near = np.flatnonzero(alike > _LEAST_ALIKE)
            best = near[np.argsort(-alike[near])][:_MOST_STAND_INS]
            found[stem] += [(known[i], min(1.0, float(alike[i])) ** 2) for i in best if known[i] != stem]
        return found

    def correct(self, word: str) -> tuple[str, str] | None:
        """The word of the library that a misspelt one must be, and its stem; None when none is near enough."""
        if len(word) < _SHORTEST_MISSPELT:
            return None
        slips = min(_MOST_SLIPS, max(1, len(word) // _LETTERS_PER_SLIP))
        found = extractOne(word.casefold(), list(self._all), scorer=OSA.distance, score_cutoff=slips)
        return (found[0], self._all[found[0]]) if found else None

    def _knows(self, stem: str) -> bool:
        return self._table.execute("select 1 from stem where stem = ?", (stem,)).fetchone() is not None

    def _count(self, counts: Mapping[str, int], sign: int) -> None:
        self._table.executemany(
            "update stem set passages = passages + ? where stem = ?", [(sign * n, s) for s, n in counts.items()]
        )
        for read in ("_common", "_all"):
            self.__dict__.pop(read, None)

    @cached_property
    def _common(self) -> tuple[list[str], Vectors]:
        rows = self._table.execute(
            "select stem, vector from stem order by passages desc, stem limit ?", (_MOST_WORDS,)
        ).fetchall()
        packed = np.frombuffer(b"".join(vector for _, vector in rows), dtype=np.float16)
        return [stem for stem, _ in rows], packed.reshape(len(rows), self._embedder.dimensions).astype(np.float32)

    @cached_property
    def _all(self) -> dict[str, str]:
        """The stem of each word, the words of most passages first."""
        rows = self._table.execute(
            "select word, stem from stem where length(word) >= ? order by passages desc, word", (4,)
        )
        return dict(rows)
