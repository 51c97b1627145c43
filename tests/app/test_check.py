"""`wijkgraaf check` leads from what is wrong to the place in the text."""

from pathlib import Path

import pyoxigraph as ox
from click.testing import CliRunner

from app.cli import wijkgraaf
from kg.graph import GraphStore
from ontology.terms import RDF, WIJK
from tests.app.web.hand_made import make_library


def test_a_wrong_statement_is_shown_with_document_page_and_sentence(tmp_path: Path) -> None:
    settings, library = make_library(tmp_path)
    documents = library.graph.documents()
    with GraphStore(settings.folder / "graph") as graph:
        lessons = graph.store.quads_for_pattern(None, RDF_TYPE, ox.NamedNode(WIJK.Lesson), None)
        lesson = min((quad.subject for quad in lessons), key=str)
        place = next(g for g in documents if list(graph.store.quads_for_pattern(lesson, None, None, ox.NamedNode(g))))
        graph.store.add(ox.Quad(lesson, ox.NamedNode(WIJK.poleA), ox.Literal("x"), ox.NamedNode(place)))
        graph.publish()
    result = CliRunner().invoke(wijkgraaf, ["--library", str(settings.folder), "check"])
    wrong = [line for line in result.output.splitlines() if "wijk:poleA" in line]
    assert result.exit_code == 3
    assert len(wrong) == 1
    assert wrong[0].startswith("a.pdf, pagina 1: ‘Begin klein en blijf lang.’")
    assert "in: ‘Begin klein en blijf lang.’" in wrong[0]


RDF_TYPE = ox.NamedNode(RDF.type)
