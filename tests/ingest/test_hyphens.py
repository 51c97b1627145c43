import pytest

from ingest.hyphens import Hyphenation
from ingest.printed import Line, PrintedWord, Style, line_of


def lines(*texts: str) -> list[Line]:
    return [line_of([PrintedWord(w, 0, 0, 9, 9, Style(10.0)) for w in text.split()]) for text in texts]


@pytest.mark.parametrize(
    ("before", "after", "real"),
    [
        ("leef-", "en", True),
        ("Kruiden-", "en", True),
        ("win-", "win", True),
        ("Win-win-", "win", True),
        ("MKB-", "er", True),
        ("Noord-", "Brabant", True),
        ("top-", "down", True),
        ("zee-", "eend", True),
        ("niet-", "westers", True),
        ("jaren-", "30", True),
        ("bewoners-", "initiatief", False),
        ("gebieds-", "gericht", False),
        ("samen-", "werking", False),
        ("muse-", "um", False),
        ("ont\u00ad", "moeting", False),
        ("en-", "ergie", False),
    ],
)
def test_hyphens_at_line_ends(before: str, after: str, real: bool) -> None:
    assert Hyphenation([]).is_real(before, after) is real


def test_the_document_itself_decides_first() -> None:
    written = lines("De sociaal-economische kant en de zeeegel", "is bekend.")
    assert Hyphenation(written).is_real("sociaal-", "economische")
    assert not Hyphenation(written).is_real("zee-", "egel")
    assert not Hyphenation(lines("een wijkaanpak zonder eind")).is_real("wijk-", "aanpak")
    assert Hyphenation(lines("een wijk-aanpak zonder eind")).is_real("wijk-", "aanpak")
