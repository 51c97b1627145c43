from pathlib import Path

import pytest

from corpus.covering import Covering, Hide, initials
from corpus.privacy import Privacy

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
    privacy.add(Hide.INITIALS, "Lies van der Hendriks")
    privacy.add(Hide.ROLE, "Lies van der Hendriks")
    assert set(privacy.find(TEXT, "a").values()) == {Hide.ROLE}


def test_a_rule_can_be_taken_back_but_who_was_forgotten_stays_forgotten(tmp_path: Path) -> None:
    privacy = Privacy(tmp_path)
    privacy.add(Hide.ROLE, "Lies van der Hendriks")
    assert (privacy.lift("Lies van der Hendriks"), privacy.lift("Lies van der Hendriks")) == (True, False)
    privacy.add(Hide.FORGET, "Lies van der Hendriks")
    privacy.add(Hide.ROLE, "Lies van der Hendriks")
    assert not privacy.lift("Lies van der Hendriks")
    assert set(privacy.find(TEXT, "a").values()) == {Hide.FORGET}


def test_everybody_in_a_document(tmp_path: Path) -> None:
    privacy = Privacy(tmp_path)
    privacy.add(Hide.INITIALS, document="a")
    people = ["Lies van der Hendriks"]
    assert "Lies" in privacy.find(TEXT, "a", lambda: people)
    assert privacy.find(TEXT, "b", lambda: people) == {}


@pytest.mark.parametrize(
    "written",
    ["ANJA DE VRIËS", "Anja\nde Vries", "Vries, Anja de (2012)", "De Vries, Anja", "anja-de-vries.pdf",
     "AnjaDeVries.pdf", "ANJA_DE_VRIES_2020.pdf", "anja.de.vries@buurt.nl", "https://buurt.nl/team/anja-de-vries"],
)  # fmt: skip
def test_a_full_name_is_found_however_it_is_written(tmp_path: Path, written: str) -> None:
    privacy = Privacy(tmp_path)
    privacy.add(Hide.FORGET, "Anja de Vries")
    covering = Covering(privacy.find(f"Dit is {written} hier."))
    covered = covering.address(written)
    assert len(covered) == len(written)
    assert not {"anja", "vries", "vriës"} & set(covered.casefold().replace("_", "-").split("-"))
    assert "nja" not in covered.casefold()


@pytest.mark.parametrize("part", ["Anja’s", "A. de Vries", "mevrouw De Vries", "a.devries@buurt.nl"])
def test_a_part_of_a_name_is_covered_beside_the_full_name(tmp_path: Path, part: str) -> None:
    privacy = Privacy(tmp_path)
    privacy.add(Hide.ROLE, "Anja de Vries")
    text = f"Anja de Vries komt. Daar is {part}."
    covered = Covering(privacy.find(text)).text(text)
    assert "nja" not in covered
    assert "ries" not in covered


def test_a_given_name_that_is_a_word_stays_a_word(tmp_path: Path) -> None:
    privacy = Privacy(tmp_path)
    privacy.add(Hide.ROLE, "Roos Mulder")
    text = "Roos Mulder plukt een roos bij de mulder."
    assert Covering(privacy.find(text)).text(text) == "████ ██████ plukt een roos bij de mulder."


def test_covering_keeps_offsets(tmp_path: Path) -> None:
    privacy = Privacy(tmp_path)
    privacy.add(Hide.FORGET, "Lies van der Hendriks")
    covered = Covering(privacy.find(TEXT)).text(TEXT)
    assert len(covered) == len(TEXT)
    assert "Lies" not in covered
    assert "Hendriks" not in covered
    assert covered.index("werkt hier") == TEXT.index("werkt hier")


@pytest.mark.parametrize(("name", "short"), [("Yara Benali", "Y.B."), ("Dennis ’t Hart", "D.t.H.")])
def test_initials(name: str, short: str) -> None:
    assert initials(name) == short


def test_a_name_within_a_word_stays() -> None:
    assert Covering({"Ans": Hide.FORGET}).text("Ans danst in Ansen.") == "███ danst in Ansen."
