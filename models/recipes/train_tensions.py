"""Train the reader of poles and the judge of stretches (`python -m models.recipes.train_tensions --folds FOLDER`).

FOLDER holds the judges of sentences without each gold document (`train_finders --folds`): every document is cut into
stretches by judges that never saw it. Poles are learnt from the accounts too, from which no judge of tensions learnt.
Writes `models/finders/{pole,tension_stretch}.json` and into each fold the same without its document, and prints how
often both poles are right there.
"""

import argparse
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.tokens import Doc

from ingest.finders import tensions
from ingest.finders.sentences import sentences
from ingest.finders.stretches import Stretch
from ingest.finders.tension_stretches import Features, Odds, stretch_features
from ingest.language import load_nlp
from ingest.mentions import annotate
from models.recipes.accounts import is_account, read_accounts, read_annotated
from models.recipes.gold import Gold, GoldText, Row, Span, close, read_gold
from models.recipes.judges import judge_by, read_each, write_judge
from models.recipes.pole_weights import Pairs, directions, judged_pairs, right, save_poles, train_poles

WEIGHTS = Path(__file__).parents[1] / "finders"
# How far the weights are held back.
STRENGTH = 0.02
# How much a stretch counts with nothing around it.
ALONE = 0.5
# Accounts were written to learn from: they count less than what others wrote.
ACCOUNTS = 0.5
MOST_SENTENCES = 4


class Example(NamedTuple):
    """An annotated document, read by judges of sentences that never saw it."""

    name: str
    doc: Doc
    pairs: list[Pairs]


def example(gold: Gold, judges: Path, nlp: Language) -> Example:
    """The stretches of one document that hold an annotated tension: as they are found, and as they were annotated."""
    judge_by(judges)
    doc = annotate(read_annotated(gold), nlp)
    text = GoldText(gold)
    places = [text.locate(sentence.text) for sentence in sentences(doc)]
    told = [(text.places(row), row) for row in gold.rows["tensions"]]
    found = tensions.candidates(doc, tensions.tension_chances(doc))
    known = {(stretch.first, stretch.last) for stretch in found}
    annotated = [s for spans, _ in told if (s := _annotated(places, spans[0])) and (s.first, s.last) not in known]
    pairs = [
        judged_pairs(tensions.stretch_tokens(doc, stretch), rows, ACCOUNTS if is_account(gold) else 1.0)
        for stretch in (*found, *dict.fromkeys(annotated))
        if (rows := _hits(_place(places, stretch), told))
    ]
    return Example(gold.name, doc, [each for each in pairs if each.likeness.any()])


def _annotated(places: list[Span | None], span: Span) -> Stretch | None:
    """The sentences in which an annotation stands."""
    inside = [number for number, place in enumerate(places) if place and close(place, span)]
    if not inside:
        return None
    return Stretch(inside[0], min(inside[-1], inside[0] + MOST_SENTENCES - 1), inside[0], 1.0)


def _place(places: list[Span | None], stretch: Stretch) -> Span | None:
    known = [place for place in places[stretch.first : stretch.last + 1] if place]
    return (known[0][0], known[-1][1]) if known else None


def _hits(span: Span | None, told: list[tuple[list[Span], Row]]) -> list[Row]:
    """The annotations that a stretch finds."""
    return [row for spans, row in told if span and any(close(span, other) for other in spans)]


class Judgements(NamedTuple):
    """The stretches of a document that lie where annotations were made."""

    features: list[Features]
    labels: list[bool]
    alone: list[Features]  # the same stretches with nothing around them


def judgements(gold: Gold, one: Example, folds: Path) -> Judgements:
    """Of each stretch what tells whether it is a tension, by judges that never saw the document, and whether it is."""
    judge_by(folds / gold.name)
    text = GoldText(gold)
    places = [text.locate(sentence.text) for sentence in sentences(one.doc)]
    told = [(text.places(row), row) for row in gold.rows["tensions"]]
    kept = [
        (proposal, place)
        for proposal in tensions.proposals(one.doc)
        if text.annotated(place := _place(places, proposal.stretch))
    ]
    odds = tensions.sentence_odds(one.doc, tensions.tension_chances(one.doc))
    return Judgements(
        [proposal.features for proposal, _ in kept],
        [bool(_hits(place, told)) for _, place in kept],
        [_alone(one.doc, proposal, odds) for proposal, _ in kept],
    )


def _alone(doc: Doc, proposal: tensions.Proposal, odds: Odds) -> Features:
    """What tells of a stretch as if it were a document of its own: a judge must also do without surroundings."""
    first, last, key, chance = proposal.stretch
    own = slice(first, last + 1)
    stretch = Stretch(0, last - first, key - first, chance)
    inside = Odds(*(each[own] for each in odds))
    return stretch_features(sentences(doc)[own], [stretch], 0, inside, proposal.reading)


def train_stretches(parts: list[Judgements]) -> dict[str, object]:
    """A logistic regression; the scale of each feature is worked into its weight."""
    features = [
        row for rows in zip(*((p.features, p.alone) for p in parts), strict=True) for part in rows for row in part
    ]
    labels = [label for _ in range(2) for part in parts for label in part.labels]
    counts = np.repeat([1.0, ALONE], len(labels) // 2)
    names = list(features[0])
    rows = np.array([[row[name] for name in names] for row in features], dtype=np.float64)
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    model = LogisticRegression(C=STRENGTH, max_iter=500).fit((rows - mean) / scale, labels, sample_weight=counts)
    weights = model.coef_[0] / scale
    return {
        "bias": round(float(model.intercept_[0] - weights @ mean), 5),
        "weights": {name: round(float(weight), 5) for name, weight in zip(names, weights, strict=True)},
    }


def main() -> None:
    """Train both without each document, then with all."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--folds", type=Path, required=True)
    folds: Path = ask.parse_args().folds
    nlp = load_nlp()
    golds = {gold.name: gold for gold in read_gold()}
    examples = read_each(golds.values(), lambda gold: example(gold, folds / gold.name, nlp))
    accounts = [pairs for gold in read_accounts() for pairs in example(gold, WEIGHTS, nlp).pairs]
    everything = [*(pairs for one in examples.values() for pairs in one.pairs), *accounts]
    axes = directions(everything)
    for name, left_out in examples.items():
        others = [pairs for one in examples.values() if one is not left_out for pairs in one.pairs]
        weights = train_poles([*others, *accounts], axes)
        save_poles(weights, axes, folds / name / "pole.json")
        print(f"poles {name}: {right(left_out.pairs, weights, axes)} of {len(left_out.pairs)} stretches")
    save_poles(train_poles(everything, axes), axes, WEIGHTS / "pole.json")
    parts = {name: judgements(golds[name], one, folds) for name, one in examples.items()}
    for name in parts:
        rest = [part for other, part in parts.items() if other != name]
        write_judge(train_stretches(rest), folds / name / "tension_stretch.json")
    write_judge(train_stretches(list(parts.values())), WEIGHTS / "tension_stretch.json")


if __name__ == "__main__":
    main()
