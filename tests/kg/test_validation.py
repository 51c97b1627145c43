from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH

from kg.entities import merge_mentions
from kg.graph import GraphStore
from kg.statements import document_statements
from kg.triples import Triple
from kg.validation import document_violations, find_violations
from ontology import iris
from ontology.terms import DCTERMS, FOAF, OA, RDF, RDFS, SKOS, WIJK, XSD
from tests.kg.documents import Marker, make_document, zwolle

SHAPES = Graph().parse(Path(iris.__file__).parent / "shapes.ttl")


def statements() -> list[Triple]:
    document, passages, mentions = zwolle()
    return document_statements(document, passages, merge_mentions(document, mentions))


def test_what_we_write_has_the_right_shape() -> None:
    assert document_violations(statements()) == []


def test_a_document_in_which_nothing_was_found_has_the_right_shape() -> None:
    assert document_violations(document_statements(make_document("Niets."), [], [])) == []


@pytest.mark.parametrize(
    ("predicate", "message"),
    [
        (WIJK.evidence, "geen vindplaats"),
        (WIJK.hasPole, "geen twee polen"),
        (OA.exact, "geen letterlijke woorden"),
        (WIJK.confidence, "geen zekerheid"),
        (WIJK.page, "geen bladzijde"),
        (WIJK.weight, "geen gewicht"),
        (DCTERMS.title, "geen titel"),
        (RDFS.label, "niet precies één naam"),
    ],
)
def test_what_is_missing_is_named(predicate: URIRef, message: str) -> None:
    found = document_violations([triple for triple in statements() if triple[1] != predicate])
    assert any(message in violation.message for violation in found)
    assert {violation.document for violation in found} == {"zwolle.pdf"}


def test_a_violation_leads_to_its_page_and_words() -> None:
    triples = [triple for triple in statements() if triple[1] != WIJK.learnedIn]
    (lesson,) = (s for s, p, o in triples if (p, o) == (RDF.type, WIJK.Lesson))
    found = document_violations([*triples, (lesson, WIJK.learnedIn, lesson)])
    (violation,) = found
    assert (violation.page, violation.quote) == (1, "Begin klein en luister eerst een half jaar.")
    assert violation.sentence == "Zeilmaker zegt: ‘Begin klein en luister eerst een half jaar.’"
    assert "is geleerd in iets dat geen casus is" in str(violation)
    assert str(violation).startswith("zwolle.pdf, pagina 1: ")


@pytest.mark.parametrize("value", ["1.5", "-0.1"])
def test_a_confidence_lies_between_none_and_one(value: str) -> None:
    triples = statements()
    mention = next(s for s, p, o in triples if (p, o) == (RDF.type, WIJK.Mention))
    wrong = [t for t in triples if t[:2] != (mention, WIJK.confidence)]
    (violation,) = document_violations([*wrong, (mention, WIJK.confidence, Literal(value, datatype=XSD.decimal))])
    assert "zekerheid" in violation.message


def test_the_whole_store_is_validated_by_document(tmp_path: Path) -> None:
    document, _, _ = zwolle()
    with GraphStore(tmp_path) as graph:
        graph.replace(iris.document(document.sha256), "1", statements())
        other = make_document("Niets.", "b.pdf")
        bare = document_statements(other, [], [])
        graph.replace(iris.document(other.sha256), "1", [triple for triple in bare if triple[1] != DCTERMS.title])
        assert [violation.document for violation in find_violations(graph)] == ["b.pdf"]
        assert find_violations(graph, [iris.document(document.sha256)]) == []


def test_a_concept_that_the_thesaurus_does_not_have_is_named(tmp_path: Path) -> None:
    document = make_document("Wij doen aan rariteiten.")
    entities = merge_mentions(document, [Marker(document).theme("rariteiten", "rariteiten-van-de-wijk")])
    with GraphStore(tmp_path) as graph:
        graph.replace(iris.document(document.sha256), "1", document_statements(document, [], entities))
        (violation,) = find_violations(graph)
    concept = iris.concept("rariteiten-van-de-wijk")
    assert str(violation) == f"a.pdf: begrip staat niet in de thesaurus ({concept})"


def test_every_class_and_property_that_we_write_has_a_shape() -> None:
    targets = set(SHAPES.objects(None, SH.targetClass))
    assert {WIJK.Lesson, SKOS.Concept, OA.FragmentSelector} <= targets
    strange = URIRef("https://example.org/strange")
    actor = next(s for s, p, o in statements() if (p, o) == (RDF.type, FOAF.Agent))
    for more, message in (
        ((strange, RDF.type, URIRef("https://schema.org/Thing")), "van een soort zonder vorm: schema:Thing"),
        ((strange, RDFS.label, Literal("x")), "van een soort zonder vorm: rdfs:Resource"),
        ((actor, WIJK.poleA, Literal("x")), "een eigenschap die geen vorm kent: wijk:poleA"),
        ((actor, RDF.type, WIJK.Pole), "is geen persoon, organisatie of groep"),
    ):
        said = [str(violation) for violation in document_violations([*statements(), more])]
        assert any(message in one for one in said), said


def test_what_a_violation_is_about_is_shown_with_its_sentence() -> None:
    actor = next(s for s, p, o in statements() if (p, o) == (RDF.type, FOAF.Agent))
    (violation,) = document_violations([*statements(), (actor, WIJK.poleA, Literal("x"))])
    assert violation.sentence is not None
    assert str(violation.quote) in violation.sentence
    assert violation.sentence != violation.quote
    assert violation.sentence in str(violation)


def test_every_message_is_dutch() -> None:
    messages = list(SHAPES.objects(None, SH.resultMessage)) + list(SHAPES.objects(None, SH.message))
    assert messages
    assert all(isinstance(message, Literal) and message.language == "nl" for message in messages)
