"""How well a passage answers, from what each way of searching says of it; the weights are learnt.

`python -m models.recipes.train_search` learns them and writes `models/search/ranking.json`.
"""

import math
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec

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
    scale: float  # from a passage's weighted sum to the log odds that the question has an answer
    offset: float
    least: float  # chance of an answer below which the question counts as unanswered


def fuse(features: Features) -> dict[int, float]:
    """The chance that each passage answers the question, by passage number, most likely first."""
    best = sorted((-how_well, key) for key, how_well in add_up(features).items())
    steep, offset = _curve()
    return {key: 1 / (1 + math.exp(steep * less - offset)) for less, key in best}


def add_up(features: Features) -> dict[int, float]:
    """How well each passage answers, from 0 (not at all) to 1 (as well as can be), by passage number."""
    weights = load_ranking().weights
    most = sum(weights.values())
    sums: dict[int, float] = {}
    for feature, found in features.items():
        weight = weights[feature] / most
        for key, value in found.items():
            sums[key] = sums.get(key, 0.0) + weight * value
    return sums


def chance(how_well: float) -> float:
    """The chance that a passage answers that answers so well."""
    steep, offset = _curve()
    return 1 / (1 + math.exp(-(steep * how_well + offset)))


@cache
def _curve() -> tuple[float, float]:
    """From how well a passage answers, the slope and the offset of the log odds that it does."""
    ranking = load_ranking()
    return ranking.scale * sum(ranking.weights.values()), ranking.offset


@cache
def load_ranking() -> Ranking:
    """The weights that come with Wijkgraaf."""
    return msgspec.json.decode(_RANKING.read_bytes(), type=Ranking)
