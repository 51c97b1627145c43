"""What is derived from the records: the graph and the passage index, behind one face."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

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
    repeats: Mapping[str, Sequence[str]]  # for a lesson (IRI): those of earlier documents that it says again


class Wanted(NamedTuple):
    """What the layers should say."""

    digests: Mapping[str, str]  # by document (sha256): changes also with what other documents make of it
    namesakes: Mapping[str, str]  # for each case that other documents know under another IRI: that IRI
    repeats: Mapping[str, Mapping[str, Sequence[str]]]  # by document, for a lesson: those that it says again


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """A document of which a derived layer says something else than the records."""

    layer: str
    document: str  # sha256
    what: str  # in Dutch


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

        statements = document_statements(item.document, item.passages, item.entities, item.repeats)
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


def find_disagreements(layer: Layer, wanted: Wanted) -> list[Disagreement]:
    """The documents of which a layer says something else than it should."""
    have = layer.digests()
    missing = [(sha256, "ontbreekt") for sha256 in wanted.digests if sha256 not in have]
    stale = [
        (sha256, "is verouderd") for sha256, digest in wanted.digests.items() if have.get(sha256, digest) != digest
    ]
    left = [(sha256, "hoort er niet meer in") for sha256 in have if sha256 not in wanted.digests]
    return [Disagreement(layer=layer.name, document=sha, what=what) for sha, what in missing + stale + left]
