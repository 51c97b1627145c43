"""Annotated queries as examples to learn from: what each way of searching says of a passage, and its grade."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.evaluation.gold import Gold, GoldDocument, Row
from corpus.catalogue import read_catalogue
from corpus.model import Document, Passage
from corpus.vectors import Embedder
from ingest.passages import split_passages
from ingest.readers import read_document
from search.fusion import Feature
from search.passages import PassageIndex

FEATURES = tuple(Feature)
SECOND_ROUND, THIRD_ROUND = 51, 71
"""Rows of the sample corpus with such a number or a higher one were written after all that was chosen before."""

_SAME = 0.5
_CUTOFF = 10

ReadDocument = tuple[Document, list[Passage]]


@dataclass(frozen=True)
class Example:
    """A query and the passages that were proposed for it within its document."""

    qid: str
    document: str
    features: NDArray[np.float64]  # shape (passages, features)
    answers: tuple[tuple[tuple[int, int], ...], ...]  # for each passage: number and grade of the annotations it holds
    grades: tuple[int, ...]  # of all annotations; none for a query without an answer

    @property
    def gains(self) -> NDArray[np.float64]:
        """The best grade of each passage."""
        return np.array([max((grade for _, grade in held), default=0) for held in self.answers], dtype=float)

    def ndcg(self, scores: NDArray[np.float64]) -> float:
        """The quality of a ranking at 10; an annotation counts once."""
        seen: set[int] = set()
        gain = 0.0
        for rank, at in enumerate(np.argsort(-scores, kind="stable")[:_CUTOFF], 1):
            new = [(number, grade) for number, grade in self.answers[at] if number not in seen]
            gain += (2 ** max((grade for _, grade in new), default=0) - 1) / math.log2(rank + 1)
            seen |= {number for number, _ in new}
        best = sorted(self.grades, reverse=True)[:_CUTOFF]
        return min(1.0, float(gain / sum((2**grade - 1) / math.log2(i + 2) for i, grade in enumerate(best))))

    def reciprocal_rank(self, scores: NDArray[np.float64]) -> float:
        """One divided by the rank of the first answer within 10."""
        ranked = self.gains[np.argsort(-scores, kind="stable")[:_CUTOFF]]
        return 1 / (1 + int(np.argmax(ranked > 0))) if ranked.any() else 0.0


def read_documents(files: Iterable[Path]) -> list[ReadDocument]:
    """Read PDFs and split them into passages."""
    readings = [read_document(file, read_catalogue(file.parent).get(file.name)).document for file in files]
    return [(document, split_passages(document)) for document in readings]


def build_index(folder: Path, embedder: Embedder, documents: Sequence[ReadDocument]) -> PassageIndex:
    """An index of documents in an empty folder."""
    index = PassageIndex(folder, embedder)
    for document, passages in documents:
        index.add(document, "1", passages)
    index.commit()
    return index


def read_examples(index: PassageIndex, gold: Gold, documents: Sequence[ReadDocument], kind: str) -> list[Example]:
    """The annotated queries of a kind ("queries") of the documents in an index."""
    by_name = {gold.files[document.file]: (document, passages) for document, passages in documents}
    return [
        _example(index, annotated, row, *by_name[annotated.name])
        for annotated in gold.documents
        if annotated.name in by_name
        for row in annotated.rows(kind)
    ]


def round_of(id_: str) -> int:
    """In which round a query or situation was written.

    >>> round_of("ons-verhaal-de-hefboom-Z09"), round_of("ons-verhaal-de-hefboom-Z51")
    (1, 2)
    """
    return 1 + sum(int(id_[-2:]) >= first for first in (SECOND_ROUND, THIRD_ROUND))


def _example(
    index: PassageIndex, annotated: GoldDocument, row: Row, document: Document, passages: Sequence[Passage]
) -> Example:
    asked = index.ask(row["query"])
    features = index.features(asked)
    keys = index.entries.keys(document.sha256)
    wanted = [(annotated.text.stretch(r["start"], r["end"]), r["grade"]) for r in row.get("relevant", ())]
    places = [annotated.text.find(passage.text) for passage in passages]
    return Example(
        qid=row["qid"],
        document=annotated.name,
        features=np.array([[features.get(feature, {}).get(key, 0.0) for feature in FEATURES] for key in keys]),
        answers=tuple(
            tuple((i, grade) for i, (s, grade) in enumerate(wanted) if place and place.shared(s) >= _SAME)
            for place in places
        ),
        grades=tuple(grade for _, grade in wanted),
    )
