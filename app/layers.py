"""What is derived from the records: the graph and the passage index, behind one face."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

import msgspec

from corpus.model import Document, Entity, Passage
from ontology import iris

if TYPE_CHECKING:
    from kg.graph import GraphStore
    from search.passages import PassageIndex


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """All that a derived layer needs to know of one document."""

    digest: str
    document: Document
    passages: Sequence[Passage]
    entities: Sequence[Entity]


class Layer(Protocol):
    """Something derived from the records, document by document."""

    name: str  # in Dutch, for reports

    def digests(self) -> Mapping[str, str]:
        """The digest with which each document (sha256) was taken in."""

    def add(self, item: Item) -> None:
        """Take in a document that is not there."""

    def remove(self, sha256: str) -> None:
        """Forget a document."""

    def commit(self) -> None:
        """Put all that was taken in or forgotten safely on disk."""


class GraphLayer:
    """The graph as a layer: one named graph a document."""

    name = "graaf"

    def __init__(self, store: "GraphStore") -> None:
        """Keep up `store`."""
        self._store = store

    def digests(self) -> Mapping[str, str]:
        """The digest with which each document was taken in."""
        return self._store.digests()

    def add(self, item: Item) -> None:
        """State all that is known of a document."""
        from kg.statements import document_statements

        statements = document_statements(item.document, item.passages, item.entities)
        self._store.replace(iris.document(item.document.sha256), item.digest, statements)

    def remove(self, sha256: str) -> None:
        """Take back all that was stated of a document."""
        self._store.remove(iris.document(sha256))

    def commit(self) -> None:
        """Give readers the graph as it is now."""
        self._store.publish()


class IndexLayer:
    """The passage index as a layer."""

    name = "zoekindex"

    def __init__(self, index: "PassageIndex") -> None:
        """Keep up `index`."""
        self._index = index

    def digests(self) -> Mapping[str, str]:
        """The digest with which each document was taken in."""
        return self._index.digests()

    def add(self, item: Item) -> None:
        """Index a document's passages and entities."""
        self._index.add(item.document, item.digest, item.passages, item.entities)

    def remove(self, sha256: str) -> None:
        """Forget a document's passages and entities."""
        self._index.remove(sha256)

    def commit(self) -> None:
        """Put the index on disk."""
        self._index.commit()
