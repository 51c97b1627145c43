"""Lessons that say nearly the same again, in one document or in several; all of them stay."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import msgspec

# Two lessons of a document repeat each other when they share this part of the telling words of the one that has fewest;
# those of two documents, of the one that has most: there a short lesson is no summary of a long one.
_SAME_WORDS, _FEWEST_WORDS, _FEWEST_ELSEWHERE = 0.7, 3, 4
_SHORT_WORD, _STEM = 4, 6  # letters
_UNDATED = 9999  # a document without a year repeats those that have one


class ToldLessons(msgspec.Struct, frozen=True, kw_only=True):
    """What of the lessons of a document is compared with others."""

    year: int | None  # in which it appeared
    said: dict[str, str]  # the words of each lesson, by IRI


def repeats_within(said: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The lessons of a document, in reading order, that repeat an earlier one, each with that one.

    >>> list(repeats_within({"a": "Begin klein in iedere straat.", "b": "Les 1: begin klein, in iedere straat!"}))
    [('b', 'a')]
    """
    earlier: list[tuple[str, frozenset[str]]] = []
    for iri, text in said.items():
        words = _telling_words(text)
        for before, known in earlier:
            fewest = min(len(known), len(words))
            if fewest >= _FEWEST_WORDS and len(known & words) >= _SAME_WORDS * fewest:
                yield iri, before
        earlier.append((iri, words))


def repeats_across(documents: Mapping[str, ToldLessons]) -> dict[str, dict[str, list[str]]]:
    """By document and lesson, the lessons of earlier documents that it repeats; of one year the name decides.

    Pairs are looked for among lessons that share one of their rarest words, since what shares most words shares one of
    those (Bayardo, Ma and Srikant, "Scaling up all pairs similarity search", 2007).
    """
    oldest_first = sorted(documents, key=lambda name: (documents[name].year or _UNDATED, name))
    said = ((name, iri, text) for name in oldest_first for iri, text in documents[name].said.items())
    told = [(name, iri, words) for name, iri, text in said if (words := _enough(text))]
    times = Counter(word for _, _, words in told for word in words)
    having: defaultdict[str, list[int]] = defaultdict(list)
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for number, (name, iri, words) in enumerate(told):
        rarest = sorted(words, key=lambda word: (times[word], word))
        rarest = rarest[: len(words) - math.ceil(_SAME_WORDS * len(words)) + 1]
        for other in sorted({other for word in rarest for other in having[word]}):
            before, same, known = told[other]
            if before != name and len(known & words) >= _SAME_WORDS * max(len(known), len(words)):
                found[name][iri].append(same)
        for word in rarest:
            having[word].append(number)
    return {name: dict(lessons) for name, lessons in found.items()}


def _enough(text: str) -> frozenset[str]:
    words = _telling_words(text)
    return words if len(words) >= _FEWEST_ELSEWHERE else frozenset()


def _telling_words(text: str) -> frozenset[str]:
    """The longer words of a text, cut short so that endings do not matter."""
    return frozenset(word[:_STEM] for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) > _SHORT_WORD)
