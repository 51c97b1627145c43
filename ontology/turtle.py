"""The thesaurus as people write it, SKOS in Turtle, read into the records that the rest of Wijkgraaf works with."""

from pathlib import Path

import msgspec
from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from ontology import iris
from ontology.thesaurus import Concept, Pole

SOURCE = Path(__file__).with_name("thesaurus.ttl")

_POLES = tuple((URIRef(f"{iris.ONTOLOGY}{pole}"), URIRef(f"{iris.ONTOLOGY}{pole}Term")) for pole in ("poleA", "poleB"))


def read_concepts(source: Path = SOURCE) -> list[Concept]:
    """The concepts of a SKOS file, in order of their IRIs."""
    graph = Graph().parse(source)
    return [_concept(graph, iri) for iri in sorted(graph.subjects(RDF.type, SKOS.Concept), key=str)]


def write_cache(target: Path, source: Path = SOURCE) -> None:
    """Write the concepts of a SKOS file as JSON, one a line, so that a change is a readable difference."""
    lines = b",\n".join(msgspec.json.encode(concept) for concept in read_concepts(source))
    target.write_bytes(b"[\n" + lines + b"\n]\n")


def _concept(graph: Graph, iri: Node) -> Concept:
    return Concept(
        iri=str(iri),
        pref_nl=" / ".join(_texts(graph, iri, SKOS.prefLabel)),
        pref_en=" / ".join(_texts(graph, iri, SKOS.prefLabel, "en")),
        alt_nl=_texts(graph, iri, SKOS.altLabel),
        hidden_nl=_texts(graph, iri, SKOS.hiddenLabel),
        definition=" ".join(_texts(graph, iri, SKOS.definition)),
        broader=_iris(graph, iri, SKOS.broader),
        narrower=_iris(graph, iri, SKOS.narrower),
        related=_iris(graph, iri, SKOS.related),
        poles=tuple(
            Pole(name, _texts(graph, iri, terms)) for pole, terms in _POLES for name in _texts(graph, iri, pole)
        ),
    )


def _texts(graph: Graph, iri: Node, predicate: Node, language: str = "nl") -> tuple[str, ...]:
    found = (text for text in graph.objects(iri, predicate) if isinstance(text, Literal) and text.language == language)
    return tuple(sorted(map(str, found), key=lambda text: (text.casefold(), text)))


def _iris(graph: Graph, iri: Node, predicate: Node) -> tuple[str, ...]:
    return tuple(sorted(map(str, graph.objects(iri, predicate))))
