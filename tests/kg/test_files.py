import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import networkx
import pyoxigraph as ox
import pytest

from kg.entities import merge_mentions
from kg.files import DATASET_FORMATS, GRAPH_FORMATS, MERGED_FORMATS, document_quads, write_graph
from kg.graph import GraphStore
from kg.network import make_network, write_network
from kg.statements import document_statements
from kg.tables import write_tables
from ontology import iris
from ontology.terms import SCHEMA
from tests.kg.documents import gouda, zwolle, zwolle_later


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with GraphStore(tmp_path_factory.mktemp("library")) as graph:
        for document, passages, mentions in (zwolle(), zwolle_later(), gouda()):
            triples = document_statements(document, passages, merge_mentions(document, mentions))
            graph.replace(iris.document(document.sha256), document.sha256[:6], triples)
        yield graph


def written(graph: GraphStore, form: str) -> bytes:
    out = io.BytesIO()
    write_graph(graph, form, out)
    return out.getvalue()


@pytest.mark.parametrize("form", DATASET_FORMATS)
def test_an_export_in_an_empty_store_gives_the_same_graph(graph: GraphStore, tmp_path: Path, form: str) -> None:
    path = tmp_path / "export"
    path.write_bytes(written(graph, form))
    with GraphStore(tmp_path / "library") as other:
        other.restore(path, DATASET_FORMATS[form])
        assert set(other.store) == set(graph.store)
        assert other.digests() == graph.digests()
        assert written(other, form) == path.read_bytes()


@pytest.mark.parametrize("form", MERGED_FORMATS)
def test_a_merged_export_has_every_statement_once(graph: GraphStore, form: str) -> None:
    read = [quad.triple for quad in ox.parse(written(graph, form), format=MERGED_FORMATS[form])]
    assert len(read) == len(set(read))
    assert set(read) == {quad.triple for quad in document_quads(graph)}


def test_restoring_replaces_what_was_there(graph: GraphStore, tmp_path: Path) -> None:
    path = tmp_path / "export"
    path.write_bytes(written(graph, "trig"))
    with GraphStore(tmp_path / "library") as other:
        for _ in range(2):
            other.restore(path, ox.RdfFormat.TRIG)
        assert set(other.store) == set(graph.store)


@pytest.mark.parametrize("form", GRAPH_FORMATS)
def test_equal_graphs_give_equal_files(graph: GraphStore, form: str) -> None:
    assert written(graph, form) == written(graph, form)


def test_json_ld_is_short_and_has_a_context(graph: GraphStore) -> None:
    read = json.loads(written(graph, "jsonld"))
    assert read["@context"]["wijk"] == iris.ONTOLOGY
    (lesson,) = [
        node
        for part in read["@graph"]
        for node in part["@graph"]
        if node.get("@type") == ["wijk:Lesson"] and node["wijk:weight"] == {"@id": "wijk:evaluated"}
    ]
    assert lesson["wijk:explicit"] is True
    assert lesson["rdfs:label"] == {"@language": "nl", "@value": "Betaal vrijwilligers voor wat zij doen."}


def test_what_is_left_out_is_left_out(graph: GraphStore) -> None:
    out = io.BytesIO()
    write_graph(graph, "nquads", out, without=[str(SCHEMA.text)])
    assert str(SCHEMA.text) not in out.getvalue().decode()
    assert str(SCHEMA.text) in written(graph, "nquads").decode()


def test_tables_have_their_columns_and_rows(graph: GraphStore, tmp_path: Path) -> None:
    files = {path.stem: path for path in write_tables(graph, tmp_path)}
    names = "actors cases documents evidence facts lessons named_with places quotations tensions"
    assert sorted(files) == names.split()
    with files["facts"].open(encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    assert [(row["value"], row["document"], row["page"]) for row in facts] == [
        ("9.800", "zwolle.pdf", "1"),
        ("10.200", "zwolle-later.pdf", "1"),
    ]
    with files["tensions"].open(encoding="utf-8", newline="") as file:
        assert {(row["pole_a"], row["pole_b"]) for row in csv.DictReader(file)} == {
            ("snelheid", "rust"),
            ("regie", "ruimte"),
        }
    for path in files.values():
        assert len(path.read_text(encoding="utf-8").splitlines()) > 1, path.name


def test_the_network_links_actors_cases_and_what_was_learned(graph: GraphStore) -> None:
    network = make_network(graph)
    kinds = networkx.get_node_attributes(network, "kind")
    assert set(kinds.values()) == {"case", "actor", "lesson", "tension", "place"}
    links = {data["link"] for _, _, data in network.edges(data=True)}
    assert links == {"namedWith", "learnedIn", "feltIn", "addresses", "spatial", "memberOf", "heldBy", "saidBy"}


def test_networks_are_written_in_both_formats(graph: GraphStore, tmp_path: Path) -> None:
    network = make_network(graph)
    for form, read in (("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)):
        write_network(graph, form, tmp_path / form)
        again = read(tmp_path / form)
        assert set(again.nodes) == set(network.nodes)
        assert again.number_of_edges() == network.number_of_edges()
