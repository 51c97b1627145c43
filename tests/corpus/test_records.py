from pathlib import Path

import pytest

from corpus.model import ActorMention, ActorType, AnyMention, Box, LessonMention, Word
from corpus.records import Origin, Records
from tests.search.documents import make_document

DOCUMENT, PASSAGES = make_document("aaaaaaaa", "De corporatie opent een buurthuis.", "Het park is groen.")
WORDS = [Word(0, 2, 1, Box(10, 20, 30, 40)), Word(3, 13, 1, Box(32.5, 20, 90, 40))]
MENTIONS: list[AnyMention] = [
    ActorMention(start=3, end=13, text="corporatie", confidence=0.5, finder="t/1", name="x", type=ActorType.GROUP),
    LessonMention(start=0, end=5, text="De co", confidence=1, finder="t/1", statement="Doe het", explicit=True),
]


@pytest.fixture
def origin(tmp_path: Path) -> Origin:
    path = tmp_path / "bron.pdf"
    path.write_bytes(b"%PDF bron")
    return Origin(path=path, recipe="1", text_hash="t")


@pytest.fixture
def records(tmp_path: Path, origin: Origin) -> Records:
    records = Records(tmp_path / "documents")
    records.save(DOCUMENT, WORDS, PASSAGES, MENTIONS, origin)
    return records


def test_what_was_saved_comes_back_equal(records: Records) -> None:
    sha256 = DOCUMENT.sha256
    assert list(records) == [sha256]
    assert records.document(sha256) == DOCUMENT
    assert records.words(sha256) == WORDS
    assert records.passages(sha256) == PASSAGES
    assert records.mentions(sha256) == MENTIONS
    assert records.source(sha256).read_bytes() == b"%PDF bron"


def test_the_digest_changes_with_the_mentions_and_not_with_the_place_of_the_file(
    records: Records, tmp_path: Path, origin: Origin
) -> None:
    before = records.made(DOCUMENT.sha256)
    moved = tmp_path / "elders.pdf"
    moved.write_bytes(b"%PDF bron")
    again = records.save(DOCUMENT, WORDS, PASSAGES, MENTIONS, Origin(path=moved, recipe="1", text_hash="t"))
    fewer = records.save(DOCUMENT, WORDS, PASSAGES, MENTIONS[:1], origin)
    assert before.digest == again.digest != fewer.digest


def test_a_removed_document_is_gone(records: Records) -> None:
    records.remove(DOCUMENT.sha256)
    records.remove(DOCUMENT.sha256)
    assert list(records) == []
    assert DOCUMENT.sha256 not in records


def test_a_half_written_document_is_not_there_and_is_cleared(records: Records) -> None:
    half = records.folder / ".unfinished-bbbb"
    half.mkdir()
    (half / "document.json").write_text("{")
    assert list(records) == [DOCUMENT.sha256]
    records.recover()
    assert not half.exists()


def test_a_complete_document_that_only_wanted_its_name_is_kept(records: Records) -> None:
    (records.folder / DOCUMENT.sha256).rename(records.folder / f".unfinished-{DOCUMENT.sha256}")
    assert list(records) == []
    records.recover()
    assert records.document(DOCUMENT.sha256) == DOCUMENT


def test_a_damaged_document_does_not_get_its_name(records: Records) -> None:
    unfinished = (records.folder / DOCUMENT.sha256).rename(records.folder / f".unfinished-{DOCUMENT.sha256}")
    (unfinished / "mentions.jsonl").write_text("")
    records.recover()
    assert list(records) == []


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert list(Records(tmp_path / "nergens")) == []
