from pathlib import Path

import pytest

from corpus.privacy import Hide, Privacy, cover, initials

TEXT = "Lies van der Hendriks werkt hier. Van der Hendriks zwijgt, Lies lacht. L. van der Hendriks schrijft."


def test_the_file_and_the_log_do_not_hold_the_name(tmp_path: Path) -> None:
    Privacy(tmp_path).add(Hide.FORGET, "Lies van der Hendriks")
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"forget" in kept
    assert b"Lies" not in kept
    assert b"hendriks" not in kept.lower()


def test_a_rule_finds_the_name_however_it_is_written(tmp_path: Path) -> None:
    Privacy(tmp_path).add(Hide.INITIALS, "lies van der hendriks")
    found = Privacy(tmp_path).find(TEXT, "a")
    assert {"Lies van der Hendriks", "Van der Hendriks", "Lies", "L. van der Hendriks"} <= set(found)
    assert set(found.values()) == {Hide.INITIALS}


def test_a_part_of_a_name_is_nobody_where_the_full_name_is_not_given(tmp_path: Path) -> None:
    privacy = Privacy(tmp_path)
    privacy.add(Hide.FORGET, "Lies Hendriks")
    assert privacy.find("Lies lacht. De heer Hendriks zwijgt.", "a") == {}


def test_a_rule_can_hold_in_one_document(tmp_path: Path) -> None:
    privacy = Privacy(tmp_path)
    privacy.add(Hide.ROLE, "Lies van der Hendriks", document="a")
    assert privacy.find(TEXT, "a")
    assert not privacy.find(TEXT, "b")


def test_a_new_rule_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    privacy = Privacy(tmp_path)
    privacy.add(Hide.FORGET, "Lies van der Hendriks")
    privacy.add(Hide.ROLE, "Lies van der Hendriks")
    assert set(privacy.find(TEXT, "a").values()) == {Hide.ROLE}


def test_everybody_in_a_document(tmp_path: Path) -> None:
    privacy = Privacy(tmp_path)
    assert privacy.is_empty
    privacy.add(Hide.INITIALS, document="a")
    assert (privacy.everybody("a"), privacy.everybody("b")) == (Hide.INITIALS, None)


def test_covering_keeps_offsets(tmp_path: Path) -> None:
    privacy = Privacy(tmp_path)
    privacy.add(Hide.FORGET, "Lies van der Hendriks")
    covered = privacy.cover(TEXT, "a")
    assert len(covered) == len(TEXT)
    assert "Lies" not in covered
    assert "Hendriks" not in covered
    assert covered.index("werkt hier") == TEXT.index("werkt hier")


@pytest.mark.parametrize(("name", "short"), [("Yara Benali", "Y.B."), ("Dennis ’t Hart", "D.t.H.")])
def test_initials(name: str, short: str) -> None:
    assert initials(name) == short


def test_a_name_within_a_word_stays() -> None:
    assert cover("Ans danst.", ["Ans"]) == "███ danst."
