"""The ontology as people read it: its terms with their labels, definitions, examples and sources, out of `wijk.ttl`."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from ontology import iris
from ontology.prefixes import shorten
from ontology.terms import DCTERMS, OWL, RDF, RDFS, SCHEMA, SKOS

SOURCE = Path(__file__).with_name("wijk.ttl")

LANGUAGES = ("nl", "en")


class TermKind(StrEnum):
    """What sort of term it is."""

    CLASS = "class"
    RELATION = "relation"  # an object property
    VALUE = "value"  # a datatype property
    LIST = "list"  # a concept scheme
    CONCEPT = "concept"


_KINDS = {
    OWL.Class: TermKind.CLASS,
    OWL.ObjectProperty: TermKind.RELATION,
    OWL.DatatypeProperty: TermKind.VALUE,
    SKOS.ConceptScheme: TermKind.LIST,
    SKOS.Concept: TermKind.CONCEPT,
}


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """A term of the ontology; texts are by language, `nl` and `en`, and other terms are written with their prefix."""

    name: str  # without prefix
    kind: TermKind
    label: Mapping[str, str]
    definition: Mapping[str, str]
    example: Mapping[str, str]
    source: Mapping[str, str]  # a text, or the same address in each language
    broader: tuple[str, ...] = ()  # what it is a sort of
    subjects: tuple[str, ...] = ()  # what it is said of
    objects: tuple[str, ...] = ()  # what it leads to, or the type of its value
    scheme: str | None = None  # of a concept: its list


class Ontology(msgspec.Struct, frozen=True, kw_only=True):
    """The ontology, its terms in the order of the file."""

    iri: str
    version: str
    version_iri: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    created: str
    modified: str
    licence: str
    citation: str
    builds_on: tuple[str, ...]
    terms: tuple[Term, ...]

    def of_kind(self, kind: TermKind) -> list[Term]:
        """The terms of one kind.

        >>> [term.name for term in read_ontology().of_kind(TermKind.CLASS)][:3]
        ['Case', 'Lesson', 'Tension']
        """
        return [term for term in self.terms if term.kind is kind]

    def members(self, scheme: Term) -> list[Term]:
        """The concepts of a list."""
        return [term for term in self.terms if term.scheme == f"wijk:{scheme.name}"]


@cache
def read_ontology() -> Ontology:
    """The ontology that comes with this version of Wijkgraaf."""
    graph, iri = Graph().parse(SOURCE), URIRef(iris.ONTOLOGY_GRAPH)

    def one(predicate: URIRef) -> str:
        return str(graph.value(iri, predicate))

    # A parsed graph has no order of its own; the file has one that reads well.
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    names = [line.split()[0].removeprefix("wijk:") for line in lines if line.startswith("wijk:")]
    return Ontology(
        iri=str(iri),
        version=one(OWL.versionInfo),
        version_iri=one(OWL.versionIRI),
        title=_texts(graph, iri, DCTERMS.title),
        description=_texts(graph, iri, DCTERMS.description),
        created=one(DCTERMS.created),
        modified=one(DCTERMS.modified),
        licence=one(DCTERMS.license),
        citation=one(DCTERMS.bibliographicCitation),
        builds_on=tuple(sorted(map(str, graph.objects(iri, DCTERMS.source)))),
        terms=tuple(_term(graph, name) for name in names),
    )


def _term(graph: Graph, name: str) -> Term:
    iri = URIRef(iris.ONTOLOGY + name)
    scheme = graph.value(iri, SKOS.inScheme)
    return Term(
        name=name,
        kind=next(kind for type_, kind in _KINDS.items() if (iri, RDF.type, type_) in graph),
        label=_texts(graph, iri, RDFS.label),
        definition=_texts(graph, iri, SKOS.definition),
        example=_texts(graph, iri, SKOS.example),
        source=_texts(graph, iri, DCTERMS.source),
        broader=_names(graph, iri, RDFS.subClassOf, RDFS.subPropertyOf),
        subjects=_names(graph, iri, RDFS.domain, SCHEMA.domainIncludes),
        objects=_names(graph, iri, RDFS.range, SCHEMA.rangeIncludes),
        scheme=shorten(str(scheme)) if scheme else None,
    )


def _texts(graph: Graph, iri: URIRef, predicate: URIRef) -> Mapping[str, str]:
    """What is said in each language; what has no language is said in all."""
    found: dict[str, str] = {}
    for value in graph.objects(iri, predicate):
        language = value.language if isinstance(value, Literal) else None
        found |= {language: str(value)} if language else dict.fromkeys(LANGUAGES, str(value))
    return found


def _names(graph: Graph, iri: URIRef, *predicates: URIRef) -> tuple[str, ...]:
    found: list[Node] = [value for predicate in predicates for value in graph.objects(iri, predicate)]
    return tuple(sorted(shorten(str(value)) for value in found))
