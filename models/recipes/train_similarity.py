"""Learn how to weigh the ways in which a case may be like a situation: models/search/similarity.json.

Learns from the annotated situations of the sample corpus only. Cases, lessons and tensions are the annotated ones, so
that the weights do not depend on what the finders miss. A situation was judged against the cases of its own document:
only those are compared.

Run: python -m models.recipes.train_similarity [--check ../shared]
"""

import argparse
import math
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from app.evaluation.gold import Gold
from corpus.vectors import Embedder
from ingest.embedder import load_embedder
from models.recipes.case_examples import case_names, read_situations, with_entities
from models.recipes.search_examples import read_documents
from search.cases import read_cases
from search.fusion import Feature, fuse
from search.passages import PassageIndex
from search.profile import profile_question
from search.similarity import LIKENESSES, measure_likeness

Weights = NDArray[np.float64]

CORPUS = Path(__file__).parents[2] / "corpus"
TARGET = Path(__file__).parents[1] / "search" / "similarity.json"
STRENGTH = 0.03
"""Inverse of the regularisation: strong, for there are few situations."""
LEAST = 0.1
"""What no annotated situation tells apart still counts a little."""


@dataclass(frozen=True)
class Judged:
    """A situation and the cases that were judged for it."""

    id: str
    likeness: NDArray[np.float64]  # shape (cases, likenesses)
    by_words: NDArray[np.float64]  # of each case's best passage
    by_vectors: NDArray[np.float64]
    grades: NDArray[np.float64]

    @property
    def document(self) -> str:
        """The document beside which it was written."""
        return self.id.rpartition("-")[0]


def main() -> None:
    """Learn, measure and write."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--check", type=Path, help="folder with corpus/ and gold/ to measure on")
    args = ask.parse_args()
    embedder = load_embedder()
    judged = judge(Gold(CORPUS / "gold"), sorted((CORPUS / "documents").glob("*.pdf")), embedder)
    names = {one.document for one in judged}
    learnt = {name: learn([one for one in judged if one.document != name]) for name in names}
    report("learnt from the other documents", judged, [one.likeness @ learnt[one.document] for one in judged])
    report_parts(judged)
    weights = learn(judged)
    named = {name.value: round(float(weight), 3) for name, weight in zip(LIKENESSES, weights, strict=True)}
    TARGET.write_bytes(msgspec.json.format(msgspec.json.encode(named)) + b"\n")
    if args.check:
        gold = Gold(args.check / "gold")
        files = {gold.files[file.name]: file for file in sorted((args.check / "corpus").glob("*.pdf"), reverse=True)}
        with_situations = {d.name for d in gold.documents if d.rows("similar_cases")}
        others = judge(gold, [file for name, file in files.items() if name in with_situations], embedder)
        report(str(args.check), others, [one.likeness @ weights for one in others])
        report_parts(others)


def judge(gold: Gold, files: Sequence[Path], embedder: Embedder) -> list[Judged]:
    """How like each situation the cases are that were judged for it, in a library of these files."""
    own = {d.name: {case_names(gold)[row["id"]] for row in d.rows("cases")} for d in gold.documents}
    with tempfile.TemporaryDirectory() as folder:
        index = PassageIndex(Path(folder), embedder)
        for (document, passages), entities in with_entities(gold, read_documents(files)):
            index.add(document, "1", passages, entities)
        index.commit()
        return [_judge(index, s.id, s.text, s.grades, own) for s in read_situations(gold)]


def learn(judged: Sequence[Judged]) -> Weights:
    """Weights with which the better cases stand above the worse ones."""
    rows, importance = [], []
    for one in judged:
        for better in np.flatnonzero(one.grades):
            worse = np.flatnonzero(one.grades < one.grades[better])
            rows.append(one.likeness[better] - one.likeness[worse])
            gains = 2 ** one.grades[better] - 2 ** one.grades[worse]
            importance.append(gains / max(1, len(worse)) / np.count_nonzero(one.grades) / 4)
    differences, weight = np.concatenate(rows), np.concatenate(importance)
    scale = np.sqrt((differences**2).mean(axis=0)) + 1e-9
    model = LogisticRegression(C=STRENGTH, fit_intercept=False)
    both = np.concatenate([differences, -differences]) / scale
    model.fit(both, np.repeat([1, 0], len(differences)), sample_weight=np.tile(weight, 2))
    learnt = np.where(np.abs(differences).max(axis=0) > 0, model.coef_[0] / scale, 0)
    clipped: Weights = np.maximum(learnt, LEAST)
    return clipped


def report_parts(judged: Sequence[Judged]) -> None:
    """Print how good each way is by itself."""
    report("  words only", judged, [one.by_words for one in judged])
    report("  vectors only", judged, [one.by_vectors for one in judged])
    for at, likeness in enumerate(LIKENESSES):
        report(f"  {likeness} alone", judged, [one.likeness[:, at] for one in judged])


def report(name: str, judged: Sequence[Judged], scores: Sequence[Weights]) -> None:
    """Print nDCG@10 and how often the first case is one of the best."""
    pairs = list(zip(judged, scores, strict=True))
    first = [one.grades[np.argmax(s)] == one.grades.max() for one, s in pairs]
    print(f"{name:40} nDCG {np.mean([_ndcg(one.grades, s) for one, s in pairs]):.3f}  first right {np.mean(first):.2f}")


def _judge(index: PassageIndex, name: str, text: str, grades: dict[str, int], own: dict[str, set[str]]) -> Judged:
    pool = set(grades).union(*(cases for document, cases in own.items() if name.startswith(f"{document}-")))
    cases, features = index.remembered(read_cases), index.features(index.ask(text))
    at = [i for i, case in enumerate(cases) if case.entry.iri in pool]
    best = {
        feature: np.array([max((features[feature].get(key, 0.0) for key in cases[i].times), default=0.0) for i in at])
        for feature in (Feature.PARTS, Feature.MEANING)
    }
    return Judged(
        id=name,
        likeness=measure_likeness(cases, profile_question(text), fuse(features))[at],
        by_words=best[Feature.PARTS],
        by_vectors=best[Feature.MEANING],
        grades=np.array([grades.get(cases[i].entry.iri, 0) for i in at], dtype=float),
    )


def _ndcg(grades: Weights, scores: Weights) -> float:
    ranked, best = grades[np.argsort(-scores, kind="stable")][:10], np.sort(grades)[::-1][:10]
    discount = [1 / math.log2(rank + 2) for rank in range(len(ranked))]
    return float(((2**ranked - 1) @ discount) / ((2**best - 1) @ discount))


if __name__ == "__main__":
    main()
