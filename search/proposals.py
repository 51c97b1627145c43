"""Which passages may answer a question, and what each way of searching says of them."""

from itertools import islice

import numpy as np

from search.fusion import Feature, Features, add_up, most_of
from search.narrowing import FEW, Narrowing
from search.reading import Asked
from search.vectors import VectorIndex
from search.words import WordField, WordIndex

_CANDIDATES = 300
"""How many passages each way of searching may propose."""

_FIELDS = {
    Feature.TEXT: WordField.TEXT,
    Feature.PARTS: WordField.PARTS,
    Feature.HEADING: WordField.HEADING,
    Feature.CONCEPT: WordField.CONCEPT,
}


def propose(words: WordIndex, vectors: VectorIndex, asked: Asked, narrowing: Narrowing) -> Features:
    """What each way of searching says of all passages that any of them proposes."""
    if narrowing.lets_none_through:
        return {}
    found = _by_words(words, asked, narrowing)
    meaning = _by_meaning(words, vectors, asked, narrowing, _CANDIDATES)
    others = {key for said in found.values() for key in said} - meaning.keys()
    return {**found, Feature.MEANING: meaning | vectors.compare(asked.vector, sorted(others))}


def propose_best(words: WordIndex, vectors: VectorIndex, asked: Asked, narrowing: Narrowing, limit: int) -> Features:
    """The same as far as the best `limit` ask for it.

    Meaning alone adds no more than its weight to a passage: where so many stand above that by their words, the
    vectors need not be searched. Else the nearest `limit` suffice: each of them stands above all that are less near and
    have no words either.
    """
    if narrowing.lets_none_through:
        return {}
    found = _by_words(words, asked, narrowing)
    meaning = vectors.compare(asked.vector, sorted({key for said in found.values() for key in said}))
    best = sorted(add_up({**found, Feature.MEANING: meaning}).values(), reverse=True)[:limit]
    if len(best) < limit or best[-1] <= most_of(Feature.MEANING):
        meaning |= _by_meaning(words, vectors, asked, narrowing, limit)
    return {**found, Feature.MEANING: meaning}


def _by_words(words: WordIndex, asked: Asked, narrowing: Narrowing) -> dict[Feature, dict[int, float]]:
    within = words.within(narrowing.keys, narrowing.demands)
    found = {
        feature: words.search(field, asked.terms[field], _CANDIDATES, within) for feature, field in _FIELDS.items()
    }
    return {**found, Feature.NEAR: words.search_near(asked.near, _CANDIDATES, within)}


def _by_meaning(
    words: WordIndex, vectors: VectorIndex, asked: Asked, narrowing: Narrowing, limit: int
) -> dict[int, float]:
    """The passages that are nearest in meaning; where many meet the demands, those of the nearest that do."""
    if narrowing.met is not None or not narrowing.demands:
        return vectors.search(asked.vector, limit, narrowing.met)
    wanted = min(FEW, int(limit / narrowing.share) + limit)
    nearest = vectors.search(asked.vector, wanted, narrowing.keys)
    through = set(words.matching(narrowing.demands, np.sort(np.array([*nearest], dtype=np.int64))).tolist())
    return dict(islice(((key, cosine) for key, cosine in nearest.items() if key in through), limit))
