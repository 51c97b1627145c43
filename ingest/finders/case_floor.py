"""Which case a sentence is about: the one that has the floor where it stands."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from spacy.tokens import Doc

from corpus.model import CaseMention
from ingest.finders.sentences import Sentence, mentions_of, sentences

# A heading above a larger part of the document is its title: it tells what the whole is about, not a sentence.
_LARGEST_PART = 0.5


def case_floor(doc: Doc) -> "CaseFloor":
    """Which case has the floor where, by the cases that were found in a document so far."""
    return CaseFloor(sentences(doc), [mention for mention in mentions_of(doc) if isinstance(mention, CaseMention)])


class CaseFloor:
    """Which case has the floor at each place of a document."""

    def __init__(self, sentences: Sequence[Sentence], cases: Sequence[CaseMention]) -> None:
        """Take the sentences of the document and the cases that are named in it."""
        self._cases = sorted(cases, key=lambda case: case.start)
        self._starts = [case.start for case in self._cases]
        under = Counter(heading for sentence in sentences for heading in set(sentence.headings))
        self._titles = {heading for heading, count in under.items() if count > _LARGEST_PART * len(sentences)}
        self._blocks = {sentence.block: sentence.start for sentence in reversed(sentences)}
        # Where the section begins in which a sentence stands, by where the sentence begins.
        self._sections = {
            sentence.start: section[0].start for section in _by_headings(sentences) for sentence in section
        }

    def of(self, sentence: Sentence, end: int | None = None) -> str | None:
        """The name of the case that a sentence, or a stretch that begins with it and ends at `end`, is about.

        The case that it names; else the last one that its paragraph named; else the only one that its section named;
        else the one that a heading above it names. A section that told of several cases leaves it open.
        """
        inside = self._named(sentence.start, sentence.end if end is None else end)
        if inside:
            return inside[0]
        before = self._named(self._blocks[sentence.block], sentence.start)
        if before:
            return before[-1]
        told = set(self._named(self._sections[sentence.start], sentence.start)) if sentence.headings[1:] else set()
        return told.pop() if len(told) == 1 else self._in_heading(sentence)

    def _named(self, start: int, end: int) -> list[str]:
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [case.name for case in self._cases[first:last]]

    def _in_heading(self, sentence: Sentence) -> str | None:
        headings = [heading for heading in reversed(sentence.headings) if heading not in self._titles]
        named = (case.name for heading in headings for case in self._cases if _is_named(case, heading))
        return next(named, None)


def _by_headings(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences that stand together under the same headings."""
    for _, section in groupby(sentences, key=lambda sentence: sentence.headings):
        yield list(section)


def _is_named(case: CaseMention, heading: str) -> bool:
    return any(name in heading for name in (case.name, *case.aliases))
