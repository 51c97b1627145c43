"""Tests of what the sentence model is graded on."""

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers

from models.recipes.student import Lessons, Texts, Tokens, find_families, find_neighbours, put_in_order

TEXTS = ("hond", "kat", "poes", "auto", "fiets", "trein")
GOALS = np.array([[1, 0], [0.9, 0.1], [0.8, 0.2], [0, 1], [0.1, 0.9], [0.2, 0.8]], dtype=np.float32)
GOALS = GOALS / np.linalg.norm(GOALS, axis=1, keepdims=True)
KIN = find_neighbours(GOALS, 2)
GRADED = [("hond", "kat", 0.9), ("hond", "auto", 0.1)]


@pytest.fixture
def lessons() -> Lessons:
    """Three animals and three vehicles, each a word of its own."""
    tokenizer = Tokenizer(models.WordLevel({text: number for number, text in enumerate(TEXTS)}, unk_token="hond"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    return Lessons(tokenizer, Texts(TEXTS, GOALS, KIN, (range(3), range(3, 6))), (TEXTS, GOALS), GRADED)


def known(tokens: Tokens) -> torch.Tensor:
    """A model that has learnt everything."""
    return torch.from_numpy(GOALS[[row[0] for row in tokens]])


def confused(tokens: Tokens) -> torch.Tensor:
    """A model that knows another word for every word."""
    return torch.from_numpy(GOALS[[row[0] * 2 % 6 for row in tokens]])


def test_a_text_is_no_neighbour_of_itself() -> None:
    assert sorted(KIN[0]) == [1, 2]


def test_a_family_does_not_reach_into_the_next() -> None:
    assert find_families(0, [2, 3]) == [[1], [0], [3, 4], [2, 4], [2, 3]]


def test_a_model_that_knows_all_is_told_less_than_a_confused_one(lessons: Lessons) -> None:
    assert lessons.compare(known, (1, 1), 3) < lessons.compare(confused, (1, 1), 3)
    assert lessons.rank(known, [0, 1]) < lessons.rank(confused, [0, 1])


def test_pairs_of_nearly_the_same_grade_may_stand_in_any_order() -> None:
    near, grades = torch.tensor([5.0, 1.0]), torch.tensor([0.5, 0.52])
    assert put_in_order(near, grades, 0.05) == 0
    assert put_in_order(near, grades) > 3
