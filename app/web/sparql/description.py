"""What the endpoint tells of itself (https://www.w3.org/TR/sparql11-service-description/)."""

from collections.abc import Mapping

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from app.web.sparql.negotiation import GRAPHS, best_match
from ontology.prefixes import PREFIXES
from search.sparql import FORMATS

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "TriG", "RDF_XML"),
)


async def service_description(request: Request, headers: Mapping[str, str]) -> Response:
    """The description in the graph format that the client prefers."""
    media = best_match(request.headers.get("accept", ""), list(GRAPHS))
    if media is None:
        return Response("deze beschrijving kan alleen als " + ", ".join(GRAPHS), 406, dict(headers))
    format_ = FORMATS[GRAPHS[media]].graph
    body = ox.serialize(_triples(str(request.url.replace(query=""))), format=format_, prefixes=PREFIXES | {"sd": _SD})
    return Response(body, 200, dict(headers), media)


def _triples(address: str) -> list[ox.Triple]:
    endpoint, dataset, graph = ox.NamedNode(address), ox.BlankNode("dataset"), ox.BlankNode("graph")
    a = ox.NamedNode(PREFIXES["rdf"] + "type")

    def sd(name: str) -> ox.NamedNode:
        return ox.NamedNode(_SD + name)

    return [
        ox.Triple(endpoint, a, sd("Service")),
        ox.Triple(endpoint, sd("endpoint"), endpoint),
        ox.Triple(endpoint, sd("supportedLanguage"), sd("SPARQL11Query")),
        *(ox.Triple(endpoint, sd("resultFormat"), ox.NamedNode(_FORMATS + name)) for name in _RESULTS),
        ox.Triple(endpoint, sd("feature"), sd("UnionDefaultGraph")),
        ox.Triple(endpoint, sd("defaultDataset"), dataset),
        ox.Triple(dataset, a, sd("Dataset")),
        ox.Triple(dataset, sd("defaultGraph"), graph),
        ox.Triple(graph, a, sd("Graph")),
    ]
