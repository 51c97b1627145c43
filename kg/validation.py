"""Whether a graph has the shape that `ontology/shapes.ttl` prescribes; the only door to pyshacl.

Each document is validated by itself, so that only what changed need be looked at; 100,000 statements take a second.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec
import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.evidence import sentence_bounds
from kg.graph import GraphStore
from kg.triples import Triple
from ontology import iris
from ontology.prefixes import shorten
from ontology.terms import DCTERMS, NFO, OA, RDF, RDFS, SCHEMA, SH, SKOS, WIJK


class Violation(msgspec.Struct, frozen=True, kw_only=True):
    """Something in the graph of a document that is not as it should be."""

    document: str  # file name, or IRI where that is what is missing
    page: int | None  # PDF page number
    quote: str | None  # the literal words that the faulty statement came from
    sentence: str | None = None  # the sentence in which they stand
    subject: str  # IRI
    message: str  # in Dutch

    def __str__(self) -> str:
        where = self.document if self.page is None else f"{self.document}, pagina {self.page}"
        return f"{where}: {self.message} " + (
            f"in: ‘{said}’" if (said := self.sentence or self.quote) else f"({self.subject})"
        )


def find_violations(graph: GraphStore, documents: Iterable[str] | None = None) -> list[Violation]:
    """What is wrong in the graphs of these documents (IRIs); of all where none are named."""
    chosen = graph.documents() if documents is None else list(documents)
    found = [violation for document in chosen for violation in document_violations(graph.triples(document))]
    return found + [violation for document in chosen for violation in _unknown_concepts(graph, document)]


def document_violations(triples: Iterable[Triple]) -> list[Violation]:
    """What is wrong in the graph of one document."""
    import pyshacl  # noqa: PLC0415 - heavy, and not needed to ask questions

    data = Graph(bind_namespaces="none")
    for triple in triples:
        data.add(triple)
    _, report, _ = pyshacl.validate(data, shacl_graph=_shapes(), inference="none", inplace=True)
    found = [*_read_report(report, data), *_unshaped(data)]
    return sorted(set(found), key=str)


def _unknown_concepts(graph: GraphStore, document: str) -> Iterator[Violation]:
    """Concepts that a document refers to and the thesaurus does not have: no document can know that by itself."""
    found = graph.query(
        f"""SELECT ?concept (MIN(?name) AS ?file) {{
          GRAPH <{document}> {{ ?s dcterms:subject|dcterms:type ?concept . <{document}> nfo:fileName ?name }}
          FILTER(STRSTARTS(STR(?concept), "{iris.THESAURUS}"))
          FILTER NOT EXISTS {{ ?concept a skos:Concept }}
        }} GROUP BY ?concept ORDER BY ?concept"""
    )
    assert isinstance(found, ox.QuerySolutions)
    for row in found:
        concept, file = row["concept"].value, row["file"].value
        yield Violation(
            document=file, page=None, quote=None, subject=concept, message="begrip staat niet in de thesaurus"
        )


@cache
def _shapes() -> Graph:
    """The shapes, with each property shape aimed at the classes by itself.

    That means the same, and pyshacl then looks at a property of all nodes at once: six times as fast as node by node.
    """
    shapes = Graph(bind_namespaces="none").parse(Path(iris.__file__).parent / "shapes.ttl")
    for node_shape in list(shapes.subjects(RDF.type, SH.NodeShape)):
        for property_shape in list(shapes.objects(node_shape, SH.property)):
            shapes.add((property_shape, RDF.type, SH.PropertyShape))
            for target in shapes.objects(node_shape, SH.targetClass):
                shapes.add((property_shape, SH.targetClass, target))
        shapes.remove((node_shape, None, None))
    return shapes


def _unshaped(data: Graph) -> Iterator[Violation]:
    """What no shape speaks of: SHACL looks only at what it was told to look at."""
    known = _known_terms()
    for subject in set(data.subjects()):
        types = set(data.objects(subject, RDF.type))
        # That a theme is a concept is said in the thesaurus, not in each document.
        classes = types or ({SKOS.Concept} if str(subject).startswith(iris.THESAURUS) else set())
        shaped = classes & known.keys()
        allowed = frozenset[Node]().union(*(known[class_] for class_ in shaped))
        strange = {} if shaped else dict.fromkeys(types or {RDFS.Resource})
        for class_ in strange:
            yield _violation(data, subject, f"is van een soort zonder vorm: {shorten(str(class_))}")
        for predicate in set(data.predicates(subject)) - allowed - {RDF.type} if shaped else ():
            yield _violation(data, subject, f"heeft een eigenschap die geen vorm kent: {shorten(str(predicate))}")


@cache
def _known_terms() -> dict[Node, frozenset[Node]]:
    """Of each class that has a shape, the properties that the shape speaks of."""
    shapes, known = _shapes(), dict[Node, frozenset[Node]]()
    for property_shape, class_ in shapes.subject_objects(SH.targetClass):
        path = shapes.value(property_shape, SH.path)
        known[class_] = known.get(class_, frozenset()) | {*_steps(shapes, path)}
    return known


def _steps(shapes: Graph, path: Node | None) -> Iterator[Node]:
    """The properties in a path, which may be one of several."""
    alternatives = shapes.value(path, SH.alternativePath)
    if alternatives is not None:
        yield from Collection(shapes, alternatives)
    elif path is not None:
        yield path


def _read_report(report: Graph, data: Graph) -> Iterator[Violation]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        subject = report.value(result, SH.focusNode)
        assert subject is not None
        yield _violation(data, subject, str(report.value(result, SH.resultMessage)))


def _violation(data: Graph, subject: Node, said: str) -> Violation:
    """Something wrong with a thing, with the page and the sentence that it came from."""
    label = data.value(subject, RDFS.label)
    mention = _mention_of(subject, data)
    page = data.value(mention or subject, WIJK.page)
    quote = data.value(URIRef(iris.selector(str(mention))), OA.exact) if mention else None
    return Violation(
        document=_document_of(data),
        page=page.toPython() if isinstance(page, Literal) and isinstance(page.toPython(), int) else None,
        quote=str(quote) if quote else None,
        sentence=_sentence(data, mention) if mention else None,
        subject=str(subject),
        message=f"‘{label}’ {said}" if label else said,
    )


def _sentence(data: Graph, mention: Node) -> str | None:
    """The sentence around a mention, out of its passage; None where it stands in none."""
    passage, selector = data.value(mention, DCTERMS.isPartOf), URIRef(iris.selector(str(mention)))
    text, offset = data.value(passage, SCHEMA.text), data.value(passage, OA.start)
    bounds = [data.value(selector, term) for term in (OA.start, OA.end)]
    if text is None or not all(isinstance(number, Literal) for number in (offset, *bounds)):
        return None
    start, end = (int(str(number)) - int(str(offset)) for number in bounds)
    return str(text)[slice(*sentence_bounds(str(text), start, end, (0, len(str(text)))))]


def _mention_of(subject: Node | None, data: Graph) -> Node | None:
    """The mention that a faulty thing is, belongs to, or was derived from."""
    if (subject, RDF.type, WIJK.Mention) in data:
        return subject
    return (
        data.value(subject, WIJK.evidence)
        or data.value(None, OA.hasSelector, subject)
        or data.value(data.value(None, WIJK.hasPole, subject), WIJK.evidence)
    )


def _document_of(data: Graph) -> str:
    file = next(data.objects(None, NFO.fileName), None)
    return str(file or next(data.objects(None, OA.hasSource), "onbekend document"))
