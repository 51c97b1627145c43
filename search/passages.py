"""The passage index of a library: words, vectors and entities of every passage, and the search over them.

Everything here is derived: it can be made anew from the records at any time. One SQLite table holds what is shown and
says with which digest each document was taken in; a marker stands in the folder while the index is written, so that
an index of which a crash left half is seen and made anew.
"""

import shutil
from collections.abc import Callable, Sequence, Set
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from corpus.model import Document, Entity, Kind, Metadata, Passage
from corpus.vectors import Embedder, Reranker, Vectors
from search.coverage import heaviest_missing
from search.entries import Entries, Named, Row
from search.filters import EVERYTHING, Filter
from search.fusion import Features, Signs, best_sums, chance, load_ranking
from search.narrowing import EVERYWHERE, Narrowing, Shelf, narrow
from search.proposals import propose, propose_best
from search.question import Clause, parse_question
from search.reading import Asked, passage_terms, read_question, words_by_stem
from search.repeats import group_repeats
from search.telling import TakenIn, take_in
from search.terms import find_stems, stems
from search.told import Told
from search.vectors import VectorIndex
from search.vocabulary import Vocabulary
from search.words import WordIndex

_RERANKED = 50
"""How many of the best passages a reranker reads."""

_MOST_REMEMBERED = 1000
"""What was read of single cases is forgotten, the longest unused first, when it is more than this."""

T = TypeVar("T")
Of = TypeVarTuple("Of")


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that was found, with what a reader needs to judge it."""

    key: int  # its number in the index
    passage: Passage
    file: str
    metadata: Metadata
    score: float  # 0 to 1: the chance that it answers
    highlights: tuple[tuple[int, int], ...]  # offsets into the passage's text of the words that were asked
    repeats: tuple[Passage, ...] = ()  # passages lower in the ranking that say the same


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a search found."""

    hits: tuple[Hit, ...]
    is_likely: bool  # whether the first hits probably answer; where not, the library has no answer
    corrected: dict[str, str]  # misspelt words and what they were taken for


class PassageIndex:
    """The passages of a library, by words and by meaning."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        """Open the index in `folder`, or begin one."""
        self._folder, self.embedder = folder, embedder
        self._marker = folder / "unfinished"
        self._memory: dict[object, Any] = {}

    @property
    def is_broken(self) -> bool:
        """Whether a writer stopped halfway or is at work now, or another version of the program made the index."""
        return self._marker.exists() or not self.entries.is_current

    def clear(self) -> None:
        """Forget everything."""
        for opened in ("entries", "told", "_words", "_vectors", "_vocabulary"):
            self.__dict__.pop(opened, None)
        self._memory.clear()
        shutil.rmtree(self._folder, ignore_errors=True)

    def digests(self) -> dict[str, str]:
        """The digest with which each document (sha256) was taken in."""
        return self.entries.digests()

    @property
    def embedder_name(self) -> str | None:
        """The model that made the vectors; None while there are none."""
        return self.entries.embedder_name()

    def add(
        self, document: Document, digest: str, passages: Sequence[Passage], entities: Sequence[Entity] = ()
    ) -> None:
        """Take a document in; `remove` it first when it was there."""
        self._begin()
        self.entries.add_document(document, digest, self.embedder.name)
        keys = self.entries.add_passages(passages)
        for key, passage in zip(keys, passages, strict=True):
            self._words.add(key, passage_terms(passage))
        self._vocabulary.add([words_by_stem(passage.text) for passage in passages])
        self._vectors.add(keys, self._embed(passages))
        self.entries.add_entities(document.sha256, entities, passages, keys)
        take_in(self.told, TakenIn(document.sha256, keys, passages, entities), self.embedder)

    def remove(self, sha256: str) -> None:
        """Forget a document."""
        self._begin()
        keys = self.entries.keys(sha256)
        self._vocabulary.remove(stems(self.entries.row(key).passage.text) for key in keys)
        self._words.remove(keys)
        self._vectors.remove(keys)
        self.told.remove(sha256, keys, gone=self.entries.remove(sha256))

    def commit(self) -> None:
        """Put all changes safely on disk."""
        if self._marker.exists():
            self._vectors.commit()
            self._words.commit()
            self.entries.commit()
            self._marker.unlink()

    def search(self, query: str, *, limit: int = 10, within: Filter = EVERYTHING) -> list[Hit]:
        """The passages that answer a query best, best first."""
        return list(self.find(query, limit=limit, within=within).hits)

    def find(
        self, query: str, *, limit: int = 10, within: Filter = EVERYTHING, reranker: Reranker | None = None
    ) -> Answer:
        """The passages that answer a query best, best first, and whether they answer it at all.

        A query may hold "a phrase", -excluded words and fields (`kop:`, `titel:`, `actor:`, `plaats:`, `thema:`). With
        a `reranker` the best passages stand in its order; each keeps the chance that it answers.
        """
        question = parse_question(query)
        narrowing = self._narrow(question.clauses, within)
        asked = self.ask(question.text)
        best = max(_RERANKED if reranker else 0, limit * 2)  # some may say the same
        sums = best_sums(propose_best(self._words, self._vectors, asked, narrowing, best), best)
        signs = self.signs(asked, next(iter(sums))) if sums else None
        scores = {key: chance(how_well, signs) for key, how_well in sums.items()} if signs else {}
        if not asked.stems and question.clauses and not narrowing.lets_all_through:
            scores = dict.fromkeys(self._words.matching(narrowing.demands, narrowing.keys).tolist(), 1.0)
        likely = bool(scores) and next(iter(scores.values())) >= load_ranking().least
        keys = list(scores)[: limit * 2]
        if reranker and scores:
            keys = self._reranked(reranker, question.text, list(scores))
        rows = [self.entries.row(key) for key in keys]
        groups = group_repeats([row.passage.text for row in rows])[:limit]
        shown = {*stems(query), *asked.stems}
        hits = tuple(_hit([(keys[at], rows[at]) for at in group], scores[keys[group[0]]], shown) for group in groups)
        return Answer(hits=hits, is_likely=likely, corrected=asked.corrected)

    def features(self, asked: Asked) -> Features:
        """What each way of searching says of the passages that any of them proposes."""
        return propose(self._words, self._vectors, asked, EVERYWHERE)

    def signs(self, asked: Asked, best: int) -> Signs:
        """What the best passage, and those beside it, tell of whether a question has an answer."""
        texts = [" ".join((*passage.headings[1:], passage.text)) for passage in self.entries.around(best)]
        return Signs(
            words=len(asked.stems),
            missing=heaviest_missing(asked, self._words.rarity, texts),
            nearness=self._vectors.compare(asked.vector, [best])[best],
            passages=len(self._vectors),
        )

    def ask(self, text: str) -> Asked:
        """A text as the index reads it."""
        return read_question(text, self._words.knows, self._vocabulary, self.embedder)

    def entities(self, kind: Kind, document: str | None = None) -> list[Named]:
        """All entities of a kind, or those of one document (sha256), with where they are named."""
        return self.entries.entities(kind, document)

    def vectors(self, keys: Sequence[int]) -> Vectors:
        """The vectors of passages, a row each."""
        return self._vectors.vectors(keys)

    def nearest(self, vector: NDArray[np.float32], limit: int) -> list[int]:
        """The numbers of the passages nearest to a vector, nearest first."""
        return list(self._vectors.search(vector, limit))

    def hit(self, key: int, score: float = 0.0) -> Hit:
        """The passage with a number."""
        return _hit([(key, self.entries.row(key))], score, set())

    def _reranked(self, reranker: Reranker, query: str, keys: Sequence[int]) -> list[int]:
        texts = [self.entries.row(key).passage.text for key in keys]
        return [keys[at] for at in np.argsort(-reranker.judge(query, texts), kind="stable")]

    def _narrow(self, clauses: Sequence[Clause], within: Filter) -> Narrowing:
        if not clauses and within == EVERYTHING:
            return EVERYWHERE
        return narrow(self.entries, self._words, self.remembered(_read_shelf), clauses, within)

    def _embed(self, passages: Sequence[Passage]) -> Vectors:
        return self.embedder.embed_passages([f"{' '.join(p.headings[-1:])} {p.text}".strip() for p in passages])

    def remembered(self, read: "Callable[[PassageIndex, *Of], T]", *of: *Of) -> T:
        """What `read` says of this index, or of something in it; read once for as long as the index does not change."""
        asked = (read, of)
        known: T = self._memory.pop(asked) if asked in self._memory else read(self, *of)
        self._memory[asked] = known  # the last one used stands last
        if len(self._memory) > _MOST_REMEMBERED:
            del self._memory[next(iter(self._memory))]
        return known

    def _begin(self) -> None:
        self._memory.clear()
        self._folder.mkdir(parents=True, exist_ok=True)
        self._marker.touch()

    @cached_property
    def entries(self) -> Entries:
        """The records of the index."""
        return Entries(self._folder / "passages.sqlite")

    @cached_property
    def told(self) -> Told:
        """What is told of cases."""
        return Told(self.entries.table)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self.entries.table, self.embedder)

    @cached_property
    def _words(self) -> WordIndex:
        return WordIndex(self._folder / "words")

    @cached_property
    def _vectors(self) -> VectorIndex:
        return VectorIndex(self._folder / "vectors.faiss", self.embedder.dimensions)


def _read_shelf(index: PassageIndex) -> Shelf:
    return Shelf(index.entries.documents())


def _hit(found: Sequence[tuple[int, Row]], score: float, shown: Set[str]) -> Hit:
    """A passage, followed by those that say the same, as it is shown."""
    (key, row), *others = found
    return Hit(
        key=key,
        passage=row.passage,
        file=row.file,
        metadata=row.metadata,
        score=score,
        highlights=tuple(find_stems(row.passage.text, shown)) if shown else (),
        repeats=tuple(other.passage for _, other in others),
    )
