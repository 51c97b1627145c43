import itertools
import json
from pathlib import Path

import numpy as np
import pytest

from corpus.model import BlockRole
from ingest.embedder import load_embedder
from ingest.finders.pole_features import NAMES
from ingest.finders.pole_model import PoleModel, Reading, load_pole_model, read_poles
from ingest.finders.pole_pairs import Pairs, pole_pairs
from ingest.finders.pole_phrases import StretchTokens, phrase
from ingest.finders.pole_spans import MOST_WORDS, Tokens, pole_spans
from ingest.finders.poles import Poles, formulas_in
from ingest.finders.sentences import Sentence
from ingest.finders.stretches import Stretch
from ingest.finders.tension_stretches import Odds, load_stretch_model, stretch_features

# A word, its part of speech, its relation and the number of its head.
TAGGED = [
    ("de", "DET", "det", 1),
    ("overheid", "NOUN", "nsubj", 2),
    ("laat", "VERB", "ROOT", 2),
    ("los", "ADP", "compound", 2),
    (",", "PUNCT", "punct", 2),
    ("maar", "CCONJ", "cc", 7),
    ("bewoners", "NOUN", "nsubj", 7),
    ("aarzelen", "VERB", "conj", 2),
    (".", "PUNCT", "punct", 2),
]


def tokens(tagged: list[tuple[str, str, str, int]]) -> Tokens:
    texts = [text for text, _, _, _ in tagged]
    starts = [0, *itertools.accumulate(len(text) + 1 for text in texts)][:-1]
    words = [0, *itertools.accumulate(text.isalnum() for text in texts)]
    kinds, relations, heads = ([each[n] for each in tagged] for n in (1, 2, 3))
    return Tokens(texts, starts, kinds, relations, heads, words)  # type: ignore[arg-type]


def stretch() -> StretchTokens:
    return StretchTokens(tokens(TAGGED), " ".join(text for text, *_ in TAGGED), 0, [0] * len(TAGGED))


def test_clauses_and_groups_are_phrases() -> None:
    told = {phrase(stretch(), span) for span in pole_spans(stretch().tokens)}
    assert {"overheid laat los", "bewoners aarzelen", "overheid", "laat los", "aarzelen"} <= told


def test_no_phrase_ends_with_what_opens_the_next_one() -> None:
    parsed_amiss = [("naar", "ADP", "case", 1), ("huis", "NOUN", "ROOT", 1), ("en", "CCONJ", "dep", 1)]
    read = tokens([*parsed_amiss, ("betaald", "VERB", "conj", 1)])
    assert not any(read.text[span.last - 1] == "en" for span in pole_spans(read))


def test_no_phrase_is_too_long() -> None:
    long = tokens([(f"woord{number}", "NOUN", "obj", 0) for number in range(40)])
    assert all(long.words[span.last] - long.words[span.first] <= MOST_WORDS for span in pole_spans(long))


def test_pair_on_either_side_of_but_is_judged() -> None:
    found = pole_pairs(stretch())
    told = {
        (phrase(stretch(), found.spans[a]), phrase(stretch(), found.spans[b]))
        for a, b in zip(found.a, found.b, strict=True)
    }
    assert ("overheid laat los", "bewoners aarzelen") in told
    assert found.rows.shape == (len(found.a), len(NAMES))


def test_features_say_what_stands_between() -> None:
    found = pole_pairs(stretch())
    row = next(
        row
        for row, a, b in zip(found.rows, found.a, found.b, strict=True)
        if phrase(stretch(), found.spans[a]) == "overheid laat los"
        and phrase(stretch(), found.spans[b]) == "bewoners aarzelen"
    )
    told = {name for name, value in zip(NAMES, row, strict=True) if value}
    assert {"between maar", "right between maar", "both clauses", "both in key", "a head NOUN"} <= told
    assert "gap longer than 0" not in told


def test_poles_are_literal() -> None:
    reading = read_poles(stretch())
    assert reading is not None
    assert reading.poles.a in stretch().text
    assert reading.poles.b in stretch().text
    assert 0 < reading.share <= 1
    assert reading.all_scores >= reading.score


def test_no_poles_in_one_word() -> None:
    one = StretchTokens(tokens([("ja", "INTJ", "ROOT", 0)]), "ja", 0, [0])
    assert read_poles(one) is None


def test_weights_are_those_of_the_features_and_fit_the_shipped_embedder() -> None:
    model = load_pole_model()
    assert model.weights.shape == (len(NAMES),)
    assert np.abs(model.weights).max() > 0
    assert model.embedder == load_embedder().name, "train the reader again: python -m models.recipes.train_tensions"


def test_what_head_words_mean_counts_on_its_own_side(tmp_path: Path) -> None:
    bridge, shop = load_embedder().embed_passages(["brug", "winkel"])
    stored = {"embedder": load_embedder().name, "weights": {}, "meaning": [bridge.tolist(), shop.tolist()]}
    (tmp_path / "pole.json").write_text(json.dumps(stored), encoding="utf-8")
    numbers, others = np.array([0, 1]), np.array([1, 0])
    pairs = Pairs([], numbers, others, np.zeros((2, len(NAMES)), dtype=np.float32), ["brug", "winkel"])
    scores = PoleModel(tmp_path / "pole.json").judge(pairs)
    assert scores[0] == pytest.approx(2.0, abs=1e-4)
    assert scores[1] < 1.5


def test_formulas_stand_where_they_say() -> None:
    text = "Dat klopt. Er is spanning tussen tempo en draagvlak."
    ((name, (a, b)),) = formulas_in(text, [(0, 10), (11, len(text))])
    assert (name, text[slice(*a)], text[slice(*b)]) == ("between", "tempo", "draagvlak")


def sentence(text: str, block: int) -> Sentence:
    return Sentence(0, len(text), text, BlockRole.PARAGRAPH, block, (), first=True, last=True)


@pytest.mark.parametrize("likely", [0.0, 2.0])
def test_stretch_is_judged_with_its_surroundings(likely: float) -> None:
    found = [sentence("Een.", 0), sentence("Twee.", 0), sentence("Drie.", 1)]
    odds = Odds(np.array([likely, 1.0, -1.0]), np.array([0.5, 1.5, -1.0]), np.zeros(3))
    reading = Reading(Poles("a", "b"), 1.0, 2.0, 0.5, 10)
    told = stretch_features(found, [Stretch(1, 1, 1, 0.7)], 0, odds, reading)
    assert (told["key"], told["most in block"], told["mean near"]) == (1.0, likely, (likely - 1) / 2)
    assert 0 < load_stretch_model().judge(told) < 1


def test_surer_key_sentence_makes_a_surer_tension() -> None:
    found = [sentence("Een.", 0)]
    reading = Reading(Poles("a", "b"), 1.0, 2.0, 0.5, 10)
    told = [
        stretch_features(found, [Stretch(0, 0, 0, 0.7)], 0, Odds(np.array([odds]), np.zeros(1), np.zeros(1)), reading)
        for odds in (0.0, 2.0)
    ]
    low, high = map(load_stretch_model().judge, told)
    assert low < high
