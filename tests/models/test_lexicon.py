import csv
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
with (ROOT / "models" / "data" / "lexicon.csv").open(encoding="utf-8", newline="") as file:
    READER = csv.DictReader(file)
    ROWS = list(READER)
COLUMNS = READER.fieldnames


def _synonyms(row: dict[str, str]) -> list[str]:
    return row["synonyms"].split(" | ") if row["synonyms"] else []


def test_the_columns_are_what_the_training_recipe_reads() -> None:
    assert COLUMNS == ["term", "english", "synonyms", "topic"]


def test_it_is_large_enough_to_teach_a_model_the_field() -> None:
    assert len(ROWS) >= 1500
    assert sum(len(_synonyms(row)) for row in ROWS) >= 2500
    assert sum(" " in row["term"] for row in ROWS) >= 300


def test_no_term_stands_twice() -> None:
    assert [term for term, count in Counter(row["term"].casefold() for row in ROWS).items() if count > 1] == []


def test_every_row_is_filled_and_trimmed() -> None:
    for row in ROWS:
        assert row["term"] and row["english"] and row["topic"], row
        cells = [row["term"], row["english"], row["topic"], *_synonyms(row)]
        assert all(cell and cell == " ".join(cell.split()) and "|" not in cell for cell in cells), row


def test_no_row_repeats_its_term_or_a_synonym() -> None:
    for row in ROWS:
        names = [name.casefold() for name in (row["term"], *_synonyms(row))]
        assert len(names) == len(set(names)), row


def test_glosses_are_short_enough_to_carry_one_sense() -> None:
    assert [row["term"] for row in ROWS if len(row["english"].split()) > 14] == []


def test_every_topic_has_enough_terms_to_be_one() -> None:
    assert min(Counter(row["topic"] for row in ROWS).values()) >= 15


@pytest.mark.parametrize(
    ("term", "english", "synonym"),
    [
        ("wijkteam", "team", "buurtteam"),
        ("schulden", "debts", "geldzorgen"),
        ("van het kastje naar de muur", "pillar to post", "van loket naar loket"),
        ("lange adem", "stamina", "doorzetten"),
    ],
)
def test_what_people_say_leads_to_the_term_of_the_field(term: str, english: str, synonym: str) -> None:
    (row,) = (row for row in ROWS if row["term"] == term)
    assert english in row["english"]
    assert synonym in _synonyms(row)
