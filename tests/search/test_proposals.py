from itertools import islice
from pathlib import Path

import pytest

from corpus.vectors import Embedder
from search.fusion import best_sums, chance
from search.passages import PassageIndex
from search.vectors import VectorIndex
from tests.search.documents import make_document

_SUBJECTS = ("buurthuis", "schulden", "park", "politie", "bewoners", "gemeente", "corporatie", "jongeren")
_MANY = 40


@pytest.fixture
def index(tmp_path: Path, embedder: Embedder) -> PassageIndex:
    index = PassageIndex(tmp_path / "index", embedder)
    texts = [
        f"Verslag {number} gaat over {_SUBJECTS[number % 8]}, ook {_SUBJECTS[number * 3 % 7]}, in straat {number}."
        for number in range(_MANY)
    ]
    document, passages = make_document("aaaaaaaa", *texts)
    index.add(document, "1", passages)
    index.commit()
    return index


@pytest.mark.parametrize("query", ["verslag over het buurthuis", "geldzorgen", "straat en park", "bewoners politie"])
def test_the_best_are_those_of_all_that_is_proposed(index: PassageIndex, query: str) -> None:
    asked = index.ask(query)
    best = best_sums(index.features(asked), 6)
    signs = index.signs(asked, next(iter(best)))
    found = index.search(query, limit=3)
    expected = {key: chance(how_well, signs) for key, how_well in islice(best.items(), 3)}
    assert {hit.key: hit.score for hit in found} == pytest.approx(expected)


@pytest.mark.parametrize(("query", "is_searched"), [("verslag over straat", False), ("geldzorgen", True)])
def test_vectors_are_searched_only_where_words_find_too_little(
    index: PassageIndex, monkeypatch: pytest.MonkeyPatch, query: str, is_searched: bool
) -> None:
    searched = []
    search = VectorIndex.search

    def spied(vectors: VectorIndex, *asked: object) -> dict[int, float]:
        searched.append(asked)
        return search(vectors, *asked)  # type: ignore[arg-type]

    monkeypatch.setattr(VectorIndex, "search", spied)
    assert index.search(query, limit=15)
    assert bool(searched) is is_searched
