from pathlib import Path

import numpy as np
import pytest

from search.words import WordField, WordIndex

_PASSAGES, _LAST = 400, 150


@pytest.fixture
def words(tmp_path: Path) -> WordIndex:
    """Passages of which the first say a word twice."""
    index = WordIndex(tmp_path / "words")
    for key in range(_PASSAGES):
        index.add(key, {WordField.TEXT: ["huis", "huis" if key < _PASSAGES - _LAST else "tuin"]})
    index.commit()
    return index


def test_finds_as_many_as_asked_where_the_best_are_not_let_through(words: WordIndex) -> None:
    last = np.arange(_PASSAGES - _LAST, _PASSAGES)
    found = words.search(WordField.TEXT, ["huis"], 20, words.within(last, ()))
    assert len(found) == 20
    assert set(found) <= set(last.tolist())


def test_all_that_are_let_through_are_found_where_they_are_few(words: WordIndex) -> None:
    few = np.array([3, _PASSAGES - 1])
    assert list(words.search(WordField.TEXT, ["huis"], 20, words.within(few, ()))) == [3, _PASSAGES - 1]
