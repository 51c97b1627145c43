from collections import defaultdict

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from corpus.model import Kind, PlaceLevel
from kg.entities import merge_mentions
from kg.statements import document_statements
from kg.triples import Triple
from kg.validation import document_violations
from ontology import iris
from ontology.gazetteer import load_gazetteer
from ontology.prefixes import PREFIXES
from ontology.terms import DCTERMS, FOAF, OA, ORG, OWL, PROV, RDF, RDFS, SCHEMA, SKOS, WIJK
from tests.kg.documents import Marker, make_document, make_passages, zwolle


def zwolle_graph() -> Graph:
    document, passages, mentions = zwolle()
    graph = Graph()
    for triple in document_statements(document, passages, merge_mentions(document, mentions)):
        graph.add(triple)
    return graph


def one(graph: Graph, subject: Node, predicate: URIRef) -> Node:
    (found,) = graph.objects(subject, predicate)
    return found


def test_statements_are_the_same_each_time_and_each_stands_once() -> None:
    document, passages, mentions = zwolle()
    first = document_statements(document, passages, merge_mentions(document, mentions))
    second = document_statements(document, passages, merge_mentions(document, mentions[::-1]))
    assert first == second
    assert len(first) == len(set(first))


def test_every_entity_leads_to_its_literal_words_page_finder_and_document() -> None:
    document, _, mentions = zwolle()
    entities = merge_mentions(document, mentions)
    graph = zwolle_graph()
    for entity in entities:
        records = list(graph.objects(URIRef(entity.iri), WIJK.evidence))
        assert records, entity.label
        for record in records:
            assert one(graph, record, OA.hasSource) == URIRef(iris.document(document.sha256))
            selector = URIRef(iris.selector(str(record)))
            start, end = (int(str(one(graph, selector, term))) for term in (OA.start, OA.end))
            assert document.text[start:end] == str(one(graph, selector, OA.exact))
            assert one(graph, record, WIJK.page) == Literal(document.page_at(start).number)
            assert (one(graph, record, PROV.wasAttributedTo), RDF.type, PROV.SoftwareAgent) in graph


def test_a_lesson_knows_case_holder_tension_and_quotation() -> None:
    graph = zwolle_graph()
    (lesson,) = graph.subjects(RDF.type, WIJK.Lesson)
    assert str(one(graph, one(graph, lesson, WIJK.learnedIn), RDFS.label)) == "Wijkzaak Holtenbroek"
    assert str(one(graph, one(graph, lesson, PROV.wasAttributedTo), RDFS.label)) == "Anja Zeilmaker"
    assert (one(graph, lesson, WIJK.addresses), RDF.type, WIJK.Tension) in graph
    (quotation,) = graph.subjects(WIJK.illustrates, lesson)
    assert (quotation, RDF.type, SCHEMA.Quotation) in graph


def test_lessons_that_say_the_same_are_linked_and_both_stay() -> None:
    document = make_document(
        "Begin klein in één straat.\n\nLes 3: begin klein, in één enkele straat.\n\nLuister eerst."
    )
    mark = Marker(document)
    said = ("Begin klein in één straat.", "Les 3: begin klein, in één enkele straat.", "Luister eerst.")
    mentions = [mark.lesson(words, statement=words, explicit=True) for words in said]
    entities = merge_mentions(document, mentions)
    graph = Graph()
    for triple in document_statements(document, make_passages(document), entities):
        graph.add(triple)
    labels = {(str(one(graph, a, RDFS.label)), str(one(graph, b, RDFS.label))) for a, b in graph[: WIJK.nearRepeatOf]}
    assert labels == {(said[1], said[0])}
    assert len(list(graph.subjects(RDF.type, WIJK.Lesson))) == 3


def test_a_lesson_that_repeats_one_of_an_older_document_leads_to_it() -> None:
    document, passages, mentions = zwolle()
    entities = merge_mentions(document, mentions)
    (lesson,) = (entity.iri for entity in entities if entity.kind is Kind.LESSON)
    earlier = f"{lesson}-of-another"
    triples = document_statements(document, passages, entities, {lesson: [earlier]})
    assert [(str(s), str(o)) for s, p, o in triples if p == WIJK.nearRepeatOf] == [(lesson, earlier)]
    assert document_violations(triples) == []
    (wrong,) = document_violations([*triples, (URIRef(lesson), WIJK.nearRepeatOf, URIRef(iris.case("hefboom")))])
    assert "iets dat geen les is" in wrong.message


def test_a_tension_has_two_poles_and_who_holds_them() -> None:
    graph = zwolle_graph()
    (tension,) = graph.subjects(RDF.type, WIJK.Tension)
    poles = {str(one(graph, pole, RDFS.label)): pole for pole in graph.objects(tension, WIJK.hasPole)}
    assert set(poles) == {"snelheid", "rust"}
    assert str(one(graph, one(graph, poles["snelheid"], WIJK.heldBy), RDFS.label)) == "De gemeente"
    assert not list(graph.objects(poles["rust"], WIJK.heldBy))


def test_a_case_has_its_place_and_the_document_is_about_it() -> None:
    document, _, _ = zwolle()
    graph = zwolle_graph()
    (case,) = graph.subjects(RDF.type, WIJK.Case)
    assert one(graph, case, DCTERMS.spatial) == URIRef(iris.place("GM0193"))
    assert one(graph, URIRef(iris.document(document.sha256)), FOAF.primaryTopic) == case


def test_a_person_is_member_of_the_organisation_that_is_named() -> None:
    graph = zwolle_graph()
    person = URIRef(iris.person("anja zeilmaker"))
    assert str(one(graph, one(graph, person, ORG.memberOf), RDFS.label)) == "Woonvrede"


def test_actors_are_named_with_the_cases_of_their_passages_only() -> None:
    graph = zwolle_graph()
    named = {str(one(graph, actor, RDFS.label)) for actor in graph.subjects(WIJK.namedWith, None)}
    assert named == {"Anja Zeilmaker", "Woonvrede", "Stichting Buurtgenoten Overijssel"}


def test_a_theme_is_proven_once_a_passage() -> None:
    document = make_document("Armoede en armoede en armoede.\n\nWeer armoede.")
    mark = Marker(document)
    mentions = [mark.theme("rmoede", "armoede", nth) for nth in range(4)]
    triples = document_statements(document, make_passages(document), merge_mentions(document, mentions))
    by_predicate: defaultdict[URIRef, list[Triple]] = defaultdict(list)
    for triple in triples:
        by_predicate[triple[1]].append(triple)
    assert len(by_predicate[WIJK.evidence]) == 2
    assert len(by_predicate[DCTERMS.subject]) == 3  # two passages and the document


def test_mentions_outside_passages_are_kept() -> None:
    document = make_document("Anja Zeilmaker.")
    entities = merge_mentions(document, [Marker(document).person("Anja Zeilmaker")])
    triples = document_statements(document, [], entities)
    assert any(predicate == WIJK.evidence for _, predicate, _ in triples)


def test_only_known_namespaces_are_used() -> None:
    used = {str(term) for triple in zwolle_graph() for term in (triple[1],)}
    assert all(term.startswith(tuple(PREFIXES.values())) for term in used)


def test_kinds_without_own_statements_are_known() -> None:
    document, _, mentions = zwolle()
    kinds = {entity.kind for entity in merge_mentions(document, mentions)}
    assert kinds == set(Kind), "the sample document should hold every kind"


def test_a_municipality_that_only_a_case_refers_to_has_code_year_and_official_name() -> None:
    document = make_document("Buurtkamer Zuid en Buurtkamer Oost.")
    mark = Marker(document)
    cases = [mark.case("Buurtkamer Zuid", municipality="Den Bosch"), mark.case("Buurtkamer Oost", municipality="Gouda")]
    graph = Graph()
    for triple in document_statements(document, [], merge_mentions(document, cases)):
        graph.add(triple)
    place = URIRef(iris.place("GM0796"))
    assert str(one(graph, place, RDFS.label)) == "'s-Hertogenbosch"
    assert str(one(graph, place, WIJK.codeYear)) == "2026"
    assert len(list(graph.subjects(DCTERMS.spatial, place))) == 1


def test_public_bodies_have_their_address_in_tooi() -> None:
    document = make_document("De gemeente Gouda en stichting Gouda.")
    mark = Marker(document)
    triples = document_statements(
        document, [], merge_mentions(document, [mark.body("gemeente Gouda"), mark.body("stichting Gouda")])
    )
    same = [(str(s).rpartition("/")[2], str(o).rpartition("/")[2]) for s, p, o in triples if p == OWL.sameAs]
    assert same == [("gemeente-gouda", "gm0513")]


def test_a_district_has_the_year_of_its_own_code() -> None:
    document = make_document("In Kanaleneiland gebeurt veel.")
    district = load_gazetteer().places("Kanaleneiland")[0]
    place = Marker(document).place("Kanaleneiland", level=PlaceLevel(district.level), code=district.code)
    triples = document_statements(document, [], merge_mentions(document, [place]))
    assert [str(o) for _, p, o in triples if p == WIJK.codeYear] == [district.year]


@pytest.mark.parametrize(
    ("name", "code", "year", "newer"),
    [
        ("Langedijk", "GM0416", "2021", {"gm1980": "Dijk en Waard"}),
        ("Winsum", "GM0053", "2018", {"gm1969": "Westerkwartier", "gm1966": "Het Hogeland"}),
        ("Den Bosch", "GM0796", "2026", {}),
    ],
)
def test_a_municipality_of_the_past_has_its_last_year_and_leads_to_those_of_today(
    name: str, code: str, year: str, newer: dict[str, str]
) -> None:
    document = make_document(f"In de gemeente {name} begon het.")
    mention = Marker(document).place(name, municipality=name, code=code)
    triples = document_statements(document, make_passages(document), merge_mentions(document, [mention]))
    graph, place = Graph(), URIRef(iris.place(code))
    for triple in triples:
        graph.add(triple)
    assert str(one(graph, place, WIJK.codeYear)) == year
    assert one(graph, place, DCTERMS.source) == URIRef(iris.table("municipalities"))
    found = {
        str(new).rpartition("/")[2]: one(graph, new, RDFS.label) for new in graph.objects(place, DCTERMS.isReplacedBy)
    }
    assert {key: str(label) for key, label in found.items()} == newer
    assert document_violations(triples) == []


@pytest.mark.parametrize(
    ("name", "address", "item"),
    [
        ("ministerie van BZK", "ministerie/mnre1034", "Q2491421"),
        ("Waterschap De Dommel", "waterschap/ws0539", "Q2904296"),
        ("De Dommel", None, None),  # as often the river
        ("gemeente 's-Hertogenbosch", "gemeente/gm0796", None),
    ],
)
def test_wikidata_only_where_the_register_names_it(name: str, address: str | None, item: str | None) -> None:
    document = make_document(f"Gesprek met {name}.")
    entities = merge_mentions(document, [Marker(document).body(name)])
    triples = document_statements(document, make_passages(document), entities)
    said = {p: str(o) for s, p, o in triples if p in (OWL.sameAs, SKOS.exactMatch)}
    tooi, wikidata = "https://identifier.overheid.nl/tooi/id/", "http://www.wikidata.org/entity/"
    assert said.get(OWL.sameAs) == (address and tooi + address)
    assert said.get(SKOS.exactMatch) == (item and wikidata + item)
    assert document_violations(triples) == []


def test_a_case_is_part_of_the_case_that_the_text_names() -> None:
    document = make_document("De Tafel is onderdeel van Samen Zuid, zegt men. Ook De Tuin hoort bij Alles.")
    mark = Marker(document)
    mentions = [
        mark.case("De Tafel", part_of="het Samen Zuid"),
        mark.case("Samen Zuid", part_of="Samen Zuid"),  # nothing is part of itself
        mark.case("De Tuin", part_of="Alles"),  # of no case that is known
    ]
    entities = merge_mentions(document, mentions)
    by_name = {entity.label: URIRef(entity.iri) for entity in entities}
    triples, graph = document_statements(document, make_passages(document), entities), Graph()
    for triple in triples:
        graph.add(triple)
    parts = {(part, whole) for part, whole in graph.subject_objects(DCTERMS.isPartOf) if part in by_name.values()}
    assert parts == {(by_name["De Tafel"], by_name["Samen Zuid"])}
    assert document_violations(triples) == []
