import numpy as np

from search.quotability import FEATURES, load_quotability, see
from search.word_match import group_alike, word_scores

MIDDLE = (False, False)


def test_the_model_knows_every_feature() -> None:
    assert set(load_quotability().weights) == set(FEATURES)


def test_a_saying_is_more_quotable_than_a_figure_in_a_report() -> None:
    texts = [
        "Wie alles tegelijk belooft, blijft voor iedereen onzichtbaar.",
        "In 2019 bedroeg het budget (inclusief btw) 12,4 miljoen euro, waarvan 71% naar de gemeente Utrecht ging.",
    ]
    saying, figure = load_quotability()(see(texts, [MIDDLE, MIDDLE]))
    assert saying > 2 * figure


def test_no_sentences_give_no_chances() -> None:
    assert load_quotability()(see([], [])).shape == (0,)


def test_rare_words_weigh_more_than_common_ones() -> None:
    texts = ["De wijk en het buurthuis.", "De wijk is groot.", "De wijk is klein.", "Het orkest van de wijk."]
    scores = word_scores("wijk orkest", texts)
    assert int(np.argmax(scores)) == 3
    assert scores[3] > 2 * scores[1]


def test_a_query_without_content_words_scores_nothing() -> None:
    assert word_scores("en de het", ["De wijk."]).tolist() == [0.0]


def test_only_nearly_equal_sentences_are_one_group() -> None:
    assert group_alike(["Bellen helpt.", "Bellen helpt!", "Mailen helpt niet."]) == [[0, 1], [2]]
