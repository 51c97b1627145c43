"""Evaluates a SPARQL query in this process; kept free of slow imports, for it runs in a fresh process too."""

import json
import time
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

import pyoxigraph as ox

_STRING = "http://www.w3.org/2001/XMLSchema#string"


class Answer(NamedTuple):
    """What a query gave, in the one format from which all others are made."""

    form: str  # "select", "ask" or "graph"
    body: bytes  # SPARQL results in JSON; for "graph" N-Triples
    truncated: bool  # there was more than `max_rows`
    seconds: float


def evaluate(store: ox.Store, text: str, *, max_rows: int | None, options: Mapping[str, Any]) -> Answer:
    """Evaluate a query on a store; only queries are understood, so nothing can be changed.

    Raises:
        SyntaxError: the text is no SPARQL query.
        RuntimeError: it asks for what the store does not know, such as a function.
        OSError: the store cannot be read, or a remote service not reached.
    """
    begin = time.perf_counter()
    found = store.query(text, **options)
    if isinstance(found, ox.QuerySolutions):
        form, (body, truncated) = "select", _solutions(found, max_rows)
    elif isinstance(found, ox.QueryBoolean):
        form, body, truncated = "ask", json.dumps({"head": {}, "boolean": bool(found)}).encode(), False
    else:
        form, (body, truncated) = "graph", _triples(found, max_rows)
    return Answer(form, body, truncated, time.perf_counter() - begin)


def _solutions(solutions: ox.QuerySolutions, max_rows: int | None) -> tuple[bytes, bool]:
    if max_rows is None:
        body = solutions.serialize(format=ox.QueryResultsFormat.JSON)
        assert body is not None
        return body, False
    names = [variable.value for variable in solutions.variables]
    terms: dict[Any, Any] = {}
    rows = []
    for solution in islice(solutions, max_rows):
        row = {}
        for name, term in zip(names, solution, strict=True):
            if term is not None:
                if term not in terms:
                    terms[term] = _json_term(term)
                row[name] = terms[term]
        rows.append(row)
    truncated = next(iter(solutions), None) is not None
    return json.dumps({"head": {"vars": names}, "results": {"bindings": rows}}).encode(), truncated


def _json_term(term: Any) -> dict[str, Any]:
    """A term as https://www.w3.org/TR/sparql12-results-json/ writes it."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    said = {"type": "literal", "value": term.value}
    if term.language:
        said["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        said["datatype"] = term.datatype.value
    return said


def _triples(triples: ox.QueryTriples, max_rows: int | None) -> tuple[bytes, bool]:
    unique: Iterator[ox.Triple] = iter(dict.fromkeys(triples if max_rows is None else islice(triples, max_rows)))
    body = ox.serialize(unique, format=ox.RdfFormat.N_TRIPLES)
    assert body is not None
    return body, max_rows is not None and next(iter(triples), None) is not None
