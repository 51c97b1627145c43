"""The graph as files in the standard formats; what is written can be loaded again and gives the same graph."""

import json
from collections.abc import Collection, Iterator
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.graph import GraphStore
from ontology.prefixes import PREFIXES, shorten
from ontology.terms import RDF

DATASET_FORMATS = {"trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}
"""Formats that keep apart what each document says."""

MERGED_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
"""Formats in which the statements of all documents come together, each once."""

GRAPH_FORMATS = (*DATASET_FORMATS, *MERGED_FORMATS)


def write_graph(graph: GraphStore, form: str, out: BinaryIO, *, without: Collection[str] = ()) -> None:
    """Write what the documents say, in one of `GRAPH_FORMATS`, without statements whose predicate is in `without`."""
    quads = document_quads(graph, without)
    if form == "jsonld":
        out.write(json.dumps(_compact(quads), ensure_ascii=False, indent=1).encode())
    elif form in DATASET_FORMATS:
        ox.serialize(quads, out, format=DATASET_FORMATS[form], prefixes=PREFIXES)
    else:
        triples = dict.fromkeys(quad.triple for quad in quads)
        ox.serialize(sorted(triples, key=_order), out, format=MERGED_FORMATS[form], prefixes=PREFIXES)


def document_quads(graph: GraphStore, without: Collection[str] = ()) -> Iterator[ox.Quad]:
    """The statements of all documents, by document and subject."""
    for document in graph.documents():
        quads = graph.store.quads_for_pattern(None, None, None, ox.NamedNode(document))
        yield from sorted((quad for quad in quads if quad.predicate.value not in without), key=_order)


def _order(statement: ox.Quad | ox.Triple) -> tuple[str, bool, str]:
    """By subject, and of each what it is first."""
    return str(statement.subject), statement.predicate.value != str(RDF.type), str(statement)


def _compact(quads: Iterator[ox.Quad]) -> dict[str, Any]:
    """JSON-LD with our prefixes as context: short names, plain values where JSON has them."""
    expanded = ox.serialize(quads, format=ox.RdfFormat.JSON_LD)
    assert expanded is not None
    return {"@context": PREFIXES, "@graph": _shorter(json.loads(expanded))}


def _shorter(node: Any) -> Any:
    if isinstance(node, list):
        items = [_shorter(item) for item in node]
        return items[0] if len(items) == 1 else items
    if not isinstance(node, dict):
        return node
    if "@value" in node:
        return _value(node)
    short: dict[str, Any] = {}
    for key, value in node.items():
        if key == "@id":
            short[key] = shorten(value)
        elif key == str(RDF.type):
            short["@type"] = [shorten(kind["@id"]) for kind in value]
        else:
            short[key if key.startswith("@") else shorten(key)] = _shorter(value)
    return short


def _value(node: dict[str, str]) -> Any:
    value, datatype = node["@value"], shorten(node.get("@type", ""))
    if datatype == "xsd:boolean":
        return value == "true"
    if datatype == "xsd:integer":
        return int(value)
    if datatype:
        return {"@value": value, "@type": datatype}
    return value if len(node) == 1 else node
