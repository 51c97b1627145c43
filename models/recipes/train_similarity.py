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
from spacy.language import Language

from app.evaluation.gold import Gold
from app.inquiry import describe, find_in
from corpus.vectors import Embedder
from ingest.embedder import load_embedder
from ingest.language import load_nlp
from models.recipes.case_examples import Situation, build_case_index, case_names, read_situations, with_entities
from models.recipes.search_examples import read_documents, round_of
from search.fusion import Feature
from search.inquiry import ask_by_description
from search.passages import PassageIndex
from search.similar_cases import answers
from search.similarity import LIKENESSES, TOLD, measure_likeness

Weights = NDArray[np.float64]

CORPUS = Path(__file__).parents[2] / "corpus"
TARGET = Path(__file__).parents[1] / "search" / "similarity.json"
STRENGTH = 0.01
"""Inverse of the regularisation: strong, for there are few situations."""
SHARED = 0.008
"""What each dimension of shared traits counts, beside 1 for all that is told together. It is set and not learnt: in
cross-validation over 33 situations learnt weights of the dimensions were worse than none, over 64 twice as much was."""


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
    embedder, nlp = load_embedder(), load_nlp()
    judged = judge(Gold(CORPUS / "gold"), sorted((CORPUS / "documents").glob("*.pdf")), embedder, nlp)
    names = {one.document for one in judged}
    learnt = {name: learn([one for one in judged if one.document != name]) for name in names}
    report("learnt from the other documents", judged, [one.likeness @ learnt[one.document] for one in judged])
    first, second = ([one for one in judged if round_of(one.id) == number] for number in (1, 2))
    from_first = learn(first)
    report("second round, learnt from the first", second, [one.likeness @ from_first for one in second])
    report_parts(judged)
    weights = learn(judged)
    named = {name.value: round(float(weight), 4) for name, weight in zip(LIKENESSES, weights, strict=True)}
    TARGET.write_bytes(msgspec.json.format(msgspec.json.encode(named)) + b"\n")
    if args.check:
        gold = Gold(args.check / "gold")
        files = {gold.files[file.name]: file for file in sorted((args.check / "corpus").glob("*.pdf"), reverse=True)}
        with_situations = {d.name for d in gold.documents if d.rows("similar_cases")}
        others = judge(gold, [file for name, file in files.items() if name in with_situations], embedder, nlp)
        report(str(args.check), others, [one.likeness @ weights for one in others])
        report_parts(others)


def judge(gold: Gold, files: Sequence[Path], embedder: Embedder, nlp: Language) -> list[Judged]:
    """How like each situation the cases are that were judged for it, in a library of these files."""
    own = {d.name: {case_names(gold)[row["id"]] for row in d.rows("cases")} for d in gold.documents}
    with tempfile.TemporaryDirectory() as folder:
        index = build_case_index(Path(folder), embedder, with_entities(gold, read_documents(files)), nlp)
        return [_judge(index, situation, own, nlp) for situation in read_situations(gold)]


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
    differences = differences[:, : len(TOLD)]
    scale = np.sqrt((differences**2).mean(axis=0)) + 1e-9
    model = LogisticRegression(C=STRENGTH, fit_intercept=False)
    both = np.concatenate([differences, -differences]) / scale
    model.fit(both, np.repeat([1, 0], len(differences)), sample_weight=np.tile(weight, 2))
    told = np.maximum(model.coef_[0] / scale, 0)
    learnt: Weights = np.concatenate([told / told.sum(), np.full(len(LIKENESSES) - len(TOLD), SHARED)])
    return learnt


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


def _judge(index: PassageIndex, situation: Situation, own: dict[str, set[str]], nlp: Language) -> Judged:
    name, text, grades = situation.id, situation.text, situation.grades
    pool = set(grades).union(*(cases for document, cases in own.items() if name.startswith(f"{document}-")))
    cases, features = index.told.numbers(), index.features(index.ask(text))
    inquiry = ask_by_description(text, *find_in(describe(text), nlp))
    iris = [index.told.iri(int(number)) for number in cases]
    at = [i for i, iri in enumerate(iris) if iri in pool]
    passages = [[key for key, _, _ in index.told.shares(iris[i])] for i in at]
    best = {
        feature: np.array([max((features[feature].get(key, 0.0) for key in keys), default=0.0) for keys in passages])
        for feature in (Feature.PARTS, Feature.MEANING)
    }
    return Judged(
        id=name,
        likeness=measure_likeness(index, cases, inquiry.profile, answers(index, inquiry))[at],
        by_words=best[Feature.PARTS],
        by_vectors=best[Feature.MEANING],
        grades=np.array([grades.get(iris[i], 0) for i in at], dtype=float),
    )


def _ndcg(grades: Weights, scores: Weights) -> float:
    ranked, best = grades[np.argsort(-scores, kind="stable")][:10], np.sort(grades)[::-1][:10]
    discount = [1 / math.log2(rank + 2) for rank in range(len(ranked))]
    return float(((2**ranked - 1) @ discount) / ((2**best - 1) @ discount))


if __name__ == "__main__":
    main()
