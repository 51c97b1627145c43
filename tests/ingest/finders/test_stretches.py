from corpus.model import BlockRole
from ingest.finders.sentences import Sentence
from ingest.finders.stretches import Stretch, stretches


def sentence(text: str, block: int, role: BlockRole = BlockRole.PARAGRAPH) -> Sentence:
    return Sentence(0, len(text), text, role, block, (), first=False, last=False)


def test_neighbours_of_one_block_join_the_key_sentence() -> None:
    found = [sentence("Een.", 0), sentence("Twee.", 0), sentence("Drie.", 0), sentence("Vier.", 1)]
    assert stretches(found, [0.4, 0.8, 0.5, 0.5], 0.6) == [Stretch(0, 2, 1, 0.8)]


def test_no_more_than_three_sentences_together() -> None:
    found = [sentence("Zin.", 0) for _ in range(5)]
    assert [(s.first, s.last) for s in stretches(found, [0.7, 0.7, 0.9, 0.7, 0.7], 0.6)] == [(0, 2), (3, 4)]


def test_unlikely_neighbours_and_notes_stay_out() -> None:
    found = [sentence("Een.", 0), sentence("Twee.", 0), sentence("Noot.", 1, BlockRole.NOTE)]
    assert stretches(found, [0.2, 0.7, 0.9], 0.6) == [Stretch(1, 1, 1, 0.7)]


def test_heading_goes_with_the_sentence_under_it() -> None:
    found = [sentence("Les 1", 0, BlockRole.HEADING), sentence("Begin klein.", 1), sentence("Er was koffie.", 1)]
    assert stretches(found, [0.5, 0.9, 0.1], 0.6) == [Stretch(0, 1, 1, 0.9)]
    assert stretches(found, [0.9, 0.5, 0.1], 0.6) == [Stretch(0, 1, 0, 0.9)]
