import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest

from corpus.errors import QueryError
from search.query_guard import check_query
from search.sparql import FORMATS, QueryEngine, QueryStopped, ServiceRefused, UpdateRefused, run_query

DATA = """
@prefix wijk: <https://w3id.org/wijkgraaf/def#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<urn:a> a wijk:Lesson ; rdfs:label "Begin klein"@nl ; wijk:page 3 ;
    wijk:confidence 0.5 ; wijk:explicit true .
<urn:b> a wijk:Lesson ; rdfs:label "Luister, \\"eerst\\"\\nlang" .
"""
# Every pattern multiplies the work by the number of triples: for a machine of any speed it would take days.
SLOW = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'?a{n} ?b{n} ?c{n} .' for n in range(16))} }}"


@pytest.fixture
def store() -> ox.Store:
    store = ox.Store()
    store.load(DATA, format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = ox.Store(str(tmp_path / "graph"))
    store.load(DATA, format=ox.RdfFormat.TURTLE)
    store.flush()
    return tmp_path / "graph"


@pytest.fixture
def engine(folder: Path) -> Iterator[QueryEngine]:
    with QueryEngine(lambda: folder) as engine:
        yield engine


def test_a_table_has_plain_values(store: ox.Store) -> None:
    result = run_query(
        store, "SELECT * { ?s a wijk:Lesson OPTIONAL { ?s wijk:page ?p ; wijk:confidence ?c ; wijk:explicit ?e } }"
    )
    assert result.form == "select"
    rows = sorted(result.rows, key=lambda row: str(row["s"]))
    assert rows == [{"s": "urn:a", "p": 3, "c": 0.5, "e": True}, {"s": "urn:b", "p": None, "c": None, "e": None}]


def test_process_and_store_give_the_same_answer(store: ox.Store, engine: QueryEngine, folder: Path) -> None:
    for text in (
        "SELECT ?s ?label { ?s rdfs:label ?label } ORDER BY ?s",
        "ASK { ?s a wijk:Lesson }",
        "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s rdfs:label ?l }",
        "DESCRIBE <urn:a>",
    ):
        name = "ntriples" if text.startswith(("C", "D")) else "csv"
        answers = {
            bytes(sorted(run_query(graph, text, max_rows=rows).serialize(name)))
            for graph in (store, engine, folder)
            for rows in (None, 100)
        }
        assert len(answers) == 1


@pytest.mark.parametrize("name", [name for name, format_ in FORMATS.items() if format_.solutions])
def test_tables_in_every_format_say_the_same(store: ox.Store, name: str) -> None:
    result = run_query(store, "SELECT ?s ?label { ?s rdfs:label ?label } ORDER BY ?s", max_rows=10)
    written, solutions = result.serialize(name), FORMATS[name].solutions
    assert solutions is not None
    if name == "csv":
        assert written.decode().splitlines()[0] == "s,label"
    else:
        read = ox.parse_query_results(written, format=solutions)
        assert isinstance(read, ox.QuerySolutions)
        assert [row["label"] for row in read] == [
            ox.Literal("Begin klein", language="nl"),
            ox.Literal('Luister, "eerst"\nlang'),
        ]


@pytest.mark.parametrize("name", [name for name, format_ in FORMATS.items() if format_.graph])
def test_graphs_in_every_format_say_the_same(store: ox.Store, name: str) -> None:
    result = run_query(store, "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s rdfs:label ?l }")
    again = {quad.triple for quad in ox.parse(result.serialize(name), format=FORMATS[name].graph)}
    assert again == set(result.triples)
    assert len(again) == 2


def test_a_format_that_does_not_suit_is_refused_in_dutch(store: ox.Store) -> None:
    with pytest.raises(QueryError, match="tabel"):
        run_query(store, "SELECT * { ?s ?p ?o }").serialize("turtle")
    with pytest.raises(QueryError, match="graaf"):
        run_query(store, "DESCRIBE <urn:a>").serialize("csv")
    with pytest.raises(QueryError, match="onbekende uitvoer 'pdf'"):
        run_query(store, "ASK {}").serialize("pdf")


def test_the_text_table_is_aligned_and_short(store: ox.Store) -> None:
    result = run_query(store, "SELECT ?s ?type { ?s a ?type } ORDER BY ?s", max_rows=1)
    assert result.text() == "s      type\n-----  -----------\nurn:a  wijk:Lesson\n… en meer\n"
    assert run_query(store, "ASK {}").text() == "ja\n"
    assert run_query(store, "SELECT ?s { ?s a wijk:Case }").text() == "s\n-\n"


@pytest.mark.parametrize("width", [80, 200])
def test_long_cells_are_folded_to_the_width_and_no_word_is_lost(store: ox.Store, width: int) -> None:
    said = " ".join(f"woord{number}" for number in range(60))
    values = f'("Holtenbroek" "{said}" "{said}" 3) ("b" "c" "d" 4)'
    query = f"SELECT ?case ?said ?other ?page {{ VALUES (?case ?said ?other ?page) {{ {values} }} }}"
    text = run_query(store, query).text(width)
    assert max(map(len, text.splitlines())) <= width
    assert sorted(word for word in text.split() if word.startswith("woord")) == sorted(said.split() * 2)
    assert "Holtenbroek" in text, "a short cell stays whole"
    assert all(line in run_query(store, query).text(10_000) for line in (said, "Holtenbroek"))
    one_line = run_query(store, query).text()
    assert len(one_line.splitlines()) == 4


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_no_more_rows_than_allowed(store: ox.Store, rows: int) -> None:
    result = run_query(store, "SELECT ?s { ?s a wijk:Lesson }", max_rows=rows)
    assert (len(result.rows), result.truncated) == (min(rows, 2), rows < 2)
    graph = run_query(store, "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }", max_rows=rows)
    assert (len(graph.triples), graph.truncated) == (min(rows, 2), rows < 2)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "PREFIX x: <urn:x> # hm\n delete where { ?s ?p ?o }",
        "# vraag\nBASE <urn:x>\nDROP ALL",
        "LOAD <http://example.org/>",
        "CLEAR ALL",
    ],
)
def test_updates_are_refused_by_name(store: ox.Store, text: str) -> None:
    before = len(store)
    with pytest.raises(UpdateRefused, match="wijzigen kan hier niet"):
        run_query(store, text)
    assert len(store) == before


@pytest.mark.parametrize(
    "text", ["SELECT * { ?s ?p", "", "ASK {} ; INSERT DATA { <a:a> <a:b> <a:c> }", "WITH", "hallo"]
)
def test_what_is_no_query_is_refused(store: ox.Store, text: str) -> None:
    before = len(store)
    with pytest.raises(QueryError):
        run_query(store, text)
    assert len(store) == before


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://evil.example/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://evil.example/> { ?s ?p ?o } }",
        "SELECT * { service<http://evil.example/>{ ?s ?p ?o } }",
        "SELECT * { SERVICE#x\n<http://evil.example/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o.SERVICE ?s { ?s ?p ?o } }",
        "PREFIX e: <http://evil.example/> SELECT * { SERVICE e:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER(?s<'>'||1=1) SERVICE <http://evil.example/> { ?s ?p ?o } FILTER(?s = '>') }",
        'SELECT * { ?s ?p ?o FILTER(?s = "a\\u0022") SERVICE <http://evil.example/> { ?s ?p ?o } FILTER(?s = "") }',
        "SELECT * { ?s ?p 1SERVICE <http://evil.example/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p <http://e/#> . SERVICE <http://evil.example/> { ?s ?p ?o } }",
        "SELECT * { SERVICE <http://good.example@evil.example/> { ?s ?p ?o } }",
        "SELECT * { SERVICE <http://good.example:8080/> { ?s ?p ?o } }",
        "SELECT * { SERVICE <http://good.exampl\\u0065.evil.example/> { ?s ?p ?o } }",
        "SELECT * { SERVICE <file:///etc/passwd> { ?s ?p ?o } }",
        "BASE <http://evil.example/> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    ],
)
def test_services_are_refused_however_they_are_written(text: str) -> None:
    with pytest.raises(ServiceRefused):
        check_query(text, allowed_hosts=["good.example"])


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <https://good.example/sparql> { ?s ?p ?o } }",
        'SELECT ?service { ?service rdfs:label ?l FILTER(CONTAINS(?l, "service")) }',
        "SELECT ?x { ?x schema:customer-service ?y ; <urn:service> <urn:z> }",
        'SELECT ?x { ?x rdfs:label "service desk"@nl-service }',
    ],
)
def test_the_word_service_by_itself_is_no_call(text: str) -> None:
    check_query(text, allowed_hosts=["good.example"])


def test_a_long_run_of_letters_is_looked_at_quickly() -> None:
    begin = time.perf_counter()
    check_query("SELECT * { ?s ?p '" + "a" * 500_000 + "' }")
    check_query("#" * 200_000 + "\n" + "SERVICE " * 20_000)
    assert time.perf_counter() - begin < 2


def test_a_slow_query_is_stopped_and_the_engine_goes_on(engine: QueryEngine) -> None:
    with pytest.raises(QueryStopped, match=r"langer dan 0\.3 seconden"):
        run_query(engine, SLOW, timeout=0.3)
    assert run_query(engine, "ASK { ?s a wijk:Lesson }", timeout=30).boolean


def test_who_waits_for_a_free_process_does_not_wait_for_ever(folder: Path) -> None:
    with QueryEngine(lambda: folder, workers=1) as engine, ThreadPoolExecutor(1) as threads:
        run_query(engine, "ASK {}")
        slow = threads.submit(run_query, engine, SLOW, timeout=3)
        time.sleep(0.5)
        with pytest.raises(QueryStopped, match="te veel zoekvragen tegelijk"):
            run_query(engine, "ASK {}", timeout=0.5)
        with pytest.raises(QueryStopped, match="langer dan 3 seconden"):
            slow.result()
        assert run_query(engine, "ASK {}", timeout=30).boolean


def test_a_query_that_takes_too_much_memory_is_stopped(folder: Path) -> None:
    tenfold = " ".join(f"BIND(CONCAT({', '.join([f'?v{n}'] * 10)}) AS ?v{n + 1})" for n in range(8))
    greedy = f'SELECT (STRLEN(?v8) AS ?n) {{ BIND("0123456789" AS ?v0) {tenfold} }}'
    with QueryEngine(lambda: folder, memory=50_000_000) as engine:
        with pytest.raises(QueryStopped, match="geheugen"):
            run_query(engine, greedy, timeout=60)
        assert run_query(engine, "ASK { ?s a wijk:Lesson }").boolean


def test_a_store_in_this_process_takes_no_time_limit(store: ox.Store) -> None:
    with pytest.raises(ValueError, match="cannot be stopped"):
        run_query(store, "ASK {}", timeout=1)


def test_a_folder_without_graph_is_a_named_error(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="kon niet worden beantwoord"):
        run_query(tmp_path / "nergens", "ASK {}")


def test_the_engine_follows_the_newest_folder(tmp_path: Path) -> None:
    for name in ("een", "twee"):
        store = ox.Store(str(tmp_path / name))
        store.add(ox.Quad(ox.NamedNode(f"urn:{name}"), ox.NamedNode("urn:p"), ox.Literal("x")))
        store.flush()
        del store
    now = ["een"]
    with QueryEngine(lambda: tmp_path / now[0]) as engine:
        assert run_query(engine, "SELECT ?s { ?s ?p ?o }").rows == [{"s": "urn:een"}]
        now[0] = "twee"
        assert run_query(engine, "SELECT ?s { ?s ?p ?o }").rows == [{"s": "urn:twee"}]


def test_a_service_that_does_not_answer_is_a_named_error(engine: QueryEngine) -> None:
    text = "SELECT * { SERVICE <http://127.0.0.1:65000/> { ?s ?p ?o } }"
    with pytest.raises(QueryError, match="kon niet worden beantwoord"):
        run_query(engine, text, allowed_hosts=["127.0.0.1:65000"], timeout=30)


def test_an_unknown_function_is_a_named_error(store: ox.Store, engine: QueryEngine) -> None:
    for graph in (store, engine):
        with pytest.raises(QueryError, match=r"kon niet worden beantwoord: .*urn:f"):
            run_query(graph, "SELECT (<urn:f>(1) AS ?x) {}")


def test_triple_terms_are_written(store: ox.Store) -> None:
    result = run_query(store, "SELECT (TRIPLE(<urn:a>, <urn:b>, 1) AS ?t) {}", max_rows=1)
    value = json.loads(result.serialize("json"))["results"]["bindings"][0]["t"]
    assert value["type"] == "triple"
    assert value["value"]["subject"] == {"type": "uri", "value": "urn:a"}
