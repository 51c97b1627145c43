import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery

from corpus.errors import QueryError
from kg.entities import merge_mentions
from kg.graph import GraphStore
from kg.statements import document_statements
from ontology import iris
from ontology.prefixes import PREFIXES
from ontology.terms import RDF, RDFS, WIJK
from search.query_guard import ServiceRefused, check_query
from search.query_library import read_query
from search.sparql import QueryResult, federated_queries, query_library, run_query
from tests.kg.documents import gouda, zwolle, zwolle_later

BEGIN, PAY = "Begin klein en luister eerst een half jaar.", "Betaal vrijwilligers voor wat zij doen."
ROOM = "Geef bewoners ruimte en een eigen potje."
CASE, CASE_2, SBO = "Wijkzaak Holtenbroek", "Buurtkamer Korte Akkeren", "Stichting Buurtgenoten Overijssel"
FIRST, LATER, ESSAY = "zwolle.pdf", "zwolle-later.pdf", "gouda.pdf"
SAID, PULL = f"‘{BEGIN}’", "De gemeente Gouda wil regie, de bewoners willen ruimte: regie tegenover ruimte."

EXPECTED: dict[str, tuple[dict[str, str], list[tuple[object, ...]]]] = {
    "actors-in-most-cases": (
        {},
        [
            (SBO, "organisatie", 2, 3),
            ("Woonvrede", "organisatie", 2, 3),
            ("Anja Zeilmaker", "persoon", 1, 1),
            ("gemeente Gouda", "organisatie", 1, 1),
        ],
    ),
    "actors-together-across-cases": ({}, [(SBO, "Woonvrede", 2, f"{CASE_2} · {CASE}")]),
    "cases-in-several-documents": ({}, [(CASE, 2, "2021", "2023", f"{LATER} · {FIRST}")]),
    "cases-per-municipality-and-year": (
        {},
        [
            ("Gouda", "GM0513", "2026", "2015", 1, CASE_2, ""),
            ("Zwolle", "GM0193", "2026", "2021", 1, CASE, ""),
            ("Zwolle", "GM0193", "2026", "2023", 1, CASE, ""),
        ],
    ),
    "cases-without-lessons": ({}, [(CASE_2, 1)]),
    "cases-with-most-independent-lessons": ({}, [(CASE, 2, 2)]),
    "contradicting-facts": ({}, [(CASE, "inwoners", "10.200", "2023", LATER, 1, "9.800", "2021", FIRST, 1)]),
    "documents": (
        {},
        [
            ("Ruimte", None, "2015", "essay", 1, ESSAY),
            ("Wijkzaak", None, "2021", "interview", 2, FIRST),
            ("Wijkzaak na vier jaar", "Bea Boersma; Cor Cornelissen", "2023", "rapport", 1, LATER),
        ],
    ),
    "documents-per-kind-and-year": (
        {},
        [("essay", "2015", 1, 1), ("interview", "2021", 1, 2), ("rapport", "2023", 1, 1)],
    ),
    "evaluated-lessons": ({}, [(PAY, "geëvalueerd", LATER, 1)]),
    "evidence-of-a-name": (
        {"name": "zeilmaker"},
        [
            (
                "Anja Zeilmaker",
                "ect Wijkzaak Holtenbroek. Projectleider ",
                "Anja Zeilmaker",
                " van woningcorporatie Woonvrede zag het ",
                FIRST,
                1,
                0.9,
            ),
            (
                "Anja Zeilmaker",
                "ontstaan. De wijk telt 9.800 inwoners. ",
                "Zeilmaker",
                " zegt: ‘Begin klein en luister eerst een",
                FIRST,
                1,
                0.9,
            ),
        ],
    ),
    "explicit-lessons": ({}, [(PAY, None, LATER, 1), (BEGIN, "Anja Zeilmaker", FIRST, 1)]),
    "facts-of-a-case": (
        {"case": "wijkzaak"},
        [
            (CASE, "inwoners", "10.200", None, "10.200 inwoners", LATER, 1),
            (CASE, "inwoners", "9.800", None, "9.800 inwoners", FIRST, 1),
        ],
    ),
    "findings-per-finder": (
        {},
        [
            ("actors", "1", 14, 0.9),
            ("cases", "1", 4, 0.9),
            ("facts", "1", 2, 0.9),
            ("lessons", "1", 3, 0.9),
            ("places", "1", 1, 0.9),
            ("quotations", "1", 2, 0.9),
            ("tensions", "1", 2, 0.9),
            ("themes", "1", 4, 0.9),
        ],
    ),
    "lessons-by-weight": ({}, [("ervaring", 2, 2), ("geëvalueerd", 1, 1)]),
    "lessons-on-a-tension": ({"word": "regie"}, [("regie ↔ ruimte", ROOM, ESSAY, 1)]),
    "lessons-on-a-theme": ({"theme": "wth:vrijwilliger"}, [(PAY, CASE, LATER, 1)]),
    "lessons-said-in-several-documents": ({}, []),
    "lessons-per-case": (
        {"case": "holtenbroek"},
        [
            (CASE, PAY, "geëvalueerd", LATER, 1, "betaal vrijwilligers voor wat zij doen."),
            (CASE, BEGIN, "ervaring", FIRST, 1, BEGIN),
        ],
    ),
    "lessons-per-tension-and-period": ({"from": "2016"}, [(None, "snelheid ↔ rust", 2021, BEGIN, FIRST, 1)]),
    "passages-with-words": (
        {"words": "EVALUATIE"},
        [(LATER, 1, "Inleiding", "Uit de evaluatie blijkt: betaal vrijwilligers voor wat zij doen.")],
    ),
    "people-and-organisations": ({}, [("Anja Zeilmaker", "projectleider", "Woonvrede", FIRST)]),
    "places": ({}, [("Zwolle", "gemeente", "GM0193", "2026", 1), ("Gouda", "gemeente", "GM0513", "2026", 0)]),
    "poles-held-by-actors": (
        {},
        [
            ("De gemeente", "snelheid", "rust", "Dat schuurt tussen snelheid en rust.", FIRST, 1),
            ("gemeente Gouda", "regie", "ruimte", PULL, ESSAY, 1),
        ],
    ),
    "public-bodies": ({}, [("gemeente Gouda", "https://identifier.overheid.nl/tooi/id/gemeente/gm0513", None, 1)]),
    "quotations-of-a-speaker": ({"speaker": "anja"}, [("Anja Zeilmaker", SAID, FIRST, 1, "7")]),
    "quotations-that-illustrate-lessons": (
        {},
        [(BEGIN, "Anja Zeilmaker", SAID, FIRST, "7"), (ROOM, None, ROOM, ESSAY, "7")],
    ),
    "tensions-by-kind-of-lead-party": ({}, [("woningcorporatie", "loslaten of sturen", 1)]),
    "tensions-per-family": ({}, [("loslaten of sturen", 1, 1, 1, "2015", "2015")]),
    "tensions-with-poles": (
        {},
        [
            ("loslaten of sturen", "regie", "gemeente Gouda", "ruimte", None, CASE_2, ESSAY, 1),
            (None, "snelheid", "De gemeente", "rust", None, None, FIRST, 1),
        ],
    ),
    "themes-named-together": ({"least": "2"}, []),
    "themes-through-time": (
        {},
        [
            ("bewoner", "2015", 1, 1),
            ("bewoner", "2021", 1, 1),
            ("vrijwilliger", "2021", 1, 1),
            ("vrijwilliger", "2023", 1, 1),
        ],
    ),
    "themes-with-most-independent-lessons": ({}, [("bewoner", 1, 1), ("vrijwilliger", 1, 1)]),
    "timeline-of-a-case": (
        {"case": CASE},
        [
            (CASE, "2021", "gegeven", f"{CASE}: inwoners 9.800", FIRST, 1),
            (CASE, "2021", "les", BEGIN, FIRST, 1),
            (CASE, "2023", "gegeven", f"{CASE}: inwoners 10.200", LATER, 1),
            (CASE, "2023", "les", PAY, LATER, 1),
        ],
    ),
    "uncertain-findings": ({"below": "0.9"}, []),
    "what-a-document-is-about": (
        {"file": LATER, "least": "1"},
        [(LATER, "casus", CASE, None), (LATER, "thema", "vrijwilliger", 1)],
    ),
    "who-says-what-about-a-theme": (
        {"theme": "wth:bewoner"},
        [("Anja Zeilmaker", SAID, FIRST, 1), ("een bewoner", ROOM, ESSAY, 1)],
    ),
}
GRAPHS = {"graph-of-a-case"}
RDFS_LABEL = ox.NamedNode(str(RDFS.label))


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with GraphStore(tmp_path_factory.mktemp("library")) as graph:
        for document, passages, mentions in (zwolle(), zwolle_later(), gouda()):
            triples = document_statements(document, passages, merge_mentions(document, mentions))
            graph.replace(iris.document(document.sha256), "1", triples)
        yield graph


def copied(graph: GraphStore) -> ox.Store:
    """What all documents state together, to add to."""
    store = ox.Store()
    store.extend(ox.Quad(*quad.triple) for quad in graph.store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    return store


def ask(graph: GraphStore, name: str, /, **values: str) -> QueryResult:
    return run_query(graph.store, query_library()[name].filled(**values))


def rows_of(result: QueryResult) -> list[tuple[object, ...]]:
    """The rows; what a query joins with a separator comes in any order."""

    def ordered(value: object) -> object:
        joint = next((mark for mark in (" · ", "; ") if isinstance(value, str) and mark in value), None)
        return joint.join(sorted(str(value).split(joint))) if joint else value

    return [tuple(ordered(value) for value in row.values()) for row in result.rows]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_query_gives_the_expected_rows(graph: GraphStore, name: str) -> None:
    values, expected = EXPECTED[name]
    assert rows_of(ask(graph, name, **values)) == expected


def test_the_graph_of_a_case_links_its_place_actors_lessons_and_tensions(graph: GraphStore) -> None:
    result = ask(graph, "graph-of-a-case", case=CASE)
    links = {triple.predicate.value.rpartition("#")[2].rpartition("/")[2] for triple in result.triples}
    assert links == {"type", "label", "namedWith", "learnedIn", "spatial"}


def test_every_query_is_tested_and_there_are_enough() -> None:
    assert set(query_library()) == {*EXPECTED, *GRAPHS}
    assert len(query_library()) >= 25


@pytest.mark.parametrize("name", query_library())
def test_every_query_is_explained_and_uses_all_its_parameters(name: str) -> None:
    query = query_library()[name]
    assert all(len(query.description[language]) > 30 for language in ("nl", "en"))
    assert all(f"${parameter.name}" in query.text for parameter in query.parameters)
    assert "$" not in query.filled().replace("\\$", "")


def test_a_value_cannot_break_out_of_its_place(graph: GraphStore) -> None:
    nasty = 'x")) } #\\ $case <'
    assert ask(graph, "lessons-per-case", case=nasty).rows == []
    for name, values in (("themes-named-together", {"least": "1) {"}), ("lessons-on-a-theme", {"theme": "x> {"})):
        with pytest.raises(QueryError, match="geen geldige waarde"):
            query_library()[name].filled(**values)


def test_unknown_and_missing_values_are_refused(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="kent geen parameter plaats"):
        query_library()["documents"].filled(plaats="Zwolle")
    path, head = tmp_path / "x.rq", "# title@nl a\n# title@en a\n# description@nl a\n# description@en a\n"
    path.write_text(head + "# parameter y text\n# y@nl a\n# y@en a\nASK { ?x ?z $y }")
    with pytest.raises(QueryError, match="heeft een waarde nodig voor y"):
        read_query(path).filled()
    for text in ("# title@nl a\nASK {}", head + "# parameter y text\n# y@nl a\nASK { ?x ?z $y }"):
        path.write_text(text)
        with pytest.raises(ValueError, match="must be explained in nl and en"):
            read_query(path)


def test_a_case_that_goes_by_two_names_is_listed_once_and_found_by_both(graph: GraphStore) -> None:
    document, passages, mentions = zwolle_later()
    triples = document_statements(document, passages, merge_mentions(document, mentions))
    (case,) = (s for s, p, o in triples if (p, o) == (RDF.type, WIJK.Case))
    store = copied(graph)
    store.add(ox.Quad(ox.NamedNode(str(case)), ox.NamedNode(str(RDFS.label)), ox.Literal("De Wijkzaak")))
    for name in ("lessons-per-case", "facts-of-a-case", "timeline-of-a-case"):
        once = rows_of(ask(graph, name, case="Holtenbroek"))
        for said in ("holtenbroek", "de wijkzaak"):
            found = rows_of(run_query(store, query_library()[name].filled(case=said)))
            assert [row[1:] for row in found] == [row[1:] for row in once], (name, said)
            assert {row[0] for row in found} == {"De Wijkzaak"}


def test_a_lesson_that_an_older_document_said_is_told_with_both_places(graph: GraphStore) -> None:
    lesson, earlier = (
        next(quad.subject for quad in graph.store.quads_for_pattern(None, RDFS_LABEL, ox.Literal(said, language="nl")))
        for said in (ROOM, BEGIN)
    )
    store = copied(graph)
    store.add(ox.Quad(lesson, ox.NamedNode(str(WIJK.nearRepeatOf)), earlier))
    found = run_query(store, query_library()["lessons-said-in-several-documents"].filled())
    assert rows_of(found) == [(ROOM, ESSAY, 1, BEGIN, FIRST, 1)]


@pytest.mark.parametrize("name", federated_queries())
def test_federated_examples_are_sparql_refused_unless_allowed_and_have_an_offline_variant(name: str) -> None:
    query = federated_queries()[name]
    prepareQuery(query.filled(), initNs=PREFIXES)
    assert query.hosts
    check_query(query.filled(), allowed_hosts=query.hosts)
    with pytest.raises(ServiceRefused, match=re.escape(query.hosts[0])):
        check_query(query.filled())
    assert query.offline in query_library()


REMOTE: dict[str, tuple[dict[str, str], list[dict[str, str]], tuple[object, ...]]] = {
    "cases-with-inhabitants-from-wikidata": (
        {},
        [{"number": "0193", "inhabitants": "130000"}, {"number": "0001", "inhabitants": "7"}],
        (CASE, "Zwolle", "GM0193", "130000"),
    ),
    "key-figures-from-cbs": (
        {"municipality": "https://data.labs.kadaster.nl/cbs/wbk/id/gemeente/0193"},
        [{"figure": "urn:inhabitants", "value": "130000"}],
        ("Zwolle", "GM0193", 1, "urn:inhabitants", "130000"),
    ),
    "buildings-from-kadaster": (
        {"code": "GM0193"},
        [{"built": "1931", "buildings": "12"}],
        ("Zwolle", "1931", "12"),
    ),
}


@pytest.mark.parametrize("name", federated_queries())
def test_federated_examples_join_what_the_other_server_answers(graph: GraphStore, name: str) -> None:
    values, answered, expected = REMOTE[name]
    query = federated_queries()[name]
    with answering(answered) as (address, asked):
        text = re.sub(r"SERVICE <[^>]+>", f"SERVICE <{address}>", query.filled(**values))
        result = run_query(graph.store, text, allowed_hosts=[address.split("/")[2]])
    assert rows_of(result) == [expected]
    assert all(prepareQuery(question, initNs=PREFIXES) for question in asked)
    assert len(asked) == 1


@contextmanager
def answering(rows: list[dict[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """A server that answers every query with the same rows; its address, and what it was asked."""
    asked: list[str] = []
    bindings = [
        {name: {"type": "uri" if ":" in v else "literal", "value": v} for name, v in row.items()} for row in rows
    ]
    body = json.dumps({"head": {"vars": list(rows[0])}, "results": {"bindings": bindings}}).encode()

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.rfile.read(int(self.headers["content-length"])).decode())
            self.send_response(200)
            self.send_header("content-type", "application/sparql-results+json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/sparql", asked
        finally:
            server.shutdown()
            thread.join()
