"""Train the judge of cases (`python -m models.recipes.train_cases`), after the judge of names.

Learns from the cases of the gold annotations and writes `models/finders/case.json`. `--folds FOLDER` saves a model
without each gold document, with the judge of names of the same fold: no document is judged by what it taught.
"""

import argparse
import re
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from spacy.language import Language

from corpus.model import PlaceMention
from ingest.finders.case_model import FEATURES, WEIGHTS
from ingest.finders.cases import candidates
from ingest.finders.names import name_key
from ingest.finders.places import find_places
from ingest.finders.sentences import mentions_of
from ingest.language import load_nlp
from ingest.mentions import annotate
from ingest.readers import read_document
from models.recipes.gold import Gold, GoldText, Row, read_gold
from models.recipes.judges import judge_by, read_each, write_judge

STRENGTH = 2.0


class Examples(NamedTuple):
    """The candidates of one document, whether each is a case, and how much each counts."""

    rows: NDArray[np.float32]
    labels: NDArray[np.int64]
    weights: NDArray[np.float64]


def example(gold: Gold, nlp: Language) -> Examples:
    """The candidates in the annotated stretches of a gold document; a case that is only mentioned counts for little."""
    doc = find_places(annotate(read_document(gold.file).document, nlp))
    places = [mention for mention in mentions_of(doc) if isinstance(mention, PlaceMention)]
    text = GoldText(gold)
    known = {key: row for row in gold.rows["cases"] for key in _keys(row)}
    rows, labels, weights = [], [], []
    for candidate in candidates(doc, places):
        sentences = {sighting.sentence for sighting in candidate.sightings}
        if any(text.annotated(text.locate(sentence.text)) for sentence in sentences):
            said = [known[key] for key in map(_key, (candidate.name, *candidate.aliases)) if key in known]
            rows.append(candidate.features)
            labels.append(int(bool(said)))
            weights.append(0.4 if said and all(_is_minor(row) for row in said) else 1.0)
    return Examples(np.array(rows), np.array(labels), np.array(weights))


def _keys(row: Row) -> set[str]:
    return {_key(name) for name in (row["label"], *row["aliases"])}


def _key(name: str) -> str:
    return name_key(re.sub(r"\([^)]*\)", " ", name))


def _is_minor(row: Row) -> bool:
    return row.get("depth") == "genoemd" or bool(row.get("doubtful"))


def train(parts: list[Examples]) -> LogisticRegression:
    """The judge of cases."""
    rows, labels, weights = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return LogisticRegression(C=STRENGTH, max_iter=3000, class_weight="balanced").fit(
        rows, labels, sample_weight=weights
    )


def save(model: Any, file: Path) -> None:
    """Write bias and weights, the weights by the names of the features."""
    weights = {name: round(float(weight), 4) for name, weight in zip(FEATURES, model.coef_[0], strict=True)}
    stored = {"bias": round(float(model.intercept_[0]), 4), "weights": weights}
    write_judge(stored, file)


def main() -> None:
    """Train on all, and with `--folds` once more without each document."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--folds", type=Path)
    args = ask.parse_args()
    nlp = load_nlp()
    golds = {gold.name: gold for gold in read_gold()}
    parts = read_each(golds.values(), lambda gold: example(gold, nlp))
    for name in parts if args.folds else ():
        judge_by(args.folds / name)
        unseen = example(golds[name], nlp)
        model = train([part for other, part in parts.items() if other != name])
        said = model.predict_proba(unseen.rows)[:, 1] >= 0.5
        print(name, f"cases {unseen.labels.sum()}, said {said.sum()}, right {(said * unseen.labels).sum()}")
        save(model, args.folds / name / "case.json")
    save(train(list(parts.values())), WEIGHTS)


if __name__ == "__main__":
    main()
