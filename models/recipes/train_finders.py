"""Train the judges of sentences: which are lessons, which hold a tension (`python -m models.recipes.train_finders`).

Learns from gold annotations in the format of the shared gold (our own in `corpus/gold`, and `../shared/gold` where it
lies beside the project), from the readings in `models/data/readings` and from the accounts. Prints cross-validated
figures, each document judged by a model that never saw it, and writes
`models/finders/{lesson,tension,tension_words}.json`.
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import normalize
from spacy.language import Language

from corpus.model import BlockRole, Document
from ingest.embedder import load_embedder
from ingest.finders.sentence_cues import NAMES
from ingest.finders.sentence_model import SentenceFeatures, features_of, sentence_features
from ingest.finders.sentences import Sentence, sentences
from ingest.language import load_nlp
from ingest.mentions import annotate
from models.recipes.accounts import read_accounts, read_annotated
from models.recipes.case_texts import read_marked_document
from models.recipes.gold import ROOT, Gold, GoldText, borderline, close, read_gold
from models.recipes.judges import read_each, write_judge
from models.recipes.readings import read_account_readings, read_name_readings


class Judge(NamedTuple):
    """How a judge of sentences learns."""

    rows: str  # the annotations that it learns
    # A unit vector's entries are small beside cues of 0 and 1. What a tension is about tells less of what another
    # annotates than what a lesson is about.
    meaning: float
    # Fifteen short documents that one hand wrote and annotated must not outweigh what others wrote.
    ours: float
    # How much all readings of accounts, and all of the corpus of names, count together beside all gold documents.
    accounts: float = 2.0
    names: float = 1.0
    # How much the accounts count as their writers marked them.
    writers: float = 0.0
    # The words of a sentence have a sum of squares of one: entries are small beside cues of 0 and 1. 0: without words.
    words: float = 6.0


JUDGES = {
    "lesson": Judge("lessons", meaning=4.0, ours=1.0, writers=1.0),
    # Two judges err otherwise: this one cuts the stretches, the other helps to judge them as a whole.
    "tension": Judge("tensions", meaning=2.0, ours=0.5, accounts=0.0, names=0.0, words=0.0),
    "tension_words": Judge("tensions", meaning=2.0, ours=0.5),
}
# A borderline row counts as half an example.
BORDERLINE = 0.4
# A sentence without what stands around it: a judge must not lean on headings and neighbours alone.
ALONE = 0.5
# A lesson in the words of its annotator.
REWORDED = 0.2
STRENGTH = 0.01
# A word, or two together, teaches when so many sentences of our own say it.
FEWEST_SENTENCES = 12


Numbers = NDArray[np.float32]


class Example(NamedTuple):
    """The sentences of an annotated document: features, and for each kind of row the label and how much it counts."""

    name: str
    ours: bool
    sentences: list[str]
    features: SentenceFeatures
    alone: SentenceFeatures  # the same sentences with nothing around them
    statements: SentenceFeatures  # the annotated lessons in other words, with nothing around them
    labels: dict[str, Numbers]
    weights: dict[str, Numbers]


class Rows(NamedTuple):
    """What a judge learns from: features, labels, and how much each counts."""

    features: sparse.csr_matrix
    labels: NDArray[np.float32]
    weights: NDArray[np.float32]


class Vocabulary:
    """The words, and twos of words, that teach: those that our own texts say often enough."""

    def __init__(self, texts: Iterable[SentenceFeatures]) -> None:
        said = [words for text in texts for words in text.words]
        self._counts = CountVectorizer(analyzer=_as_they_are, binary=True, min_df=min(FEWEST_SENTENCES, len(said)))
        self._counts.fit(said)
        self.words: list[str] = [str(word) for word in self._counts.get_feature_names_out()]

    def rows(self, judge: Judge, features: SentenceFeatures) -> sparse.csr_matrix:
        """What a judge learns from: cues, meaning and words, as each counts for it."""
        seen = features.rows.copy()
        seen[:, len(NAMES) :] *= judge.meaning
        if not judge.words:
            return sparse.csr_matrix(seen)
        words = normalize(self._counts.transform(features.words).astype(np.float32)) * judge.words
        return sparse.hstack([sparse.csr_matrix(seen), words]).tocsr()


def _as_they_are(words: tuple[str, ...]) -> tuple[str, ...]:
    return words


def example(gold: Gold, document: Document, nlp: Language) -> Example:
    """Features and labels of one document's sentences; one outside the annotated stretches counts for nothing."""
    doc = annotate(document, nlp)
    read = sentences(doc)
    said = [sentence.text for sentence in read]
    labels, weights = labels_of(gold, said)
    statements = [row["statement"] for row in gold.rows["lessons"] if "statement" in row and not borderline(row)]
    return Example(
        gold.name,
        gold.ours,
        said,
        sentence_features(doc),
        features_of([_by_itself(one.text, number, one.role) for number, one in enumerate(read)]),
        features_of([_by_itself(text, number) for number, text in enumerate(statements)]),
        labels,
        weights,
    )


def relabelled(one: Example, gold: Gold) -> Example:
    """The same document as others annotated it."""
    labels, weights = labels_of(gold, one.sentences)
    return one._replace(labels=labels, weights=weights)


def labels_of(gold: Gold, said: Sequence[str]) -> tuple[dict[str, Numbers], dict[str, Numbers]]:
    """For each kind of row the label of each sentence, and how much it counts."""
    text = GoldText(gold)
    spans = [text.locate(sentence) for sentence in said]
    inside = np.array([text.annotated(span) for span in spans], dtype=np.float32)
    labels, weights = {}, {}
    for kind in ("lessons", "tensions"):
        marked = [(text.places(row), borderline(row)) for row in gold.rows[kind]]
        label, weight = np.zeros_like(inside), inside.copy()
        for number, span in enumerate(spans):
            hits = [border for places, border in marked if span and any(close(span, place) for place in places)]
            label[number] = bool(hits)
            weight[number] *= BORDERLINE if hits and all(hits) else 1
        labels[kind], weights[kind] = label, weight
    return labels, weights


def _by_itself(text: str, block: int, role: BlockRole = BlockRole.PARAGRAPH) -> Sentence:
    """A sentence that is a block of its own under no heading."""
    return Sentence(0, len(text), text, role, block, (), first=True, last=True)


def rows_of(judge: Judge, one: Example, vocabulary: Vocabulary) -> Rows:
    """The rows of one document, which together count for the root of its length: a long one must not drown others."""
    label, weight = one.labels[judge.rows], one.weights[judge.rows]
    weights = weight / np.sqrt(weight.sum() + 1) * (judge.ours if one.ours else 1)
    parts = [(one.features, label, weights), (one.alone, label, ALONE * weights)]
    if judge.rows == "lessons" and one.statements.words:
        count = len(one.statements.words)
        each = REWORDED / np.sqrt(weight.sum() + 1)
        parts.append((one.statements, np.ones(count, np.float32), np.full(count, each, np.float32)))
    features, labels, counts = zip(*parts, strict=True)
    rows = sparse.vstack([vocabulary.rows(judge, each) for each in features]).tocsr()
    return Rows(rows, np.concatenate(labels), np.concatenate(counts))


def train(groups: Iterable[Rows]) -> LogisticRegression:
    """A judge of one kind, from groups of examples that are balanced each by itself."""
    features, labels, weights = zip(*groups, strict=True)
    counts = np.concatenate(weights)
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    return model.fit(sparse.vstack(features).tocsr(), np.concatenate(labels), sample_weight=counts / counts.mean())


def balanced_rows(rows: Sequence[Rows], share: float) -> Rows:
    """The rows that count, those that are of the kind together for half of the share: no text is told by its genre."""
    features, labels, weights = zip(*rows, strict=True)
    every, label, weight = sparse.vstack(features).tocsr(), np.concatenate(labels), np.concatenate(weights)
    keep = weight > 0
    every, label, weight = every[keep], label[keep], weight[keep]
    for value in (0, 1):
        weight[label == value] *= share / 2 / weight[label == value].sum()
    return Rows(every, label, weight)


def save(judge: Judge, model: LogisticRegression, vocabulary: Vocabulary, file: Path) -> None:
    """Write the weights, of cues and words by name; the scales of meaning and words are worked into their weights."""
    words = vocabulary.words if judge.words else []
    weights, of_words = np.split(model.coef_[0], [len(model.coef_[0]) - len(words)])
    stored = {
        "embedder": load_embedder().name,
        "bias": round(float(model.intercept_[0]), 5),
        "cues": {name: round(float(weight), 4) for name, weight in zip(NAMES, weights, strict=False)},
        "meaning": [round(float(weight) * judge.meaning, 4) for weight in weights[len(NAMES) :]],
        "words": {word: round(float(weight) * judge.words, 4) for word, weight in zip(words, of_words, strict=True)},
    }
    write_judge(stored, file)


def report(labels: NDArray[np.float32], weights: NDArray[np.float32], chances: NDArray[np.float32]) -> str:
    """How well a document is judged by a model that never saw it."""
    keep = weights > 0
    labels, chances = labels[keep], chances[keep]
    if labels.min(initial=1) == labels.max(initial=0):
        return "one class only"
    best = max((*_f1(labels, chances > cut), cut) for cut in np.linspace(0.2, 0.8, 25))
    half = _f1(labels, chances > 0.5)
    told = f"n={keep.sum()} share={labels.mean():.2f} AUC={roc_auc_score(labels, chances):.3f}"
    told += f" F1@.5={half[0]:.3f} (P {half[1]:.2f} R {half[2]:.2f}) best={best[0]:.3f}@{best[3]:.2f}"
    return told


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
    examples = list(read_each(read_gold(), lambda gold: example(gold, read_annotated(gold), nlp)).values())
    accounts = [example(gold, read_annotated(gold), nlp) for gold in read_account_readings()]
    names = [example(gold, read_marked_document(gold.name), nlp) for gold in read_name_readings()]
    writers = [relabelled(one, gold) for one, gold in zip(accounts, read_accounts(), strict=True)]
    vocabulary = Vocabulary(one.features for one in (*(e for e in examples if e.ours), *accounts, *names))
    for kind, judge in JUDGES.items():
        rows = {one.name: rows_of(judge, one, vocabulary) for one in examples}
        readings = [
            balanced_rows([rows_of(judge, one, vocabulary) for one in texts], share)
            for texts, share in ((accounts, judge.accounts), (names, judge.names), (writers, judge.writers))
            if share
        ]
        for left_out in examples:
            others = balanced_rows([rows[one.name] for one in examples if one is not left_out], 1.0)
            model = train([others, *readings])
            chances = model.predict_proba(vocabulary.rows(judge, left_out.features))[:, 1]
            print(
                f"{kind} {left_out.name}: {report(left_out.labels[judge.rows], left_out.weights[judge.rows], chances)}"
            )
            if args.folds:
                save(judge, model, vocabulary, args.folds / left_out.name / f"{kind}.json")
        model = train([balanced_rows([rows[one.name] for one in examples], 1.0), *readings])
        save(judge, model, vocabulary, ROOT / "models" / "finders" / f"{kind}.json")


def _development_nlp() -> Language:
    import spacy

    return spacy.load(ROOT / "models" / "nl_wijk")


if __name__ == "__main__":
    main()
