"""Train the judges of sentences: which are lessons, which hold a tension (`python -m models.recipes.train_finders`).

Learns from gold annotations in the format of the shared gold: our own in `corpus/gold`, and `../shared/gold` where it
lies beside the project; lessons from the accounts in `models/data/accounts` too. Prints cross-validated figures, each
document judged by a model that never saw it, and writes `models/finders/{lesson,tension}.json`.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from spacy.language import Language

from corpus.model import BlockRole
from ingest.embedder import load_embedder
from ingest.finders.sentence_cues import NAMES
from ingest.finders.sentence_model import features_of, sentence_features
from ingest.finders.sentences import Sentence, sentences
from ingest.language import load_nlp
from ingest.mentions import annotate
from models.recipes.accounts import read_accounts, read_annotated
from models.recipes.gold import ROOT, Gold, GoldText, borderline, close, read_gold
from models.recipes.judges import read_each, write_judge

KINDS = {"lesson": "lessons", "tension": "tensions"}
# A borderline row counts as half an example.
BORDERLINE = 0.4
# A sentence without what stands around it: a judge must not lean on headings and neighbours alone.
ALONE = 0.5
# A lesson in the words of its annotator.
REWORDED = 0.2
# A unit vector's entries are small beside cues of 0 and 1. What a tension is about tells less of another annotator's
# documents than what a lesson is about.
MEANING_SCALE = {"lesson": 4.0, "tension": 2.0}
# Fifteen short documents that one hand wrote and annotated must not outweigh what others wrote.
OURS = {"lesson": 1.0, "tension": 0.5}
STRENGTH = 0.01
# How much all accounts count together, beside all gold documents.
ACCOUNTS = {"lesson": 2.0, "tension": 0.0}


class Example(NamedTuple):
    """The sentences of an annotated document: features, and for each kind the label and how much it counts."""

    name: str
    ours: bool
    features: NDArray[np.float32]
    alone: NDArray[np.float32]  # the same sentences with nothing around them
    statements: NDArray[np.float32]  # the annotated lessons in other words, with nothing around them
    labels: dict[str, NDArray[np.float32]]
    weights: dict[str, NDArray[np.float32]]


class Rows(NamedTuple):
    """What a judge learns from: features, labels, and how much each counts."""

    features: NDArray[np.float32]
    labels: NDArray[np.float32]
    weights: NDArray[np.float32]


def example(gold: Gold, nlp: Language) -> Example:
    """Features and labels of one document's sentences; one outside the annotated stretches counts for nothing."""
    doc = annotate(read_annotated(gold), nlp)
    text = GoldText(gold)
    read = sentences(doc)
    spans = [text.locate(sentence.text) for sentence in read]
    inside = np.array([text.annotated(span) for span in spans], dtype=np.float32)
    labels, weights = {}, {}
    for kind, rows in KINDS.items():
        marked = [(text.places(row), borderline(row)) for row in gold.rows[rows]]
        label, weight = np.zeros_like(inside), inside.copy()
        for number, span in enumerate(spans):
            hits = [border for places, border in marked if span and any(close(span, place) for place in places)]
            label[number] = bool(hits)
            weight[number] *= BORDERLINE if hits and all(hits) else 1
        labels[kind], weights[kind] = label, weight
    statements = [row["statement"] for row in gold.rows["lessons"] if "statement" in row and not borderline(row)]
    return Example(
        gold.name,
        gold.ours,
        sentence_features(doc),
        features_of([_by_itself(one.text, number, one.role) for number, one in enumerate(read)]),
        features_of([_by_itself(text, number) for number, text in enumerate(statements)]),
        labels,
        weights,
    )


def _by_itself(text: str, block: int, role: BlockRole = BlockRole.PARAGRAPH) -> Sentence:
    """A sentence that is a block of its own under no heading."""
    return Sentence(0, len(text), text, role, block, (), first=True, last=True)


def _scaled(kind: str, features: NDArray[np.float32]) -> NDArray[np.float32]:
    scaled = features.copy()
    scaled[:, len(NAMES) :] *= MEANING_SCALE[kind]
    return scaled


def rows_of(kind: str, one: Example) -> Rows:
    """The rows of one document, which together count for the root of its length: a long one must not drown others."""
    weights = one.weights[kind] / np.sqrt(one.weights[kind].sum() + 1) * (OURS[kind] if one.ours else 1)
    parts = [(one.features, one.labels[kind], weights), (one.alone, one.labels[kind], ALONE * weights)]
    if kind == "lesson":
        count = len(one.statements)
        each = REWORDED / np.sqrt(one.weights[kind].sum() + 1)
        parts.append((one.statements, np.ones(count, np.float32), np.full(count, each, np.float32)))
    features, labels, counts = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return Rows(_scaled(kind, features), labels, counts)


def train(kind: str, examples: list[Example], accounts: Sequence[Example] = ()) -> LogisticRegression:
    """A judge of one kind."""
    parts = [balanced_rows(kind, examples, 1.0)]
    if accounts and ACCOUNTS[kind]:
        parts.append(balanced_rows(kind, accounts, ACCOUNTS[kind]))
    rows, labels, weights = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    return model.fit(rows, labels, sample_weight=weights / weights.mean())


def balanced_rows(kind: str, examples: Sequence[Example], share: float) -> Rows:
    """The rows that count, those that are of the kind together for half of the share: no text is told by its genre."""
    rows = (rows_of(kind, one) for one in examples)
    features, labels, weights = (np.concatenate(columns) for columns in zip(*rows, strict=True))
    keep = weights > 0
    features, labels, weights = features[keep], labels[keep], weights[keep]
    for label in (0, 1):
        weights[labels == label] *= share / 2 / weights[labels == label].sum()
    return Rows(features, labels, weights)


def save(kind: str, model: LogisticRegression, file: Path) -> None:
    """Write the weights, the cues by name; the scale of the meaning is worked into its weights."""
    weights = model.coef_[0]
    stored = {
        "embedder": load_embedder().name,
        "bias": round(float(model.intercept_[0]), 5),
        "cues": {name: round(float(weight), 4) for name, weight in zip(NAMES, weights, strict=False)},
        "meaning": [round(float(weight) * MEANING_SCALE[kind], 4) for weight in weights[len(NAMES) :]],
    }
    write_judge(stored, file)


def report(kind: str, one: Example, model: LogisticRegression) -> str:
    """How well a model judges a document that it never saw."""
    keep = one.weights[kind] > 0
    labels, chances = one.labels[kind][keep], model.predict_proba(_scaled(kind, one.features[keep]))[:, 1]
    if labels.min(initial=1) == labels.max(initial=0):
        return f"{kind} {one.name}: one class only"
    best = max((*_f1(labels, chances > cut), cut) for cut in np.linspace(0.2, 0.8, 25))
    half = _f1(labels, chances > 0.5)
    told = f"n={keep.sum()} share={labels.mean():.2f} AUC={roc_auc_score(labels, chances):.3f}"
    told += f" F1@.5={half[0]:.3f} (P {half[1]:.2f} R {half[2]:.2f}) best={best[0]:.3f}@{best[3]:.2f}"
    return f"{kind} {one.name}: {told}"


def _f1(labels: NDArray[np.float32], said: NDArray[np.bool_]) -> tuple[float, float, float]:
    hits = float((labels * said).sum())
    precision, recall = hits / max(1.0, float(said.sum())), hits / max(1.0, float(labels.sum()))
    return (2 * precision * recall / max(1e-9, precision + recall), precision, recall)


def main() -> None:
    """Train, cross-validate, save; `--folds FOLDER` also saves the model without each document."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--folds", type=Path)
    args = ask.parse_args()
    nlp = load_nlp() if (ROOT / "models" / "nl_wijk" / "ner").exists() else _development_nlp()
    examples = list(read_each(read_gold(), lambda gold: example(gold, nlp)).values())
    accounts = [example(gold, nlp) for gold in read_accounts()]
    for kind in KINDS:
        for left_out in examples:
            model = train(kind, [one for one in examples if one is not left_out], accounts)
            print(report(kind, left_out, model))
            if args.folds:
                save(kind, model, args.folds / left_out.name / f"{kind}.json")
        save(kind, train(kind, examples, accounts), ROOT / "models" / "finders" / f"{kind}.json")


def _development_nlp() -> Language:
    import spacy

    return spacy.load(ROOT / "models" / "nl_wijk")


if __name__ == "__main__":
    main()
