"""Verbatim sentences: who said them, on which page, and how to cite them."""

from collections.abc import Sequence

import msgspec
import numpy as np

from corpus.model import Kind, Passage, QuotationMention, Sentence
from corpus.vectors import Embedder
from search.citations import cite
from search.filters import EVERYTHING, Filter
from search.passages import Hit, PassageIndex
from search.terms import stems

_FEWEST_WORDS = 5
"""A shorter sentence seldom says anything on its own."""

_PASSAGES_PER_QUOTE = 4
_WORDS_SHARE = 0.4


class FoundSentence(msgspec.Struct, frozen=True):
    """A sentence, the passage in which it stands, and how well it answers."""

    hit: Hit
    sentence: Sentence
    score: float

    @property
    def text(self) -> str:
        """The literal words."""
        return text_of(self.hit.passage, self.sentence)


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence as it stands in the source, with all that a writer needs."""

    text: str
    document: str  # sha256
    file: str
    start: int  # offsets in the document's text
    end: int
    page: int
    printed_page: str | None
    speaker: str | None
    citation: str
    reference: str
    score: float


def find_quotes(
    index: PassageIndex, embedder: Embedder, query: str, *, limit: int = 10, within: Filter = EVERYTHING
) -> list[Quote]:
    """The sentences that say best what is asked, best first."""
    hits = index.search(query, limit=limit * _PASSAGES_PER_QUOTE, within=within)
    best = best_sentences(embedder, query, hits, limit=limit)
    return [_quote(found, _speaker(index, found)) for found in best]


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


def _worth_showing(passage: Passage) -> list[Sentence]:
    return [s for s in passage.sentences if len(text_of(passage, s).split()) >= _FEWEST_WORDS]


def _quote(found: FoundSentence, speaker: str | None) -> Quote:
    hit, sentence = found.hit, found.sentence
    citation, reference = cite(hit.metadata, sentence.printed_page or str(sentence.page))
    return Quote(
        text=found.text,
        document=hit.passage.document,
        file=hit.file,
        start=sentence.start,
        end=sentence.end,
        page=sentence.page,
        printed_page=sentence.printed_page,
        speaker=speaker,
        citation=citation,
        reference=reference,
        score=found.score,
    )


def _speaker(index: PassageIndex, found: FoundSentence) -> str | None:
    """Who says the sentence: the speaker of the shortest quotation around it."""
    start, end = found.sentence.start + 1, found.sentence.end - 1  # quotation marks may stand just outside or inside
    around = [
        mention
        for named in index.entities(Kind.QUOTATION, found.hit.passage.document)
        for mention in named.entity.mentions
        if isinstance(mention, QuotationMention) and mention.start <= start and end <= mention.end
    ]
    return min(around, key=lambda m: m.end - m.start).speaker if around else None
