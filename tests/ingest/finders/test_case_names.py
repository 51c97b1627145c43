import pytest

from ingest.finders.case_names import is_never_a_case, is_no_name, is_plain_word, other_names
from ingest.finders.names import Name, names
from tests.ingest.finders.reading import annotated


def said(name: str, *paragraphs: str) -> list[Name]:
    """The places where a name stands."""
    return [found for found in names(annotated(*paragraphs)) if found.text == name]


@pytest.mark.parametrize(
    ("name", "never"),
    [
        ("Lamstraalbuurt", True),
        ("Bomen- en Bloemenbuurt", True),
        ("Kerkstraat", True),
        ("Noordoost", True),
        ("Utrecht", True),
        ("Zon-coördinator", True),
        ("Buurman", False),
        ("Stadslab Kerkstraat", False),
        ("Schone Buurt", False),
    ],
)
def test_areas_bodies_and_functions_are_no_cases(name: str, never: bool) -> None:
    assert is_never_a_case(name, []) is never


def test_what_the_text_calls_a_wijk_or_a_corporation_is_no_case() -> None:
    text = "In de wijk Lamstraal bouwt corporatie Zonwonen. Toen begon De Tuin."
    assert is_never_a_case("Lamstraal", said("Lamstraal", text))
    assert is_never_a_case("Zonwonen", said("Zonwonen", text))
    assert not is_never_a_case("De Tuin", said("De Tuin", text))


def test_a_label_of_the_page_is_no_name() -> None:
    lines = ["Zwaluwnest", "Daar begon het.", "Zwaluwnest", "Toen was er niets.", "Zwaluwnest"]
    group = said("Zwaluwnest", *lines)
    assert len(group) == 3
    assert is_no_name("Zwaluwnest", group)
    assert not is_no_name("Zwaluwnest", [*group, *said("Zwaluwnest", "Wij begonnen Zwaluwnest in 2019.")])


def test_a_word_that_is_also_written_small_is_plain_unless_quoted() -> None:
    assert is_plain_word(said("Koers", "Ik zag Koers. De koers is goed."))
    assert not is_plain_word(said("Koers", "Ik zag ‘Koers’. De koers is goed."))


def test_a_case_is_known_under_one_of_its_names() -> None:
    text = "Toen kwam Lamstraal. Nu groeit Stichting Lamstraal. De Lamstraal-aanpak werkt. Ook Stichting Ede en Ede."
    assert other_names(names(annotated(text)), {}) == {
        "stichting lamstraal": "lamstraal",
        "lamstraal-aanpak": "lamstraal",
    }
    assert other_names(names(annotated(text)), {"lamstraal": "lam straal"})["lamstraal-aanpak"] == "lam straal"
