"""Questions to the graph, and their answers as plain texts."""

from collections.abc import Mapping
from functools import cache

import pyoxigraph as ox

from kg.graph import GraphStore

Row = Mapping[str, str]
"""The bound variables of a solution; what is not bound is absent."""


def select(graph: GraphStore, query: str, **iris: str) -> list[Row]:
    """The rows of a SELECT query, in which `$name` stands for the IRI that is given under that name.

    Raises:
        ValueError: something that is no IRI was given.
    """
    for name, iri in iris.items():
        query = query.replace(f"${name}", str(ox.NamedNode(iri)))
    found = graph.query(query)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [
        {name: term.value for name, term in zip(names, solution, strict=True) if term is not None} for solution in found
    ]


def values(graph: GraphStore, subject: str, predicate: str) -> list[str]:
    """The different objects of statements, sorted: a look in the index, without a query."""
    found = graph.store.quads_for_pattern(ox.NamedNode(subject), _predicate(predicate), None)
    return sorted({quad.object.value for quad in found})  # type: ignore[union-attr]


def subjects(graph: GraphStore, predicate: str, value: str) -> list[str]:
    """The different subjects of statements with this object (IRI), sorted."""
    found = graph.store.quads_for_pattern(None, _predicate(predicate), ox.NamedNode(value))
    return sorted({quad.subject.value for quad in found})  # type: ignore[union-attr]


def first(graph: GraphStore, subject: str, predicate: str) -> str | None:
    """The first of the objects of statements; None where there is none."""
    found = graph.store.quads_for_pattern(ox.NamedNode(subject), _predicate(predicate), None)
    return min((quad.object.value for quad in found), default=None)  # type: ignore[union-attr]


def one(graph: GraphStore, subject: str, predicate: str) -> str | None:
    """The object of statements that all documents make alike, as of a place; None where there is none."""
    found = graph.store.quads_for_pattern(ox.NamedNode(subject), _predicate(predicate), None)
    return next((quad.object.value for quad in found), None)  # type: ignore[union-attr]


@cache
def _predicate(iri: str) -> ox.NamedNode:
    """There are few, and each is looked for thousands of times."""
    return ox.NamedNode(iri)
