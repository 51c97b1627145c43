"""Who is named with which case, as a network."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from app.web.facts.asking import first, select, values
from app.web.facts.overview import case_address
from kg.graph import GraphStore
from ontology.terms import FOAF, ORG, RDF, RDFS, WIJK


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """An actor or a case."""

    key: str  # IRI
    label: str
    sort: str  # case, person, organisation or group
    degree: int  # how many others it is named with
    passages: int  # in which it is named with them
    address: str | None
    rank: int | None  # its place among the few with the strongest connections, from 0


class Edge(msgspec.Struct, frozen=True):
    """An actor and a case that are named in one passage."""

    actor: str
    case: str
    passages: int

    @property
    def ends(self) -> tuple[str, str]:
        """The actor and the case."""
        return self.actor, self.case


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


def read_network(graph: GraphStore, *, most: int = 400, strongest: int = 30) -> Network:
    """The network of the `most` strongest connections, those of several passages before those of one.

    A case and the organisation that bears its name are not connected: whatever names the one names the other.
    """
    edges = [Edge(row["actor"], row["case"], int(row["n"])) for row in select(graph, _EDGES)]
    labels = {key: first(graph, key, RDFS.label) or key for edge in edges for key in edge.ends}
    edges = [edge for edge in edges if labels[edge.actor].casefold() != labels[edge.case].casefold()]
    shown, passages = edges[:most], Counter[str]()
    for edge in shown:
        passages.update(dict.fromkeys(edge.ends, edge.passages))
    degrees, leading = Counter(key for edge in shown for key in edge.ends), _ends_of_strongest(shown, strongest)
    nodes = []
    for key, degree in degrees.most_common():
        sort = next((_SORTS[type_] for type_ in values(graph, key, RDF.type) if type_ in _SORTS), "group")
        node = Node(
            key=key,
            label=labels[key],
            sort=sort,
            degree=degree,
            passages=passages[key],
            address=case_address(key) if sort == "case" else None,
            rank=leading.get(key),
        )
        nodes.append(node)
    return Network(tuple(nodes), tuple(shown), len(edges) - len(shown))


def _ends_of_strongest(edges: Sequence[Edge], most: int) -> dict[str, int]:
    """At most so many actors and cases, by how strongly they are bound to those before them.

    >>> _ends_of_strongest([Edge("a", "x", 9), Edge("b", "y", 2), Edge("b", "x", 1)], 3)
    {'a': 0, 'x': 1, 'b': 2}
    """
    found: dict[str, None] = {}
    for is_free in (False, True):  # first what hangs together
        for edge in edges:
            if len(found.keys() | set(edge.ends)) <= most and (is_free or not found or found.keys() & set(edge.ends)):
                found |= dict.fromkeys(edge.ends)
    return {key: rank for rank, key in enumerate(found)}
