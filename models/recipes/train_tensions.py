"""Train the reader of poles and the judge of stretches (`python -m models.recipes.train_tensions --folds FOLDER`).

FOLDER holds the judges of sentences without each gold document (`train_finders --folds`): every document is cut into
stretches by judges that never saw it. Writes `models/finders/{pole,tension_stretch}.json` and into each fold the same
without its document, and prints how often both poles are right there.
"""

import argparse
import re
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.tokens import Doc

from ingest.finders import tensions
from ingest.finders.pole_features import NAMES
from ingest.finders.pole_pairs import pole_pairs
from ingest.finders.pole_phrases import phrase
from ingest.finders.sentences import sentences
from ingest.finders.stretches import Stretch
from ingest.finders.tension_stretches import Features, Odds, stretch_features
from ingest.language import load_nlp
from ingest.mentions import annotate
from ingest.readers import read_document
from models.recipes.gold import Gold, GoldText, Row, Span, close, read_gold
from models.recipes.judges import judge_by, read_each, write_judge

WEIGHTS = Path(__file__).parents[1] / "finders"
# How far the weights are held back.
PENALTY = 4.0
STRENGTH = 0.02
# How much a stretch counts with nothing around it.
ALONE = 0.5
# A pair of phrases is right from this likeness to the annotated poles on.
LIKE_ENOUGH = 0.3
# So many wrong pairs of a stretch teach; more of them teach nothing new.
WRONG_PAIRS = 60
MOST_SENTENCES = 4
STOP = frozenset("de het een 't en van in op voor met naar of is te als aan om bij door tussen".split())

Rows = NDArray[np.float32]
Likeness = NDArray[np.float64]


class Pairs(NamedTuple):
    """The pairs of phrases of a stretch in which a tension is annotated."""

    rows: Rows
    likeness: Likeness  # of each pair to the annotated poles; 0 where one of the two is wrong


class Example(NamedTuple):
    """An annotated document, read by judges of sentences that never saw it."""

    name: str
    doc: Doc
    pairs: list[Pairs]


def example(gold: Gold, folds: Path, nlp: Language) -> Example:
    """The stretches of one document that hold an annotated tension: as they are found, and as they were annotated."""
    judge_by(folds / gold.name)
    doc = annotate(read_document(gold.file).document, nlp)
    text = GoldText(gold)
    places = [text.locate(sentence.text) for sentence in sentences(doc)]
    told = [(text.places(row), row) for row in gold.rows["tensions"]]
    found = tensions.candidates(doc, tensions.tension_chances(doc))
    known = {(stretch.first, stretch.last) for stretch in found}
    annotated = [s for spans, _ in told if (s := _annotated(places, spans[0])) and (s.first, s.last) not in known]
    pairs = [
        _pairs(doc, stretch, rows)
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


def _pairs(doc: Doc, stretch: Stretch, rows: list[Row]) -> Pairs:
    tokens = tensions.stretch_tokens(doc, stretch)
    found = pole_pairs(tokens)
    stems = [_stems(phrase(tokens, span)) for span in found.spans]
    likeness = np.zeros(len(found.a))
    for row in rows:
        a, b = (np.array([_likeness(one, _stems(row[pole])) for one in stems]) for pole in ("pole_a", "pole_b"))
        for one, other in ((a[found.a], b[found.b]), (b[found.a], a[found.b])):
            likeness = np.maximum(likeness, np.where((one > 0) & (other > 0), (one + other) / 2, 0.0))
    likeness[likeness < LIKE_ENOUGH] = 0.0
    return Pairs(found.rows, likeness)


def _stems(text: str) -> frozenset[str]:
    words = (word for word in re.findall(r"\w+", text.casefold()) if word not in STOP and len(word) > 2)
    return frozenset(re.sub(r"(heden|heid|ingen|ing|en|e|s|t)$", "", word)[:9] for word in words)


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / max(1, len(a) + len(b))


def train_poles(examples: list[Example]) -> NDArray[np.float64]:
    """The weights that make the annotated pair of each stretch the likeliest of its pairs."""
    chosen = np.random.default_rng(0)
    kept = [_thinned(pairs, chosen) for one in examples for pairs in one.pairs]
    rows = np.concatenate([pairs.rows for pairs in kept])
    likeness = np.concatenate([pairs.likeness for pairs in kept])
    sizes = [len(pairs.rows) for pairs in kept]
    starts, owner = np.r_[0, np.cumsum(sizes)[:-1]], np.repeat(np.arange(len(kept)), sizes)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = rows @ weights
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        right = raised * likeness
        all_of, right_of = np.add.reduceat(raised, starts), np.add.reduceat(right, starts)
        gradient = rows.T @ (raised / all_of[owner] - right / right_of[owner]) + PENALTY * weights
        return float(-np.log(right_of / all_of).sum() + PENALTY * (weights @ weights) / 2), gradient

    start = np.zeros(len(NAMES))
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 80}).x)


def _thinned(pairs: Pairs, chosen: np.random.Generator) -> Pairs:
    wrong = np.flatnonzero(pairs.likeness == 0)
    keep = np.r_[np.flatnonzero(pairs.likeness), chosen.permutation(wrong)[:WRONG_PAIRS]]
    return Pairs(pairs.rows[keep], pairs.likeness[keep])


def save_poles(weights: NDArray[np.float64], file: Path) -> None:
    """Write the weights by the names of the features."""
    write_judge({name: round(float(weight), 4) for name, weight in zip(NAMES, weights, strict=True)}, file)


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
    inside = Odds(odds.tension[own], odds.lesson[own])
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


def right(pairs: list[Pairs], weights: NDArray[np.float64]) -> tuple[int, int]:
    """In how many of these stretches the likeliest pair is right, and in how many one of its pairs is."""
    return sum(bool(each.likeness[int((each.rows @ weights).argmax())]) for each in pairs), len(pairs)


def main() -> None:
    """Train both without each document, then with all."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--folds", type=Path, required=True)
    folds: Path = ask.parse_args().folds
    nlp = load_nlp()
    golds = {gold.name: gold for gold in read_gold()}
    examples = read_each(golds.values(), lambda gold: example(gold, folds, nlp))
    for name, left_out in examples.items():
        weights = train_poles([one for one in examples.values() if one is not left_out])
        save_poles(weights, folds / name / "pole.json")
        good, count = right(left_out.pairs, weights)
        print(f"poles {name}: {good} of {count} stretches")
    save_poles(train_poles(list(examples.values())), WEIGHTS / "pole.json")
    parts = {name: judgements(golds[name], one, folds) for name, one in examples.items()}
    for name in parts:
        rest = [part for other, part in parts.items() if other != name]
        write_judge(train_stretches(rest), folds / name / "tension_stretch.json")
    write_judge(train_stretches(list(parts.values())), WEIGHTS / "tension_stretch.json")


if __name__ == "__main__":
    main()
