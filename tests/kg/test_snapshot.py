import hashlib
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from kg.entities import merge_mentions
from kg.graph import GraphStore
from kg.snapshot import Edition, write_snapshot
from kg.statements import document_statements
from ontology import iris
from ontology.terms import DCAT, RDF
from tests.kg.documents import zwolle

EDITION = Edition(
    title='Lessen uit "de wijk"',
    version="2026.1",
    date="2026-11-21",
    software={"wijkgraaf": "0.1.0"},
    authors=("Een naam",),
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    document, passages, mentions = zwolle()
    triples = document_statements(document, passages, merge_mentions(document, mentions))
    with GraphStore(tmp_path_factory.mktemp("library")) as graph:
        graph.replace(iris.document(document.sha256), "1", triples)
        folder = tmp_path_factory.mktemp("snapshot")
        return write_snapshot(graph, folder / "a", EDITION), write_snapshot(graph, folder / "b", EDITION)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_equal_graphs_give_equal_snapshots(folders: tuple[Path, Path]) -> None:
    assert files(folders[0]) == files(folders[1])


def test_every_file_has_its_checksum(folders: tuple[Path, Path]) -> None:
    found = files(folders[0])
    lines = set(found.pop("SHA256SUMS").decode().splitlines())
    assert lines == {f"{hashlib.sha256(content).hexdigest()}  {name}" for name, content in found.items()}


def test_the_texts_of_others_are_left_out_and_the_proof_is_there(folders: tuple[Path, Path]) -> None:
    data = (folders[0] / "data.trig").read_text(encoding="utf-8")
    assert "schema:text " not in data
    assert 'oa:exact "Begin klein en luister eerst een half jaar."' in data


def test_the_data_loads_again(folders: tuple[Path, Path]) -> None:
    store = ox.Store()
    store.load(path=str(folders[0] / "data.trig"))
    assert len(store) > 400


def test_descriptions_name_every_table_and_file(folders: tuple[Path, Path]) -> None:
    package = json.loads((folders[0] / "datapackage.json").read_text(encoding="utf-8"))
    assert {resource["path"] for resource in package["resources"]} == {
        name for name in files(folders[0]) if name.startswith("tables/")
    }
    catalogue = Graph().parse(folders[0] / "dcat.ttl")
    assert len(list(catalogue.subjects(RDF.type, DCAT.Distribution))) == len(
        [
            name
            for name in files(folders[0])
            if name.endswith((".csv", ".trig", ".ttl", ".jsonld")) and name != "dcat.ttl"
        ]
    )


def test_the_citation_quotes_what_needs_it(folders: tuple[Path, Path]) -> None:
    lines = (folders[0] / "CITATION.cff").read_text(encoding="utf-8").splitlines()
    assert 'title: "Lessen uit \\"de wijk\\""' in lines
    assert '  - name: "Een naam"' in lines
    assert "date-released: 2026-11-21" in lines


def test_the_snapshot_has_the_fingerprint_by_which_it_is_cited(folders: tuple[Path, Path]) -> None:
    versions = json.loads((folders[0] / "versions.json").read_text(encoding="utf-8"))
    assert len(versions["fingerprint"]) == 12
    assert (folders[0] / "vocabularies" / "tables.ttl").exists()
