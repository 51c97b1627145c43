"""Weights for the reader of poles: those that make the annotated pair of each stretch the likeliest of its pairs."""

import re
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from ingest.finders.pole_features import NAMES, Numbers, Rows
from ingest.finders.pole_pairs import pole_pairs
from ingest.finders.pole_phrases import StretchTokens, phrase
from ingest.finders.sentence_model import shipped_embedder
from models.recipes.gold import Row
from models.recipes.judges import write_judge

# How far the weights are held back.
PENALTY = 8.0
# Of what head words mean only the main directions teach, as many as this; a unit vector's entries are small.
DIRECTIONS, MEANING_SCALE = 64, 2.0
# A pair of phrases is right from this likeness to the annotated poles on.
LIKE_ENOUGH = 0.3
# So many wrong pairs of a stretch teach; more of them teach nothing new.
WRONG_PAIRS = 60
STOP = frozenset("de het een 't en van in op voor met naar of is te als aan om bij door tussen".split())

Likeness = NDArray[np.float64]


class Pairs(NamedTuple):
    """The pairs of phrases of a stretch in which a tension is annotated."""

    rows: Rows
    likeness: Likeness  # of each pair to the annotated poles; 0 where one of the two is wrong
    a: Numbers  # by pair: the number of its first phrase
    b: Numbers
    meaning: Rows  # by phrase: the vector of its head word
    counts: float  # how much it counts


def judged_pairs(tokens: StretchTokens, rows: list[Row], counts: float) -> Pairs:
    """The pairs of a stretch in which these tensions are annotated; `counts` is how much the stretch counts."""
    found = pole_pairs(tokens)
    stems = [_stems(phrase(tokens, span)) for span in found.spans]
    likeness = np.zeros(len(found.a))
    for row in rows:
        a, b = (np.array([_likeness(one, _stems(row[pole])) for one in stems]) for pole in ("pole_a", "pole_b"))
        for one, other in ((a[found.a], b[found.b]), (b[found.a], a[found.b])):
            likeness = np.maximum(likeness, np.where((one > 0) & (other > 0), (one + other) / 2, 0.0))
    likeness[likeness < LIKE_ENOUGH] = 0.0
    meaning = shipped_embedder().embed_passages(found.heads)
    return Pairs(found.rows, likeness, found.a, found.b, meaning, counts)


def _stems(text: str) -> frozenset[str]:
    words = (word for word in re.findall(r"\w+", text.casefold()) if word not in STOP and len(word) > 2)
    return frozenset(re.sub(r"(heden|heid|ingen|ing|en|e|s|t)$", "", word)[:9] for word in words)


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / max(1, len(a) + len(b))


def directions(stretches: list[Pairs]) -> Rows:
    """The main directions in which the meanings of head words differ, shape (DIRECTIONS, dimensions)."""
    meanings = np.concatenate([pairs.meaning for pairs in stretches])
    spread = np.cov(meanings, rowvar=False)
    return np.asarray(np.linalg.eigh(spread).eigenvectors[:, : -DIRECTIONS - 1 : -1].T, dtype=np.float32)


def train_poles(stretches: list[Pairs], axes: Rows) -> NDArray[np.float64]:
    """The weights that make the annotated pair of each stretch the likeliest of its pairs, as columns of `_rows`."""
    chosen = np.random.default_rng(0)
    kept = [_thinned(pairs, chosen) for pairs in stretches]
    rows = np.concatenate([_rows(pairs, axes) for pairs in kept])
    likeness = np.concatenate([pairs.likeness for pairs in kept])
    sizes = [len(pairs.rows) for pairs in kept]
    counts = np.array([pairs.counts for pairs in kept])
    starts, owner = np.r_[0, np.cumsum(sizes)[:-1]], np.repeat(np.arange(len(kept)), sizes)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = (rows @ weights.astype(np.float32)).astype(np.float64)
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        right = raised * likeness
        all_of, right_of = np.add.reduceat(raised, starts), np.add.reduceat(right, starts)
        wrong = counts[owner] * (raised / all_of[owner] - right / right_of[owner])
        gradient = (rows.T @ wrong.astype(np.float32)).astype(np.float64) + PENALTY * weights
        return float(-(counts * np.log(right_of / all_of)).sum() + PENALTY * (weights @ weights) / 2), gradient

    start = np.zeros(rows.shape[1])
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 80}).x)


def _rows(pairs: Pairs, axes: Rows) -> Rows:
    """What tells of each pair: its features, and what the head words of its two phrases mean."""
    meant = MEANING_SCALE * pairs.meaning @ axes.T
    return np.hstack([pairs.rows, meant[pairs.a], meant[pairs.b]])


def _thinned(pairs: Pairs, chosen: np.random.Generator) -> Pairs:
    wrong = np.flatnonzero(pairs.likeness == 0)
    keep = np.r_[np.flatnonzero(pairs.likeness), chosen.permutation(wrong)[:WRONG_PAIRS]]
    return pairs._replace(rows=pairs.rows[keep], likeness=pairs.likeness[keep], a=pairs.a[keep], b=pairs.b[keep])


def save_poles(weights: NDArray[np.float64], axes: Rows, file: Path) -> None:
    """Write the weights by the names of the features; the directions of the meaning are worked into its weights."""
    meaning = MEANING_SCALE * weights[len(NAMES) :].reshape(2, len(axes)) @ axes
    stored = {
        "embedder": shipped_embedder().name,
        "weights": {name: round(float(weight), 4) for name, weight in zip(NAMES, weights, strict=False)},
        "meaning": [[round(float(weight), 4) for weight in side] for side in meaning],
    }
    write_judge(stored, file)


def right(stretches: list[Pairs], weights: NDArray[np.float64], axes: Rows) -> int:
    """In how many of these stretches the likeliest pair is right."""
    return sum(bool(pairs.likeness[int((_rows(pairs, axes) @ weights).argmax())]) for pairs in stretches)
