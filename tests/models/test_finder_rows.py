import numpy as np

from ingest.finders.sentence_cues import NAMES
from models.recipes.train_finders import MEANING_SCALE, OURS, Example, balanced_rows, rows_of

MEANING = 3


def example(*, ours: bool) -> Example:
    features = np.ones((2, len(NAMES) + MEANING), dtype=np.float32)
    labels = {kind: np.array([0, 1], dtype=np.float32) for kind in OURS}
    weights = {kind: np.ones(2, dtype=np.float32) for kind in OURS}
    return Example("essay", ours, features, features, features[:1], labels, weights)


def test_what_one_hand_wrote_counts_less_where_that_is_set() -> None:
    own, other = (rows_of("tension", example(ours=ours)) for ours in (True, False))
    assert np.allclose(own.weights, OURS["tension"] * other.weights)
    assert np.array_equal(own.features, other.features)


def test_meaning_is_scaled_and_cues_are_not() -> None:
    features = rows_of("lesson", example(ours=False)).features
    assert (features[:, : len(NAMES)] == 1).all()
    assert (features[:, len(NAMES) :] == MEANING_SCALE["lesson"]).all()


def test_sentence_counts_a_second_time_alone_and_a_lesson_in_other_words() -> None:
    assert len(rows_of("tension", example(ours=False)).labels) == 4
    assert rows_of("lesson", example(ours=False)).labels.tolist() == [0, 1, 0, 1, 1]


def test_sentences_of_the_kind_count_as_much_as_all_others_together() -> None:
    rows = balanced_rows("lesson", [example(ours=False), example(ours=False)], 3.0)
    assert np.isclose(rows.weights.sum(), 3.0)
    assert np.isclose(rows.weights[rows.labels == 1].sum(), 1.5)
