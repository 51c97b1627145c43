"""What the graph says of one case."""

from pathlib import Path

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS

from app.web.facts.cases import read_case
from kg.graph import GraphStore
from kg.triples import Triple
from ontology import iris
from ontology.terms import WIJK

TABLE, SOUTH, GARDEN = (URIRef(iris.case(name, "zwolle")) for name in ("de-tafel", "samen-zuid", "de-tuin"))


def test_a_case_names_its_whole_and_its_parts(tmp_path: Path) -> None:
    named = {TABLE: "De Tafel", SOUTH: "Samen Zuid", GARDEN: "De Tuin"}
    said: list[Triple] = [(case, RDFS.label, Literal(name)) for case, name in named.items()]
    said += [(case, RDF.type, URIRef(WIJK.Case)) for case in named]
    said += [(TABLE, DCTERMS.isPartOf, SOUTH), (GARDEN, DCTERMS.isPartOf, SOUTH)]
    with GraphStore(tmp_path) as graph:
        graph.replace(iris.document("a" * 64), "1", said)
        whole, part = read_case(graph, str(SOUTH)), read_case(graph, str(TABLE))
    assert whole is not None
    assert part is not None
    assert [case.label for case in whole.parts] == ["De Tafel", "De Tuin"]
    assert whole.wholes == ()
    assert [(case.label, case.address) for case in part.wholes] == [("Samen Zuid", whole.address)]
    assert part.parts == ()
