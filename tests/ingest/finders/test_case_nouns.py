import pytest

from corpus.model import PlaceLevel, PlaceMention
from ingest.finders.case_nouns import by_noun
from ingest.finders.nouns import CASES, EVERYWHERE, singular_case
from tests.ingest.finders.reading import annotated


def names(*paragraphs: str, place: str | None = None) -> set[str]:
    """The names of the cases that nouns alone may be."""
    doc = annotated(*paragraphs)
    at = doc.text.find(place) if place else -1
    places = [] if place is None else [placed(at, place)]
    return {sighting.name for sighting in by_noun(doc, places)}


def placed(at: int, name: str) -> PlaceMention:
    return PlaceMention(
        start=at, end=at + len(name), text=name, confidence=1.0, finder="test", name=name, level=PlaceLevel.MUNICIPALITY
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Er kwam een buurtloket. Het buurtloket is elke dag open.", {"Buurtloket"}),
        ("Er kwamen buurtloketten. Zo'n loket? Eén buurtloket bleef.", {"Buurtloket"}),
        ("Er kwam een buurtloket.", set()),
        ("Er kwam een buurtloket. Zij hadden nog geen buurtloket.", set()),
        ("Er kwam een buurtloket. Buurtloket Samen is elke dag open.", set()),
        ("Er kwam een buurtloket. De Lamp, een klein buurtloket, is elke dag open.", set()),
        ("Er kwam een buurtloket. Buurtloket: 'De Lamp'.", set()),
        ("Er kwam een buurthuis. Het buurthuis is elke dag open.", set()),
        ("Er kwam een leerproject. Het leerproject duurt een jaar.", set()),
    ],
)
def test_a_noun_may_be_a_case_where_the_text_comes_back_to_it_and_gives_it_no_name(text: str, found: set[str]) -> None:
    assert names(text) == found


def test_once_is_enough_with_a_place_behind_it() -> None:
    assert names("In 2019 begon het buurtloket in de gemeente Ede.", place="Ede") == {"Buurtloket Ede"}


def test_all_its_forms_are_other_names() -> None:
    sightings = by_noun(annotated("Toen kwam het nieuwe buurtloket.", "De buurtloketten zijn open."), [])
    assert {alias for sighting in sightings for alias in sighting.aliases} == {
        "nieuwe buurtloket",
        "buurtloketten",
    }


def test_a_noun_of_cases_is_read_in_all_its_forms() -> None:
    assert {noun: singular_case(noun) for noun in CASES} == {noun: noun for noun in CASES}
    assert set(CASES) >= EVERYWHERE
