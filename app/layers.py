"""What is derived from the records: the graph and the passage index, behind one face."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

import msgspec

from corpus.model import Document, Entity, Passage

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

    def clear(self) -> None:
        """Forget everything."""


class GraphLayer:
    """The graph as a layer: one named graph a document."""

    name = "graaf"

    def __init__(self, store: "GraphStore") -> None:
        """Keep up `store`."""
        self.store = store

    def digests(self) -> Mapping[str, str]:
        """The digest with which each document was taken in."""
        return self.store.digests()

    def add(self, item: Item) -> None:
        """State all that is known of a document."""
        from kg.statements import document_statements

        self.store.replace(
            item.document.sha256, item.digest, document_statements(item.document, item.passages, item.entities)
        )

    def remove(self, sha256: str) -> None:
        """Take back all that was stated of a document."""
        self.store.remove(sha256)

    def commit(self) -> None:
        """Nothing to do: each change of the graph is a transaction of its own."""

    def clear(self) -> None:
        """Take everything back."""
        for sha256 in self.store.digests():
            self.store.remove(sha256)


class IndexLayer:
    """The passage index as a layer."""

    name = "zoekindex"

    def __init__(self, index: "PassageIndex") -> None:
        """Keep up `index`."""
        self.index = index

    def digests(self) -> Mapping[str, str]:
        """The digest with which each document was taken in."""
        return self.index.digests()

    def add(self, item: Item) -> None:
        """Index a document's passages and entities."""
        self.index.add(item.document, item.digest, item.passages, item.entities)

    def remove(self, sha256: str) -> None:
        """Forget a document's passages and entities."""
        self.index.remove(sha256)

    def commit(self) -> None:
        """Put the index on disk."""
        self.index.commit()

    def clear(self) -> None:
        """Forget everything."""
        self.index.clear()
