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

from search.cases import Cases
from search.facts import nearness
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


def measure_likeness(cases: Cases, profile: Profile, sums: Mapping[int, float]) -> NDArray[np.float64]:
    """All likenesses of all cases to a question, shape (cases, likenesses).

    `sums` says of passages, by number, how well they answer (0 to 1); of what is not in it, nothing is known.
    """
    likeness = np.zeros((len(cases.files), len(LIKENESSES)))
    said: dict[int, list[tuple[float, int, float]]] = {}
    for key, how_well in sums.items():
        for at in cases.naming.get(key, ()):
            case = cases.files[at]
            said.setdefault(at, []).append((how_well, case.times[key], cases.share(case, key)))
    for at, told in said.items():
        likeness[at, : len(TOLD)] = _told(told, sum(cases.files[at].times.values()))
    for column, dimension in enumerate(DIMENSIONS, len(TOLD)):
        likeness[:, column] = _shared(cases, list(profile.of(dimension).values()))
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
    scores: NDArray[np.float64] = np.clip(rated / (2 * _USUAL_BEST), 0, 1)
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


def _shared(cases: Cases, asked: Sequence[Trait]) -> NDArray[np.float64]:
    """The part of what is asked in a dimension that each case has too; what few cases have weighs most."""
    shared, most = np.zeros(len(cases.files)), 0.0
    for trait in asked:
        name = (trait.dimension, trait.name)
        rarity = cases.rarity_of(name)
        most += rarity
        having = cases.having.get(name, [])
        if trait.value is None:
            shared[having] += rarity
        else:
            near = [nearness(trait.name, trait.value, cases.files[at].traits[name]) for at in having]
            shared[having] += rarity * np.array(near)
    return shared / most if most else shared
