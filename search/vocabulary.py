"""The words of a library: which stand for each other, and which was meant where one is misspelt."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from corpus.vectors import Embedder, Vectors

_MOST_WORDS = 20_000
"""Rarer words are found by themselves, not as stand-ins for another word: that keeps a search fast."""

_LEAST_ALIKE = 0.6
_SIGNS = 256
_MOST_SIGNS_APART = 90
"""Words with a cosine of 0.6 differ in 75 of their signs, give or take 7: nearly all stay, nine in ten others go."""

_STALE = 0.01
"""Stand-ins are chosen among words that are read anew when more than this part of the passages changed."""

_MOST_STAND_INS = 10
_SHORTEST_MISSPELT = 5
_LETTERS_PER_SLIP, _MOST_SLIPS = 5, 2


class Vocabulary:
    """The stems of a library with how many passages have each, and the vector of a word of each."""

    def __init__(self, table: sqlite3.Connection, embedder: Embedder) -> None:
        """Keep the words in a table of `table`; the caller commits."""
        self._table, self._embedder, self._changed = table, embedder, 0
        table.execute(
            "create table if not exists stem "
            "(stem text primary key, word text, passages integer, vector blob, signs blob)"
        )
        table.execute("create index if not exists stem_passages on stem (passages)")
        table.execute("create index if not exists stem_letter on stem (substr(word, 1, 1), length(word))")

    def add(self, words: Sequence[Mapping[str, str]]) -> None:
        """Count the stems of passages; each passage gives a word for each of its stems."""
        counts = Counter(stem for passage in words for stem in passage)
        word_of = {stem: word for passage in words for stem, word in passage.items()}
        new = [stem for stem in counts if not self._knows(stem)]
        vectors = self._embedder.embed_passages([word_of[stem] for stem in new])
        rows = zip(new, vectors.astype(np.float16), self._signs(vectors), strict=True)
        self._table.executemany(
            "insert into stem values (?, ?, 0, ?, ?)",
            [(stem, word_of[stem], vector.tobytes(), signs.tobytes()) for stem, vector, signs in rows],
        )
        self._count(counts, 1)
        self._forget(len(words))

    def remove(self, stems: Iterable[Iterable[str]]) -> None:
        """Forget the stems of passages."""
        passages = [set(passage) for passage in stems]
        self._count(Counter(stem for passage in passages for stem in passage), -1)
        self._table.execute("delete from stem where passages <= 0")
        self._forget(len(passages))

    def stand_ins(self, stems: Sequence[str], vectors: Vectors) -> dict[str, list[tuple[str, float]]]:
        """For each stem, itself and the words that mean much the same, with how well they stand for it (0 to 1).

        Only words whose vectors lie on the same sides of most planes are compared: few do, and that is quickly seen.
        """
        known, rows, signs = self._common
        found: dict[str, list[tuple[str, float]]] = {stem: [(stem, 1.0)] for stem in stems}
        for stem, vector, own in zip(stems, vectors, self._signs(vectors), strict=True):
            apart = np.bitwise_count(signs ^ own[:, None]).sum(axis=0, dtype=np.uint16)
            near = np.flatnonzero(apart <= _MOST_SIGNS_APART)
            alike = rows[near] @ vector
            best = [at for at in np.argsort(-alike)[:_MOST_STAND_INS] if alike[at] > _LEAST_ALIKE]
            others = ((known[near[at]], min(1.0, float(alike[at])) ** 2) for at in best)
            found[stem] += [each for each in others if each[0] != stem]
        return found

    def correct(self, word: str) -> tuple[str, str] | None:
        """The word of the library that a misspelt one must be, and its stem; None when none is near enough.

        Nobody mistypes a first letter often, while "polder" is a letter from "folder".
        """
        if len(word) < _SHORTEST_MISSPELT:
            return None
        slips = min(_MOST_SLIPS, max(1, len(word) // _LETTERS_PER_SLIP))
        asked = word.casefold()
        known = self._like(asked[0], len(word) - slips, len(word) + slips)
        found = extractOne(asked, list(known), scorer=OSA.distance, score_cutoff=slips)
        return (found[0], known[found[0]]) if found else None

    def _knows(self, stem: str) -> bool:
        return self._table.execute("select 1 from stem where stem = ?", (stem,)).fetchone() is not None

    def _count(self, counts: Mapping[str, int], sign: int) -> None:
        self._table.executemany(
            "update stem set passages = passages + ? where stem = ?", [(sign * n, s) for s, n in counts.items()]
        )

    def _forget(self, changed: int) -> None:
        self._changed += changed
        often = self._table.execute("select max(passages) from stem").fetchone()[0] or 0
        if self._changed > _STALE * often:
            self.__dict__.pop("_common", None)
            self._changed = 0

    def _signs(self, vectors: Vectors) -> NDArray[np.uint64]:
        """On which side of each of 256 planes vectors lie, shape (vectors, 4)."""
        return np.packbits(vectors @ self._planes > 0, axis=1).view(np.uint64)

    @cached_property
    def _planes(self) -> Vectors:
        drawn = np.random.default_rng(0).normal(size=(self._embedder.dimensions, _SIGNS))
        return drawn.astype(np.float32)

    @cached_property
    def _common(self) -> tuple[list[str], Vectors, NDArray[np.uint64]]:
        """The words of most passages, with their vectors and signs, a column each."""
        read = self._table.execute(
            "select stem, vector, signs from stem order by passages desc limit ?", (_MOST_WORDS,)
        ).fetchall()
        vectors = np.frombuffer(b"".join(vector for _, vector, _ in read), dtype=np.float16).astype(np.float32)
        signs = np.frombuffer(b"".join(packed for _, _, packed in read), dtype=np.uint64)
        words = [stem for stem, _, _ in read]
        columns = np.ascontiguousarray(signs.reshape(len(read), _SIGNS // 64).T)
        return words, vectors.reshape(len(read), self._embedder.dimensions), columns

    def _like(self, letter: str, least: int, most: int) -> dict[str, str]:
        """The stem of each word that begins with a letter and is so long, the words of most passages first."""
        rows = self._table.execute(
            "select word, stem from stem where substr(word, 1, 1) = ? and length(word) between ? and ? "
            "order by passages desc, word",
            (letter, least, most),
        )
        return dict(rows.fetchall())
