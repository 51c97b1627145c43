import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from ingest.finders.sentence_cues import NAMES
from ingest.finders.sentence_model import SentenceFeatures, SentenceModel
from models.recipes.train_finders import JUDGES, Example, Vocabulary, balanced_rows, rows_of, save

MEANING = 3
LESSON, TENSION = JUDGES["lesson"], JUDGES["tension_words"]


def seen(*words: tuple[str, ...]) -> SentenceFeatures:
    return SentenceFeatures(np.ones((len(words), len(NAMES) + MEANING), dtype=np.float32), list(words))


SENTENCES = seen(("begin", "klein"), ("de", "wijk"))
VOCABULARY = Vocabulary([SENTENCES] * 12)


def example(*, ours: bool) -> Example:
    labels = {kind: np.array([0, 1], dtype=np.float32) for kind in ("lessons", "tensions")}
    weights = {kind: np.ones(2, dtype=np.float32) for kind in ("lessons", "tensions")}
    return Example("essay", ours, ["Begin klein", "De wijk"], SENTENCES, SENTENCES, seen(("klein",)), labels, weights)


def test_what_one_hand_wrote_counts_less_where_that_is_set() -> None:
    own, other = (rows_of(TENSION, example(ours=ours), VOCABULARY) for ours in (True, False))
    assert np.allclose(own.weights, TENSION.ours * other.weights)
    assert (own.features != other.features).nnz == 0


def test_meaning_is_scaled_and_cues_are_not() -> None:
    features = rows_of(LESSON, example(ours=False), VOCABULARY).features.toarray()
    assert (features[:, : len(NAMES)] == 1).all()
    assert (features[:, len(NAMES) : len(NAMES) + MEANING] == LESSON.meaning).all()


def test_sentence_counts_a_second_time_alone_and_a_lesson_in_other_words() -> None:
    assert len(rows_of(TENSION, example(ours=False), VOCABULARY).labels) == 4
    assert rows_of(LESSON, example(ours=False), VOCABULARY).labels.tolist() == [0, 1, 0, 1, 1]


def test_sentences_of_the_kind_count_as_much_as_all_others_together() -> None:
    rows = balanced_rows([rows_of(LESSON, example(ours=False), VOCABULARY)] * 2, 3.0)
    assert np.isclose(rows.weights.sum(), 3.0)
    assert np.isclose(rows.weights[rows.labels == 1].sum(), 1.5)


def test_a_judge_without_words_learns_none() -> None:
    without = VOCABULARY.rows(JUDGES["tension"], SENTENCES)
    assert without.shape[1] == len(NAMES) + MEANING


def test_words_that_few_sentences_say_do_not_teach() -> None:
    assert Vocabulary([SENTENCES] * 12 + [seen(("zelden",))]).words == ["begin", "de", "klein", "wijk"]


def test_what_is_written_judges_as_what_was_learnt(tmp_path: Path) -> None:
    rows = rows_of(LESSON, example(ours=False), VOCABULARY)
    model = LogisticRegression().fit(rows.features, rows.labels)
    save(LESSON, model, VOCABULARY, tmp_path / "lesson.json")
    assert set(json.loads((tmp_path / "lesson.json").read_text(encoding="utf-8"))["words"]) == set(VOCABULARY.words)
    learnt = model.predict_proba(VOCABULARY.rows(LESSON, SENTENCES))[:, 1]
    assert np.allclose(SentenceModel(tmp_path / "lesson.json").judge(SENTENCES), learnt, atol=1e-3)
