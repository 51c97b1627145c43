"""The pairs of phrases in a stretch that may be the two poles of its tension."""

from collections import defaultdict
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.finders.pole_features import KINDS, Numbers, Rows, pair_features
from ingest.finders.pole_phrases import Phrases, StretchTokens, phrases
from ingest.finders.pole_spans import JOINTS, PoleSpan, Tokens

LIGHT = frozenset("PUNCT SPACE CCONJ SCONJ DET".split())
ALIKE = frozenset(["noun", "verb", "clause", "run"])


class Pairs(NamedTuple):
    """The pairs of a stretch that are worth judging."""

    spans: list[PoleSpan]
    a: Numbers  # by pair: the number of its first phrase
    b: Numbers
    rows: Rows  # shape (pairs, NAMES)
    heads: list[str]  # by phrase: the word by which it hangs


def pole_pairs(stretch: StretchTokens) -> Pairs:
    """All pairs of phrases side by side, alike in form, known as opposites, or brought together by a formula."""
    found = phrases(stretch)
    count = len(found.spans)
    first = np.array([span.first for span in found.spans], dtype=np.intp)
    last = np.array([span.last for span in found.spans], dtype=np.intp)
    heavy = _heavy(stretch.tokens)
    ordered = last[:, None] <= first[None, :]
    worth = (heavy[first][None, :] - heavy[last][:, None] == 0) | _alike(stretch.tokens, found)
    for pair in (*found.formulas, *_opposites(found)):
        worth[pair] = True
    a, b = np.nonzero(worth & ordered) if count else (np.zeros(0, np.intp), np.zeros(0, np.intp))
    rows = pair_features(stretch, found, a, b, heavy[first[b]] - heavy[last[a]])
    return Pairs(found.spans, a, b, rows, [stretch.tokens.text[span.head] for span in found.spans])


def _heavy(tokens: Tokens) -> Numbers:
    """How many words that weigh stand before each token: what joins and what points weighs nothing."""
    weighs = [kind not in LIGHT and text not in JOINTS for kind, text in zip(tokens.kind, tokens.text, strict=True)]
    return np.concatenate([[0], np.cumsum(weighs, dtype=np.intp)])


def _alike(tokens: Tokens, found: Phrases) -> NDArray[np.bool_]:
    """Which phrases are of one form and hang alike in their sentence, or are joined by "en" or "of"."""
    heads = np.array([span.head for span in found.spans], dtype=np.intp)
    kinds = np.array([KINDS.index(span.kind) if span.kind in ALIKE else -1 - n for n, span in enumerate(found.spans)])
    mothers = np.array([tokens.head[head] for head in heads], dtype=np.intp)
    relations = np.array([tokens.relation[head] for head in heads])
    sisters = (mothers[:, None] == mothers[None, :]) & (mothers[:, None] != -1)
    hanging = sisters | (relations[:, None] == relations[None, :])
    joined = (mothers[None, :] == heads[:, None]) & (relations == "conj")[None, :]
    return np.asarray((kinds[:, None] == kinds[None, :]) & hanging | joined, dtype=np.bool_)


def _opposites(found: Phrases) -> list[tuple[int, int]]:
    speaking: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, sides in enumerate(found.sides):
        for slug, side in sides.items():
            speaking[slug][side].append(number)
    both = [tuple(sides.values()) for sides in speaking.values() if len(sides) == 2]
    return [pair for one, other in both for a in one for b in other for pair in ((a, b), (b, a))]
