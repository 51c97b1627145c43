"""Tests of English texts put into Dutch word by word."""

import random

from models.recipes.word_by_word import translate

DICTIONARY = {"the": {"de": 1.0}, "dog": {"hond": 1.0}, "run": {"rennen": 1.0}, "child": {"kind": 1.0, "kleuter": 1.0}}
BASES = {"ran": "run", "children": "child"}


def put(text: str, seed: int = 1) -> str:
    return translate(text, DICTIONARY, BASES, random.Random(seed))


def test_an_inflected_form_is_translated_through_its_base() -> None:
    assert put("The dogs ran") == "de hond rennen"
    assert put("running dogs") == "rennen hond"


def test_every_translation_of_a_word_is_drawn_sometimes() -> None:
    assert {put("the children", seed) for seed in range(20)} == {"de kind", "de kleuter"}


def test_a_text_of_which_too_little_is_known_is_left_out() -> None:
    assert put("the quick brown fox") == ""


def test_numbers_stay() -> None:
    assert put("the 3 dogs") == "de 3 hond"
