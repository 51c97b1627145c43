"""Learn how sure each finder is (`python -m models.recipes.train_confidence --folds FOLDER`), after all other judges.

FOLDER holds the judges without each gold document (`--folds` of the other recipes). Every document is read by judges
that never saw it; what they find is compared with the annotations as `wijkgraaf evaluate` does; Platt scaling turns
scores into shares of right facts. Writes `models/finders/confidence.json` and prints a reliability table, in which each
document is calibrated on the others.
"""

import argparse
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from spacy.language import Language

from app.evaluation.gold import Gold, GoldDocument, by_document, names
from app.evaluation.scoring import NAMED, SPANNED, Found, score_spans
from corpus.model import Document
from ingest.finders import confidence
from ingest.finders.confidence import CALIBRATION, Calibration, Judged, log_odds
from ingest.language import load_nlp
from ingest.mentions import annotate, find_mentions
from ingest.readers import read_document
from kg.entities import merge_mentions
from kg.export import export_entities
from models.recipes.gold import FOLDERS
from models.recipes.judges import judge_by

# The score from which on facts of a kind are kept: about where F1 on unseen documents is highest.
ENOUGH = {Judged.ACTOR: 0.52, Judged.CASE: 0.7, Judged.LESSON: 0.62, Judged.TENSION: 0.44}
EDGES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


class Fact(NamedTuple):
    """A fact that was found: how it was scored, and whether it is right."""

    document: str
    score: float
    right: bool


def read_unseen(file: Path, fold: Path, nlp: Language) -> tuple[Document, Iterator[dict[str, object]]]:
    """What judges that did not learn from a document find in it, with bare scores."""
    judge_by(fold)
    document = read_document(file).document
    entities = merge_mentions(document, find_mentions(annotate(document, nlp)))
    return document, export_entities([(document, entities)])


def facts(document: GoldDocument, kind: str, found: Found) -> list[Fact]:
    """The facts of one kind in a document; of two that are one annotated entity the second is wrong."""
    if kind in SPANNED:
        return [
            Fact(document.name, row["confidence"], bool(score_spans(document, kind, [(row, stretches)], {}).right))
            for row, stretches in found
        ]
    expected, judged = document.name_rows(NAMED[kind]), []
    for row, _ in found:
        match = next((gold for gold in expected if names(gold) & names(row)), None)
        if match is not None:
            expected.remove(match)
        judged.append(Fact(document.name, row["confidence"], match is not None))
    return judged


def fit(known: list[Fact], enough: float) -> Calibration:
    """Platt scaling: a logistic regression on the log odds of the score."""
    rows = np.array([log_odds(fact.score) for fact in known])[:, None]
    model = LogisticRegression(C=10.0).fit(rows, [fact.right for fact in known])
    return Calibration(enough, round(float(model.coef_[0, 0]), 4), round(float(model.intercept_[0]), 4))


def reliability(known: list[Fact]) -> str:
    """A row a band of confidence: how many facts, their mean confidence, the share that is right."""
    said = np.zeros(len(known))
    for name in dict.fromkeys(fact.document for fact in known):
        calibration = fit([fact for fact in known if fact.document != name], 0.0)
        for number, fact in enumerate(known):
            if fact.document == name:
                said[number] = calibration.confidence(fact.score)
    right = np.array([fact.right for fact in known], dtype=np.float64)
    lines = [_band(said, right, low, high) for low, high in pairwise(EDGES)]
    error = sum(line[1] * abs(line[2] - line[3]) for line in lines if line[1]) / len(known)
    table = [
        f"{name}: {count} facts, said {mean:.2f}, right {share:.2f}" for name, count, mean, share in lines if count
    ]
    return "\n".join([*table, f"mean difference {error:.3f}"])


def _band(
    said: NDArray[np.float64], right: NDArray[np.float64], low: float, high: float
) -> tuple[str, int, float, float]:
    inside = (said >= low) & ((said < high) | (high == 1.0))
    count = int(inside.sum())
    return (
        f"{low:.1f} to {high:.1f}",
        count,
        said[inside].mean() if count else 0.0,
        right[inside].mean() if count else 0.0,
    )


def gather(folds: Path, nlp: Language) -> dict[str, list[Fact]]:
    """All facts, by kind, in the annotated documents of which there is a fold."""
    known: dict[str, list[Fact]] = {kind.value: [] for kind in Judged}
    for folder, files in FOLDERS:
        if not (folder / "regions.json").exists():
            continue
        gold = Gold(folder)
        for document in gold.documents:
            file = next(
                name for name, known_as in gold.files.items() if known_as == document.name and "-scan" not in name
            )
            if not (folds / document.name / "name.json").exists():
                continue
            _, exported = read_unseen(files / file, folds / document.name, nlp)
            found = by_document(list(exported), gold)[document.name]
            for kind in known:
                known[kind] += facts(document, kind, [pair for pair in found if pair[0]["kind"] == kind])
    return known


def main() -> None:
    """Calibrate, show, save."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--folds", type=Path, required=True)
    args = ask.parse_args()
    bare = {kind.value: Calibration(enough, 1.0, 0.0)._asdict() for kind, enough in ENOUGH.items()}
    CALIBRATION.write_text(json.dumps(bare, indent=1) + "\n", encoding="utf-8")
    confidence.load_calibration.cache_clear()
    known = gather(args.folds, load_nlp())
    learnt = {kind.value: fit(known[kind.value], enough) for kind, enough in ENOUGH.items()}
    for kind in learnt:
        print(f"{kind}\n{reliability(known[kind])}")
    stored = {kind: calibration._asdict() for kind, calibration in learnt.items()}
    CALIBRATION.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
