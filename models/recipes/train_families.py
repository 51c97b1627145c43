"""Train the judge of families of tensions (`python -m models.recipes.train_families`).

Learns from the tensions of `corpus/gold`, whose `concepts` are families of the thesaurus (more than one where either
will do), and writes `models/finders/family.json`. Prints what is right by models that never saw the document.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from ingest.finders.families import FEATURES, WEIGHTS, WORDS, Told, family_features
from ingest.finders.poles import Poles
from models.recipes.gold import Gold, read_gold
from models.recipes.judges import write_judge
from ontology.thesaurus import load_thesaurus

STRENGTH = 1.0
# The threshold is set where so many of the families that are given are right.
WANTED = 0.6


class Examples(NamedTuple):
    """The tensions of one document, each with every family."""

    rows: NDArray[np.float32]  # (tensions, families, FEATURES)
    labels: NDArray[np.bool_]  # (tensions, families)


def examples(gold: Gold) -> Examples:
    """The annotated tensions of a document."""
    told = [row for row in gold.rows["tensions"] if "concepts" in row]
    tensions = [Told(" ".join(row["quote"].split()), Poles(row["pole_a"], row["pole_b"])) for row in told]
    known = load_thesaurus().tensions()
    labels = np.array([[concept.slug in row["concepts"] for concept in known] for row in told])
    return Examples(family_features(tensions), labels)


def train(parts: list[Examples]) -> LogisticRegression:
    """The judge of families; its meanings are counted from what is usual for a family."""
    rows, labels = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return LogisticRegression(C=STRENGTH, max_iter=2000, class_weight="balanced").fit(
        rows.reshape(-1, len(FEATURES)), labels.reshape(-1)
    )


def counted(parts: list[Examples]) -> tuple[list[Examples], NDArray[np.float32]]:
    """The examples with their meanings counted from the mean of each family, and those means."""
    usual = np.concatenate([part.rows for part in parts])[:, :, WORDS:].mean(axis=0)
    shifted = []
    for part in parts:
        rows = part.rows.copy()
        rows[:, :, WORDS:] -= usual
        shifted.append(Examples(rows, part.labels))
    return shifted, usual


def judged(parts: list[Examples]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Of each tension the chance of its likeliest family, and whether that is right, by models that never saw it."""
    chances: list[float] = []
    right: list[bool] = []
    for part in parts:
        model = train([other for other in parts if other is not part])
        said = model.predict_proba(part.rows.reshape(-1, len(FEATURES)))[:, 1].reshape(part.labels.shape)
        best = said.argmax(axis=1)
        chances += [float(row[at]) for row, at in zip(said, best, strict=True)]
        right += [bool(row[at]) for row, at in zip(part.labels, best, strict=True)]
    return np.array(chances), np.array(right)


def threshold(chances: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """The lowest chance from which on so many as WANTED are right."""
    order = np.argsort(-chances)
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(share >= WANTED)
    return float(chances[order][good[-1]])


def save(model: Any, enough: float, usual: NDArray[np.float32]) -> None:
    """Write bias and weights by the names of the features, the threshold, and the means by family."""
    stored = {
        "bias": round(float(model.intercept_[0]), 4),
        "weights": {name: round(float(weight), 4) for name, weight in zip(FEATURES, model.coef_[0], strict=True)},
        "enough": round(enough, 4),
        "usual": {
            concept.slug: [round(float(mean), 4) for mean in means]
            for concept, means in zip(load_thesaurus().tensions(), usual, strict=True)
        },
    }
    write_judge(stored, WEIGHTS)


def main() -> None:
    """Train, measure, save."""
    golds = [gold for gold in read_gold() if any("concepts" in row for row in gold.rows["tensions"])]
    parts, usual = counted([examples(gold) for gold in golds])
    chances, right = judged(parts)
    enough = threshold(chances, right)
    said = chances >= enough
    with_family = sum(int(part.labels.any(axis=1).sum()) for part in parts)
    print(f"likeliest family right: {right.sum()} of {with_family} tensions that have one")
    print(f"from {enough:.3f} on: {said.sum()} of {len(said)} get a family, {right[said].mean():.2f} of them right")
    save(train(parts), enough, usual)


if __name__ == "__main__":
    main()
