"""Search in passages: words and meaning together.

A folder holds the table of passages (SQLite), the word index and the vector index. The table is committed last and
says with which digest each document was taken in; a marker stands in the folder while the three are written, so that
an index of which a crash left half is seen and made anew.
"""

import shutil
import sqlite3
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import msgspec
import numpy as np

from corpus.model import Document, DocumentKind, Entity, Kind, Metadata, Passage
from corpus.vectors import Embedder, Vectors
from search.terms import find_terms
from search.vectors import VectorIndex
from search.words import WordIndex

_CANDIDATES = 300
"""How many passages each of words and vectors may propose."""

WORDS_SHARE = 0.4
"""Weight of words against meaning; measured on the development queries in ../shared/gold."""

_WINDOW, _STEP = 40, 20
"""Words in a window, and from one window to the next: short enough to be about one thing."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that was found, with what a reader needs to judge it."""

    passage: Passage
    file: str
    metadata: Metadata
    score: float  # 0 to 1
    highlights: tuple[tuple[int, int], ...]  # offsets into the passage's text of the words that were asked


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which documents count."""

    kinds: frozenset[DocumentKind] = frozenset()  # empty: all
    first_year: int | None = None
    last_year: int | None = None
    file: str | None = None

    def accepts(self, file: str, metadata: Metadata) -> bool:
        """Whether a document counts; one without a year does not when a year is asked."""
        if self.kinds and metadata.kind not in self.kinds:
            return False
        if self.file and self.file != file:
            return False
        if self.first_year is None and self.last_year is None:
            return True
        year = metadata.year
        return year is not None and (self.first_year or year) <= year <= (self.last_year or year)


EVERYTHING = Filter()


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """An entity as one document speaks of it."""

    entity: Entity
    document: str  # sha256
    passages: tuple[int, ...]  # numbers of the passages that name it


class PassageIndex:
    """The passages of a library, by words and by meaning."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        """Open the index in `folder`, or begin one."""
        self._folder, self._embedder = folder, embedder
        self._marker = folder / "unfinished"

    @property
    def is_broken(self) -> bool:
        """Whether a writer stopped halfway, or is at work now."""
        return self._marker.exists()

    def clear(self) -> None:
        """Forget everything."""
        for opened in ("_table", "_words", "_vectors"):
            self.__dict__.pop(opened, None)
        shutil.rmtree(self._folder, ignore_errors=True)

    def digests(self) -> dict[str, str]:
        """The digest with which each document (sha256) was taken in."""
        return dict(self._table.execute("select sha256, digest from document"))

    @property
    def embedder_name(self) -> str | None:
        """The model that made the vectors; None while there are none."""
        row = self._table.execute("select embedder from document limit 1").fetchone()
        return row[0] if row else None

    def add(
        self, document: Document, digest: str, passages: Sequence[Passage], entities: Sequence[Entity] = ()
    ) -> None:
        """Take a document in; `remove` it first when it was there."""
        self._begin()
        metadata = msgspec.json.encode(document.metadata)
        self._table.execute(
            "insert into document values (?, ?, ?, ?, ?)",
            (document.sha256, digest, document.file, metadata, self._embedder.name),
        )
        keys = []
        for passage, vectors in zip(passages, self._embed(passages), strict=True):
            keys.append(self._insert("passage", document.sha256, msgspec.json.encode(passage)))
            self._words.add(keys[-1], passage.text, passage.headings)
            self._vectors.add(keys[-1], vectors)
        for entity in entities:
            number = self._insert("entity", document.sha256, msgspec.json.encode(entity))
            self._table.execute("update entity set iri = ?, kind = ? where key = ?", (entity.iri, entity.kind, number))
            self._table.executemany(
                "insert into named_in values (?, ?)", [(number, key) for key in _named_in(entity, passages, keys)]
            )

    def remove(self, sha256: str) -> None:
        """Forget a document."""
        self._begin()
        keys = [key for (key,) in self._table.execute("select key from passage where document = ?", (sha256,))]
        self._words.remove(keys)
        self._vectors.remove(keys)
        self._table.execute(
            "delete from named_in where entity in (select key from entity where document = ?)", (sha256,)
        )
        self._table.execute("delete from entity where document = ?", (sha256,))
        self._table.execute("delete from passage where document = ?", (sha256,))
        self._table.execute("delete from document where sha256 = ?", (sha256,))

    def commit(self) -> None:
        """Put all changes safely on disk."""
        if self._marker.exists():
            self._vectors.commit()
            self._words.commit()
            self._table.commit()
            self._marker.unlink()

    def search(self, query: str, *, limit: int = 10, within: Filter = EVERYTHING) -> list[Hit]:
        """The passages that answer a query best, best first."""
        scores = self.scores(query)
        asked = {term.stem for term in find_terms(query)}
        hits: list[Hit] = []
        for key in sorted(scores, key=lambda k: -scores[k]):
            file, metadata, passage = self._row(key)
            if within.accepts(file, metadata):
                found = tuple((t.start, t.end) for t in find_terms(passage.text) if t.stem in asked)
                hits.append(Hit(passage=passage, file=file, metadata=metadata, score=scores[key], highlights=found))
            if len(hits) == limit:
                break
        return hits

    def scores(self, query: str) -> dict[int, float]:
        """The fused score of each passage that words or vectors propose, by passage number."""
        by_words = self._words.search(query, _CANDIDATES)
        by_meaning = self._vectors.search(self._embedder.embed_queries([query])[0], _CANDIDATES)
        most = max(by_words.values(), default=1.0)
        return {
            key: WORDS_SHARE * by_words.get(key, 0.0) / most + (1 - WORDS_SHARE) * max(0.0, by_meaning.get(key, 0.0))
            for key in by_words.keys() | by_meaning.keys()
        }

    def entities(self, kind: Kind, document: str | None = None) -> list[Named]:
        """All entities of a kind, or those of one document (sha256), with where they are named."""
        rows = self._table.execute(
            "select document, record, group_concat(passage) from entity left join named_in on entity = key "
            "where kind = ? and (? is null or document = ?) group by key",
            (kind, document, document),
        )
        return [
            Named(
                entity=msgspec.json.decode(record, type=Entity),
                document=sha256,
                passages=tuple(int(key) for key in (keys or "").split(",") if key),
            )
            for sha256, record, keys in rows
        ]

    def hit(self, key: int, score: float = 0.0) -> Hit:
        """The passage with a number."""
        file, metadata, passage = self._row(key)
        return Hit(passage=passage, file=file, metadata=metadata, score=score, highlights=())

    def _insert(self, table: str, sha256: str, record: bytes) -> int:
        number = self._table.execute(
            f"insert into {table} (document, record) values (?, ?)", (sha256, record)
        ).lastrowid
        assert number is not None  # sqlite gives a rowid to each insert
        return number

    def _row(self, key: int) -> tuple[str, Metadata, Passage]:
        file, metadata, record = self._table.execute(
            "select file, metadata, record from passage join document on sha256 = document where key = ?", (key,)
        ).fetchone()
        return file, msgspec.json.decode(metadata, type=Metadata), msgspec.json.decode(record, type=Passage)

    def _embed(self, passages: Sequence[Passage]) -> list[Vectors]:
        """Each passage's vectors: its whole, then its windows; all are embedded in one go."""
        texts = [[f"{' '.join(p.headings[-1:])} {p.text}".strip(), *_windows(p.text)] for p in passages]
        vectors = self._embedder.embed_passages([text for group in texts for text in group])
        ends = np.cumsum([len(group) for group in texts])
        return [vectors[end - len(group) : end] for group, end in zip(texts, ends, strict=True)]

    def _begin(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._marker.touch()

    @cached_property
    def _table(self) -> sqlite3.Connection:
        self._folder.mkdir(parents=True, exist_ok=True)
        table = sqlite3.connect(self._folder / "passages.sqlite")
        table.executescript(
            """
            create table if not exists document
                (sha256 text primary key, digest text, file text, metadata blob, embedder text);
            create table if not exists passage
                (key integer primary key autoincrement, document text, record blob);
            create index if not exists passage_document on passage (document);
            create table if not exists entity
                (key integer primary key autoincrement, document text, iri text, kind text, record blob);
            create index if not exists entity_document on entity (document);
            create index if not exists entity_kind on entity (kind);
            create table if not exists named_in (entity integer, passage integer);
            create index if not exists named_in_entity on named_in (entity);
            """
        )
        return table

    @cached_property
    def _words(self) -> WordIndex:
        return WordIndex(self._folder / "words")

    @cached_property
    def _vectors(self) -> VectorIndex:
        return VectorIndex(self._folder / "vectors.faiss", self._embedder.dimensions)


def _named_in(entity: Entity, passages: Sequence[Passage], keys: Sequence[int]) -> set[int]:
    starts = [passage.start for passage in passages]
    at = [bisect_right(starts, mention.start) - 1 for mention in entity.mentions]
    return {keys[i] for i, m in zip(at, entity.mentions, strict=True) if i >= 0 and m.start < passages[i].end}


def _windows(text: str) -> list[str]:
    words = text.split()
    if len(words) <= _WINDOW:
        return []
    return [" ".join(words[at : at + _WINDOW]) for at in range(0, len(words) - _STEP, _STEP)]
