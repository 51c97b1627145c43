"""Queries in libraries that answer them and in libraries that do not, and what tells the two apart.

Every query of the sample corpus is asked in a library of its document alone, in one of all documents, and in one that
holds the corpus of names (`models/data/names`) as well; those without an answer where none of the documents gives one.
"""

import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression, QuantileRegressor

from app.evaluation.gold import Gold
from corpus.model import Document, Passage
from corpus.vectors import Embedder
from models.recipes.case_texts import read_marked_document
from models.recipes.search_examples import FEATURES, ReadDocument, build_index
from models.recipes.train_name_kinds import DATA
from search.fusion import Feature, Odds, evidence, growth
from search.passages import PassageIndex

Weights = NDArray[np.float64]

REFUSED = 0.04
"""The share of queries with an answer that may be told that there is none."""
ALONE, TOGETHER, AMONG_OTHERS = "alone", "together", "among others"
LIBRARIES = (ALONE, TOGETHER, AMONG_OTHERS)

_LOOKED_AT = 25
"""The best passage by any weights is one of so many by the sum of all features."""
_LETTERS_A_PASSAGE = 900
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*")
_FREE = 100.0


@dataclass(frozen=True)
class AskedQuery:
    """A query in a library, and what its most likely passages say."""

    qid: str
    document: str  # beside which it was written
    library: str
    is_answered: bool
    passages: int
    words: int  # stems that are asked
    features: NDArray[np.float64]  # shape (passages looked at, features)
    missing: NDArray[np.float64]  # weight of the heaviest word that each of them misses

    def signs(self, weights: Weights) -> list[float]:
        """What the best passage by some weights tells: evidence, missing word, nearness, growth of the library."""
        if not len(self.features):
            return [0.0, 1.0, 0.0, growth(self.passages)]
        sums = self.features @ weights
        best = int(np.argmax(sums))
        nearness = self.features[best, FEATURES.index(Feature.MEANING)]
        return [evidence(float(sums[best]), self.words), self.missing[best], nearness, growth(self.passages)]


@dataclass(frozen=True)
class Verdict:
    """What the signs add to the log odds, and how low these may be."""

    odds: Odds
    least: float

    def refuses(self, asked: Sequence[AskedQuery], weights: Weights) -> NDArray[np.bool_]:
        """Which queries count as unanswered."""
        refused: NDArray[np.bool_] = _log_odds(self.odds, asked, weights) < self.least
        return refused


def ask_everywhere(gold: Gold, documents: Sequence[ReadDocument], embedder: Embedder) -> list[AskedQuery]:
    """The queries of all documents in libraries of each kind."""
    asked = ask_alone(gold, documents, embedder)
    asked += _ask(gold, documents, documents, embedder, TOGETHER)
    return asked + _ask(gold, documents, [*documents, *_read_others()], embedder, AMONG_OTHERS)


def ask_alone(gold: Gold, documents: Sequence[ReadDocument], embedder: Embedder) -> list[AskedQuery]:
    """The queries of each document in a library of that document."""
    return [asked for one in documents for asked in _ask(gold, [one], [one], embedder, ALONE)]


def learn_verdict(asked: Sequence[AskedQuery], weights: Weights) -> Verdict:
    """What each sign counts within a library, and how much of it a library of each size may ask for.

    The size counts for as much as keeps the share of refused queries the same: a larger library has more evidence for
    all queries, those without an answer too.
    """
    signs = np.array([one.signs(weights) for one in asked])
    is_answered = np.array([one.is_answered for one in asked])
    library = np.array([[one.library == name for name in LIBRARIES] for one in asked], dtype=float)
    importance = np.zeros(len(asked))
    for which in library.T:
        for same in (is_answered, ~is_answered):
            some = (which > 0) & same
            importance[some] = len(asked) / (2 * len(LIBRARIES) * max(1, some.sum()))
    within = LogisticRegression(C=_FREE, max_iter=1000, fit_intercept=False)
    within.fit(np.hstack([signs[:, :3], library]), is_answered, sample_weight=importance)
    told, size = signs[:, :3] @ within.coef_[0, :3], signs[:, 3:]
    line = QuantileRegressor(quantile=REFUSED, alpha=0).fit(size[is_answered], told[is_answered])
    left = told - size[:, 0] * line.coef_[0]
    scale = LogisticRegression(C=_FREE).fit(left[:, None], is_answered, sample_weight=importance)
    factor, offset = float(scale.coef_[0, 0]), float(scale.intercept_[0])
    by_evidence, by_missing, by_nearness = (factor * within.coef_[0, :3]).tolist()
    odds = Odds(by_evidence, by_missing, by_nearness, size=-factor * float(line.coef_[0]), offset=offset)
    return Verdict(odds, float(np.quantile(_log_odds(odds, asked, weights)[is_answered], REFUSED)))


def _log_odds(odds: Odds, asked: Sequence[AskedQuery], weights: Weights) -> NDArray[np.float64]:
    *each, offset = msgspec.structs.astuple(odds)
    found: NDArray[np.float64] = np.array([one.signs(weights) for one in asked]) @ np.array(each) + offset
    return found


def _ask(
    gold: Gold, asking: Sequence[ReadDocument], held: Sequence[ReadDocument], embedder: Embedder, library: str
) -> list[AskedQuery]:
    """The queries of some documents in a library that holds these and others."""
    with tempfile.TemporaryDirectory() as folder:
        index = build_index(Path(folder), embedder, held)
        names = {gold.files[document.file] for document, _ in asking}
        passages = sum(len(passages) for _, passages in held)
        return [
            AskedQuery(row["qid"], annotated.name, library, kind == "queries", passages, *_look_at(index, row["query"]))
            for annotated in gold.documents
            if annotated.name in names
            for kind in ("queries", "queries_negative")
            for row in annotated.rows(kind)
            if kind == "queries" or library == ALONE or library in row.get("unanswered", ())
        ]


def _look_at(index: PassageIndex, query: str) -> tuple[int, Weights, Weights]:
    """How many stems are asked; what each way of searching says of the best passages; what these miss."""
    asked = index.ask(query)
    found = index.features(asked)
    keys = sorted({key for said in found.values() for key in said})
    features = np.array([[found.get(feature, {}).get(key, 0.0) for feature in FEATURES] for key in keys])
    features = features.reshape(len(keys), len(FEATURES))
    best = np.argsort(-features.sum(axis=1), kind="stable")[:_LOOKED_AT]
    return len(asked.stems), features[best], np.array([index.signs(asked, keys[at]).missing for at in best])


def _read_others() -> Iterator[ReadDocument]:
    """The documents of the corpus of names, in passages of some paragraphs."""
    for file in sorted(DATA.glob("*.txt")):
        document = msgspec.structs.replace(read_marked_document(file.stem), sha256=file.stem, file=file.name)
        yield document, _split(document)


def _split(document: Document) -> list[Passage]:
    stretches: list[tuple[int, int]] = []
    for start, end in (paragraph.span() for paragraph in _PARAGRAPH.finditer(document.text)):
        if stretches and end - stretches[-1][0] < _LETTERS_A_PASSAGE:
            start = stretches.pop()[0]
        stretches.append((start, end))
    return [
        Passage(
            document=document.sha256, number=number, start=start, end=end, text=document.text[start:end],
            headings=(document.metadata.title or "",), page=1, last_page=1, printed_page=None,
        )
        for number, (start, end) in enumerate(stretches)
    ]  # fmt: skip
