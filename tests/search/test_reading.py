"""How a question is read: which word a misspelt one must be."""

from pathlib import Path

import pytest

from corpus.vectors import Embedder
from search.passages import PassageIndex
from tests.search.documents import make_document


@pytest.fixture
def index(tmp_path: Path, embedder: Embedder) -> PassageIndex:
    index = PassageIndex(tmp_path / "index", embedder)
    document, passages = make_document("aaaaaaaa", "Na het contact begint de instantie met beleid in de wijk.")
    index.add(document, "1", passages)
    index.commit()
    return index


@pytest.mark.parametrize("query", ["contract", "bereid"])
def test_a_dutch_word_is_not_taken_for_another(index: PassageIndex, query: str) -> None:
    asked = index.ask(query)
    assert not asked.corrected
    assert list(asked.words.values()) == [query]


@pytest.mark.parametrize(("query", "meant"), [("contackt", "contact"), ("instanties", "instantie")])
def test_a_misspelt_word_or_another_ending_is_taken_for_what_the_library_has(
    index: PassageIndex, query: str, meant: str
) -> None:
    asked = index.ask(query)
    assert asked.corrected == {query: meant}
    assert list(asked.words.values()) == [meant]
