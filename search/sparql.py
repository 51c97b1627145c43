"""SPARQL for people and programs: one function that answers, whoever asks, in every format there is."""

import json
from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox

from corpus.errors import QueryError
from ontology.prefixes import PREFIXES, shorten
from search.evaluation import Answer, evaluate
from search.query_engine import QueryEngine, QueryStopped
from search.query_guard import ServiceRefused, UpdateRefused, check_query
from search.query_library import LibraryQuery, federated_queries, query_library
from search.text_table import text_table

__all__ = [
    "FORMATS",
    "LibraryQuery",
    "QueryEngine",
    "QueryResult",
    "QueryStopped",
    "ServiceRefused",
    "UpdateRefused",
    "federated_queries",
    "query_library",
    "run_query",
]

_XSD = PREFIXES["xsd"]
_NUMBERS = {f"{_XSD}{name}": int for name in ("integer", "int", "long", "short", "nonNegativeInteger", "gYear")}
_REALS = {f"{_XSD}{name}" for name in ("decimal", "double", "float")}

Value = str | int | float | bool | None


class Format(NamedTuple):
    """A way to write results down."""

    media_type: str
    solutions: ox.QueryResultsFormat | None  # for SELECT and ASK
    graph: ox.RdfFormat | None  # for CONSTRUCT and DESCRIBE


FORMATS: Mapping[str, Format] = {
    "json": Format("application/sparql-results+json", ox.QueryResultsFormat.JSON, None),
    "xml": Format("application/sparql-results+xml", ox.QueryResultsFormat.XML, None),
    "csv": Format("text/csv", ox.QueryResultsFormat.CSV, None),
    "tsv": Format("text/tab-separated-values", ox.QueryResultsFormat.TSV, None),
    "turtle": Format("text/turtle", None, ox.RdfFormat.TURTLE),
    "ntriples": Format("application/n-triples", None, ox.RdfFormat.N_TRIPLES),
    "jsonld": Format("application/ld+json", None, ox.RdfFormat.JSON_LD),
    "trig": Format("application/trig", None, ox.RdfFormat.TRIG),
    "rdfxml": Format("application/rdf+xml", None, ox.RdfFormat.RDF_XML),
}
"""The formats by the name that a user gives."""


class QueryResult:
    """What a query gave: a table, a yes or no, or a graph."""

    def __init__(self, answer: Answer) -> None:
        self.form = answer.form  # "select", "ask" or "graph"
        self.truncated = answer.truncated
        self.seconds = answer.seconds
        self._body = answer.body

    @property
    def variables(self) -> list[str]:
        """The columns of a table."""
        names: list[str] = self._json["head"].get("vars", [])
        return names

    @property
    def boolean(self) -> bool:
        """The answer to ASK."""
        return bool(self._json["boolean"])

    @cached_property
    def rows(self) -> list[dict[str, Value]]:
        """The rows of a table as plain values, by column; a column without value is `None`."""
        return [{name: _plain(row.get(name)) for name in self.variables} for row in self._json["results"]["bindings"]]

    @cached_property
    def triples(self) -> list[ox.Triple]:
        """The statements of a graph."""
        return [quad.triple for quad in ox.parse(self._body, format=ox.RdfFormat.N_TRIPLES)]

    def serialize(self, name: str) -> bytes:
        """The result in one of `FORMATS`.

        Raises:
            QueryError: there is no such format, or it does not suit this form of query.
        """
        format_ = FORMATS.get(name)
        if format_ is None:
            raise QueryError(f"onbekende uitvoer '{name}'; kies uit {', '.join(FORMATS)}")
        if self.form == "graph":
            return self._write_graph(name, format_)
        if format_.solutions is None:
            raise QueryError(f"een tabel kan niet als '{name}' worden geschreven; kies json, xml, csv of tsv")
        if format_.solutions == ox.QueryResultsFormat.JSON:
            return self._body
        found = ox.parse_query_results(self._body, format=ox.QueryResultsFormat.JSON)
        written = found.serialize(format=format_.solutions)
        assert written is not None
        return written

    def text(self, width: int | None = None) -> str:
        """The result as a terminal of so many columns shows it; without `width` a row is one line, however long."""
        if self.form == "graph":
            return self.serialize("turtle").decode()
        if self.form == "ask":
            return "ja\n" if self.boolean else "nee\n"
        shown = [[_shown(row[name]) for name in self.variables] for row in self.rows]
        table = text_table(self.variables, shown, width)
        return table + ("\n… en meer\n" if self.truncated else "\n")

    @cached_property
    def _json(self) -> dict[str, Any]:
        if self.form == "graph":
            raise QueryError("deze vraag geeft een graaf, geen tabel")
        read: dict[str, Any] = json.loads(self._body)
        return read

    def _write_graph(self, name: str, format_: Format) -> bytes:
        if format_.graph is None:
            raise QueryError(
                f"een graaf kan niet als '{name}' worden geschreven; kies turtle, ntriples, jsonld of trig"
            )
        written = ox.serialize(self.triples, format=format_.graph, prefixes=PREFIXES)
        assert written is not None
        return written


def run_query(
    graph: ox.Store | Path | QueryEngine,
    text: str,
    *,
    timeout: float | None = None,
    max_rows: int | None = None,
    allowed_hosts: Collection[str] = (),
) -> QueryResult:
    """Answer a SPARQL query (SELECT, ASK, CONSTRUCT or DESCRIBE).

    A store is asked in this process, where nothing can stop it; a folder or an engine in a process of its own, which
    is ended after `timeout` seconds. Our prefixes need not be declared. SERVICE works for `allowed_hosts` only.

    Raises:
        QueryError: the query cannot be understood, asks for what is not allowed, or was stopped.
        ValueError: a timeout was given with a store.

    >>> store = ox.Store()
    >>> run_query(store, "ASK { ?s ?p ?o }").boolean
    False
    """
    check_query(text, allowed_hosts=allowed_hosts)
    options = {"prefixes": PREFIXES}
    try:
        if isinstance(graph, QueryEngine):
            return QueryResult(graph.evaluate(text, max_rows=max_rows, timeout=timeout, options=options))
        if isinstance(graph, Path):
            with QueryEngine(lambda: graph) as engine:
                return QueryResult(engine.evaluate(text, max_rows=max_rows, timeout=timeout, options=options))
        if timeout is not None:
            raise ValueError("a query on a store in this process cannot be stopped: give its folder instead")
        return QueryResult(evaluate(graph, text, max_rows=max_rows, options=options))
    except SyntaxError as error:
        raise QueryError(f"de zoekvraag klopt niet: {error}") from error
    except (OSError, RuntimeError) as error:
        raise QueryError(f"de zoekvraag kon niet worden beantwoord: {error}") from error


def _plain(term: dict[str, Any] | None) -> Value:
    if term is None:
        return None
    value, datatype = term["value"], term.get("datatype", "")
    if not isinstance(value, str):
        return json.dumps(value)
    try:
        if datatype in _NUMBERS:
            return int(value)
        if datatype in _REALS:
            return float(value)
    except ValueError:
        return value
    return value in ("true", "1") if datatype == f"{_XSD}boolean" else value


def _shown(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return shorten(" ".join(str(value).split()))
