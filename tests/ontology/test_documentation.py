"""The documentation and the diagram are made from the ontology; a change there must be followed here."""

import re

import msgspec
import pytest
from lxml import etree

from ontology import iris
from ontology.definitions import TermKind, read_ontology
from ontology.diagram import diagram_source, draw, drawing
from ontology.documentation import DOCS, DUTCH, ENGLISH, Words, document

ONTOLOGY = read_ontology()


@pytest.mark.parametrize("words", [ENGLISH, DUTCH], ids=lambda words: str(words.language))
def test_the_documentation_is_that_of_this_ontology(words: Words) -> None:
    written = (DOCS / words.file).read_text(encoding="utf-8")
    assert written == document(ONTOLOGY, words), "write it anew: python -m ontology.documentation"


@pytest.mark.parametrize("words", [ENGLISH, DUTCH], ids=lambda words: str(words.language))
def test_the_documentation_explains_every_term(words: Words) -> None:
    written = (DOCS / words.file).read_text(encoding="utf-8")
    for term in ONTOLOGY.terms:
        explained = written.partition(f"### wijk:{term.name}\n")[2].partition("\n#")[0]
        texts = (term.label, term.definition, term.example, term.source)
        assert all(text[words.language] in explained for text in texts), term.name
    assert set(re.findall(r"^### wijk:(\w+)$", written, re.MULTILINE)) == {term.name for term in ONTOLOGY.terms}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_diagram_is_that_of_this_ontology_and_names_every_term(language: str) -> None:
    svg = etree.fromstring(drawing(language).encode())
    source = iris.digest(diagram_source(ONTOLOGY, language))
    assert svg.get("data-source") == source, "draw it anew: python -m ontology.diagram"
    shown = {word for text in svg.itertext() for word in re.findall(r"wijk:\w+", text)}
    assert {f"wijk:{term.name}" for term in ONTOLOGY.terms} <= shown


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_diagram_shows_between_which_classes_each_relation_runs(language: str) -> None:
    svg = etree.fromstring(drawing(language).encode())
    arrows = {title.text for title in svg.iter("{*}title") if "->" in str(title.text)}
    for term in ONTOLOGY.of_kind(TermKind.RELATION):
        assert {f"{subject}->{object_}" for subject in term.subjects for object_ in term.objects} <= arrows


def test_a_new_term_shows_up_when_it_is_drawn_anew() -> None:
    pytest.importorskip("pygraphviz")
    (pole,) = (term for term in ONTOLOGY.terms if term.name == "Pole")
    more = msgspec.structs.replace(ONTOLOGY, terms=(*ONTOLOGY.terms, msgspec.structs.replace(pole, name="Quay")))
    assert "wijk:Quay" in draw(more, "en")
    assert "wijk:Quay" not in drawing("en")
