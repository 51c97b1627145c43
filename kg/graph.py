"""The graph on disk: one named graph a document, in an Oxigraph store, and in the default graph all of them merged.

Asked for a union, Oxigraph gives a statement once for each graph that holds it, so that counts come out too high.
Hence the merge is kept as it should be: each statement once, until the last document that says it is gone.

One process writes; others read what was last published. Oxigraph leaves reading a store that is being written
undefined, so a reader opens a published copy: hard links to files that never change, made in a fraction of a second.
"""

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset, Literal, URIRef

from corpus.errors import LibraryBusy, LibraryMissing
from kg.triples import Triple
from ontology import iris
from ontology.prefixes import PREFIXES
from ontology.terms import WIJK, XSD

_ONTOLOGY = Path(iris.__file__).parent
_VOCABULARIES = {
    iris.ONTOLOGY_GRAPH: "wijk.ttl",
    iris.THESAURUS_GRAPH: "thesaurus.ttl",
    iris.GAZETTEER_GRAPH: "gazetteer/tables.ttl",
}
_PRIMARY, _PUBLISHED = "primary", "published-"
_UNPUBLISHED = "unpublished"  # stands in the folder from the first change until that is published


class GraphStore:
    """The graph of a library, for one writer or for any number of readers.

    >>> import tempfile
    >>> from ontology.terms import DCTERMS
    >>> from rdflib import Literal
    >>> document = iris.document("ab" * 32)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with GraphStore(Path(folder)) as graph:
    ...         graph.replace(document, "d1", [(URIRef(document), DCTERMS.identifier, Literal("sha256:" + "ab" * 32))])
    ...     with GraphStore(Path(folder), read_only=True) as graph:
    ...         graph.digests() == {"ab" * 32: "d1"}
    True
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        """Open the graph in `folder`, which is made where it does not exist.

        Raises:
            LibraryMissing: nothing was published yet, and it is opened to read.
            LibraryBusy: another process is writing, and it is opened to write.
        """
        self.folder, self.read_only = folder, read_only
        self.store = self._open_to_read() if read_only else self._open_to_write()

    def __enter__(self) -> "GraphStore":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Publish what was changed, and let go of the files."""
        if not self.read_only and (self.folder / _UNPUBLISHED).exists():
            self.publish()
        del self.store

    def replace(self, document_iri: str, digest: str, triples: Iterable[Triple]) -> None:
        """Put these statements in the place of all that was known of a document, in one transaction.

        The `digest` of the records that the statements were made of is kept with them.
        """
        mark = (URIRef(document_iri), WIJK.recordsDigest, Literal(digest))
        self._rewrite(document_iri, [*triples, mark])

    def remove(self, document_iri: str) -> None:
        """Forget a document."""
        self._rewrite(document_iri, [])

    def digests(self) -> dict[str, str]:
        """For each document (sha256) the digest of the records that its statements were made of."""
        found = self.query(
            "SELECT ?sha256 ?digest { ?document wijk:recordsDigest ?digest ; dcterms:identifier ?name "
            'FILTER(STRSTARTS(?name, "sha256:")) BIND(SUBSTR(?name, 8) AS ?sha256) }'
        )
        assert isinstance(found, ox.QuerySolutions)
        return {row["sha256"].value: row["digest"].value for row in found}

    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that stand for the records of all documents: equal records, equal fingerprint."""
        listed = "\n".join(f"{sha256} {digest}" for sha256, digest in sorted(self.digests().items()))
        return hashlib.sha256(listed.encode()).hexdigest()[:12]

    def documents(self) -> list[str]:
        """The IRIs of the documents, which are also the names of their graphs."""
        beginning = iris.document("")
        return sorted(g.value for g in self.store.named_graphs() if g.value.startswith(beginning))

    def triples(self, document_iri: str) -> Iterator[Triple]:
        """The statements of one document."""
        for quad in self.store.quads_for_pattern(None, None, None, ox.NamedNode(document_iri)):
            subject, predicate, object_ = (_rdflib_term(term) for term in quad.triple)
            assert isinstance(subject, URIRef)
            assert isinstance(predicate, URIRef)
            yield subject, predicate, object_

    def query(self, text: str) -> ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean:
        """Evaluate SPARQL over all graphs together, with our prefixes known."""
        return self.store.query(text, prefixes=PREFIXES)

    def dataset(self) -> Dataset:
        """The same graph through rdflib, the default graph being all graphs merged."""
        dataset = Dataset(store=OxigraphStore(store=self.store))
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def restore(self, path: Path, form: ox.RdfFormat) -> None:
        """Load an export that keeps the documents apart, in the place of what is known of them."""
        (self.folder / _UNPUBLISHED).touch()
        found: dict[ox.NamedNode, list[ox.Quad]] = {}
        for quad in ox.parse(path=str(path), format=form):
            if isinstance(quad.graph_name, ox.NamedNode):
                found.setdefault(quad.graph_name, []).append(quad)
        for graph, quads in found.items():
            self.store.update(_forget(graph.value))
            self.store.extend(quads)
            self.store.update(_merge(graph.value))

    def publish(self) -> None:
        """Give readers the graph as it is now."""
        self.store.flush()
        numbers = sorted(_numbers(self.folder))
        fresh = self.folder / f"{_PUBLISHED}{numbers[-1] + 1 if numbers else 1}"
        unfinished = self.folder / "publishing"
        shutil.rmtree(unfinished, ignore_errors=True)
        self.store.backup(str(unfinished))
        unfinished.rename(fresh)
        # The one before stays for who is about to open it; who has older ones open keeps the deleted files.
        for number in numbers[:-1]:
            shutil.rmtree(self.folder / f"{_PUBLISHED}{number}", ignore_errors=True)
        (self.folder / _UNPUBLISHED).unlink(missing_ok=True)

    @property
    def published(self) -> Path:
        """The folder of the newest published copy, for who opens it by path."""
        numbers = _numbers(self.folder)
        if not numbers:
            raise LibraryMissing(f"{self.folder}: er is nog geen graaf; voeg eerst documenten toe")
        return self.folder / f"{_PUBLISHED}{max(numbers)}"

    def _rewrite(self, document_iri: str, triples: list[Triple]) -> None:
        lines = "".join(f"{s.n3()} {p.n3()} {o.n3()} .\n" for s, p, o in triples)
        insert = f"INSERT DATA {{ GRAPH <{document_iri}> {{\n{lines}}} }} ;\n{_merge(document_iri)}" if triples else ""
        (self.folder / _UNPUBLISHED).touch()
        self.store.update(f"{_forget(document_iri)} ;\n{insert}")

    def _open_to_read(self) -> ox.Store:
        newest = self.published
        try:
            return ox.Store.read_only(str(newest))
        except OSError:
            if newest == self.published:
                raise
            # It was replaced twice while it was being opened.
            return self._open_to_read()

    def _open_to_write(self) -> ox.Store:
        primary = self.folder / _PRIMARY
        primary.mkdir(parents=True, exist_ok=True)
        try:
            store = ox.Store(str(primary))
        except OSError as error:
            raise LibraryBusy(f"{self.folder}: een ander proces schrijft in deze graaf ({error})") from error
        for graph, file in _VOCABULARIES.items():
            if (_ONTOLOGY / file).exists() and _load_vocabulary(store, graph, _ONTOLOGY / file):
                (self.folder / _UNPUBLISHED).touch()
        return store


def _load_vocabulary(store: ox.Store, graph: str, file: Path) -> bool:
    """Bring a vocabulary's graph up to date; `False` where its file is the one that was loaded before."""
    name, text = ox.NamedNode(graph), file.read_bytes()
    mark = ox.Quad(name, ox.NamedNode(WIJK.recordsDigest), ox.Literal(iris.digest(text.decode())), name)
    if mark in store:
        return False
    store.update(_forget(graph))
    store.load(text, format=ox.RdfFormat.TURTLE, to_graph=name)
    store.update(_merge(graph))
    store.add(mark)
    return True


def _forget(graph: str) -> str:
    """The update that drops a graph, and from the default graph what no other graph says."""
    elsewhere = f"GRAPH ?other {{ ?s ?p ?o }} FILTER(?other != <{graph}>)"
    mine = f"GRAPH <{graph}> {{ ?s ?p ?o }} FILTER NOT EXISTS {{ {elsewhere} }}"
    return f"DELETE {{ ?s ?p ?o }} WHERE {{ {mine} }} ;\nDROP SILENT GRAPH <{graph}>"


def _merge(graph: str) -> str:
    """The update that adds a graph to the default graph."""
    return f"INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"


def _numbers(folder: Path) -> list[int]:
    """The numbers of the published copies."""
    return [int(path.name.removeprefix(_PUBLISHED)) for path in folder.glob(f"{_PUBLISHED}*")]


def _rdflib_term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> URIRef | Literal:
    if isinstance(term, ox.Literal):
        # A plain string is written without its datatype, as it was put in.
        datatype = None if term.language or term.datatype.value == str(XSD.string) else URIRef(term.datatype.value)
        return Literal(term.value, lang=term.language, datatype=datatype)
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    raise TypeError(f"our graphs hold no blank nodes or quoted triples: {term}")
