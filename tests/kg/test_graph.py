import os
import signal
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Literal, URIRef

from corpus.errors import LibraryBusy, LibraryMissing
from kg.entities import merge_mentions
from kg.graph import GraphStore
from kg.statements import document_statements
from kg.triples import Triple
from ontology import iris
from ontology.terms import DCTERMS, RDFS, WIJK
from tests.kg.documents import zwolle

SHA = {name: name * 64 for name in "abc"}


def statements(name: str, label: str) -> list[Triple]:
    document = URIRef(iris.document(SHA[name]))
    return [(document, DCTERMS.identifier, Literal(f"sha256:{SHA[name]}")), (document, RDFS.label, Literal(label))]


def labels(graph: GraphStore) -> list[str]:
    found = graph.query("SELECT ?label { ?d dcterms:identifier ?i ; rdfs:label ?label } ORDER BY ?label")
    assert isinstance(found, ox.QuerySolutions)
    return [row["label"].value for row in found]


def lines_per_digest(graph: GraphStore) -> dict[str, str]:
    found = graph.query(
        "SELECT ?label (COUNT(*) AS ?n) { GRAPH ?g { ?s rdfs:label ?label } FILTER(STRSTARTS(STR(?s), 'urn:')) } "
        "GROUP BY ?label"
    )
    assert isinstance(found, ox.QuerySolutions)
    return {row["label"].value: row["n"].value for row in found}


def test_the_fingerprint_follows_the_records_and_not_the_order(tmp_path: Path) -> None:
    found = []
    for folder, digests in enumerate(({"a": "1", "b": "2"}, {"b": "2", "a": "1"}, {"a": "1", "b": "3"}, {"a": "1"})):
        with GraphStore(tmp_path / str(folder)) as graph:
            for name, digest in digests.items():
                graph.replace(iris.document(SHA[name]), digest, statements(name, name))
            found.append(graph.fingerprint())
    assert found[0] == found[1]
    assert len(set(found)) == 3


def test_replacing_a_document_leaves_nothing_of_the_old(tmp_path: Path) -> None:
    with GraphStore(tmp_path) as graph:
        graph.replace(iris.document(SHA["a"]), "1", statements("a", "oud"))
        graph.replace(iris.document(SHA["b"]), "1", statements("b", "ander"))
        graph.replace(iris.document(SHA["a"]), "2", statements("a", "nieuw"))
        assert labels(graph) == ["ander", "nieuw"]
        assert graph.digests() == {SHA["a"]: "2", SHA["b"]: "1"}
        graph.remove(iris.document(SHA["b"]))
        assert graph.documents() == [iris.document(SHA["a"])]


def test_a_reader_sees_what_was_published_while_another_writes(tmp_path: Path) -> None:
    with GraphStore(tmp_path) as writer:
        writer.replace(iris.document(SHA["a"]), "1", statements("a", "eerste"))
        writer.publish()
        with GraphStore(tmp_path, read_only=True) as reader:
            writer.replace(iris.document(SHA["a"]), "2", statements("a", "tweede"))
            for _ in range(3):
                writer.publish()
            assert labels(reader) == ["eerste"]
    with GraphStore(tmp_path, read_only=True) as reader:
        assert labels(reader) == ["tweede"]


def test_nothing_to_read_and_two_writers_are_named_errors(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing):
        GraphStore(tmp_path, read_only=True)
    with GraphStore(tmp_path), pytest.raises(LibraryBusy):
        GraphStore(tmp_path)


def test_a_killed_writer_leaves_whole_documents_only(tmp_path: Path) -> None:
    script = f"""
import sys
from pathlib import Path
from rdflib import Literal, URIRef
from kg.entities import merge_mentions
from kg.graph import GraphStore
from kg.statements import document_statements
from ontology import iris
from ontology.terms import DCTERMS, RDFS
graph = GraphStore(Path({str(tmp_path)!r}))
document = URIRef(iris.document("a" * 64))
sys.stdout.write("ready\\n"); sys.stdout.flush()
for digest in range(10_000):
    lines = [(URIRef(f"urn:{{n}}"), RDFS.label, Literal(f"{{digest}}")) for n in range(300)]
    graph.replace(str(document), str(digest), [(document, DCTERMS.identifier, Literal("sha256:" + "a" * 64)), *lines])
    if digest % 10 == 0:
        graph.publish()
"""
    root = Path(__file__).parents[2]
    for delay in (0.05, 0.2, 0.35):
        command, folders = [sys.executable, "-c", script], os.environ | {"PYTHONPATH": str(root)}
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root, env=folders) as process:
            assert process.stdout is not None
            process.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(delay)
            process.send_signal(signal.SIGKILL)
        with GraphStore(tmp_path) as graph:
            counts = lines_per_digest(graph)
            assert list(counts.items()) == [(digest, "300") for digest in graph.digests().values()]
        with GraphStore(tmp_path, read_only=True) as graph:
            assert list(graph.digests().values()) == list(counts)


def test_what_was_not_published_before_a_crash_is_published_later(tmp_path: Path) -> None:
    graph = GraphStore(tmp_path)
    graph.replace(iris.document(SHA["a"]), "1", statements("a", "eerste"))
    del graph.store
    with GraphStore(tmp_path):
        pass
    with GraphStore(tmp_path, read_only=True) as reader:
        assert labels(reader) == ["eerste"]


def test_opening_without_changes_publishes_nothing(tmp_path: Path) -> None:
    with GraphStore(tmp_path) as graph:
        graph.replace(iris.document(SHA["a"]), "1", statements("a", "eerste"))
    before = sorted(path.name for path in tmp_path.iterdir())
    with GraphStore(tmp_path):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "'''",
        '"""',
        "\\",
        "\\u0041",
        "a\nb\r\tc",
        "…‘’“”\u00ad\u2010",
        "\U0001f3d8",
        "{}<>?$#;",
        "\x01\x7f",
        '\\\n"',
    ],
)
def test_every_text_comes_back_as_it_went_in(tmp_path: Path, text: str) -> None:
    with GraphStore(tmp_path) as graph:
        graph.replace(iris.document(SHA["a"]), "1", statements("a", text))
        assert labels(graph) == [text]


def test_the_ontology_is_loaded_in_its_own_graph(tmp_path: Path) -> None:
    with GraphStore(tmp_path) as graph:
        found = graph.store.query(
            f"ASK {{ GRAPH <{iris.ONTOLOGY_GRAPH}> {{ ?s a <http://www.w3.org/2002/07/owl#Ontology> }} }}"
        )
        assert found
        assert graph.documents() == []


def test_rdflib_reads_the_same_graph(tmp_path: Path) -> None:
    with GraphStore(tmp_path) as graph:
        graph.replace(iris.document(SHA["a"]), "1", statements("a", "eerste"))
        dataset = graph.dataset()
        assert str(dataset.value(URIRef(iris.document(SHA["a"])), WIJK.recordsDigest)) == "1"


def test_the_store_gives_back_exactly_what_went_in(tmp_path: Path) -> None:
    document, passages, mentions = zwolle()
    triples = document_statements(document, passages, merge_mentions(document, mentions))
    iri = iris.document(document.sha256)
    with GraphStore(tmp_path) as graph:
        graph.replace(iri, "1", triples)
        assert set(graph.triples(iri)) == {*triples, (URIRef(iri), WIJK.recordsDigest, Literal("1"))}


def test_what_two_documents_say_counts_once_until_both_are_gone(tmp_path: Path) -> None:
    case = (URIRef(iris.case("wijkzaak")), RDFS.label, Literal("Wijkzaak"))
    with GraphStore(tmp_path) as graph:

        def cases() -> list[str]:
            found = graph.query(f"SELECT ?label {{ <{case[0]}> rdfs:label ?label }}")
            assert isinstance(found, ox.QuerySolutions)
            return [row["label"].value for row in found]

        graph.replace(iris.document(SHA["a"]), "1", [case, *statements("a", "eerste")])
        graph.replace(iris.document(SHA["b"]), "1", [case, *statements("b", "tweede")])
        assert cases() == ["Wijkzaak"]
        graph.replace(iris.document(SHA["a"]), "2", statements("a", "nieuw"))
        assert cases() == ["Wijkzaak"]
        assert labels(graph) == ["nieuw", "tweede"]
        graph.remove(iris.document(SHA["b"]))
        assert cases() == []
        graph.remove(iris.document(SHA["a"]))
        # What is left are the vocabularies, in their graphs and merged.
        quads = set(graph.store)
        merged = {quad.triple for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)}
        named = {quad.triple for quad in quads if not isinstance(quad.graph_name, ox.DefaultGraph)}
        marks = {triple for triple in named if triple.predicate.value == str(WIJK.recordsDigest)}
        assert merged == named - marks
