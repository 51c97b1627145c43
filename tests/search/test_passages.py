from pathlib import Path

import pytest

from corpus.vectors import Embedder
from search.filters import Filter
from search.passages import PassageIndex
from tests.search.documents import make_document

_A = make_document("aaaaaaaa", "De corporatie opent een buurthuis.", "Het park is voor jongeren en bewoners.")
_B = make_document("bbbbbbbb", "De gemeente helpt bewoners met schulden.", "De politie kent de jongeren.", year=2005)


@pytest.fixture
def index(tmp_path: Path, embedder: Embedder) -> PassageIndex:
    index = PassageIndex(tmp_path / "index", embedder)
    for document, passages in (_A, _B):
        index.add(document, "1", passages)
    index.commit()
    return index


def test_finds_by_word_whatever_its_ending(index: PassageIndex) -> None:
    assert index.search("buurthuizen")[0].passage.text.endswith("een buurthuis.")


def test_finds_by_meaning_what_no_word_shares(index: PassageIndex) -> None:
    hit = index.search("geldzorgen")[0]
    assert "schulden" in hit.passage.text
    assert hit.highlights == ()


def test_highlights_are_the_words_that_were_asked(index: PassageIndex) -> None:
    hit = index.search("jongere en politie")[0]
    assert [hit.passage.text[a:b] for a, b in hit.highlights] == ["politie", "jongeren"]


def test_scores_fall_and_stay_between_0_and_1(index: PassageIndex) -> None:
    scores = [hit.score for hit in index.search("bewoners met schulden")]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1.001 for score in scores)


def test_filter_by_year_and_file(index: PassageIndex) -> None:
    assert {h.file for h in index.search("bewoners", within=Filter(last_year=2010))} == {"bbbbbbbb.pdf"}
    assert {h.file for h in index.search("bewoners", within=Filter(file="aaaaaaaa.pdf"))} == {"aaaaaaaa.pdf"}


def test_what_was_removed_is_not_found(index: PassageIndex, tmp_path: Path, embedder: Embedder) -> None:
    index.remove(_B[0].sha256)
    index.commit()
    again = PassageIndex(tmp_path / "index", embedder)
    assert again.digests() == {_A[0].sha256: "1"}
    assert {h.file for h in again.search("geldzorgen politie schulden")} <= {"aaaaaaaa.pdf"}


def test_what_was_committed_is_there_when_opened_again(tmp_path: Path, index: PassageIndex, embedder: Embedder) -> None:
    again = PassageIndex(tmp_path / "index", embedder)
    assert [h.passage for h in again.search("schulden")] == [h.passage for h in index.search("schulden")]
    assert again.embedder_name == embedder.name
    assert not again.is_broken


def test_a_writer_that_stopped_halfway_is_seen(tmp_path: Path, index: PassageIndex, embedder: Embedder) -> None:
    index.remove(_A[0].sha256)  # no commit
    assert PassageIndex(tmp_path / "index", embedder).is_broken


def test_an_index_of_another_format_is_seen(tmp_path: Path, index: PassageIndex, embedder: Embedder) -> None:
    index.entries.table.execute("pragma user_version = 1")
    index.entries.commit()
    again = PassageIndex(tmp_path / "index", embedder)
    assert again.is_broken
    again.clear()
    assert not again.is_broken


def test_a_query_of_stop_words_does_not_fail(index: PassageIndex) -> None:
    assert index.search("van de het") is not None


@pytest.mark.parametrize("query", ['"', "a AND (", "titel:x", "~!^", "'", "\x00", "[1 TO 2]"])
def test_no_query_can_break_the_word_index(index: PassageIndex, query: str) -> None:
    index.search(query)


def test_an_empty_index_finds_nothing(tmp_path: Path, embedder: Embedder) -> None:
    assert PassageIndex(tmp_path, embedder).search("buurthuis") == []


def test_what_was_longest_unused_is_read_anew(index: PassageIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.passages._MOST_REMEMBERED", 2)
    read: list[str] = []

    def length(_: PassageIndex, text: str) -> int:
        read.append(text)
        return len(text)

    assert [index.remembered(length, text) for text in ("a", "bb", "a", "ccc", "a", "bb")] == [1, 2, 1, 3, 1, 2]
    assert read == ["a", "bb", "ccc", "bb"]
