"""Tests of the base forms that an inflected word may have."""

import pytest

from models.recipes.endings import base_forms


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("initiatieven", "initiatief"),
        ("achterstanden", "achterstand"),
        ("violen", "viool"),
        ("witte", "wit"),
        ("integrale", "integraal"),
        ("bredere", "breed"),
        ("zinnetjes", "zin"),
        ("evalueert", "evalueren"),
        ("sloopt", "slopen"),
        ("geveegd", "vegen"),
        ("geschild", "schillen"),
        ("toenemende", "toenemen"),
        ("adviseerden", "adviseren"),
    ],
)
def test_a_form_leads_to_its_base(word: str, base: str) -> None:
    assert base in list(base_forms(word))


def test_a_word_is_not_cut_where_no_ending_is() -> None:
    assert "huis" not in list(base_forms("huiskamer"))
