"""Learn which sentences people cite, from annotated quotes.

    python -m models.recipes.train_quotability --learn FOLDER GOLD [--learn FOLDER GOLD ...]

Each pair is a library and the gold folder of its documents. The figures of a cross-validation by document are printed
and kept beside the weights. Only numbers are learnt: weights of what can be seen of any sentence.
"""

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from corpus.model import Passage
from corpus.records import Records
from search.quotability import FEATURES, Quotability, see
from search.sentences import place_of, text_of, whole_sentences

OUTPUT = Path(__file__).parents[1] / "quotability"
SHRINKAGE = 0.03
FEWEST_WORDS = 4


class Example(NamedTuple):
    """A sentence of an annotated stretch, and whether an annotator would cite it."""

    file: str
    text: str
    place: tuple[bool, bool]
    cited: bool


def main() -> None:
    """Measure, learn, write."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--learn", type=Path, nargs=2, metavar=("FOLDER", "GOLD"), action="append", required=True)
    args = ask.parse_args()
    examples = [example for library, gold in args.learn for example in read_examples(library, gold)]
    figures = cross_validate(examples)
    model = learn(examples)
    OUTPUT.mkdir(exist_ok=True)
    (OUTPUT / "weights.json").write_bytes(msgspec.json.format(msgspec.json.encode(model)))
    (OUTPUT / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


def read_examples(library: Path, gold: Path) -> Iterator[Example]:
    """The sentences of the annotated stretches of each document in the gold folder."""
    records = Records(library / "documents")
    names = json.loads((gold / "texts" / "documents.json").read_text(encoding="utf-8"))
    regions = json.loads((gold / "regions.json").read_text(encoding="utf-8"))
    for sha256 in records:
        document = records.document(sha256)
        name = Path(names.get(document.file, "-")).stem
        quotes = gold / name / "quotes.jsonl"
        if not quotes.is_file() or document.warnings:  # a scan repeats a document that is there
            continue
        text = (gold / "texts" / f"{name}.txt").read_text(encoding="utf-8")
        annotated = "|".join(_letters(text[start:end]) for start, end in regions.get(name, [[0, len(text)]]))
        cited = [_letters(json.loads(line)["quote"]) for line in quotes.read_text(encoding="utf-8").splitlines()]
        for passage in records.passages(sha256):
            for said, place in _sentences(passage):
                letters = _letters(said)
                if len(said.split()) >= FEWEST_WORDS and letters in annotated:
                    yield Example(document.file, said, place, any(_same(letters, quote) for quote in cited))


def cross_validate(examples: list[Example]) -> dict[str, float]:
    """Figures of models that did not see the document that they score."""
    scores = np.zeros(len(examples))
    files = np.array([example.file for example in examples])
    for file in set(files):
        model = learn([example for example in examples if example.file != file])
        scores[files == file] = model(_seen([example for example in examples if example.file == file]))
    return measure(examples, scores)


def measure(examples: list[Example], scores: NDArray[np.float64]) -> dict[str, float]:
    """How well scores put what is cited first, as a mean over documents."""
    from sklearn.metrics import average_precision_score, roc_auc_score

    files, cited = np.array([e.file for e in examples]), np.array([e.cited for e in examples])
    known = [f for f in sorted(set(files)) if cited[files == f].any()]
    each = [(cited[files == f], scores[files == f]) for f in known]
    return {
        "documents": len(known),
        "sentences": len(examples),
        "cited": int(cited.sum()),
        "auc": round(float(np.mean([roc_auc_score(c, s) for c, s in each])), 3),
        "average_precision": round(float(np.mean([average_precision_score(c, s) for c, s in each])), 3),
        "precision_at_5": round(float(np.mean([c[np.argsort(-s)[:5]].mean() for c, s in each])), 3),
        "share_cited": round(float(cited.mean()), 3),
    }


def learn(examples: list[Example]) -> Quotability:
    """The model, with its weights in the units of what is seen."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    seen, cited = _seen(examples), np.array([example.cited for example in examples])
    scaler = StandardScaler().fit(seen)
    model = LogisticRegression(C=SHRINKAGE, max_iter=2000).fit(scaler.transform(seen), cited)
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - weights @ scaler.mean_)
    rounded = {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)}
    return Quotability(bias=round(bias, 4), weights=rounded)


def _seen(examples: list[Example]) -> NDArray[np.float64]:
    return see([example.text for example in examples], [example.place for example in examples])


def _sentences(passage: Passage) -> Iterator[tuple[str, tuple[bool, bool]]]:
    for sentence in whole_sentences(passage):
        yield text_of(passage, sentence), place_of(passage, sentence)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text.lower())


def _same(sentence: str, quote: str) -> bool:
    return sentence in quote or (quote in sentence and 2 * len(quote) > len(sentence))


if __name__ == "__main__":
    main()
