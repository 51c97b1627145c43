"""Verbatim sentences that say what a writer means or half remembers, best first."""

import re
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from corpus.model import Kind, Sentence
from corpus.vectors import Embedder
from search.filters import EVERYTHING, Filter
from search.narrowing import Shelf, accepted
from search.passages import Hit, PassageIndex
from search.quotability import load_quotability, see
from search.sentences import FoundSentence, place_of, text_of, whole_sentences
from search.terms import stems
from search.word_match import group_alike, word_scores

__all__ = ["FoundSentence", "Stretch", "Wanted", "find_sentences"]

_PASSAGES = 60
_FEWEST_WORDS = 3
_LEAST_QUOTABLE_SHARE = 0.1
_MOST_QUOTABLE_SHARE = 0.5  # when one word is asked: then it tells little, and how good a line is tells more
_PHRASE = re.compile(r"[\"“„]([^\"“”„]+)[\"”]")
_TO_GROUP = 3  # times as many sentences as are asked are looked through for repeats

Stretch = tuple[str, int, int]
"""Part of a document: its sha256, and the offsets of start and end in its text."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What a writer looks for; what is empty or None asks nothing."""

    text: str = ""  # a meaning, half-remembered words, or "an exact phrase" between quotation marks
    within: Filter = EVERYTHING
    case: str | None = None  # a name or alias
    tension: str | None = None  # a slug of the thesaurus, or words of its poles
    stretches: tuple[Stretch, ...] | None = None  # e.g. what one person says


def find_sentences(index: PassageIndex, embedder: Embedder, wanted: Wanted, *, limit: int) -> list[FoundSentence]:
    """The sentences that answer best, best first; those that say nearly the same are grouped under the best of them."""
    phrases = [_plain(phrase) for phrase in _PHRASE.findall(wanted.text)]
    found = [
        (hit, sentence)
        for hit in _passages(index, wanted)
        for sentence in whole_sentences(hit.passage)
        if _counts(hit, sentence, phrases, wanted.stretches)
    ]
    if not found:
        return []
    texts = [text_of(hit.passage, sentence) for hit, sentence in found]
    quotable = load_quotability()(see(texts, [place_of(hit.passage, sentence) for hit, sentence in found]))
    scores = _scores(embedder, wanted.text, texts, quotable) if wanted.text else quotable
    order = [int(i) for i in np.argsort(-scores, kind="stable")][: limit * _TO_GROUP]
    sentences = [FoundSentence(*found[i], round(float(scores[i]), 4), round(float(quotable[i]), 4)) for i in order]
    groups = group_alike([sentence.text for sentence in sentences])[:limit]
    return [
        msgspec.structs.replace(sentences[first], repeats=tuple(sentences[i] for i in others))
        for first, *others in groups
    ]


def _scores(embedder: Embedder, query: str, texts: Sequence[str], quotable: NDArray[np.float64]) -> NDArray[np.float64]:
    meaning = embedder.embed_passages(texts) @ embedder.embed_queries([query])[0]
    share = max(_LEAST_QUOTABLE_SHARE, _MOST_QUOTABLE_SHARE / max(1, len(stems(query))))
    scores: NDArray[np.float64] = (1 - share) / 2 * (word_scores(query, texts) + meaning) + share * quotable
    return scores


def _passages(index: PassageIndex, wanted: Wanted) -> list[Hit]:
    """The passages in which to look; where no words are asked, all that the conditions let through."""
    allowed = _allowed(index, wanted)
    if wanted.text and allowed is None:
        return _with_repeats(index, index.search(wanted.text, limit=_PASSAGES, within=wanted.within))
    if allowed is None:
        asked = wanted.within.theme or wanted.within.actor or wanted.within.place or ""
        return index.search(asked, limit=_PASSAGES, within=wanted.within) if asked else []
    hits = [index.hit(key) for key in sorted(allowed)]
    if wanted.within != EVERYTHING:
        let_through = accepted(index.entries, wanted.within, Shelf(index.entries.documents()))
        through = None if let_through is None else set(let_through.tolist())
        hits = [hit for hit in hits if through is None or hit.key in through]
    return hits


def _with_repeats(index: PassageIndex, hits: Sequence[Hit]) -> list[Hit]:
    """The passages, and those that say the same, which a search tells of but does not list."""
    others = [passage for hit in hits for passage in hit.repeats]
    by_id = {h.passage.id: h for p in others for h in map(index.hit, index.entries.keys(p.document))} if others else {}
    return [*hits, *(by_id[passage.id] for passage in others)]


def _allowed(index: PassageIndex, wanted: Wanted) -> set[int] | None:
    """The numbers of the passages of the case, tension and stretches that are asked; None: all."""
    sets = []
    if wanted.case:
        asked = _plain(wanted.case)
        cases = [n for n in index.entities(Kind.CASE) if asked in map(_plain, (n.entity.label, *n.entity.aliases))]
        sets.append({key for case in cases for key in case.passages})
    if wanted.tension:
        words = set(stems(wanted.tension))
        tensions = [n for n in index.entities(Kind.TENSION) if words <= set(stems(_tension_words(n.entity.mentions)))]
        sets.append({key for tension in tensions for key in tension.passages})
    if wanted.stretches is not None:
        documents = {document for document, _, _ in wanted.stretches}
        sets.append({key for document in documents for key in index.entries.keys(document)})
    return set.intersection(*sets) if sets else None


def _tension_words(mentions: Sequence[object]) -> str:
    named = (getattr(m, name, None) for m in mentions for name in ("family", "pole_a", "pole_b"))
    return " ".join(text.replace("-", " ") for text in named if text)


def _counts(hit: Hit, sentence: Sentence, phrases: Sequence[str], stretches: Sequence[Stretch] | None) -> bool:
    text = text_of(hit.passage, sentence)
    if len(text.split()) < _FEWEST_WORDS or not all(phrase in _plain(text) for phrase in phrases):
        return False
    middle = (sentence.start + sentence.end) // 2
    return stretches is None or any(
        document == hit.passage.document and start <= middle < end for document, start, end in stretches
    )


def _plain(text: str) -> str:
    """Letters and figures only, in lower case, with single spaces.

    >>> _plain("‘We’ is  géén naam.")
    'we is géén naam'
    """
    return " ".join(re.findall(r"\w+", text.casefold()))
