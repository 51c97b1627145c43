"""The word index of passages: stems, compound parts, headings and concepts, by BM25. The only file with tantivy."""

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import tantivy
from numpy.typing import NDArray

_WRITER_BYTES = 50_000_000
_RARITIES_REMEMBERED = 1 << 16
_ALWAYS_FEW, _FEW, _MANY = 100, 5000, 10
"""Of few passages, at most a tenth of all, a query names each, which takes 3 µs; of more it asks for more than it
needs, and leaves out what is not wanted."""

_SPARE, _MOST_ASKED = 1.2, 20_000
_MOST_OF_A_TERM = 2.2
"""What BM25 (k1 = 1.2) gives a term at most, in units of the term's rarity."""


class WordField(StrEnum):
    """The fields in which a passage's words are kept."""

    TEXT = "text"  # stems
    PARTS = "parts"  # stems of compound parts
    HEADING = "heading"  # stems of the headings above it
    TITLE = "title"  # stems of the document's title
    CONCEPT = "concept"  # slugs of thesaurus concepts


Terms = Mapping[WordField, Sequence[str]]
"""The terms of a passage or a question, by field."""

Near = Mapping[str, Sequence[tuple[str, float]]]
"""For each stem that is asked, the stems that may stand for it, with how well they do (0 to 1)."""


class Demand(msgspec.Struct, frozen=True):
    """Terms that must follow each other, in one field or another."""

    ways: tuple[tuple[WordField, tuple[str, ...]], ...]
    excluded: bool = False


class Within(NamedTuple):
    """What a search may find: what meets clauses of a query and, where there are many, is one of the passages."""

    clauses: list[tuple[tantivy.Occur, tantivy.Query]]
    keys: NDArray[np.int64] | None  # lowest number first; one at least

    def stretch(self, limit: int, passages: int) -> int:
        """How many passages to ask for so that about so many of them are let through."""
        if self.keys is None:
            return limit
        return min(int(limit * _SPARE * passages / len(self.keys)), passages, _MOST_ASKED)

    def lets_through(self, keys: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of some passages may be found."""
        if self.keys is None:
            return np.ones(len(keys), dtype=bool)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        through: NDArray[np.bool_] = self.keys[at] == keys
        return through


class WordIndex:
    """Passages by their words, kept in a folder; what was added or removed counts after `commit`."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`, or begin one."""
        folder.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, path=str(folder), reuse=True)
        self._writer: tantivy.IndexWriter | None = None
        self._rarity = lru_cache(maxsize=_RARITIES_REMEMBERED)(self._measure_rarity)

    def add(self, key: int, terms: Terms) -> None:
        """Take in a passage under a number of the caller's choice."""
        fields = {field.value: " ".join(said) for field, said in terms.items()}
        self._open_writer().add_document(tantivy.Document(key=key, **fields))

    def remove(self, keys: Sequence[int]) -> None:
        """Forget passages."""
        writer = self._open_writer()
        for key in keys:
            writer.delete_documents_by_term("key", key)

    def commit(self) -> None:
        """Put changes on disk and let searches see them."""
        if self._writer is not None:
            self._writer.commit()
            self._writer.wait_merging_threads()
            self._writer = None
        self._index.reload()
        self._rarity.cache_clear()

    def __len__(self) -> int:
        return int(self._index.searcher().num_docs)

    def knows(self, stem: str) -> bool:
        """Whether any passage has a stem, by itself or in a compound."""
        return any(self._frequency(field, stem) for field in (WordField.TEXT, WordField.PARTS))

    def rarity(self, stem: str) -> float:
        """How rare a stem is in the text of passages, from 0 (in all) to 1 (in none)."""
        return self._rarity(WordField.TEXT, stem) / math.log(2 * self._index.searcher().num_docs + 2)

    def within(self, keys: NDArray[np.int64] | None, demands: Sequence[Demand]) -> "Within":
        """What `search` may find: some passages (lowest number first; None: all) that meet demands."""
        most = min(_FEW, max(_ALWAYS_FEW, self._index.searcher().num_docs // _MANY))
        few = keys if keys is not None and len(keys) <= most else None
        clauses = [(_MUST_NOT if d.excluded else _MUST, _unscored(self._demand(d))) for d in demands]
        if few is None:
            return Within(clauses, keys)
        each = tantivy.Query.term_set_query(self._schema, "key", few.tolist())
        return Within([*clauses, (_MUST, _unscored(each))], None)

    def search(self, field: WordField, terms: Sequence[str], limit: int, within: "Within") -> dict[int, float]:
        """The passages that have some of the terms: 1 would be all of them, often; by passage number, best first."""
        asked = list(dict.fromkeys(terms))
        most = _MOST_OF_A_TERM * sum(self._rarity(field, term) for term in asked)
        query = tantivy.Query.boolean_query([(_SHOULD, self._term(field, term)) for term in asked])
        return self._run(query, most, limit, within)

    def search_near(self, near: Near, limit: int, within: "Within") -> dict[int, float]:
        """As `search` in the text, where other stems may stand for those asked; each counts by its best stand-in."""
        most = _MOST_OF_A_TERM * sum(self._rarity(WordField.TEXT, stem) for stem in near)
        query = tantivy.Query.boolean_query([(_SHOULD, self._best_of(stem, others)) for stem, others in near.items()])
        return self._run(query, most, limit, within)

    def count(self, demands: Sequence[Demand]) -> int:
        """How many passages meet demands."""
        found: Any = self._index.searcher().search(self._meeting(self.within(None, demands)), 1, count=True)
        return int(found.count)

    def matching(self, demands: Sequence[Demand], keys: NDArray[np.int64] | None = None) -> NDArray[np.int64]:
        """The passages, of some or of all, that meet demands, lowest number first."""
        searcher = self._index.searcher()
        within = self.within(keys, demands)
        most = max(1, len(keys) if keys is not None and within.keys is None else searcher.num_docs)
        keys, _ = _ranked(searcher, self._meeting(within), most)
        return np.sort(keys[within.lets_through(keys)])

    def _meeting(self, within: "Within") -> tantivy.Query:
        return tantivy.Query.boolean_query([(_MUST, tantivy.Query.all_query()), *within.clauses])

    def _run(self, query: tantivy.Query, most: float, limit: int, within: "Within") -> dict[int, float]:
        if not most:
            return {}
        if within.clauses:
            query = tantivy.Query.boolean_query([(_MUST, query), *within.clauses])
        searcher = self._index.searcher()
        asked = within.stretch(limit, searcher.num_docs)
        while True:
            keys, scores = _ranked(searcher, query, asked)
            through = within.lets_through(keys)
            if through.sum() >= limit or len(keys) < asked or asked >= _MOST_ASKED:
                break
            asked *= 2
        return dict(zip(keys[through][:limit].tolist(), (scores[through][:limit] / most).tolist(), strict=True))

    def _best_of(self, stem: str, others: Sequence[tuple[str, float]]) -> tantivy.Query:
        """A stand-in counts for what the asked stem is worth, not for its own rarity."""
        worth = self._rarity(WordField.TEXT, stem)
        return tantivy.Query.disjunction_max_query(
            [
                tantivy.Query.boost_query(
                    self._term(WordField.TEXT, other), likeness * worth / self._rarity(WordField.TEXT, other)
                )
                for other, likeness in others
            ]
        )

    def _demand(self, demand: Demand) -> tantivy.Query:
        return tantivy.Query.boolean_query([(_SHOULD, self._sequence(field, terms)) for field, terms in demand.ways])

    def _sequence(self, field: WordField, terms: Sequence[str]) -> tantivy.Query:
        if not terms:
            return tantivy.Query.empty_query()
        if len(terms) == 1:
            return self._term(field, terms[0])
        return tantivy.Query.phrase_query(self._schema, field.value, list(terms))

    def _term(self, field: WordField, term: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field.value, term, index_option="freq")

    def _measure_rarity(self, field: WordField, term: str) -> float:
        """The inverse document frequency as BM25 has it."""
        passages, frequency = self._index.searcher().num_docs, self._frequency(field, term)
        return math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))

    def _frequency(self, field: WordField, term: str) -> int:
        return int(self._index.searcher().doc_freq(field.value, term))

    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(_WRITER_BYTES, 1)
        return self._writer


def _unscored(query: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, 0.0)


def _ranked(
    searcher: tantivy.Searcher, query: tantivy.Query, limit: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The numbers of the passages that answer a query best, and their scores."""
    hits: Any = searcher.search(query, limit, count=False).hits
    keys = searcher.fast_field_values("key", [address for _, address in hits])
    return np.array(keys, dtype=np.int64), np.array([score for score, _ in hits], dtype=np.float64)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("key", stored=True, indexed=True, fast=True)
    for field in WordField:
        builder.add_text_field(field.value, tokenizer_name="whitespace", index_option="position")
    return builder.build()


_MUST, _MUST_NOT, _SHOULD = tantivy.Occur.Must, tantivy.Occur.MustNot, tantivy.Occur.Should
