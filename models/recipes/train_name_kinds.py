"""Train the judge of names, person or organisation or ... (`python -m models.recipes.train_name_kinds`).

Learns from the corpus of Dutch names in `models/data/names` (its `test` documents left out) and from the actors of the
gold annotations, and writes `models/finders/name.json`. `--folds FOLDER` also saves a model without each gold document
and without each part of the corpus of names.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report
from spacy.language import Language

from corpus.model import Block, BlockRole, Document, Metadata
from ingest.finders.aliases import full_names
from ingest.finders.name_kinds import FEATURES, KINDS, WEIGHTS, NameKind, grouped, name_features
from ingest.finders.names import Name, name_key, names
from ingest.language import load_nlp
from ingest.mentions import annotate
from ingest.readers import read_document
from models.recipes.gold import Gold, GoldText, read_gold
from models.recipes.judges import read_each, write_judge
from models.recipes.names import NameSpan, read_names, read_split
from ontology.gazetteer import load_gazetteer

DATA = Path(__file__).parents[1] / "data" / "names"
KIND_OF_LABEL = {
    "PER": NameKind.PERSON,
    "ORG": NameKind.ORGANISATION,
    "GRP": NameKind.GROUP,
    "LOC": NameKind.PLACE,
    "WORK": NameKind.WORK,
}
STRENGTH = 1.0
# The corpus of names has seven times as many names as the gold, which knows better who takes part in what is told.
SHARE = 0.3
NO_ACTORS = tuple(KINDS.index(kind) for kind in (NameKind.PLACE, NameKind.WORK, NameKind.NONE))


class Examples(NamedTuple):
    """Names of one document or more: features, the number of the kind, and how much each counts."""

    rows: NDArray[np.float32]
    kinds: NDArray[np.int64]
    weights: NDArray[np.float64]
    sure: NDArray[np.bool_]  # the kind is told; of the others only that they are no actors


def from_corpus(documents: Iterable[str], nlp: Language) -> Examples:
    """The names in documents of the corpus of names."""
    labelled: list[tuple[list[Name], NameKind]] = []
    for name in documents:
        document, spans = read_marked(name)
        groups = grouped(names(annotate(document, nlp)), {}).values()
        labelled += [(group, _kind_in_spans(group, spans)) for group in groups]
    found = _examples(labelled)
    return found._replace(weights=found.weights * SHARE)


def parts_of_corpus() -> dict[str, tuple[str, ...]]:
    """The documents of the corpus of names but for the test, in the parts that judges are learnt without."""
    split = read_split(DATA)
    return {f"fifth-{number}": split["train"][number::5] for number in range(5)} | {"dev": split["dev"]}


def read_marked(name: str) -> tuple[Document, list[NameSpan]]:
    """A document of the corpus of names as our kind of document, and its names."""
    text, blocks, spans = "", [], []
    for paragraph in read_names(DATA / f"{name}.txt"):
        role = (
            BlockRole.HEADING if len(paragraph.text) < 90 and paragraph.text[-1] not in ".!?" else BlockRole.PARAGRAPH
        )
        blocks.append(Block(role, len(text), len(text) + len(paragraph.text), 2))
        spans += [NameSpan(len(text) + span.start, len(text) + span.end, span.label) for span in paragraph.spans]
        text += paragraph.text + "\n\n"
    metadata = Metadata(title=name)
    return Document(
        sha256=name, file=name, metadata=metadata, text=text, pages=(), runs=(), blocks=tuple(blocks)
    ), spans


def _kind_in_spans(group: list[Name], spans: list[NameSpan]) -> NameKind:
    """The label that most of the places have; the longest label that overlaps each."""
    said: Counter[NameKind] = Counter()
    for name in group:
        over = [span for span in spans if span.start < name.end and span.end > name.start]
        best = max(over, key=lambda span: min(span.end, name.end) - max(span.start, name.start), default=None)
        said[KIND_OF_LABEL[best.label] if best else NameKind.NONE] += 1
    return said.most_common(1)[0][0]


def from_gold(gold: Gold, nlp: Language) -> Examples:
    """The names in the annotated stretches of a gold document."""
    document = read_document(gold.file).document
    found = names(annotate(document, nlp))
    text = GoldText(gold)
    inside = {sentence for sentence in {name.sentence for name in found} if text.annotated(text.locate(sentence.text))}
    kinds: dict[str, NameKind | None] = {}
    for row in gold.rows["cases"]:
        kinds |= {name_key(said): NameKind.WORK for said in (row["label"], *row["aliases"])}
    for row in gold.rows["actors"]:
        kind = None if row.get("doubtful") else NameKind(row["type"])
        kinds |= {name_key(said): kind for said in (row["name"], *row["aliases"])}
    labelled: list[tuple[list[Name], NameKind | None]] = []
    for key, group in grouped(found, full_names(document.text, found)).items():
        doubtful = key in kinds and kinds[key] is None
        if not doubtful and any(name.sentence in inside for name in group):
            place = NameKind.PLACE if load_gazetteer().places(group[0].text) else None
            labelled.append((group, kinds.get(key, place)))
    return _examples(labelled)


def _examples(labelled: Sequence[tuple[list[Name], NameKind | None]]) -> Examples:
    rows = np.array([name_features(group) for group, _ in labelled])
    kinds = np.array([KINDS.index(kind or NameKind.NONE) for _, kind in labelled])
    weights = np.array([len(group) ** 0.5 for group, _ in labelled])
    return Examples(rows, kinds, weights, np.array([kind is not None for _, kind in labelled]))


def train(parts: list[Examples]) -> LogisticRegression:
    """The judge of names: learnt from those of which the kind is told, then from all.

    Names of which only is told that they are no actors count as each kind that is none, as likely as the first judge
    finds it.
    """
    every = _joined(parts)
    sure, unsure = _only(every, every.sure), _only(every, ~every.sure)
    first = _fit(sure.rows, sure.kinds, sure.weights)
    if not len(unsure.rows):
        return first
    chances = first.predict_proba(unsure.rows)[:, NO_ACTORS]
    chances /= chances.sum(axis=1, keepdims=True)
    rows = np.concatenate([sure.rows, *[unsure.rows] * len(NO_ACTORS)])
    kinds = np.concatenate([sure.kinds, np.repeat(NO_ACTORS, len(unsure.rows))])
    weights = np.concatenate([sure.weights, *(unsure.weights * chance for chance in chances.T)])
    return _fit(rows, kinds, weights)


def _joined(parts: Sequence[Examples]) -> Examples:
    return Examples(
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.kinds for part in parts]),
        np.concatenate([part.weights for part in parts]),
        np.concatenate([part.sure for part in parts]),
    )


def _only(part: Examples, which: NDArray[np.bool_]) -> Examples:
    return Examples(part.rows[which], part.kinds[which], part.weights[which], part.sure[which])


def _fit(rows: NDArray[np.float32], kinds: NDArray[np.int64], weights: NDArray[np.float64]) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=3000).fit(rows, kinds, sample_weight=weights)


def save(model: Any, file: Path) -> None:
    """Write bias and weights, the weights by the names of the features."""
    weights = {name: [round(float(w), 3) for w in row] for name, row in zip(FEATURES, model.coef_.T, strict=True)}
    stored = {"kinds": KINDS, "bias": [round(float(b), 3) for b in model.intercept_], "weights": weights}
    write_judge(stored, file)


def main() -> None:
    """Train, measure each gold document and the dev part by models that never saw them, write."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--folds", type=Path)
    args = ask.parse_args()
    nlp = load_nlp()
    with nlp.select_pipes(disable="ner"):  # it knows these documents by heart: nothing to learn of when it is right
        parts = {fold: from_corpus(documents, nlp) for fold, documents in parts_of_corpus().items() if fold != "dev"}
    learn, choose = _joined(list(parts.values())), from_corpus(read_split(DATA)["dev"], nlp)
    golds = read_each(read_gold(), lambda gold: from_gold(gold, nlp))
    _report(train([learn, *golds.values()]), choose)
    for name in golds:
        model = train([learn, choose, *(part for other, part in golds.items() if other != name)])
        print(name, f"actors told from others {_told_apart(model, golds[name]):.3f}")
        if args.folds:
            save(model, args.folds / name / "name.json")
    if args.folds:
        for fold in (parts := parts | {"dev": choose}):
            others = [part for other, part in parts.items() if other != fold]
            save(train([*others, *golds.values()]), args.folds / fold / "name.json")
    save(train([learn, choose, *golds.values()]), WEIGHTS)


def _told_apart(model: LogisticRegression, part: Examples) -> float:
    """The share of names that are rightly judged to be of an actor or not."""
    judged = np.isin(model.predict(part.rows), NO_ACTORS)
    return float((judged == np.isin(part.kinds, NO_ACTORS)).mean())


def _report(model: Any, part: Examples) -> None:
    numbers = list(range(len(KINDS)))
    print(
        classification_report(part.kinds, model.predict(part.rows), labels=numbers, target_names=KINDS, zero_division=0)
    )


if __name__ == "__main__":
    main()
