"""The trained reader of poles: of all pairs of phrases in a stretch, the likeliest to be what pulls at both sides."""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.finders.pole_features import NAMES
from ingest.finders.pole_pairs import pole_pairs
from ingest.finders.pole_phrases import StretchTokens, phrase
from ingest.finders.poles import Poles

WEIGHTS = Path(__file__).parents[2] / "models" / "finders"


class Reading(NamedTuple):
    """The likeliest poles of a stretch, and how well they may be read there."""

    poles: Poles
    score: float  # of the likeliest pair
    all_scores: float  # of all pairs together: the logarithm of the sum
    share: float  # chance of the likeliest pair among all
    pairs: int


@cache
def load_pole_model() -> NDArray[np.float32]:
    """The weights of the features of a pair, in the order of their names."""
    stored = json.loads((WEIGHTS / "pole.json").read_text(encoding="utf-8"))
    return np.array([stored.get(name, 0.0) for name in NAMES], dtype=np.float32)


def read_poles(stretch: StretchTokens) -> Reading | None:
    """The two literal phrases of a stretch that are likeliest its poles; None where there are no two phrases."""
    pairs = pole_pairs(stretch)
    if not len(pairs.a):
        return None
    scores = pairs.rows @ load_pole_model()
    best = int(scores.argmax())
    one, other = (pairs.spans[number] for number in (pairs.a[best], pairs.b[best]))
    most, total = float(scores[best]), float(np.exp(scores - scores[best]).sum())
    poles = Poles(phrase(stretch, one), phrase(stretch, other))
    return Reading(poles, most, most + float(np.log(total)), 1 / total, len(scores))
