"""The sentences of passages that were found, and how well each answers."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from corpus.model import Passage, Sentence
from corpus.vectors import Embedder, Vectors
from search.passages import Hit
from search.terms import stems

_FEWEST_WORDS = 5
"""A shorter sentence seldom says anything on its own."""

_WORDS_SHARE = 0.4
_SHORTLISTED = 5
"""The words of so many times more sentences than are asked are looked at: those that are nearest in meaning."""
_PARAGRAPH_END = "\n"
_CLOSED = re.compile(r"[.!?…:;][”’\"')\]\d]*$")
_CLOSING = re.compile(r"[”’\")\]]+(?=\s|$)")


class FoundSentence(msgspec.Struct, frozen=True):
    """A sentence, the passage in which it stands, and how well it answers."""

    hit: Hit
    sentence: Sentence
    score: float
    quotability: float = 0.0  # chance (0 to 1) that somebody would cite it
    repeats: "tuple[FoundSentence, ...]" = ()  # sentences elsewhere that say nearly the same

    @property
    def text(self) -> str:
        """The literal words."""
        return text_of(self.hit.passage, self.sentence)


class Candidates(NamedTuple):
    """Sentences to choose from, each with its text and its vector."""

    found: Sequence[tuple[Hit, Sentence]]
    texts: Sequence[str]
    vectors: Vectors | None  # None when there are none


def read_candidates(
    embedder: Embedder,
    hits: Sequence[Hit],
    counts: Callable[[Hit, Sentence], bool] = lambda hit, sentence: True,
) -> Candidates:
    """The sentences of some passages that are worth showing and that count."""
    found = [(hit, s) for hit in hits for s in _worth_showing(hit.passage) if counts(hit, s)]
    texts = [text_of(hit.passage, sentence) for hit, sentence in found]
    return Candidates(found, texts, embedder.embed_passages(texts) if texts else None)


def best_sentences(embedder: Embedder, query: str, candidates: Candidates, *, limit: int) -> list[FoundSentence]:
    """The sentences that are nearest to a text, best first; repeats are left out."""
    found, texts, vectors = candidates
    if vectors is None:
        return []
    meaning = vectors @ embedder.embed_queries([query])[0]
    nearest = np.argsort(-meaning, kind="stable")[: limit * _SHORTLISTED]
    said, asked = {at: stems(texts[at]) for at in nearest}, set(stems(query))
    words = np.array([len(asked & set(said[at])) / max(1, len(asked)) for at in nearest])
    scores = _WORDS_SHARE * words + (1 - _WORDS_SHARE) * meaning[nearest]
    best: dict[tuple[str, ...], FoundSentence] = {}
    for i in np.argsort(-scores, kind="stable"):
        hit, sentence = found[nearest[i]]
        best.setdefault(tuple(said[nearest[i]]), FoundSentence(hit, sentence, float(scores[i])))
    return list(best.values())[:limit]


def text_of(passage: Passage, sentence: Sentence) -> str:
    """The literal text of a sentence of the passage."""
    return passage.text[sentence.start - passage.start : sentence.end - passage.start]


def whole_sentences(passage: Passage) -> list[Sentence]:
    """The sentences of a passage, mended where a language model cut one: none begins or ends in the midst of a clause.

    >>> text = "Voorzitter Jan Peelen wil tempo. ‘Nu.’ Dat zei hij."
    >>> cut = [(0, 14), (15, 32), (33, 37), (37, 51)]
    >>> passage = Passage(document="0", number=0, start=0, end=51, text=text, headings=(), page=1, last_page=1,
    ...                   printed_page=None, sentences=tuple(Sentence(a, b, 1, None) for a, b in cut))
    >>> [text_of(passage, sentence) for sentence in whole_sentences(passage)]
    ['Voorzitter Jan Peelen wil tempo.', '‘Nu.’', 'Dat zei hij.']
    """
    whole: list[Sentence] = []
    for sentence in passage.sentences:
        text = text_of(passage, sentence)
        if whole and not _parted(passage, whole[-1].end, sentence.start):
            if closing := _CLOSING.match(text):
                whole[-1] = whole[-1]._replace(end=sentence.start + closing.end())
                text = text[closing.end() :].lstrip()
                sentence = sentence._replace(start=sentence.end - len(text))
            if not text:
                continue
            if text[0].islower() or not _CLOSED.search(text_of(passage, whole[-1])):
                whole[-1] = whole[-1]._replace(end=sentence.end)
                continue
        whole.append(sentence)
    return whole


def place_of(passage: Passage, sentence: Sentence) -> tuple[bool, bool]:
    """Whether a sentence opens, and whether it closes, its paragraph."""
    before = passage.text[: sentence.start - passage.start].rstrip(" ")
    after = passage.text[sentence.end - passage.start :].lstrip(" ")
    return before[-1:] in ("", _PARAGRAPH_END), after[:1] in ("", _PARAGRAPH_END)


def _parted(passage: Passage, end: int, start: int) -> bool:
    return _PARAGRAPH_END in passage.text[end - passage.start : start - passage.start]


def _worth_showing(passage: Passage) -> list[Sentence]:
    return [s for s in passage.sentences if len(text_of(passage, s).split()) >= _FEWEST_WORDS]
