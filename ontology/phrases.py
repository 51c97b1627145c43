"""Known phrases in running text: the longest one at each place, in any number, also within a compound."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

from ontology.inflection import SHORTEST_PART, closes_compound, fold, noun_forms, opens_compound

Meaning = TypeVar("Meaning")

# Latin letters with their accents, joined or loose, ligatures, and figures.
_WORD = re.compile("[0-9A-Za-z\u00c0-\u017f\u0300-\u036f\ufb00-\ufb06]+")
# Between two words of one phrase: spaces or one line end, around at most one hyphen, slash, ampersand or apostrophe.
_GAP = re.compile(r"[^\S\n]*(?:[-‐–/&'’+\n][^\S\n]*)?")
# In "huis van de wijk" it is the first word that takes the plural.
_PREPOSITIONS = frozenset({"aan", "achter", "in", "met", "naar", "op", "over", "tot", "tussen", "uit", "van", "voor"})
_COMPOUNDS_REMEMBERED = 1 << 16


class PhraseIndex(Generic[Meaning]):
    """Finds phrases in text and says what each stands for.

    >>> index = PhraseIndex([("wijkteam", 1), ("sociale cohesie", 2)])
    >>> list(index.find("Sociale cohesie en twee jeugdwijkteams."))
    [(2, 0, 15), (1, 29, 38)]
    """

    def __init__(self, phrases: Iterable[tuple[str, Meaning]]) -> None:
        self._meanings: dict[str, Meaning] = {}
        inflected: dict[str, Meaning] = {}
        for phrase, meaning in phrases:
            key = _key(phrase)
            self._meanings.setdefault(key, meaning)
            for form in _inflected(key.split()):
                inflected.setdefault(form, meaning)
        # What somebody wrote down as a phrase goes before a form that was made from another one.
        self._meanings = inflected | self._meanings
        self._longest: dict[str, int] = {}
        for key in self._meanings:
            first, *others = key.split(" ")
            self._longest[first] = max(self._longest.get(first, 0), 1 + len(others))
        # Most words share neither their first nor their last letters with any phrase.
        self._openings = {key[:SHORTEST_PART] for key in self._meanings}
        self._closings = {key[-SHORTEST_PART:] for key in self._meanings}
        self._parts = lru_cache(maxsize=_COMPOUNDS_REMEMBERED)(self._split)

    def __getitem__(self, phrase: str) -> Meaning:
        return self._meanings[_key(phrase)]

    def __contains__(self, phrase: str) -> bool:
        return _key(phrase) in self._meanings

    def find(self, text: str) -> Iterator[tuple[Meaning, int, int]]:
        """What is found with its span, in order of the text; spans never overlap."""
        spans = [match.span() for match in _WORD.finditer(text)]
        words = [fold(text[start:end]) for start, end in spans]
        at = 0
        while at < len(words):
            length = self._length_at(text, words, spans, at)
            start = spans[at][0]
            if length:
                yield self._meanings[" ".join(words[at : at + length])], start, spans[at + length - 1][1]
            elif len(words[at]) == spans[at][1] - start:  # else no letter of the folded word tells where it stood
                for meaning, part_start, part_end in self._parts(words[at]):
                    yield meaning, start + part_start, start + part_end
            at += length or 1

    def _length_at(self, text: str, words: list[str], spans: list[tuple[int, int]], at: int) -> int:
        """How many words the longest phrase here has; 0 for none."""
        for length in range(min(self._longest.get(words[at], 0), len(words) - at), 0, -1):
            if " ".join(words[at : at + length]) in self._meanings and all(
                _GAP.fullmatch(text, spans[i][1], spans[i + 1][0]) for i in range(at, at + length - 1)
            ):
                return length
        return 0

    def _split(self, word: str) -> list[tuple[Meaning, int, int]]:
        """The known first and last parts of a compound, each as long as possible."""
        first = self._opening(word) if word[:SHORTEST_PART] in self._openings else 0
        last = self._closing(word, max(first, 1)) if word[-SHORTEST_PART:] in self._closings else 0
        found = [(self._meanings[word[:first]], 0, first)] if first else []
        return [*found, (self._meanings[word[last:]], last, len(word))] if last else found

    def _opening(self, word: str) -> int:
        """Where the longest known first part of a compound ends; 0 for none."""
        for cut in range(len(word) - 1, SHORTEST_PART - 1, -1):
            part = word[:cut]
            links = part[-1] == "s" and part[:-1] in self._meanings  # the s of onderzoeksvraag
            if part in self._meanings and not links and opens_compound(part, word[cut:]):
                return cut
        return 0

    def _closing(self, word: str, first: int) -> int:
        """Where the longest known last part of a compound begins, from `first` on; 0 for none."""
        for cut in range(first, len(word) - SHORTEST_PART + 1):
            if word[cut:] in self._meanings and closes_compound(word[:cut], word[cut:]):
                return cut
        return 0


def _key(phrase: str) -> str:
    return " ".join(fold(word) for word in _WORD.findall(phrase))


def _inflected(words: list[str]) -> Iterator[str]:
    """The other forms of a phrase: of its last word, or of its first before a preposition."""
    if not words:
        return
    for form in noun_forms(words[-1]):
        yield " ".join([*words[:-1], form])
    if len(words) > 2 and words[1] in _PREPOSITIONS:
        for form in noun_forms(words[0]):
            yield " ".join([form, *words[1:]])
