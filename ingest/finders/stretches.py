"""Stretches of sentences that say one thing: a key sentence, with the neighbours that go with it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from corpus.model import BlockRole
from ingest.finders.sentences import Sentence

MOST_SENTENCES = 3
MOST_WORDS = 70
# What is less likely than this joins no key sentence.
LEAST = 0.25


class Stretch(NamedTuple):
    """A run of sentences: numbers of its first, last and key sentence, and the chance of the key sentence."""

    first: int
    last: int
    key: int
    chance: float


def stretches(found: Sequence[Sentence], chances: Sequence[float], enough: float) -> list[Stretch]:
    """The stretches around sentences whose chance is `enough`, likeliest first served, in reading order.

    A stretch lies within a block and holds at most three sentences; a heading goes with the first sentence under it.
    """
    taken: set[int] = set()
    made = []
    for key in np.argsort(-np.asarray(chances, dtype=np.float64), kind="stable"):
        if chances[key] < enough:
            break
        if key not in taken and found[key].role is not BlockRole.NOTE:
            first, last = _grown(found, chances, int(key), taken)
            taken.update(range(first, last + 1))
            made.append(Stretch(first, last, int(key), float(chances[key])))
    return sorted(made)


def _grown(found: Sequence[Sentence], chances: Sequence[float], key: int, taken: set[int]) -> tuple[int, int]:
    """The first and last sentence of a stretch: the likelier neighbour joins, again and again."""
    first = last = key
    words = _words(found[key])

    def joins(number: int) -> bool:
        return 0 <= number < len(found) and number not in taken and chances[number] >= LEAST

    while last - first + 1 < MOST_SENTENCES:
        beside = [n for n in (first - 1, last + 1) if joins(n) and found[n].block == found[key].block]
        beside = [n for n in beside if words + _words(found[n]) <= MOST_WORDS]
        if not beside:
            break
        best = max(beside, key=lambda n: chances[n])
        words += _words(found[best])
        first, last = min(first, best), max(last, best)
    if not _is_heading(found[key]) and joins(first - 1) and _is_heading(found[first - 1]):
        first -= 1
    elif _is_heading(found[key]) and last == key and joins(last + 1) and not _is_heading(found[last + 1]):
        last += 1
    return first, last


def _words(sentence: Sentence) -> int:
    return len(sentence.text.split())


def _is_heading(sentence: Sentence) -> bool:
    return sentence.role is BlockRole.HEADING
