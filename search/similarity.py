"""How much cases are like a question: what is told of them, and what they share; the weights are learnt.

`python -m models.recipes.train_similarity` learns them and writes `models/search/similarity.json`.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from search.cases import CaseFile
from search.profile import Dimension, Profile

_WEIGHTS = Path(__file__).parents[1] / "models" / "search" / "similarity.json"
_BROAD = 3


class Likeness(StrEnum):
    """A way in which a case may be like a question; each from 0 to 1."""

    BEST = "best"  # the passage that answers best
    OWN = "own"  # the same, less where the passage is more about other cases
    BROAD = "broad"  # the three best passages
    USUAL = "usual"  # the average place where the case is named
    THEME = Dimension.THEME.value
    TENSION = Dimension.TENSION.value
    ACTOR = Dimension.ACTOR.value
    KIND = Dimension.KIND.value
    AREA = Dimension.AREA.value
    STEERING = Dimension.STEERING.value
    PLACE = Dimension.PLACE.value


LIKENESSES = tuple(Likeness)
DIMENSIONS = tuple(Dimension)


def measure_likeness(cases: Sequence[CaseFile], profile: Profile, chances: Mapping[int, float]) -> NDArray[np.float64]:
    """All likenesses of all cases to a question, shape (cases, likenesses).

    `chances` says of passages, by number, how well they answer; of what is not in it, nothing is known.
    """
    named = Counter[int]()
    for case in cases:
        named.update(case.times)
    asked = {dimension: set(profile.of(dimension)) for dimension in DIMENSIONS}
    return np.array([_measure(case, asked, chances, named) for case in cases]).reshape(len(cases), len(LIKENESSES))


def rate(likeness: NDArray[np.float64], chosen: Mapping[Likeness, float]) -> NDArray[np.float64]:
    """From 0 to 1 how alike cases are, shape (cases,); `chosen` are factors of the user: 0 switches a likeness off."""
    weights = np.array([load_weights()[name] * chosen.get(name, 1.0) for name in LIKENESSES])
    rated: NDArray[np.float64] = likeness @ (weights / max(weights.sum(), 1e-9))
    return rated


@cache
def load_weights() -> dict[Likeness, float]:
    """The weights that come with Wijkgraaf."""
    return msgspec.json.decode(_WEIGHTS.read_bytes(), type=dict[Likeness, float])


def _measure(
    case: CaseFile, asked: Mapping[Dimension, set[str]], chances: Mapping[int, float], named: Mapping[int, int]
) -> list[float]:
    told = [(chances.get(key, 0.0), times, times / named[key]) for key, times in case.times.items()]
    own = sorted((chance * math.sqrt(share) for chance, _, share in told), reverse=True)
    times = sum(case.times.values())
    shared = [
        sum((dimension, name) in case.traits for name in names) / len(names) if names else 0.0
        for dimension, names in asked.items()
    ]
    return [
        max((chance for chance, _, _ in told), default=0.0),
        own[0] if own else 0.0,
        sum(own[:_BROAD]) / _BROAD,
        sum(chance * count for chance, count, _ in told) / times if times else 0.0,
        *shared,
    ]
