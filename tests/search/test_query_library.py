from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib.plugins.sparql import prepareQuery

from corpus.errors import QueryError
from kg.entities import merge_mentions
from kg.graph import GraphStore
from kg.statements import document_statements
from ontology import iris
from ontology.prefixes import PREFIXES
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
    "cases-in-several-documents": ({}, [(CASE, 2, f"{LATER} · {FIRST}")]),
    "cases-per-municipality-and-year": (
        {},
        [
            ("Gouda", "GM0513", "2026", "2015", 1, CASE_2, None),
            ("Zwolle", "GM0193", "2026", "2021", 1, CASE, None),
            ("Zwolle", "GM0193", "2026", "2023", 1, CASE, None),
        ],
    ),
    "cases-without-lessons": ({}, [(CASE_2, 1)]),
    "contradicting-facts": ({}, [(CASE, "inwoners", "10.200", LATER, 1, "9.800", FIRST, 1)]),
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
                "ontstaan. De wijk telt 9.800 inwoners.\n\n",
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
    "lessons-per-case": (
        {"case": "holtenbroek"},
        [
            (CASE, PAY, "geëvalueerd", LATER, 1, "betaal vrijwilligers voor wat zij doen."),
            (CASE, BEGIN, "ervaring", FIRST, 1, BEGIN),
        ],
    ),
    "lessons-per-tension-and-period": ({"from": "2016"}, [("snelheid ↔ rust", 2021, BEGIN, FIRST, 1)]),
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
    "tensions-by-kind-of-lead-party": ({}, [("woningcorporatie", "regie ↔ ruimte", 1)]),
    "tensions-with-poles": (
        {},
        [
            ("regie", "gemeente Gouda", "ruimte", None, CASE_2, ESSAY, 1),
            ("snelheid", "De gemeente", "rust", None, None, FIRST, 1),
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
        {"file": LATER},
        [(LATER, "casus", CASE, None), (LATER, "thema", "vrijwilliger", 1)],
    ),
    "who-says-what-about-a-theme": (
        {"theme": "wth:bewoner"},
        [("een bewoner", ROOM, ESSAY, 1), ("Anja Zeilmaker", SAID, FIRST, 1)],
    ),
}
GRAPHS = {"graph-of-a-case"}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with GraphStore(tmp_path_factory.mktemp("library")) as graph:
        for document, passages, mentions in (zwolle(), zwolle_later(), gouda()):
            triples = document_statements(document, passages, merge_mentions(document, mentions))
            graph.replace(iris.document(document.sha256), "1", triples)
        yield graph


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
    path = tmp_path / "x.rq"
    path.write_text(
        "# title@nl a\n# title@en a\n# description@nl a\n# description@en a\n# parameter y text\nASK { ?x ?z $y }"
    )
    with pytest.raises(QueryError, match="heeft een waarde nodig voor y"):
        read_query(path).filled()
    path.write_text("# title@nl a\nASK {}")
    with pytest.raises(ValueError, match="must be there in nl and en"):
        read_query(path)


@pytest.mark.parametrize("name", federated_queries())
def test_federated_examples_are_sparql_and_refused_unless_allowed(name: str) -> None:
    text = federated_queries()[name].filled()
    prepareQuery(text, initNs=PREFIXES)
    host = text.partition("SERVICE <https://")[2].partition("/")[0]
    check_query(text, allowed_hosts=[host])
    with pytest.raises(ServiceRefused, match=host):
        check_query(text)
