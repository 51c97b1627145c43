import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.research import ResearchGraph, as_frame, open_graph
from corpus.errors import LibraryError, QueryError
from kg.entities import merge_mentions
from kg.graph import GraphStore
from kg.statements import document_statements
from ontology import iris
from ontology.definitions import read_ontology
from search.sparql import run_query
from tests.kg.documents import zwolle

pytest.importorskip("pandas")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    document, passages, mentions = zwolle()
    triples = document_statements(document, passages, merge_mentions(document, mentions))
    with GraphStore(tmp_path_factory.mktemp("graph")) as store:
        store.replace(iris.document(document.sha256), "1", triples)
        store.publish()
        yield store


@pytest.fixture
def graph(store: GraphStore) -> Iterator[ResearchGraph]:
    library: Any = SimpleNamespace(graph=store)
    with ResearchGraph(library, timeout=30) as graph:
        yield graph


def test_numbers_are_numbers_and_what_has_no_value_is_missing(graph: ResearchGraph) -> None:
    frame = graph.named("lessons-on-a-theme", theme="wth:vrijwilliger")
    assert frame.empty
    assert list(frame.columns) == ["lesson", "case", "document", "page"]
    quotes = graph.named("evidence-of-a-name", name="zeilmaker")
    assert quotes["page"].sum() == 2
    assert quotes["confidence"].max() == pytest.approx(0.9)
    poles = graph.named("tensions-with-poles")
    assert poles["held_b"].isna().all()


def test_yes_or_no_and_graphs_are_frames_too(graph: ResearchGraph) -> None:
    assert graph.ask("ASK { ?s a wijk:Lesson }")["answer"].tolist() == [True]
    frame = graph.ask("CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a wijk:Case ; rdfs:label ?l }")
    assert frame["object"].tolist() == ["Wijkzaak Holtenbroek"]


def test_the_query_library_is_listed_in_both_languages(graph: ResearchGraph) -> None:
    english, dutch = graph.queries(), graph.queries("nl")
    assert english["name"].tolist() == dutch["name"].tolist()
    assert set(english["title"]).isdisjoint(dutch["title"])


def test_a_citation_tells_ontology_data_and_query(graph: ResearchGraph) -> None:
    said = graph.cite("lessons-per-case", case="Brug")
    assert said.ontology == read_ontology().citation
    assert "1 documents (fingerprint " in said.data
    assert "“Lessons per case” (lessons-per-case: case=Brug; SHA-256 " in str(said.query)
    assert str(said).splitlines() == [said.ontology, said.data, said.query]


def test_the_query_is_cited_by_what_it_asks(graph: ResearchGraph) -> None:
    here, there = (graph.cite("lessons-per-case", case=case) for case in ("x", "y"))
    assert here.data == there.data
    assert here.query != there.query
    assert graph.cite().query is None


def test_what_is_wrong_is_said_in_dutch(graph: ResearchGraph, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="er is geen vraag 'x'"):
        graph.named("x")
    with pytest.raises(QueryError, match="klopt niet"):
        graph.ask("SELECT")
    with pytest.raises(LibraryError, match="staat geen bibliotheek"):
        open_graph(tmp_path)


def test_without_pandas_the_message_says_what_to_install(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(QueryError, match=r"pip install \"wijkgraaf\[pandas\]\""):
        as_frame(run_query(store.store, "ASK {}"))


def test_a_slow_query_is_stopped(store: GraphStore) -> None:
    library: Any = SimpleNamespace(graph=store)
    with ResearchGraph(library, timeout=0.3) as graph, pytest.raises(QueryError, match="gestopt"):
        graph.ask("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
