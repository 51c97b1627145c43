"""How much cases are like a question: what is told of them, and what they share; the weights are learnt.

`python -m models.recipes.train_similarity` learns them and writes `models/search/similarity.json`.
"""

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from search.cases import having, rarity_of
from search.facts import nearness
from search.passages import PassageIndex
from search.profile import Dimension, Profile, Trait

_WEIGHTS = Path(__file__).parents[1] / "models" / "search" / "similarity.json"
_BROAD = 3
_CHOSEN = 0.1
"""What a likeness that the asker counts double may add: about what parts the first case from the tenth."""

_USUAL_BEST = 0.13
"""What the first case of an annotated situation usually gets."""


class Likeness(StrEnum):
    """A way in which a case may be like a question; each from 0 to 1."""

    BEST = "best"  # how well the passage answers that answers best
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
TOLD = (Likeness.BEST, Likeness.OWN, Likeness.BROAD, Likeness.USUAL)
"""The likenesses of what is told; the others are of single dimensions."""


def measure_likeness(
    index: PassageIndex, cases: NDArray[np.int64], profile: Profile, sums: Mapping[int, float]
) -> NDArray[np.float64]:
    """All likenesses of all cases (their numbers, lowest first) to a question, shape (cases, likenesses).

    `sums` says of passages, by number, how well they answer (0 to 1); of what is not in it, nothing is known.
    """
    likeness = np.zeros((len(cases), len(LIKENESSES)))
    said: dict[int, list[tuple[float, int, float]]] = {}
    for key, times in index.told.times(list(sums)).items():
        everything = sum(times.values())
        for case, count in times.items():
            said.setdefault(case, []).append((sums[key], count, count / everything))
    in_all = index.told.sums(list(said))
    for at, case in zip(np.searchsorted(cases, list(said)).tolist(), said, strict=True):
        likeness[at, : len(TOLD)] = _told(said[case], in_all[case][0])
    for column, dimension in enumerate(DIMENSIONS, len(TOLD)):
        likeness[:, column] = _shared(index, cases, list(profile.of(dimension).values()))
    return likeness


def rate(likeness: NDArray[np.float64], chosen: Mapping[Likeness, float]) -> NDArray[np.float64]:
    """From 0 to 1 how alike cases are, 0.5 for what usually comes first, shape (cases,).

    `chosen` are factors of the asker: 0 switches a likeness off, 2 counts it double. A shared trait weighs little by
    itself, so what goes above 1 is added: what the asker finds important must be able to change the order.
    """
    factors = np.array([chosen.get(name, 1.0) for name in LIKENESSES])
    learnt = np.array([load_weights()[name] for name in LIKENESSES])
    weights = learnt * np.minimum(factors, 1) + _CHOSEN * np.maximum(factors - 1, 0)
    rated = likeness @ weights / max(float(weights.sum()), 1e-9)
    scores: NDArray[np.float64] = rated / (rated + _USUAL_BEST)
    return scores


@cache
def load_weights() -> dict[Likeness, float]:
    """The weights that come with Wijkgraaf."""
    return msgspec.json.decode(_WEIGHTS.read_bytes(), type=dict[Likeness, float])


def _told(said: Sequence[tuple[float, int, float]], times: int) -> tuple[float, ...]:
    """From how well each passage answers, how often it names the case, and which part of it is about the case."""
    own = sorted((how_well * math.sqrt(share) for how_well, _, share in said), reverse=True)
    return (
        max(how_well for how_well, _, _ in said),
        own[0],
        sum(own[:_BROAD]) / _BROAD,
        sum(how_well * count for how_well, count, _ in said) / times,
    )


def _shared(index: PassageIndex, cases: NDArray[np.int64], asked: Sequence[Trait]) -> NDArray[np.float64]:
    """The part of what is asked in a dimension that each case has too; what few cases have weighs most."""
    shared, most = np.zeros(len(cases)), 0.0
    for trait in asked:
        name = (trait.dimension, trait.name)
        rarity, found = rarity_of(index, name), having(index, name)
        most += rarity
        at = np.searchsorted(cases, found.cases)
        if trait.value is None:
            shared[at] += rarity
        else:
            values = (None if np.isnan(value) else value for value in found.values.tolist())
            shared[at] += rarity * np.array([nearness(trait.name, trait.value, value) for value in values])
    return shared / most if most else shared
