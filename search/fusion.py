"""How well a passage answers, from what each way of searching says of it; the weights are learnt.

`python -m models.recipes.train_search` learns them and writes `models/search/ranking.json`.
"""

import math
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

_MOST_WORDS = 12
"""A longer question is read as a description, of which no passage need say all."""

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


class Ranking(msgspec.Struct, frozen=True):
    """Learnt weights."""

    weights: dict[Feature, float]
    scale: float  # from a passage's weighted sum, as `evidence`, to the log odds that the question has an answer
    offset: float
    least: float  # chance of an answer below which the question counts as unanswered


def fuse(features: Features, words: int, limit: int) -> dict[int, float]:
    """The passages that answer a question of so many words best, by number, each with the chance that it does."""
    keys, sums = _add_up(features)
    best = np.lexsort((keys, -sums))[:limit]
    return {
        key: chance(how_well, words) for key, how_well in zip(keys[best].tolist(), sums[best].tolist(), strict=True)
    }


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


def chance(how_well: float, words: int) -> float:
    """The chance that a passage answers that answers a question of so many words so well."""
    ranking = load_ranking()
    sum_of_weights = how_well * sum(ranking.weights.values())
    return 1 / (1 + math.exp(-(ranking.scale * evidence(sum_of_weights, words) + ranking.offset)))


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
