import pytest

from corpus.model import BlockRole
from ingest.finders.case_parts import parts_of
from ingest.finders.case_sightings import Sighting
from ingest.finders.case_surroundings import SPREAD, near_words, spread
from ingest.finders.cases import candidates
from ingest.finders.sentences import Sentence
from tests.ingest.finders.reading import annotated

NAMES = ("Samen Zuid", "De Tafel", "De Tuin")


def said_to_be_part(text: str) -> dict[str, str]:
    """Name of the part -> name of the whole, in a text that names NAMES."""
    named = {(text.index(name), text.index(name) + len(name)): name for name in NAMES if name in text}
    return {text[start:end]: whole for (start, end), whole in parts_of(annotated(text), named).items()}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("De Tafel is onderdeel van Samen Zuid.", {"De Tafel": "Samen Zuid"}),
        ("Ook De Tafel, een van de projecten van het programma Samen Zuid, begon klein.", {"De Tafel": "Samen Zuid"}),
        ("De Tuin maakt sinds 2019 deel uit van Samen Zuid.", {"De Tuin": "Samen Zuid"}),
        ("De Tuin valt onder Samen Zuid.", {"De Tuin": "Samen Zuid"}),
        ("Samen Zuid bestaat uit De Tafel en De Tuin.", {"De Tafel": "Samen Zuid", "De Tuin": "Samen Zuid"}),
        ("De Tafel is geen onderdeel van Samen Zuid.", {}),
        ("De Tafel werkt met Samen Zuid.", {}),
        ("De Tafel is onderdeel van de wijk. Samen Zuid ook.", {}),
    ],
)
def test_a_part_is_a_part_only_where_the_text_says_so(text: str, parts: dict[str, str]) -> None:
    assert said_to_be_part(text) == parts


def test_a_longer_name_is_not_part_of_the_one_inside_it() -> None:
    text = "De Tafel Samen Zuid is onderdeel van De Tuin."
    named = {(0, 19): "De Tafel Samen Zuid", (9, 19): "Samen Zuid", (37, 44): "De Tuin"}
    assert parts_of(annotated(text), named) == {(0, 19): "De Tuin"}


def sighting(text: str, name: str, block: int = 0, role: BlockRole = BlockRole.PARAGRAPH) -> Sighting:
    sentence = Sentence(100 * block, 100 * block + len(text), text, role, block, (), True, True)
    start = 100 * block + text.index(name)
    return Sighting(start, start + len(name), name, (), None, "named", sentence)


def test_spread_counts_places_once_and_knows_notes() -> None:
    once = sighting("In de noot staat De Tuin.", "De Tuin", role=BlockRole.NOTE)
    told = dict(zip(SPREAD, spread("De Tuin", [once, once], 1000, 20), strict=True))
    assert told["places, share of the sentences"] == 1.0
    assert told["in notes only"]
    assert not told["in two blocks"]
    twice = [once, sighting("De Tuin bloeit.", "De Tuin", block=3)]
    told = dict(zip(SPREAD, spread("De Tuin", twice, 1000, 20), strict=True))
    assert told["in two blocks"]
    assert not told["in notes only"]


def test_words_next_to_a_name_are_shares_of_its_places() -> None:
    words = near_words(
        [sighting("In De Tuin werkt Ali.", "De Tuin"), sighting("De Tuin werkt goed.", "De Tuin", block=1)]
    )
    assert words["after werkt"] == 1.0
    assert words["before in"] == 0.5


def test_a_name_alone_is_the_one_with_its_noun_unless_it_is_a_place() -> None:
    text = "Toen kwam Wijkbedrijf Lamstraal. Nu groeit Lamstraal. Ook Wijkteam Utrecht groeit, net als Utrecht."
    names = {candidate.name for candidate in candidates(annotated(text), [])}
    assert "Wijkbedrijf Lamstraal" in names
    assert "Lamstraal" not in names
    assert {"Wijkteam Utrecht", "Utrecht"} <= names
