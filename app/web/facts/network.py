"""Who is named with which case, as a network."""

from collections import Counter

import msgspec

from app.web.facts.asking import first, select, values
from app.web.facts.overview import case_address
from kg.graph import GraphStore
from ontology.terms import FOAF, ORG, RDF, RDFS, WIJK


class Node(msgspec.Struct, frozen=True):
    """An actor or a case."""

    key: str  # IRI
    label: str
    sort: str  # case, person, organisation or group
    degree: int
    address: str | None


class Edge(msgspec.Struct, frozen=True):
    """An actor and a case that are named in one passage."""

    actor: str
    case: str
    passages: int


class Network(msgspec.Struct, frozen=True):
    """The best connected actors and cases, and what binds them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int  # connections that are not shown


_EDGES = """
    SELECT ?actor ?case (COUNT(DISTINCT ?passage) AS ?n) {
        ?actor wijk:namedWith ?case . ?case wijk:evidence ?named . ?named dcterms:isPartOf ?passage .
        ?mention dcterms:isPartOf ?passage . ?actor wijk:evidence ?mention
    } GROUP BY ?actor ?case ORDER BY DESC(?n) ?actor ?case
"""
_SORTS = {str(WIJK.Case): "case", str(FOAF.Person): "person", str(ORG.Organization): "organisation"}


def read_network(graph: GraphStore, *, most: int = 120) -> Network:
    """The network of the `most` strongest connections, those of several passages before those of one."""
    edges = [Edge(row["actor"], row["case"], int(row["n"])) for row in select(graph, _EDGES)]
    shown = edges[:most]
    degrees = Counter(key for edge in shown for key in (edge.actor, edge.case))
    nodes = tuple(_node(graph, key, degree) for key, degree in degrees.most_common())
    return Network(nodes, tuple(shown), len(edges) - len(shown))


def _node(graph: GraphStore, iri: str, degree: int) -> Node:
    sort = next((_SORTS[type_] for type_ in values(graph, iri, RDF.type) if type_ in _SORTS), "group")
    address = case_address(iri) if sort == "case" else None
    return Node(iri, first(graph, iri, RDFS.label) or iri, sort, degree, address)
