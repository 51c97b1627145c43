"""Reads the W3C's SPARQL 1.1 tests: manifests, data, queries and expected results."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
DAWG = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#")
RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
ROOT = Path(__file__).parents[3] / "shared" / "w3c" / "sparql" / "sparql11"


class Entry(NamedTuple):
    """One entry of a manifest."""

    folder: str
    name: str
    type: str
    query: Path
    data: list[Path]
    graphs: list[tuple[str, Path]]
    result: Path | None
    approved: bool  # by the working group; others were added later by the community

    @property
    def id(self) -> str:
        """How it is called in reports."""
        return f"{self.folder}/{self.name}"


def read_tests(folder: str) -> Iterator[Entry]:
    """The tests of one folder."""
    manifest = Graph().parse(ROOT / folder / "manifest.ttl", publicID=(ROOT / folder / "manifest.ttl").as_uri())
    for entries in manifest.objects(None, MF.entries):
        for entry in Collection(manifest, entries):
            type_ = str(manifest.value(entry, RDF.type)).rpartition("#")[2]
            action, result = manifest.value(entry, MF.action), manifest.value(entry, MF.result)
            assert action is not None
            inner = manifest.value(action, QT.query)
            yield Entry(
                folder=folder,
                name=str(entry).rpartition("#")[2],
                type=type_,
                query=_path(inner or action),
                data=[_path(node) for node in manifest.objects(action, QT.data)],
                graphs=[_named(manifest, node) for node in manifest.objects(action, QT.graphData)],
                result=_path(result) if isinstance(result, URIRef) else None,
                approved=manifest.value(entry, DAWG.approval) == DAWG.Approved,
            )


def _named(manifest: Graph, node: Node) -> tuple[str, Path]:
    graph = manifest.value(node, QT.graph)
    if graph is None:
        return str(node), _path(node)
    return str(manifest.value(node, RDFS.label) or graph), _path(graph)


def _path(node: Node) -> Path:
    return Path(str(node).removeprefix("file://"))


def load_store(test: Entry) -> ox.Store:
    """The data of a test; a graph is called after its file."""
    store = ox.Store()
    for path in test.data:
        store.load(path=str(path), base_iri=path.as_uri())
    for name, path in test.graphs:
        store.load(path=str(path), base_iri=path.as_uri(), to_graph=ox.NamedNode(name))
    return store


Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = dict[str, Term]


def expected_rows(path: Path) -> list[Row] | bool:
    """The rows (or the yes or no) that a result file holds."""
    if path.suffix in (".ttl", ".rdf"):
        return _rows_in_rdf(path)
    found = ox.parse_query_results(path=str(path))
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    return [row for row in rows_of(found)]


def rows_of(solutions: ox.QuerySolutions) -> Iterator[Row]:
    """Solutions as dictionaries, without what is unbound."""
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: term for name, term in zip(names, solution, strict=True) if term is not None}


def _rows_in_rdf(path: Path) -> list[Row] | bool:
    graph = Graph().parse(path)
    said = graph.value(None, RS.boolean)
    if isinstance(said, Literal):
        return bool(said.toPython())
    rows: list[Row] = []
    for solution in graph.objects(None, RS.solution):
        pairs = ((graph.value(b, RS.variable), graph.value(b, RS.value)) for b in graph.objects(solution, RS.binding))
        rows.append({str(variable): _term(value) for variable, value in pairs if value is not None})
    return rows


def _term(node: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(node, Literal):
        return (
            ox.Literal(str(node), datatype=ox.NamedNode(node.datatype))
            if node.datatype
            else ox.Literal(str(node), language=node.language)
        )
    return ox.NamedNode(str(node)) if isinstance(node, URIRef) else ox.BlankNode(str(node))


def same_rows(found: list[Row], expected: list[Row]) -> bool:
    """Whether two tables are equal up to the names of blank nodes and the order of rows."""
    return _canonical(found) == _canonical(expected)


def _canonical(rows: list[Row]) -> ox.Dataset:
    quads = []
    for number, row in enumerate(rows):
        subject = ox.BlankNode(f"row{number}x")
        quads.append(ox.Quad(subject, ox.NamedNode("urn:row"), ox.Literal("")))
        quads += [ox.Quad(subject, ox.NamedNode(f"urn:{name}"), _value(term)) for name, term in row.items()]
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return dataset


def _value(term: Term) -> Term:
    """Numbers and truth values are compared by value: 1.0 and 1.00 are the same decimal."""
    kind = term.datatype.value.rpartition("#")[2] if isinstance(term, ox.Literal) else ""
    if isinstance(term, ox.Literal) and kind in ("decimal", "double", "float", "integer"):
        try:
            return ox.Literal(f"{float(term.value):.12g}", datatype=term.datatype)
        except ValueError:
            return term
    if isinstance(term, ox.Literal) and kind == "boolean":
        return ox.Literal(term.value in ("true", "1"))
    return term


def csv_rows(text: str) -> list[dict[str, str]]:
    """A table in CSV by column, blank nodes without their name; the order of SELECT * is free."""
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return sorted(
        ({k: "_:" if v.startswith("_:") else v for k, v in row.items()} for row in rows),
        key=lambda row: sorted(row.items()),
    )


def same_graphs(found: list[ox.Triple], expected: Path) -> bool:
    """Whether two graphs are equal up to the names of blank nodes."""
    quads = [ox.Quad(t.subject, t.predicate, t.object) for t in found]
    datasets = [ox.Dataset(quads), ox.Dataset(list(ox.parse(path=str(expected), base_iri=expected.as_uri())))]
    for dataset in datasets:
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return datasets[0] == datasets[1]
