import pytest
from rdflib import RDF, Graph, URIRef

from ontology import iris
from ontology.gazetteer import TABLES, load_gazetteer
from ontology.terms import DCAT, DCTERMS


def test_all_twelve_provinces() -> None:
    codes = {line.split(";")[0] for line in (TABLES / "provinces.csv").read_text().splitlines()[1:]}
    assert codes == {f"PV{number}" for number in range(20, 32)}


def test_the_municipalities_of_today() -> None:
    today = [one for one in load_gazetteer().municipalities.values() if not one.successors]
    assert 342 <= len(today) < 360


@pytest.mark.parametrize(
    ("name", "level"),
    [("Utrecht", "province"), ("Den Haag", "municipality"), ("Giethoorn", "place"), ("Overvecht", "wijk")],
)
def test_levels(name: str, level: str) -> None:
    assert level in {place.level for place in load_gazetteer().places(name)}


def test_homonyms_are_all_given() -> None:
    assert len({place.municipality for place in load_gazetteer().places("Groenewoud")}) > 2


def test_longest_name_wins() -> None:
    assert load_gazetteer().longest_place(["Dijk", "en", "Waard", "heeft"]) == 3
    assert load_gazetteer().longest_place(["Vertrouwen"]) == 0


def test_bodies_by_name_and_abbreviation() -> None:
    body = load_gazetteer().body("Vereniging van Nederlandse Gemeenten")
    assert body is not None
    assert load_gazetteer().body("VNG") == body


def test_common_words_are_no_first_names() -> None:
    gazetteer = load_gazetteer()
    assert not {name.casefold() for name in gazetteer.first_names} & gazetteer.common_words


def test_each_table_tells_its_licence() -> None:
    readme = (TABLES / "README.md").read_text(encoding="utf-8")
    for table in [*TABLES.glob("*.csv"), *TABLES.glob("*.txt")]:
        assert f"`{table.name}`" in readme


def test_a_municipality_of_the_past_has_a_last_year_and_its_area_lies_in_those_of_today() -> None:
    municipalities = load_gazetteer().municipalities
    past = [one for one in municipalities.values() if one.last_year]
    assert len(past) > 1000
    assert {one.name for one in past if not one.successors} == {"Elten", "Tudderen"}, "in 1963 given back to Germany"
    today = {code for code, one in municipalities.items() if not one.last_year}
    assert {code for one in past for code in one.successors} <= today


def test_the_data_tell_of_each_table_whose_it_is() -> None:
    graph, readme = Graph().parse(TABLES / "tables.ttl"), (TABLES / "README.md").read_text(encoding="utf-8")
    described = set(graph.subjects(RDF.type, DCAT.Dataset))
    assert described == {URIRef(iris.table(name)) for name in ("provinces", "municipalities", "areas", "bodies")}
    for table in described:
        (file,) = graph.objects(table, DCTERMS.identifier)
        assert (TABLES / str(file)).exists()
        row = next(line for line in readme.splitlines() if f"`{file}`" in line)
        assert all(str(year) in row for year in graph.objects(table, DCTERMS.issued))
        assert list(graph.objects(table, DCTERMS.publisher))
        assert list(graph.objects(table, DCTERMS.license))


def test_an_acronym_of_a_body_is_known_as_written_only() -> None:
    assert load_gazetteer().body("KEI")
    assert not load_gazetteer().body("Kei")
