"""The graph as a network of cases, actors, lessons, tensions and places, for programs that analyse networks."""

from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph import GraphStore
from kg.tables import read_table

if TYPE_CHECKING:
    import networkx

NETWORK_FORMATS = ("graphml", "gexf")

_NODES = """SELECT ?iri ?label ?kind {
  VALUES (?class ?kind) {
    (wijk:Case "case") (foaf:Agent "actor") (wijk:Lesson "lesson") (wijk:Tension "tension") (schema:Place "place")
  }
  ?iri a ?class ; rdfs:label ?label
}"""
_EDGES = """SELECT ?from ?to ?link {
  { ?from wijk:namedWith ?to BIND("namedWith" AS ?link) }
  UNION { ?from wijk:learnedIn ?to BIND("learnedIn" AS ?link) }
  UNION { ?from wijk:feltIn ?to BIND("feltIn" AS ?link) }
  UNION { ?from wijk:addresses ?to BIND("addresses" AS ?link) }
  UNION { ?from dcterms:spatial ?to BIND("spatial" AS ?link) }
  UNION { ?from org:memberOf ?to BIND("memberOf" AS ?link) }
  UNION { ?from wijk:hasPole/wijk:heldBy ?to BIND("heldBy" AS ?link) }
  UNION { ?from prov:wasAttributedTo ?to . ?to a foaf:Agent BIND("saidBy" AS ?link) }
}"""


def make_network(graph: GraphStore) -> "networkx.MultiDiGraph[str]":
    """A directed network; nodes have a `label` and a `kind`, edges a `link`."""
    import networkx  # noqa: PLC0415 - slow, and needed for this export only

    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for iri, label, kind in read_table(graph, _NODES)[1]:
        if iri not in network:
            network.add_node(iri, label=label, kind=kind)
    for begin, end, link in read_table(graph, _EDGES)[1]:
        if begin in network and end in network:
            network.add_edge(begin, end, link=link)
    return network


def write_network(graph: GraphStore, form: str, path: Path) -> None:
    """Write the network in one of `NETWORK_FORMATS`."""
    import networkx  # noqa: PLC0415 - slow, and needed for this export only

    write = networkx.write_graphml if form == "graphml" else networkx.write_gexf
    write(make_network(graph), path)
