"""Tests of models.recipes.readings: what a reader marked stands literally in texts of our own."""

from pathlib import Path

import pytest

from models.recipes.readings import READINGS, marked_rows, read_account_readings, read_name_readings


def test_rows_say_where_they_stand(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"lesson": "Kom terug.", "explicit": false}\n', encoding="utf-8")
    (row,) = marked_rows(file, "Wees er. Kom terug.")["lessons"]
    assert (row["start"], row["end"]) == (9, 19)


def test_what_is_not_in_the_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"lesson": "Ga weg.", "explicit": false}\n', encoding="utf-8")
    with pytest.raises(ValueError):
        marked_rows(file, "Kom terug.")


def test_every_account_and_text_of_the_corpus_of_names_was_read() -> None:
    for folder, found in (("accounts", read_account_readings()), ("names", read_name_readings())):
        golds = list(found)
        assert {gold.name for gold in golds} == {file.stem for file in (READINGS / folder).glob("*.jsonl")}
        for row in (row for gold in golds for row in gold.rows["tensions"]):
            assert row["pole_a"] in row["tension"] and row["pole_b"] in row["tension"], row["tension"]
