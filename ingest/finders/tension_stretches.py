"""A second look at what may be a tension: the stretch as a whole, its surroundings, and how well poles can be read."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.model import BlockRole
from ingest.finders.pole_model import Reading
from ingest.finders.sentence_cues import HEADINGS
from ingest.finders.sentences import Sentence
from ingest.finders.stretches import Stretch

WEIGHTS = Path(__file__).parents[2] / "models" / "finders"
NEAR = 8
BLOCK = 6
# The log odds of a sentence that is not there.
NOTHING = -0.5
FAR = -2.0
# The share of likely sentences in any document, and how many such sentences a short one is eked out with.
USUAL, SENTENCES = 0.3, 30

Features = dict[str, float]


class Odds(NamedTuple):
    """For each sentence of a document the log odds that it holds a tension, by two judges, and that it is a lesson."""

    tension: NDArray[np.float64]
    by_words: NDArray[np.float64]  # of the judge that knows single words
    lesson: NDArray[np.float64]


class StretchModel:
    """A logistic regression over what `stretch_features` tells."""

    def __init__(self, file: Path) -> None:
        stored = json.loads(file.read_text(encoding="utf-8"))
        self.bias: float = stored["bias"]
        self.weights: Features = stored["weights"]

    def judge(self, features: Features) -> float:
        """The chance, from 0 to 1, that a stretch is a tension."""
        odds = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return float(1 / (1 + np.exp(-odds)))


@cache
def load_stretch_model() -> StretchModel:
    """The model that comes with the project."""
    return StretchModel(WEIGHTS / "tension_stretch.json")


def stretch_features(
    found: Sequence[Sentence], around: Sequence[Stretch], number: int, odds: Odds, reading: Reading
) -> Features:
    """What tells whether stretch `number` of those `around` is a tension."""
    stretch, (tension, by_words, lesson) = around[number], odds
    inside = slice(stretch.first, stretch.last + 1)
    own = tension[inside]
    words = sum(found[n].text.count(" ") + 1 for n in range(stretch.first, stretch.last + 1))
    return {
        "key": float(tension[stretch.key]),
        "mean": float(own.mean()),
        "least": float(own.min()),
        "key by words": float(by_words[stretch.key]),
        "mean by words": float(by_words[inside].mean()),
        "most by words": float(by_words[inside].max()),
        "sentences": stretch.last - stretch.first,
        "words": words / 50,
        "key as lesson": float(lesson[stretch.key]),
        "most as lesson": float(lesson[inside].max()),
        "mean as lesson": float(lesson[inside].mean()),
        "likely in document": float(((tension > 0).sum() + USUAL * SENTENCES) / (len(tension) + SENTENCES)),
        **_surroundings(found, stretch, tension),
        **_neighbours(around, number, tension),
        **_form(found, stretch),
        "poles": reading.score,
        "all pairs": reading.all_scores,
        "share of poles": reading.share,
        "pairs": reading.pairs / 50,
    }


def _surroundings(found: Sequence[Sentence], stretch: Stretch, tension: NDArray[np.float64]) -> Features:
    """How likely the sentences around a stretch are, in its block and near it."""
    outside = [*range(stretch.first - NEAR, stretch.first), *range(stretch.last + 1, stretch.last + NEAR + 1)]
    near = [n for n in outside if 0 <= n < len(found)]
    block = [n for n in near if found[n].block == found[stretch.key].block]
    block = [n for n in block if stretch.first - BLOCK <= n <= stretch.last + BLOCK]
    return {
        "mean in block": float(tension[block].mean()) if block else NOTHING,
        "most in block": float(tension[block].max()) if block else FAR,
        "alone in block": not block,
        "mean near": float(tension[near].mean()) if near else NOTHING,
        "most near": float(tension[near].max()) if near else FAR,
    }


def _neighbours(around: Sequence[Stretch], number: int, tension: NDArray[np.float64]) -> Features:
    """How likely the stretches right before and behind are."""
    stretch = around[number]
    before = around[number - 1] if number else None
    after = around[number + 1] if number + 1 < len(around) else None
    odds = [
        float(tension[before.key]) if before and stretch.first - before.last <= 2 else FAR,
        float(tension[after.key]) if after and after.first - stretch.last <= 2 else FAR,
    ]
    return {
        "stretch before": odds[0],
        "stretch after": odds[1],
        "likelier stretch beside": max(odds) > tension[stretch.key],
    }


def _form(found: Sequence[Sentence], stretch: Stretch) -> Features:
    inside, key = found[stretch.first : stretch.last + 1], found[stretch.key]
    headings = key.headings[-2:]
    return {
        "opens its block": inside[0].first,
        "closes its block": inside[-1].last,
        "quoted": any(mark in sentence.text for sentence in inside for mark in "“‘"),
        "under lessons": any(HEADINGS["heading lesson"].search(heading) for heading in headings),
        "under tensions": any(HEADINGS["heading tension"].search(heading) for heading in headings),
        "list item": key.role is BlockRole.LIST_ITEM,
        "has a heading": any(sentence.role is BlockRole.HEADING for sentence in inside),
    }
