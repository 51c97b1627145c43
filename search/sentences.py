"""The sentences of passages that were found, and how well each answers."""

from collections.abc import Sequence

import msgspec
import numpy as np

from corpus.model import Passage, Sentence
from corpus.vectors import Embedder
from search.passages import Hit
from search.terms import stems

_FEWEST_WORDS = 5
"""A shorter sentence seldom says anything on its own."""

_WORDS_SHARE = 0.4
_PARAGRAPH_END = "\n"


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


def best_sentences(embedder: Embedder, query: str, hits: Sequence[Hit], *, limit: int) -> list[FoundSentence]:
    """The sentences of some passages that are nearest to a text, best first; repeats are left out."""
    found = [(hit, sentence) for hit in hits for sentence in _worth_showing(hit.passage)]
    if not found:
        return []
    texts = [text_of(hit.passage, sentence) for hit, sentence in found]
    meaning = embedder.embed_passages(texts) @ embedder.embed_queries([query])[0]
    asked = set(stems(query))
    words = np.array([len(asked & set(stems(text))) / max(1, len(asked)) for text in texts])
    scores = _WORDS_SHARE * words + (1 - _WORDS_SHARE) * meaning
    best: dict[tuple[str, ...], FoundSentence] = {}
    for i in np.argsort(-scores, kind="stable"):
        hit, sentence = found[i]
        best.setdefault(tuple(stems(texts[i])), FoundSentence(hit, sentence, float(scores[i])))
    return list(best.values())[:limit]


def text_of(passage: Passage, sentence: Sentence) -> str:
    """The literal text of a sentence of the passage."""
    return passage.text[sentence.start - passage.start : sentence.end - passage.start]


def place_of(passage: Passage, number: int) -> tuple[bool, bool]:
    """Whether the sentence of this number opens, and whether it closes, its paragraph."""
    sentence = passage.sentences[number]
    before = passage.sentences[number - 1].end - passage.start if number else 0
    after = passage.sentences[number + 1].start if number + 1 < len(passage.sentences) else passage.end
    opens = number == 0 or _PARAGRAPH_END in passage.text[before : sentence.start - passage.start]
    closes = number + 1 == len(passage.sentences) or (
        _PARAGRAPH_END in passage.text[sentence.end - passage.start : after - passage.start]
    )
    return opens, closes


def _worth_showing(passage: Passage) -> list[Sentence]:
    return [s for s in passage.sentences if len(text_of(passage, s).split()) >= _FEWEST_WORDS]
