"""Learn how to weigh the ways of searching, and when to say that there is no answer: models/search/ranking.json.

Learns from the annotated queries of the sample corpus only; with --check it also measures on annotations that it never
learns from.

Run: python -m models.recipes.train_search [--check ../shared]
"""

import argparse
import math
import tempfile
from collections.abc import Sequence
from itertools import compress
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from app.evaluation.gold import Gold
from corpus.vectors import Embedder
from ingest.embedder import load_embedder
from models.recipes.answerable import LIBRARIES, AskedQuery, Verdict, ask_alone, ask_everywhere, learn_verdict
from models.recipes.search_examples import (
    FEATURES,
    Example,
    build_index,
    read_documents,
    read_examples,
    round_of,
)
from search.fusion import Feature, Odds, Ranking

Weights = NDArray[np.float64]

CORPUS = Path(__file__).parents[2] / "corpus"
TARGET = Path(__file__).parents[1] / "search" / "ranking.json"
STRENGTH = 0.3
"""Inverse of the regularisation; chosen by cross-validation over documents, where 0.1 to 1 differ by 0.004."""
RIVALS = 40
"""Each answer is compared with so many of the passages that stand highest without being as good."""


def main() -> None:
    """Learn, measure and write."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--check", type=Path, help="folder with corpus/ and gold/ to measure on")
    args = ask.parse_args()
    embedder, gold = load_embedder(), Gold(CORPUS / "gold")
    documents = read_documents(sorted((CORPUS / "documents").glob("*.pdf")))
    with tempfile.TemporaryDirectory() as folder:
        index = build_index(Path(folder), embedder, documents)
        examples = read_examples(index, gold, documents, "queries")
    weights = learn(examples)
    scores = leave_out(examples)
    report("learnt from the other documents", examples, scores)
    for number in (1, 2, 3):
        some = [round_of(example.qid) == number for example in examples]
        report(f"  of them round {number}", list(compress(examples, some)), list(compress(scores, some)))
    for at, feature in enumerate(FEATURES):
        report(f"  {feature} alone", examples, [e.features[:, at] for e in examples])
    asked = ask_everywhere(gold, documents, embedder)
    measure_verdict(examples, asked)
    ranking = as_ranking(weights, learn_verdict(asked, weights))
    TARGET.write_bytes(msgspec.json.format(msgspec.json.encode(ranking)) + b"\n")
    if args.check:
        check(ranking, args.check, embedder)


def learn(examples: Sequence[Example]) -> Weights:
    """Weights with which answers stand above what is no answer, or a worse one."""
    rows, importance = [], []
    for example in examples:
        gains, order = example.gains, np.argsort(-example.features.sum(axis=1), kind="stable")
        answers = np.flatnonzero(gains)
        for answer in answers:
            rivals = [at for at in order if gains[at] < gains[answer]][:RIVALS]
            rows.append(example.features[answer] - example.features[rivals])
            importance.append((2 ** gains[answer] - 2 ** gains[rivals]) / (len(rivals) * len(answers)))
    differences, weight = np.concatenate(rows), np.concatenate(importance)
    scale = np.sqrt((differences**2).mean(axis=0)) + 1e-9
    model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=500)
    both = np.concatenate([differences, -differences]) / scale
    model.fit(both, np.repeat([1, 0], len(differences)), sample_weight=np.tile(weight / 4, 2))
    learnt: Weights = np.maximum(model.coef_[0] / scale, 0)
    return learnt


def leave_out(examples: Sequence[Example]) -> list[Weights]:
    """The scores of each query's passages by weights that never saw its document."""
    names = {example.document for example in examples}
    learnt = {name: learn([e for e in examples if e.document != name]) for name in names}
    return [example.features @ learnt[example.document] for example in examples]


def as_ranking(weights: Weights, verdict: Verdict) -> Ranking:
    """What was learnt, in as many decimals as mean something."""
    named = {feature: round(float(weight), 3) for feature, weight in zip(FEATURES, weights, strict=True)}
    odds = Odds(*(round(each, 4) for each in msgspec.structs.astuple(verdict.odds)))
    return Ranking(weights=named, odds=odds, least=round(1 / (1 + math.exp(-verdict.least)), 4))


def measure_verdict(examples: Sequence[Example], asked: Sequence[AskedQuery]) -> None:
    """Print what is seen and refused where weights and verdict come from the other documents."""
    refused = np.zeros(len(asked), dtype=bool)
    for name in sorted({one.document for one in asked}):
        weights = learn([e for e in examples if e.document != name])
        verdict = learn_verdict([one for one in asked if one.document != name], weights)
        refused |= verdict.refuses(asked, weights) & np.array([one.document == name for one in asked])
    for library in LIBRARIES:
        in_library = np.array([one.library == library for one in asked])
        report_refused(library, list(compress(asked, in_library)), refused[in_library])
        for number in (1, 2, 3):
            some = in_library & np.array([round_of(one.qid) == number for one in asked])
            report_refused(f"  of them round {number}", list(compress(asked, some)), refused[some])


def check(ranking: Ranking, folder: Path, embedder: Embedder) -> None:
    """Measure on other annotations, in a library of all their documents, and on their queries without an answer."""
    gold = Gold(folder / "gold")
    files = {gold.files[file.name]: file for file in sorted((folder / "corpus").glob("*.pdf"), reverse=True)}
    documents = read_documents(files.values())
    with tempfile.TemporaryDirectory() as made:
        index = build_index(Path(made), embedder, documents)
        examples = read_examples(index, gold, documents, "queries")
    report(f"{folder}: with the weights of the sample corpus", examples, [e.features @ _row(ranking) for e in examples])
    for at, feature in enumerate(FEATURES):
        report(f"  {feature} alone", examples, [e.features[:, at] for e in examples])
    report(f"{folder}: learnt from its other documents", examples, leave_out(examples))
    asked = ask_alone(gold, documents, embedder)
    verdict = Verdict(ranking.odds, math.log(ranking.least / (1 - ranking.least)))
    report_refused(str(folder), asked, verdict.refuses(asked, _row(ranking)))


def report_refused(name: str, asked: Sequence[AskedQuery], refused: NDArray[np.bool_]) -> None:
    """Print how many queries without an answer are seen, and how many with one are refused."""
    good = np.array([one.is_answered for one in asked])
    seen, lost = refused[~good], refused[good]
    print(f"{name:40} {seen.mean():.2f} of {len(seen)} seen, {lost.mean():.3f} of {len(lost)} refused", flush=True)


def report(name: str, examples: Sequence[Example], scores: Sequence[Weights]) -> None:
    """Print nDCG@10 and MRR."""
    pairs = list(zip(examples, scores, strict=True))
    ndcg, mrr = np.mean([e.ndcg(s) for e, s in pairs]), np.mean([e.reciprocal_rank(s) for e, s in pairs])
    print(f"{name:60} nDCG@10 {ndcg:.3f}  MRR {mrr:.3f}", flush=True)


def _row(ranking: Ranking) -> Weights:
    return np.array([ranking.weights[Feature(feature)] for feature in FEATURES])


if __name__ == "__main__":
    main()
