"""Which asked word the best passage misses, and what follows from it."""

from pathlib import Path

import numpy as np
import pytest

from corpus.vectors import Embedder
from search.coverage import heaviest_missing
from search.fusion import Signs, chance
from search.passages import PassageIndex
from search.reading import Asked
from search.terms import stem_of
from tests.search.documents import make_document

SCHOOL = "De school in de wijk werd een buurthuis."
DEBT = "Vrijwilligers helpen bewoners met schulden."
GREEN = "De gemeente laat het groen aan bewoners over."


@pytest.fixture
def index(tmp_path: Path, embedder: Embedder) -> PassageIndex:
    index = PassageIndex(tmp_path / "index", embedder)
    for name, texts in (("aaaaaaaa", (SCHOOL, DEBT, GREEN)), ("bbbbbbbb", ("Politie en jongeren in de wijk.",))):
        document, passages = make_document(name, *texts)
        index.add(document, "1", passages)
    index.commit()
    return index


def _missing(query: str, *texts: str, near: tuple[str, float] = ("", 0.0), rarity: float = 1.0) -> float:
    words = {stem_of(word): word for word in query.split()}
    asked = Asked(
        stems=tuple(words), words=words, terms={}, near={stem: [(stem, 1.0), near] for stem in words},
        vector=np.zeros(9, dtype=np.float32), corrected={},
    )  # fmt: skip
    return heaviest_missing(asked, lambda _: rarity, texts)


def test_nothing_is_missed_where_all_words_stand_even_in_two_texts() -> None:
    assert _missing("bewoners schulden", DEBT) == 0
    assert _missing("school schulden", DEBT, SCHOOL) == 0
    assert _missing("", DEBT) == 0


def test_a_word_that_is_rare_in_dutch_or_in_the_library_is_missed_more() -> None:
    assert _missing("schulden stemapp", DEBT) > _missing("schulden vrienden", DEBT) > 0
    assert _missing("stemapp", DEBT) > _missing("stemapp", DEBT, rarity=0.5) > 0


def test_the_heaviest_word_counts_and_not_the_sum() -> None:
    assert _missing("stemapp vrienden", DEBT) == _missing("stemapp", DEBT)


def test_parts_of_a_compound_and_words_that_mean_the_same_make_it_less_missed() -> None:
    missed = _missing("buurtfeest", GREEN)
    assert 0 < _missing("buurtfeest", SCHOOL) < missed
    assert 0 < _missing("buurtfeest", GREEN, near=("groen", 0.8)) < missed


def test_what_stands_just_before_or_after_in_the_document_is_not_missed(index: PassageIndex) -> None:
    asked = index.ask("bewoners buurthuis")
    first = index.entries.keys("a" * 64)[0]
    beside, apart = index.signs(asked, first + 1), index.signs(asked, first + 2)
    assert (beside.missing, beside.passages) == (0, 4)
    assert apart.missing > 0


def test_a_document_has_no_neighbours_in_another(index: PassageIndex) -> None:
    last = index.entries.keys("a" * 64)[-1]
    assert [passage.text for passage in index.entries.around(last)] == [DEBT, GREEN]
    assert [passage.text for passage in index.entries.around(last + 1)] == ["Politie en jongeren in de wijk."]


def test_the_chance_of_an_answer_falls_with_what_is_missed_and_with_the_size_of_the_library() -> None:
    signs = Signs(words=3, missing=0.0, nearness=0.4, passages=100)
    assert chance(0.5, signs) > chance(0.5, signs._replace(missing=0.6))
    assert chance(0.5, signs) > chance(0.5, signs._replace(passages=1000))
    assert chance(0.5, signs) > chance(0.3, signs)


def test_a_question_is_unanswered_of_which_the_heaviest_word_stands_nowhere(index: PassageIndex) -> None:
    assert index.find("bewoners met schulden helpen").is_likely
    assert not index.find("corporatie").is_likely
