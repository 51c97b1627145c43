"""What the index holds of documents, passages and entities, in one SQLite table file."""

import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from corpus.model import CaseMention, Document, Entity, Kind, Metadata, Passage, PlaceMention

_FORMAT = 4
"""Changes when the tables of the index do, here or beside: an index of another format is made anew."""

_TABLES = """
create table if not exists document (sha256 text primary key, digest text, file text, metadata blob, embedder text);
create table if not exists passage (key integer primary key autoincrement, document text, record blob);
create index if not exists passage_document on passage (document);
create table if not exists entity
    (key integer primary key autoincrement, document text, iri text, kind text, of_case text, record blob);
create index if not exists entity_document on entity (document);
create index if not exists entity_kind on entity (kind);
create index if not exists entity_case on entity (of_case);
create index if not exists entity_iri on entity (iri);
create table if not exists named_in (entity integer, passage integer, times integer);
create index if not exists named_in_entity on named_in (entity);
create index if not exists named_in_passage on named_in (passage);
create table if not exists name (entity integer, name text);
create index if not exists name_entity on name (entity);
create index if not exists name_name on name (name);
"""


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """An entity as one document speaks of it."""

    entity: Entity
    document: str  # sha256
    passages: tuple[int, ...]  # numbers of the passages that name it


class DocumentEntry(NamedTuple):
    """A document, and the first and last number of its passages; none between them is another's."""

    sha256: str
    file: str
    metadata: Metadata
    first: int
    last: int


class Row(msgspec.Struct, frozen=True):
    """A passage and the document that it stands in."""

    passage: Passage
    file: str
    metadata: Metadata


class Entries:
    """The records of the index; what was added or removed is safe after `commit`."""

    def __init__(self, path: Path) -> None:
        """Open the table file, or begin one."""
        path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not path.exists()
        self.table = sqlite3.connect(path)
        if is_new:
            self.table.execute(f"pragma user_version = {_FORMAT}")
        self.table.executescript(_TABLES)

    @property
    def is_current(self) -> bool:
        """Whether the tables have the format of today."""
        return bool(self.table.execute("pragma user_version").fetchone()[0] == _FORMAT)

    def commit(self) -> None:
        """Put all changes safely on disk."""
        self.table.commit()

    def digests(self) -> dict[str, str]:
        """The digest with which each document (sha256) was taken in."""
        return dict(self.table.execute("select sha256, digest from document"))

    def embedder_name(self) -> str | None:
        """The model that made the vectors; None while there are none."""
        row = self.table.execute("select embedder from document limit 1").fetchone()
        return row[0] if row else None

    def add_document(self, document: Document, digest: str, embedder: str) -> None:
        """Take in what is known of a document as a whole."""
        metadata = msgspec.json.encode(document.metadata)
        self.table.execute(
            "insert into document values (?, ?, ?, ?, ?)",
            (document.sha256, digest, document.file, metadata, embedder),
        )

    def add_passages(self, passages: Sequence[Passage]) -> list[int]:
        """Take in passages; returns the number of each."""
        return [
            _number(
                self.table.execute(
                    "insert into passage (document, record) values (?, ?)", (p.document, msgspec.json.encode(p))
                )
            )
            for p in passages
        ]

    def add_entities(
        self, sha256: str, entities: Iterable[Entity], passages: Sequence[Passage], keys: Sequence[int]
    ) -> None:
        """Take in what a document's passages, numbered `keys`, speak of."""
        for entity in entities:
            number = _number(
                self.table.execute(
                    "insert into entity (document, iri, kind, of_case, record) values (?, ?, ?, ?, ?)",
                    (sha256, entity.iri, entity.kind, entity.case, msgspec.json.encode(entity)),
                )
            )
            named = [(number, key, times) for key, times in _named_in(entity, passages, keys).items()]
            self.table.executemany("insert into named_in values (?, ?, ?)", named)
            self.table.executemany("insert into name values (?, ?)", [(number, name) for name in _names(entity)])

    def told_of(self, iri: str, kind: Kind) -> list[tuple[int, Entity]]:
        """The lessons, tensions or other entities of a case, each with the number of its passage."""
        rows = self.table.execute(
            "select passage, record from entity join named_in on entity = key where kind = ? and of_case = ? "
            "order by key",
            (kind, iri),
        )
        return [(key, msgspec.json.decode(record, type=Entity)) for key, record in rows]

    def of_kind_by_iri(self, iri: str, kind: Kind) -> list[Entity]:
        """An entity as each document speaks of it, in the order in which they were taken in."""
        rows = self.table.execute("select record from entity where iri = ? and kind = ? order by key", (iri, kind))
        return [msgspec.json.decode(record, type=Entity) for (record,) in rows]

    def bearing(self, name: str, kind: Kind) -> list[Entity]:
        """The entities of a kind that may be asked for by a name, whatever its capitals."""
        rows = self.table.execute(
            "select record from name join entity on entity.key = name.entity where name = ? and kind = ?",
            (name.casefold(), kind),
        )
        return [msgspec.json.decode(record, type=Entity) for (record,) in rows]

    def entities_of(self, iri: str) -> Iterator[tuple[int, Entity]]:
        """An entity as each document speaks of it, with the number of each passage that names it."""
        rows = self.table.execute(
            "select passage, record from entity join named_in on entity = key where iri = ? order by passage", (iri,)
        )
        return ((key, msgspec.json.decode(record, type=Entity)) for key, record in rows)

    def holds(self, key: int, offset: int) -> bool:
        """Whether a passage holds the character at an offset of its document's text."""
        passage = self.row(key).passage
        return passage.start <= offset < passage.end

    def remove(self, sha256: str) -> set[str]:
        """Forget a document; returns the IRIs of entities that only it spoke of."""
        spoken = self.table.execute("select distinct iri from entity where document = ?", (sha256,)).fetchall()
        for table in ("named_in", "name"):
            self.table.execute(
                f"delete from {table} where entity in (select key from entity where document = ?)", (sha256,)
            )
        for table in ("entity", "passage"):
            self.table.execute(f"delete from {table} where document = ?", (sha256,))
        self.table.execute("delete from document where sha256 = ?", (sha256,))
        return {iri for (iri,) in spoken if not self._knows(iri)}

    def _knows(self, iri: str) -> bool:
        return self.table.execute("select 1 from entity where iri = ?", (iri,)).fetchone() is not None

    def keys(self, sha256: str) -> list[int]:
        """The numbers of a document's passages, in reading order."""
        found = self.table.execute("select key from passage where document = ? order by key", (sha256,))
        return [key for (key,) in found]

    def documents(self) -> list[DocumentEntry]:
        """All documents that have passages."""
        rows = self.table.execute(
            "select sha256, file, metadata, min(key), max(key) from document join passage on document = sha256 "
            "group by sha256"
        ).fetchall()
        return [DocumentEntry(sha256, file, _metadata(record), *place) for sha256, file, record, *place in rows]

    def keys_of_file(self, file: str) -> list[int]:
        """The numbers of the passages of the document with a file name, in reading order; none when there is none."""
        found = self.table.execute("select sha256 from document where file = ?", (file,)).fetchone()
        return self.keys(found[0]) if found else []

    def row(self, key: int) -> Row:
        """The passage with a number."""
        file, metadata, record = self.table.execute(
            "select file, metadata, record from passage join document on sha256 = document where key = ?", (key,)
        ).fetchone()
        return Row(msgspec.json.decode(record, type=Passage), file, _metadata(metadata))

    def around(self, key: int) -> list[Passage]:
        """The passage with a number, and those just before and after it in its document."""
        rows = self.table.execute(
            "select record from passage where key between ? - 1 and ? + 1 "
            "and document = (select document from passage where key = ?) order by key",
            (key, key, key),
        )
        return [msgspec.json.decode(record, type=Passage) for (record,) in rows]

    def named_at(self, keys: Sequence[int], kinds: Sequence[Kind]) -> list[tuple[int, Entity]]:
        """What some passages name, with the number of the passage."""
        marks, sorts = ", ".join("?" * len(keys)), ", ".join("?" * len(kinds))
        found = self.table.execute(
            "select passage, record from named_in join entity on entity = key "
            f"where passage in ({marks}) and kind in ({sorts})",
            (*keys, *kinds),
        )
        return [(key, msgspec.json.decode(record, type=Entity)) for key, record in found]

    def naming(self, name: str, kinds: Sequence[Kind]) -> frozenset[int]:
        """The passages that name an entity of some kinds by this name, whatever its capitals."""
        marks = ", ".join("?" * len(kinds))
        found = self.table.execute(
            "select distinct passage from name join entity on entity.key = name.entity "
            f"join named_in on named_in.entity = entity.key where name = ? and kind in ({marks})",
            (name.casefold(), *kinds),
        )
        return frozenset(key for (key,) in found)

    def holding(self, kind: Kind) -> frozenset[int]:
        """The passages that name an entity of a kind."""
        found = self.table.execute(
            "select passage from entity join named_in on named_in.entity = key where kind = ?", (kind,)
        )
        return frozenset(key for (key,) in found)

    def entities(self, kind: Kind, document: str | None = None) -> list[Named]:
        """All entities of a kind, or those of one document (sha256), with where they are named."""
        rows = self.table.execute(
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


def _named_in(entity: Entity, passages: Sequence[Passage], keys: Sequence[int]) -> Counter[int]:
    """How often each passage names an entity, by passage number."""
    starts = [passage.start for passage in passages]
    at = [bisect_right(starts, mention.start) - 1 for mention in entity.mentions]
    return Counter(keys[i] for i, m in zip(at, entity.mentions, strict=True) if i >= 0 and m.start < passages[i].end)


def _names(entity: Entity) -> set[str]:
    """All that an entity may be asked for by, in small letters."""
    names = {entity.label, *entity.aliases}
    for mention in entity.mentions:
        if isinstance(mention, CaseMention | PlaceMention) and mention.municipality:
            names.add(mention.municipality)
        if isinstance(mention, CaseMention):
            names.update(mention.neighbourhoods)
    return {name.casefold() for name in names}


def _number(inserted: sqlite3.Cursor) -> int:
    assert inserted.lastrowid is not None  # sqlite gives a rowid to each insert
    return inserted.lastrowid


@lru_cache(maxsize=4096)
def _metadata(record: bytes) -> Metadata:
    return msgspec.json.decode(record, type=Metadata)
