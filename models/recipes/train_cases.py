"""Train the judge of cases (`python -m models.recipes.train_cases --folds FOLDER`), after the judge of names.

Learns from the cases of the gold annotations and of the corpus of names (`models/data/cases`), and writes
`models/finders/case.json`. FOLDER holds the judges of names without each document, which `train_name_kinds --folds`
makes: no document teaches with what it taught the judge of names. There a model without each gold document is saved.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.tokens import Doc

from corpus.model import PlaceMention
from ingest.finders.case_model import FEATURES, WEIGHTS
from ingest.finders.cases import Candidate, candidates
from ingest.finders.names import name_key
from ingest.finders.places import find_places
from ingest.finders.sentences import mentions_of
from ingest.language import load_nlp
from ingest.mentions import annotate
from ingest.readers import read_document
from models.recipes.case_texts import marked_documents, read_cases, read_marked_document
from models.recipes.gold import Gold, GoldText, Row, read_gold
from models.recipes.judges import judge_by, read_each, write_judge

STRENGTH = 0.1
MINOR = 0.4
MOST_WORDS = 300


class Examples(NamedTuple):
    """The candidates of one document, whether each is a case, and how much each counts."""

    candidates: list[Candidate]
    labels: NDArray[np.int64]
    weights: NDArray[np.float64]


def from_gold(gold: Gold, nlp: Language, folds: Path) -> Examples:
    """The candidates in the annotated stretches of a gold document."""
    judge_by(folds / gold.name)
    text = GoldText(gold)
    inside = [
        candidate
        for candidate in _candidates(annotate(read_document(gold.file).document, nlp))
        if any(text.annotated(text.locate(said)) for said in {seen.sentence.text for seen in candidate.sightings})
    ]
    return _examples(inside, gold.rows["cases"])


def from_corpus(nlp: Language, folds: Path) -> dict[str, Examples]:
    """The candidates in each marked document of the corpus of names."""
    found = {}
    for part, documents in marked_documents().items():
        judge_by(folds / part)
        # The recogniser knows its own training documents by heart.
        with nlp.select_pipes(disable="ner" if part != "dev" else []):
            for name in documents:
                doc = annotate(read_marked_document(name), nlp)
                found[name] = _examples(_candidates(doc), read_cases(name))
    return found


def _candidates(doc: Doc) -> list[Candidate]:
    places = [mention for mention in mentions_of(find_places(doc)) if isinstance(mention, PlaceMention)]
    return [candidate for candidate in candidates(doc, places) if not candidate.never]


def _examples(found: Sequence[Candidate], rows: Iterable[Row]) -> Examples:
    """A document of many candidates counts for more than one of few, but not as many times more."""
    known = {key: row for row in rows for key in _keys(row)}
    labels, weights = [], []
    for candidate in found:
        said = [known[key] for key in map(_key, (candidate.name, *candidate.aliases)) if key in known]
        labels.append(int(bool(said)))
        weights.append(MINOR if said and all(_is_minor(row) for row in said) else 1.0)
    return Examples(list(found), np.array(labels), np.array(weights) / max(1, len(found)) ** 0.5)


def _keys(row: Row) -> set[str]:
    return {_key(name) for name in (row["label"], *row["aliases"])}


def _key(name: str) -> str:
    return name_key(re.sub(r"\([^)]*\)", " ", name))


def _is_minor(row: Row) -> bool:
    return row.get("depth") == "genoemd" or bool(row.get("doubtful"))


class Judge(NamedTuple):
    """What is learnt: a logistic regression, and the words that stand behind its FEATURES."""

    model: Any
    words: tuple[str, ...]

    def chances(self, found: Sequence[Candidate]) -> NDArray[np.float64]:
        """The chance of each candidate that it is a case."""
        return np.asarray(self.model.predict_proba(table(found, self.words))[:, 1])

    def save(self, file: Path) -> None:
        """Write bias and weights, the weights by the names of the features."""
        names, weights = (*FEATURES, *self.words), [round(float(weight), 4) for weight in self.model.coef_[0]]
        learnt = dict(zip(names, weights, strict=True))
        stored = {
            "bias": round(float(self.model.intercept_[0]), 4),
            "weights": {name: learnt[name] for name in FEATURES},
            "words": {word: learnt[word] for word in self.words},
        }
        write_judge(stored, file)


def table(found: Sequence[Candidate], words: Sequence[str]) -> NDArray[np.float32]:
    """One row a candidate: FEATURES, then the words."""
    shares = [[candidate.words.get(word, 0.0) for word in words] for candidate in found]
    features = np.array([candidate.features for candidate in found]).reshape(len(found), len(FEATURES))
    return np.hstack([features, np.array(shares).reshape(len(found), len(words))]).astype(np.float32)


def train(parts: Sequence[Examples]) -> Judge:
    """The judge of cases."""
    found = [candidate for part in parts for candidate in part.candidates]
    counts = Counter(word for candidate in found for word in candidate.words)
    words = tuple(sorted(word for word, _ in counts.most_common(MOST_WORDS)))
    labels = np.concatenate([part.labels for part in parts])
    weights = np.concatenate([part.weights for part in parts])
    model = LogisticRegression(C=STRENGTH, solver="newton-cholesky", class_weight="balanced")
    return Judge(model.fit(table(found, words), labels, sample_weight=weights / weights.mean()), words)


def main() -> None:
    """Train on all, and once more without each gold document."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--folds", type=Path, required=True)
    args = ask.parse_args()
    nlp = load_nlp()
    golds = read_each(read_gold(), lambda gold: from_gold(gold, nlp, args.folds))
    corpus = list(from_corpus(nlp, args.folds).values())
    for name, unseen in golds.items():
        judge = train([*corpus, *(part for other, part in golds.items() if other != name)])
        said = judge.chances(unseen.candidates) >= 0.5
        print(name, f"cases {unseen.labels.sum()}, said {said.sum()}, right {(said * unseen.labels).sum()}")
        judge.save(args.folds / name / "case.json")
    train([*corpus, *golds.values()]).save(WEIGHTS)


if __name__ == "__main__":
    main()
