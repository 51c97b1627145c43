"""Tests of what Dutch words mean to the sentence model, with a teacher of two words."""

from collections.abc import Sequence

import numpy as np

from corpus.vectors import Vectors
from models.recipes.glosses import Term, align_words
from models.recipes.meanings import Matrix, Meanings, term_glosses

AXES = {"debt": 0, "help": 1, "house": 2}


def teach(texts: Sequence[str]) -> Matrix:
    """Each known English word is an axis."""
    rows = np.zeros((len(texts), 3), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        row[[AXES[word] for word in text.split() if word in AXES]] = 1
    return rows


def meanings() -> Meanings:
    """Two dictionary words and one term of the field."""
    lexicon = term_glosses([Term("schuldhulp", "debt help", ("geldhulp",), "armoede")])
    return Meanings(lexicon, [{"schuld": {"debt": 1.0}, "huis": {"house": 1.0}}], {"huizen": ["huis"]}, teach)


def find(known: Meanings, word: str) -> Vectors:
    found = known.find(word)
    assert found is not None
    return found


def test_a_synonym_means_what_its_term_means() -> None:
    known = meanings()
    np.testing.assert_allclose(find(known, "geldhulp"), find(known, "schuldhulp"))


def test_an_inflected_form_and_a_compound_mean_what_they_are_made_of() -> None:
    known = meanings()
    np.testing.assert_allclose(find(known, "huizen"), [0, 0, 1])
    np.testing.assert_allclose(find(known, "schuldhuis"), [0.5**0.5, 0, 0.5**0.5], atol=1e-6)
    assert known.find("onbekend") is None


def test_alignment_finds_the_word_that_a_word_is_translated_by() -> None:
    pairs = [("het huis", "the house"), ("het boek", "the book"), ("een huis", "a house"), ("een boek", "a book")] * 3
    glosses = align_words(pairs)
    assert max(glosses["huis"], key=lambda word: glosses["huis"][word]) == "house"
    assert max(glosses["boek"], key=lambda word: glosses["boek"][word]) == "book"
