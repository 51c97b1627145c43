"""The trained reader of poles: of all pairs of phrases in a stretch, the likeliest to be what pulls at both sides.

What speaks for a pair is its form, and what the words mean by which its phrases hang.
"""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.finders.pole_features import NAMES
from ingest.finders.pole_pairs import Pairs, pole_pairs
from ingest.finders.pole_phrases import StretchTokens, phrase
from ingest.finders.poles import Poles
from ingest.finders.sentence_model import shipped_embedder

WEIGHTS = Path(__file__).parents[2] / "models" / "finders"


class Reading(NamedTuple):
    """The likeliest poles of a stretch, and how well they may be read there."""

    poles: Poles
    score: float  # of the likeliest pair
    all_scores: float  # of all pairs together: the logarithm of the sum
    share: float  # chance of the likeliest pair among all
    pairs: int


class PoleModel:
    """Weights of the features of a pair, and of the meaning of the head words of its first and second phrase."""

    def __init__(self, file: Path) -> None:
        stored = json.loads(file.read_text(encoding="utf-8"))
        self.embedder: str = stored["embedder"]  # the weights of the meaning fit the vectors of this one only
        self.weights = np.array([stored["weights"].get(name, 0.0) for name in NAMES], dtype=np.float32)
        self.meaning = np.array(stored["meaning"], dtype=np.float32).T  # shape (dimensions, 2)
        self._known: dict[str, NDArray[np.float32]] = {}

    def judge(self, pairs: Pairs) -> NDArray[np.float32]:
        """What speaks for each pair; only the differences within a stretch tell which is likeliest."""
        meant = self._meant(pairs.heads)
        scores: NDArray[np.float32] = pairs.rows @ self.weights + meant[pairs.a, 0] + meant[pairs.b, 1]
        return scores

    def _meant(self, words: list[str]) -> NDArray[np.float32]:
        """What the meaning of each word tells of a first and of a second phrase, shape (words, 2)."""
        unseen = list(dict.fromkeys(word for word in words if word not in self._known))
        if unseen:
            self._known |= zip(unseen, shipped_embedder().embed_passages(unseen) @ self.meaning, strict=True)
        return np.stack([self._known[word] for word in words])


@cache
def load_pole_model() -> PoleModel:
    """The model that comes with the project."""
    return PoleModel(WEIGHTS / "pole.json")


def read_poles(stretch: StretchTokens) -> Reading | None:
    """The two literal phrases of a stretch that are likeliest its poles; None where there are no two phrases."""
    pairs = pole_pairs(stretch)
    if not len(pairs.a):
        return None
    scores = load_pole_model().judge(pairs)
    best = int(scores.argmax())
    one, other = (pairs.spans[number] for number in (pairs.a[best], pairs.b[best]))
    most, total = float(scores[best]), float(np.exp(scores - scores[best]).sum())
    poles = Poles(phrase(stretch, one), phrase(stretch, other))
    return Reading(poles, most, most + float(np.log(total)), 1 / total, len(scores))
