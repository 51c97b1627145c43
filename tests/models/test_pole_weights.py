"""Tests of models.recipes.pole_weights: the annotated pair becomes the likeliest, by what its head words mean."""

import json
from pathlib import Path

import numpy as np

from ingest.finders.pole_features import NAMES
from models.recipes import pole_weights
from models.recipes.pole_weights import Pairs, directions, right, save_poles, train_poles

WORDS = 12


def stretch(seed: int) -> Pairs:
    """Four phrases, of which the first two mean what poles mean; their pair is the second of three."""
    meaning = 0.1 * np.random.default_rng(seed).normal(size=(4, WORDS)).astype(np.float32)
    meaning[0, 0] += 1
    meaning[1, 1] += 1
    a, b = np.array([2, 0, 2]), np.array([1, 1, 3])
    return Pairs(np.zeros((3, len(NAMES)), np.float32), np.array([0.0, 1.0, 0.0]), a, b, meaning, 1.0)


def test_pairs_are_told_by_what_their_head_words_mean() -> None:
    known, unseen = [stretch(seed) for seed in range(20)], [stretch(seed) for seed in range(20, 40)]
    axes = directions(known)
    weights = train_poles(known, axes)
    assert right(unseen, weights, axes) == len(unseen)
    assert right(unseen, np.zeros_like(weights), axes) == 0


def test_saved_weights_judge_vectors_themselves(tmp_path: Path) -> None:
    known = [stretch(seed) for seed in range(20)]
    axes = directions(known)
    weights = train_poles(known, axes)
    save_poles(weights, axes, tmp_path / "pole.json")
    stored = json.loads((tmp_path / "pole.json").read_text(encoding="utf-8"))
    first = np.array(stored["meaning"][0])
    by_axes = pole_weights.MEANING_SCALE * axes @ known[0].meaning[0] @ weights[len(NAMES) :][: len(axes)]
    assert np.isclose(first @ known[0].meaning[0], by_axes, atol=1e-3)
    assert set(stored["weights"]) == set(NAMES)
