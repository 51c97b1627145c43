"""How sure a finder is, as the share of its facts that are right: scores calibrated on annotated documents.

Each kind has a default threshold: the score from which on its facts are kept. Scores, thresholds and calibration are
learnt on documents that the judges had not seen (`models/recipes/train_confidence.py`).
"""

import json
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

CALIBRATION = Path(__file__).parents[2] / "models" / "finders" / "confidence.json"


class Judged(StrEnum):
    """The kinds of facts that a trained judge scores."""

    ACTOR = "actor"
    CASE = "case"
    LESSON = "lesson"
    TENSION = "tension"


class Calibration(NamedTuple):
    """A threshold, and the line that turns the log odds of a score into those of being right (Platt scaling)."""

    enough: float
    slope: float
    offset: float

    def confidence(self, score: float) -> float:
        """The share of facts with this score that are right.

        >>> Calibration(enough=0.5, slope=1.0, offset=0.0).confidence(0.8)
        0.8
        """
        odds = self.slope * log_odds(score) + self.offset
        return round(float(1 / (1 + np.exp(-odds))), 3)


def log_odds(score: float) -> float:
    """The log odds of a score; the surest ones count as one in a thousand wrong.

    >>> log_odds(0.5), log_odds(1.0) == log_odds(0.999)
    (0.0, True)
    """
    inside = min(max(score, 0.001), 0.999)
    return float(np.log(inside / (1 - inside)))


@cache
def load_calibration(kind: Judged) -> Calibration:
    """The calibration that comes with the project."""
    stored = json.loads(CALIBRATION.read_text(encoding="utf-8"))
    return Calibration(**stored[kind.value])
