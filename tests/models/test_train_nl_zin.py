"""Tests of which texts the sentence model compares with which."""

from collections.abc import Sequence

import numpy as np

from models.recipes.meanings import Matrix
from models.recipes.train_nl_zin import gather_texts

ANGLES = {"dog": 0.0, "puppy": 0.1, "no dog": 0.8, "hound": 0.2, "bus": 1.5, "coach": 1.4, "a": 0.5, "b": 0.6}


def teach(texts: Sequence[str]) -> Matrix:
    """A teacher that knows eight words by their angle."""
    return np.array([(np.cos(ANGLES[text]), np.sin(ANGLES[text])) for text in texts], dtype=np.float32)


def test_a_written_sentence_is_compared_with_its_family_first_and_others_with_what_is_near() -> None:
    written = [[("hond", "dog"), ("geen hond", "no dog")], [("bus", "bus")]]
    parts = [[("pup", "puppy"), ("jachthond", "hound")], [("touringcar", "coach")]]
    texts = gather_texts(written, parts, [("a", "a"), ("b", "b")], 2, teach)
    alike = {text: [texts.dutch[other] for other in kin] for text, kin in zip(texts.dutch, texts.kin, strict=True)}
    assert alike["hond"] == ["geen hond"]
    assert alike["bus"] == ["touringcar"]
    assert alike["jachthond"][0] == "pup"
    assert (alike["a"], alike["b"]) == (["b"], ["a"])
    assert [texts.dutch[kind.start] for kind in texts.kinds] == ["hond", "a", "pup"]
    assert sum(map(len, texts.kinds)) == len(texts.goals) == 8
