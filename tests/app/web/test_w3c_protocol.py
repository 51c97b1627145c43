"""The protocol tests of the W3C SPARQL 1.1 test suite, put to our endpoint.

Tests of updates that must succeed are left out: the endpoint only reads. Those of updates that must be refused apply.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node
from starlette.testclient import TestClient

from app.settings import Settings
from app.web.application import create_app
from app.web.options import Options
from search.sparql import QueryEngine

SUITE = Path(__file__).parents[4] / "shared" / "w3c" / "sparql" / "sparql11" / "protocol"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
TABULAR = ("sparql-results+", "text/csv", "text/tab-separated-values")
RDF_TYPES = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json", "application/trig")

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (SUITE / "manifest.ttl").exists(), reason="needs the shared W3C tests"),
]


class Asked(NamedTuple):
    """A request and what must come back."""

    method: str
    address: str
    headers: dict[str, str]
    body: bytes
    statuses: set[str]  # e.g. "2"
    boolean: bool | None
    format: str | None


def _manifest() -> Graph:
    graph = Graph()
    if (SUITE / "manifest.ttl").exists():
        graph.parse(SUITE / "manifest.ttl", publicID="http://manifest/")
    return graph


MANIFEST = _manifest()
TESTS = sorted(test for test in MANIFEST.subjects(RDF.type, MF.ProtocolTest) if isinstance(test, URIRef))
APPLY = [test for test in TESTS if not test.rpartition("#")[2].startswith("update_")]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("w3c")
    store = ox.Store(str(folder / "store"))
    for number in (1, 2, 3):
        graph = ox.NamedNode(f"http://kasei.us/2009/09/sparql/data/data{number}.rdf")
        store.load(path=str(SUITE / f"data{number}.nt"), format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    store.flush()
    del store
    app = create_app(Settings(library=str(folder / "library")), Options(expensive_per_minute=10_000))
    app.state.site.engine = QueryEngine(lambda: folder / "store")
    with TestClient(app) as client:
        yield client


@pytest.mark.parametrize("test", APPLY, ids=lambda test: test.rpartition("#")[2])
def test_protocol(program: TestClient, test: URIRef) -> None:
    for asked in _requests(test):
        answer = program.request(asked.method, asked.address, headers=asked.headers, content=asked.body or None)
        assert str(answer.status_code)[0] in asked.statuses, answer.text
        if asked.boolean is not None:
            found = ox.parse_query_results(answer.content, format=ox.QueryResultsFormat.JSON)
            assert bool(found) is asked.boolean
        media = answer.headers["content-type"]
        if asked.format == "tabular":
            assert any(known in media for known in TABULAR)
        if asked.format == "RDF":
            assert media.partition(";")[0] in RDF_TYPES


def test_all_queries_of_the_suite_are_run() -> None:
    assert len(APPLY) == 27
    assert len(TESTS) - len(APPLY) == 7


def _requests(test: URIRef) -> Iterator[Asked]:
    action = MANIFEST.value(test, MF.action)
    assert action is not None
    for node in _items(MANIFEST.value(action, HT.requests)):
        response = MANIFEST.value(node, HT.resp)
        assert response is not None
        fields = {_text(h, HT.fieldName): _text(h, HT.fieldValue) for h in _items(MANIFEST.value(node, HT.headers))}
        boolean, body = MANIFEST.value(response, MF.expectedBoolean), MANIFEST.value(node, HT.body)
        encoding = _text(body, CNT.characterEncoding) if body else ""
        yield Asked(
            method=_text(node, HT.methodName),
            address=_text(node, HT.absolutePath).replace("/sparql/", "/sparql", 1),
            headers={"accept": "*/*", **fields},
            body=_text(body, CNT.chars).encode(encoding or "utf-8") if body else b"",
            statuses={str(code)[-3] for code in MANIFEST.objects(response, MF.expectedStatus)},
            boolean=None if boolean is None else bool(boolean.toPython()),
            format=_text(response, MF.expectedFormat) or None,
        )


def _items(node: Node | None) -> list[Any]:
    return [] if node is None else list(Collection(MANIFEST, node))


def _text(node: Any, term: URIRef) -> str:
    return str(MANIFEST.value(node, term) or "")
