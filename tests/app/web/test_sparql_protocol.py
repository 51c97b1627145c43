"""The SPARQL 1.1 Protocol, service description and IRIs that answer."""

import json

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from search.sparql import QueryEngine

ASK, SELECT = "ASK {}", "SELECT ?name { ?s a wijk:Case ; rdfs:label ?name } ORDER BY ?name"
CONSTRUCT = "CONSTRUCT { ?s a wijk:Case } WHERE { ?s a wijk:Case }"
FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}
DOCUMENT = f"https://w3id.org/wijkgraaf/id/document/{'a' * 16}"


@pytest.fixture
def program(client: TestClient) -> TestClient:
    return TestClient(client.app, headers={"accept": "*/*"})


def test_get_form_and_direct_answer_the_same(program: TestClient) -> None:
    answers = [
        program.get("/sparql", params={"query": SELECT}),
        program.post("/sparql", data={"query": SELECT}),
        program.post("/sparql", content=SELECT, headers=DIRECT),
    ]
    assert [a.status_code for a in answers] == [200, 200, 200]
    found = {json.dumps(a.json()["results"]["bindings"]) for a in answers}
    assert len(found) == 1
    assert "Buurthuis Noord" in found.pop()


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("application/json", "application/json"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
    ],
)
def test_a_table_comes_in_the_format_that_is_preferred(program: TestClient, accept: str, given: str) -> None:
    answer = program.get("/sparql", params={"query": SELECT}, headers={"accept": accept})
    assert answer.headers["content-type"] == given


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", "application/ld+json", "application/trig"])
def test_a_graph_comes_in_the_format_that_is_preferred(program: TestClient, accept: str) -> None:
    answer = program.get("/sparql", params={"query": CONSTRUCT}, headers={"accept": accept})
    assert answer.headers["content-type"].startswith(accept)
    assert len(list(ox.parse(answer.content, format=ox.RdfFormat.from_media_type(accept)))) == 2


@pytest.mark.parametrize(
    ("method", "params", "body", "headers", "status"),
    [
        ("GET", {"query": "niets"}, None, {}, 400),
        ("GET", {"query": [ASK, ASK]}, None, {}, 400),
        ("GET", {"other": "x"}, None, {}, 400),
        ("GET", {"update": "CLEAR ALL"}, None, {}, 403),
        ("GET", {"query": "INSERT DATA { <a:a> <a:a> <a:a> }"}, None, {}, 403),
        ("GET", {"query": ASK}, None, {"accept": "image/png"}, 406),
        ("GET", {"query": ASK, "format": "turtle"}, None, {}, 400),
        ("GET", {"query": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"}, None, {}, 400),
        ("POST", {}, b"query=niets", FORM, 400),
        ("POST", {}, b"update=CLEAR+ALL", FORM, 403),
        ("POST", {}, b"CLEAR ALL", {"content-type": "application/sparql-update"}, 403),
        ("POST", {}, ASK.encode(), {"content-type": "text/plain"}, 415),
        ("POST", {}, ASK.encode(), {}, 415),
        ("POST", {}, b"ASK { \xff }", DIRECT, 400),
        ("POST", {}, ASK.encode("utf-16"), {"content-type": "application/sparql-query; charset=UTF-16"}, 400),
        ("PUT", {}, ASK.encode(), DIRECT, 405),
        ("DELETE", {}, None, {}, 405),
    ],
)
def test_what_the_protocol_does_not_allow_gets_its_status(
    program: TestClient,
    method: str,
    params: dict[str, str],
    body: bytes | None,
    headers: dict[str, str],
    status: int,
) -> None:
    answer = program.request(method, "/sparql", params=params, content=body, headers=headers)
    assert answer.status_code == status


def test_a_request_may_name_the_graphs(program: TestClient) -> None:
    query = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a wijk:Case }"
    for send in (
        program.get("/sparql", params={"query": query, "default-graph-uri": DOCUMENT}),
        program.post("/sparql", data={"query": query, "default-graph-uri": DOCUMENT}),
        program.post("/sparql", params={"default-graph-uri": DOCUMENT}, content=query, headers=DIRECT),
    ):
        assert send.json()["results"]["bindings"][0]["n"]["value"] == "1"
    everywhere = program.get("/sparql", params={"query": query}).json()
    assert everywhere["results"]["bindings"][0]["n"]["value"] == "2"
    named = "ASK { GRAPH ?g { ?s a wijk:Case } }"
    params = {"query": named, "named-graph-uri": "urn:none"}
    assert program.get("/sparql", params=params).json()["boolean"] is False


def test_other_sites_may_ask(program: TestClient) -> None:
    asked = program.options("/sparql", headers={"origin": "https://x.example", "access-control-request-method": "POST"})
    assert asked.status_code == 204
    assert "POST" in asked.headers["access-control-allow-methods"]
    for address in ("/sparql?query=ASK%7B%7D", "/sparql?query=niets", "/def"):
        assert program.get(address).headers["access-control-allow-origin"] == "*"


def test_the_service_describes_itself(program: TestClient) -> None:
    answer = program.get("/sparql", headers={"accept": "text/turtle"})
    said = {quad.object.value for quad in ox.parse(answer.content, format=ox.RdfFormat.TURTLE)}
    assert "http://www.w3.org/ns/sparql-service-description#SPARQL11Query" in said


def test_head_answers_without_a_body(program: TestClient) -> None:
    answer = program.head("/sparql", params={"query": ASK})
    assert (answer.status_code, answer.content) == (200, b"")


def test_a_slow_query_is_stopped(client: TestClient, program: TestClient) -> None:
    options = client.app.state.site.options  # type: ignore[attr-defined]
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    client.app.state.site.options = type(options)(query_seconds=0.3)  # type: ignore[attr-defined]
    try:
        assert program.get("/sparql", params={"query": slow}).status_code == 503
    finally:
        client.app.state.site.options = options  # type: ignore[attr-defined]
    assert program.get("/sparql", params={"query": ASK}).status_code == 200


def test_a_query_that_wants_too_much_memory_is_stopped(client: TestClient, program: TestClient) -> None:
    site = client.app.state.site  # type: ignore[attr-defined]
    tenfold = " ".join(f"BIND(CONCAT({', '.join([f'?v{n}'] * 10)}) AS ?v{n + 1})" for n in range(8))
    greedy = f'SELECT (STRLEN(?v8) AS ?n) {{ BIND("0123456789" AS ?v0) {tenfold} }}'
    usual, site.engine = site.engine, QueryEngine(site.engine._find_folder, memory=50_000_000)
    try:
        answer = program.get("/sparql", params={"query": greedy})
        assert (answer.status_code, "geheugen" in answer.text) == (503, True)
    finally:
        site.engine.close()
        site.engine = usual
    assert program.get("/sparql", params={"query": ASK}).status_code == 200


def test_no_more_rows_than_the_site_gives(client: TestClient, program: TestClient) -> None:
    options = client.app.state.site.options  # type: ignore[attr-defined]
    client.app.state.site.options = type(options)(query_rows=1)  # type: ignore[attr-defined]
    try:
        answer = program.get("/sparql", params={"query": SELECT})
        assert len(answer.json()["results"]["bindings"]) == 1
        assert answer.headers["x-truncated"] == "true"
        graph = program.get("/sparql", params={"query": CONSTRUCT}, headers={"accept": "application/n-triples"})
        assert (len(graph.text.splitlines()), graph.headers["x-truncated"]) == (1, "true")
    finally:
        client.app.state.site.options = options  # type: ignore[attr-defined]
    assert "x-truncated" not in program.get("/sparql", params={"query": SELECT}).headers


def test_iris_answer_people_with_a_page_and_programs_with_data(client: TestClient, program: TestClient) -> None:
    lesson = program.get("/sparql", params={"query": "SELECT ?s { ?s a wijk:Lesson }"}).json()
    iri = lesson["results"]["bindings"][0]["s"]["value"]
    path = iri.removeprefix("https://w3id.org/wijkgraaf")
    page = client.get(path)
    assert "wijk:evidence" in page.text
    data = program.get(path, headers={"accept": "application/n-triples"})
    subjects = {quad.subject.value for quad in ox.parse(data.content, format=ox.RdfFormat.N_TRIPLES)}
    assert subjects == {iri}
    assert program.get(path, headers={"accept": "image/png"}).status_code == 406


def test_a_case_and_a_document_lead_to_their_pages(client: TestClient) -> None:
    moved = client.get(f"/id/document/{'a' * 16}", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (303, f"/document/{'a' * 16}/pagina/1")


def test_the_ontology_answers_as_turtle(program: TestClient) -> None:
    answer = program.get("/def", headers={"accept": "text/turtle"})
    assert "https://w3id.org/wijkgraaf/def#Lesson" in answer.text or "wijk:Lesson" in answer.text
