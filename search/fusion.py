"""How well a passage answers, from what each way of searching says of it; the weights are learnt.

`python -m models.recipes.train_search` learns them and writes `models/search/ranking.json`.
"""

import math
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

_MOST_WORDS = 6
"""A longer question is read as a description, of which no passage need say all."""

_FEWEST_PASSAGES, _MOST_PASSAGES = 12, 1200
"""How the chance falls as a library grows was learnt on libraries of such sizes; outside them it stays the same."""

_RANKING = Path(__file__).parents[1] / "models" / "search" / "ranking.json"


class Feature(StrEnum):
    """A way of searching; each says from 0 (not at all) to 1 (fully) how well a passage answers."""

    TEXT = "text"  # asked stems in the text
    PARTS = "parts"  # parts of asked compounds in the text
    NEAR = "near"  # asked stems, or words that mean much the same
    HEADING = "heading"  # parts of asked compounds in the headings
    CONCEPT = "concept"  # asked concepts of the thesaurus
    MEANING = "meaning"  # cosine of the whole


Features = Mapping[Feature, Mapping[int, float]]
"""What each way of searching says of the passages that it found, by passage number."""


class Signs(NamedTuple):
    """What tells, beside how well the best passage answers, whether a question has an answer."""

    words: int  # stems that are asked
    missing: float  # weight (0 to 1) of the heaviest asked word that the best passage and its neighbours miss
    nearness: float  # cosine of the best passage
    passages: int  # of the library


class Odds(msgspec.Struct, frozen=True):
    """What each sign adds to the log odds that a question has an answer."""

    evidence: float
    missing: float
    nearness: float
    size: float  # for each factor e in the number of passages
    offset: float


class Ranking(msgspec.Struct, frozen=True):
    """Learnt weights."""

    weights: dict[Feature, float]
    odds: Odds
    least: float  # chance of an answer below which the question counts as unanswered


def best_sums(features: Features, limit: int) -> dict[int, float]:
    """The passages that answer best, best first, each with how well it does; by passage number."""
    keys, sums = _add_up(features)
    best = np.lexsort((keys, -sums))[:limit]
    return dict(zip(keys[best].tolist(), sums[best].tolist(), strict=True))


def add_up(features: Features) -> dict[int, float]:
    """How well each passage answers, from 0 (not at all) to 1 (as well as can be), by passage number."""
    keys, sums = _add_up(features)
    return dict(zip(keys.tolist(), sums.tolist(), strict=True))


def _add_up(features: Features) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The numbers of the passages, and how well each answers."""
    found = [np.fromiter(said, dtype=np.int64, count=len(said)) for said in features.values()]
    added = [
        np.fromiter(said.values(), dtype=np.float64, count=len(said)) * most_of(feature)
        for feature, said in features.items()
    ]
    keys, at = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *found]), return_inverse=True)
    sums = np.zeros(len(keys))
    np.add.at(sums, at, np.concatenate([np.zeros(0), *added]))
    return keys, sums


def most_of(feature: Feature) -> float:
    """How much a way of searching can add, of all that can be had."""
    weights = load_ranking().weights
    return weights[feature] / sum(weights.values())


def chance(how_well: float, signs: Signs) -> float:
    """The chance that a question has an answer in a passage that answers so well."""
    ranking = load_ranking()
    odds, sum_of_weights = ranking.odds, how_well * sum(ranking.weights.values())
    log_odds = odds.offset + odds.evidence * evidence(sum_of_weights, signs.words) + odds.missing * signs.missing
    log_odds += odds.nearness * signs.nearness + odds.size * growth(signs.passages)
    return 1 / (1 + math.exp(-log_odds))


def growth(passages: int) -> float:
    """How far a library has grown: in a larger one more passages have asked words by accident.

    >>> growth(1) == growth(10), growth(100) < growth(1000), growth(100_000) == growth(1_000_000)
    (True, True, True)
    """
    return math.log(min(max(passages, _FEWEST_PASSAGES), _MOST_PASSAGES))


def evidence(how_well: float, words: int) -> float:
    """What tells whether a question has an answer: the same part of a longer question is more that answers.

    >>> evidence(0.25, 4), evidence(0.25, 1)
    (0.5, 0.25)
    """
    return how_well * math.sqrt(min(max(words, 1), _MOST_WORDS))


@cache
def load_ranking() -> Ranking:
    """The weights that come with Wijkgraaf."""
    return msgspec.json.decode(_RANKING.read_bytes(), type=Ranking)
