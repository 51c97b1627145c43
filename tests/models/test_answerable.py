"""What is learnt of queries without an answer."""

import numpy as np

from models.recipes.answerable import LIBRARIES, REFUSED, AskedQuery, learn_verdict
from models.recipes.search_examples import FEATURES

_SIZES = dict(zip(LIBRARIES, (20, 300, 1100), strict=True))
_WEIGHTS = np.ones(len(FEATURES))


def _asked(number: int, *, is_answered: bool, library: str) -> AskedQuery:
    """Two passages; a larger library has more evidence for all, a query with an answer misses less."""
    chance = np.random.default_rng((number, is_answered, _SIZES[library]))
    features = chance.uniform(0.1, 0.3, (2, len(FEATURES))) + 0.02 * np.log(_SIZES[library])
    missing = chance.uniform(0.0, 0.5, 2) if is_answered else chance.uniform(0.3, 1.0, 2)
    return AskedQuery(str(number), "a", library, is_answered, _SIZES[library], 3, features, missing)


_ASKED = [
    _asked(number, is_answered=is_answered, library=library)
    for library in LIBRARIES
    for is_answered in (True, False)
    for number in range(100)
]


def test_a_missed_word_and_a_large_library_speak_against_an_answer() -> None:
    odds = learn_verdict(_ASKED, _WEIGHTS).odds
    assert odds.missing < 0
    assert odds.size < 0


def test_few_with_an_answer_are_refused_in_a_library_of_any_size_and_most_others() -> None:
    refused = learn_verdict(_ASKED, _WEIGHTS).refuses(_ASKED, _WEIGHTS)
    for library in LIBRARIES:
        shares = [
            np.mean([no for one, no in zip(_ASKED, refused, strict=True) if (one.library, one.is_answered) == which])
            for which in ((library, True), (library, False))
        ]
        assert shares[0] <= 2 * REFUSED
        assert shares[1] > 0.5


def test_the_signs_are_those_of_the_best_passage() -> None:
    features = np.zeros((2, len(FEATURES)))
    features[1] = 0.5
    asked = AskedQuery("q", "a", LIBRARIES[0], True, 20, 4, features, np.array([0.9, 0.2]))
    evidence, missing, nearness, _ = asked.signs(_WEIGHTS)
    assert (evidence, missing, nearness) == (0.5 * len(FEATURES) * 2, 0.2, 0.5)
