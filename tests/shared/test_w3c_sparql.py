"""The W3C's SPARQL 1.1 query tests, put to the same function that answers on the command line and over HTTP."""

from collections.abc import Callable
from functools import cache

import pyoxigraph as ox
import pytest

from corpus.errors import QueryError
from search.sparql import run_query
from tests.shared.w3c import (
    ROOT,
    Entry,
    Row,
    csv_rows,
    expected_rows,
    load_store,
    read_tests,
    rows_of,
    same_graphs,
    same_rows,
)

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not ROOT.exists(), reason="the W3C tests do not lie beside this checkout"),
]

FOLDERS = (
    "aggregates bind bindings cast construct csv-tsv-res exists functions grouping json-res negation "
    "project-expression property-path subquery syntax-query"
).split()
LEFT_OUT = {
    "entailment": "no entailment regime is offered",
    "service, syntax-fed": "would reach for servers on the internet; SERVICE itself is tested in test_sparql",
    "protocol, service-description, graph-store-protocol, http-rdf-update": "belong to the HTTP endpoint",
    "add, basic-update, clear, copy, delete, delete-data, delete-insert, delete-where, drop, move, syntax-update-1, "
    "syntax-update-2, update-silent": "updates are refused",
}
# What Oxigraph 0.5.13 does otherwise. The names of tests that the working group approved are marked with a star; the
# others were added or changed by the community after 2013, most of them in 2026.
FAILED = {
    "functions/bnode01": "* BNODE(text) is the same node in every row",
    "csv-tsv-res/tsv03": "* the store keeps xsd:negativeInteger as xsd:integer",
    "csv-tsv-res/csv03": "* the store writes the double 1.0e6 as 1000000",
    "aggregates/agg-groupconcat-04": "GROUP_CONCAT keeps a language that all values share",
    "aggregates/agg-groupconcat-06": "GROUP_CONCAT keeps a language that all values share",
    "aggregates/agg-empty-group-count-graph": "GRAPH ?g around an aggregate does not count for each graph apart",
    "bindings/graph": "GRAPH ?g around VALUES only does not bind ?g",
    "negation/graph-minus": "MINUS inside GRAPH ?g sees ?g as a shared variable",
    "property-path/zero_or_more_set_start": "a path of no steps from a term that is not in the graph",
    "property-path/zero_or_more_set_end": "a path of no steps to a term that is not in the graph",
    "property-path/zero_or_one_set_start": "a path of no steps from a term that is not in the graph",
    "property-path/zero_or_one_set_end": "a path of no steps to a term that is not in the graph",
}


@cache
def outcomes() -> dict[str, str]:
    """For each test that is not passed, why."""
    return {test.id: complaint for folder in FOLDERS for test in read_tests(folder) if (complaint := run(test))}


def run(test: Entry) -> str:
    """Put one test to the engine; the answer is empty when it is passed."""
    text = test.query.read_text(encoding="utf-8")
    if test.type.startswith("NegativeSyntaxTest"):
        try:
            run_query(ox.Store(), text)
        except QueryError:
            return ""
        return "accepted what is no query"
    try:
        result = run_query(load_store(test), f"BASE <{test.query.as_uri()}>\n{text}")
    except QueryError as error:
        understood = test.type.startswith("PositiveSyntaxTest") and "klopt niet" not in str(error)
        return "" if understood else str(error)
    if test.type.startswith("PositiveSyntaxTest"):
        return ""
    assert test.result is not None
    if result.form == "graph":
        return "" if same_graphs(result.triples, test.result) else "another graph"
    if test.type == "CSVResultFormatTest":
        expected_csv = csv_rows(test.result.read_bytes().decode())
        return "" if csv_rows(result.serialize("csv").decode()) == expected_csv else "other CSV"
    expected = expected_rows(test.result)
    if isinstance(expected, bool):
        return "" if result.boolean is expected else "another answer"
    # TSV keeps terms whole, so that the way back shows what the engine found.
    parsed = ox.parse_query_results(result.serialize("tsv"), format=ox.QueryResultsFormat.TSV)
    assert isinstance(parsed, ox.QuerySolutions)
    rows: list[Row] = list(rows_of(parsed))
    return "" if same_rows(rows, expected) else f"found {rows}, expected {expected}"


def share(tests: list[Entry]) -> float:
    """How many of a hundred are passed."""
    return 100 * sum(test.id not in outcomes() for test in tests) / len(tests)


def test_nearly_all_query_tests_are_passed(record_property: Callable[[str, object], None]) -> None:
    tests = [test for folder in FOLDERS for test in read_tests(folder)]
    approved = [test for test in tests if test.approved]
    record_property(
        "passed", f"{share(approved):.1f} % of {len(approved)} approved, {share(tests):.1f} % of {len(tests)}"
    )
    assert len(approved) > 250
    assert share(approved) >= 98
    assert share(tests) >= 96


def test_what_is_not_passed_is_known() -> None:
    assert outcomes().keys() == FAILED.keys(), outcomes()


def test_every_folder_is_run_or_left_out_with_a_reason() -> None:
    left_out = {folder for folders in LEFT_OUT for folder in folders.split(", ")}
    assert {path.parent.name for path in ROOT.glob("*/manifest.ttl")} == {*FOLDERS, *left_out}
