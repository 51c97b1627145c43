import pytest

from ontology.gazetteer import TABLES, load_gazetteer


def test_all_twelve_provinces() -> None:
    codes = {line.split(";")[0] for line in (TABLES / "provinces.csv").read_text().splitlines()[1:]}
    assert codes == {f"PV{number}" for number in range(20, 32)}


def test_the_municipalities_of_today() -> None:
    today = [one for one in load_gazetteer().municipalities.values() if not one.successor]
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
