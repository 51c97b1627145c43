"""Programs that people use already can ask the endpoint."""

from collections.abc import Iterator

import pytest
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from app.settings import Settings
from app.web.application import create_app
from app.web.options import Options
from ontology.terms import WIJK
from tests.app.web.browser import served
from tests.app.web.hand_made import HOSTILE, open_fake

QUERY = "SELECT ?name { ?case a wijk:Case ; rdfs:label ?name } ORDER BY ?name"


@pytest.fixture(scope="module")
def endpoint(settings: Settings) -> Iterator[str]:
    with served(create_app(settings, Options(expensive_per_minute=10_000), open_fake)) as address:
        yield f"{address}/sparql"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflibs_own_store(endpoint: str, method: str) -> None:
    store = SPARQLStore(endpoint, method=method, returnFormat="xml")
    graph = Graph(store)
    cases = sorted(str(row[0]) for row in graph.query(QUERY))  # type: ignore[index]
    assert cases == [HOSTILE, "Buurthuis Noord"]
    case = next(iter(graph.subjects(RDF.type, WIJK.Case)))
    assert isinstance(case, URIRef)
    assert (case, RDFS.label, None) in graph
    store.close()


@pytest.mark.parametrize("format_", ["json", "xml", "csv", "turtle"])
def test_sparqlwrapper(endpoint: str, format_: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(endpoint)
    client.setReturnFormat(format_)
    graph = "CONSTRUCT { ?s a wijk:Case } WHERE { ?s a wijk:Case }"
    client.setQuery(graph if format_ == "turtle" else QUERY)
    answer = client.query()
    with answer.response as response:
        assert response.status == 200
        assert b"buurthuis" in response.read().lower()
