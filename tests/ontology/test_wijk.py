from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef

from corpus.model import DocumentKind, PlaceLevel
from ontology import iris, terms
from ontology.prefixes import PREFIXES
from ontology.terms import DCTERMS, OWL, RDFS, SKOS, WIJK

ONTOLOGY = Graph().parse(Path(iris.__file__).parent / "wijk.ttl")
OWN = [URIRef(name) for name in sorted({str(term) for term in ONTOLOGY.subjects()}) if name.startswith(iris.ONTOLOGY)]


def test_the_closed_namespace_lists_exactly_the_terms_of_the_ontology() -> None:
    assert {str(term) for term in OWN} == {str(WIJK[name]) for name in WIJK.__annotations__ if name[0] != "_"}


def test_a_mistyped_term_raises() -> None:
    for namespace in (terms.WIJK, terms.OA, terms.BIBO, terms.DCTERMS, terms.PROV, terms.SCHEMA, terms.VCARD):
        with pytest.raises(AttributeError):
            _ = namespace.Leson


@pytest.mark.parametrize("term", OWN, ids=lambda term: str(term).rpartition("#")[2])
def test_every_term_is_explained_in_dutch_and_english(term: URIRef) -> None:
    for predicate in (RDFS.label, SKOS.definition, SKOS.example):
        languages = sorted(
            str(text.language) for text in ONTOLOGY.objects(term, predicate) if isinstance(text, Literal)
        )
        assert languages == ["en", "nl"], predicate
    assert list(ONTOLOGY.objects(term, DCTERMS.source))
    assert (term, RDFS.isDefinedBy, URIRef(iris.ONTOLOGY_GRAPH)) in ONTOLOGY


def test_the_ontology_has_a_version() -> None:
    (version,) = ONTOLOGY.objects(URIRef(iris.ONTOLOGY_GRAPH), OWL.versionIRI)
    (number,) = ONTOLOGY.objects(URIRef(iris.ONTOLOGY_GRAPH), OWL.versionInfo)
    assert str(version) == f"{iris.ONTOLOGY_GRAPH}/{number}"
    for predicate in (DCTERMS.license, DCTERMS.created, DCTERMS.modified, DCTERMS.bibliographicCitation):
        assert len(list(ONTOLOGY.objects(URIRef(iris.ONTOLOGY_GRAPH), predicate))) == 1
    (citation,) = ONTOLOGY.objects(URIRef(iris.ONTOLOGY_GRAPH), DCTERMS.bibliographicCitation)
    assert str(version) in str(citation)


def test_the_fixed_lists_know_every_kind_of_document_and_level_of_place() -> None:
    for scheme, kinds in ((WIJK.documentKinds, DocumentKind), (WIJK.placeLevels, PlaceLevel)):
        listed = {str(term).rpartition("#")[2] for term in ONTOLOGY.subjects(SKOS.inScheme, scheme)}
        assert listed == {kind.value for kind in kinds}


def test_every_term_that_is_referred_to_exists() -> None:
    referred = {term for term in ONTOLOGY.objects() if str(term).startswith(iris.ONTOLOGY)}
    # The last literal with the same beginning is the namespace itself.
    assert referred - set(OWN) <= {Literal(iris.ONTOLOGY)}


def test_the_thesaurus_and_the_shapes_use_our_terms_as_they_are() -> None:
    for file in ("thesaurus.ttl", "shapes.ttl"):
        graph = Graph().parse(Path(iris.__file__).parent / file)
        used = {str(term) for triple in graph for term in triple if str(term).startswith(iris.ONTOLOGY)}
        assert used
        assert used <= {str(term) for term in OWN}, file


def test_the_prefixes_agree_with_the_makers_of_iris_and_the_namespaces() -> None:
    assert PREFIXES["wijk"] == iris.ONTOLOGY
    assert PREFIXES["wth"] == iris.THESAURUS
    for prefix, namespace in PREFIXES.items():
        if hasattr(terms, prefix.upper()):
            assert str(getattr(terms, prefix.upper())._NS) == namespace
