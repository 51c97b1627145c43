import pytest

from ingest.prints import Print, find_pages, find_stretches

TWO_COLUMNS = Print.of_lines(
    ["De wijk is van", "iedereen die er", "Kop boven kolom twee", "woont, ook van de", "Noord-", "Zuidlijn."]
)


@pytest.mark.parametrize(
    "quote",
    ["De wijk is van iedereen", "die er woont, ook", "van de Noord-Zuidlijn.", "van de NoordZuidlijn.", "kolom  twee"],
)
def test_what_is_printed_is_found_over_lines_and_columns(quote: str) -> None:
    assert find_pages(quote, [TWO_COLUMNS]) == [0]


@pytest.mark.parametrize(
    "quote",
    [
        "De wijk was van iedereen",
        "De wijk van iedereen",  # a word left out within a line
        "iedereen woont, ook",  # the end of a line left out
        "De wijk-is van",  # a hyphen that is not there
        "",
    ],
)
def test_what_is_not_printed_is_not_found(quote: str) -> None:
    assert find_pages(quote, [TWO_COLUMNS]) == []


def test_a_hyphen_within_a_line_belongs_to_the_word() -> None:
    page = Print.of_lines(["een win-win voor"])
    assert find_pages("win-win voor", [page]) == [0]
    assert find_pages("winwin voor", [page]) == []


def test_a_quote_goes_on_over_the_foot_and_head_of_pages() -> None:
    pages = [Print.of_lines(["Zij zei dat het", "3"]), Print.of_lines(["Een lopende kop", "wel meeviel."])]
    assert find_pages("Zij zei dat het wel meeviel.", pages) == [0, 1]
    assert [stretch.letters for stretch in find_stretches("het wel meeviel.", pages)] == [3, 11]


def test_ligatures_and_curled_accents_are_one_way_of_writing() -> None:
    assert find_pages("de fiets van café", [Print.of_lines(["de \ufb01ets van cafe\u0301"])]) == [0]
