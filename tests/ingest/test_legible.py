import pytest

from ingest.legible import detect_language, is_garbled

DUTCH = (
    "De buurt heeft een eigen kas waar elke week door bewoners wordt gewerkt, en wie meedoet krijgt een deel. "
    "Het plan is bedacht door een moeder die zag dat haar kinderen geen idee hadden waar een tomaat vandaan komt. "
)
ENGLISH = "The greenhouse is run by residents who share the harvest, and the plan was made by a mother of three. "
GERMAN = (
    "Das Gewächshaus wird von den Bewohnern betrieben, und der Plan kam von einer Mutter, die nicht warten wollte. "
)
TURKISH = (
    "Mahallenin kendi serası var ve her hafta komşular orada birlikte çalışıyor, sonra da ürünleri paylaşıyorlar. "
)


def shifted(text: str, places: int) -> str:
    """The letters coded some places further, as with a font whose character table is lost."""
    return "".join(chr((ord(c) - 97 + places) % 26 + 97) if "a" <= c <= "z" else c for c in text.lower())


@pytest.mark.parametrize("places", [1, 3, 5, 12, 17, 25])
def test_shifted_letters_are_garbled(places: int) -> None:
    assert is_garbled(shifted(DUTCH * 2, places))


@pytest.mark.parametrize("text", [DUTCH * 2, ENGLISH * 3, GERMAN * 3, TURKISH * 4, DUTCH.upper() * 2])
def test_languages_are_not(text: str) -> None:
    assert not is_garbled(text)


def test_characters_without_a_meaning_and_too_little_text() -> None:
    assert is_garbled("(cid:12)(cid:7)(cid:80)(cid:3) (cid:44)")
    assert is_garbled("De wijk en de straat", unreadable=30)
    assert not is_garbled(shifted("Kort en goed", 1))


@pytest.mark.parametrize(
    ("text", "language"), [(DUTCH, "nl"), (ENGLISH * 2, "en"), (GERMAN * 2, "de"), ("Hello", "nl")]
)
def test_languages_are_told_apart(text: str, language: str) -> None:
    assert detect_language(text) == language
