"""The letters of a printed page in one row, and where a quote stands in them.

Spaces say nothing in such a row: where a line ends, a space and a line break are the same. A hyphen must be the same
in quote and print, but at the end of a printed line it may have been put there to break a word. The figure that sends
the reader to a note may be left out. The letters of a name that was covered stand
for any letters.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from corpus.covering import COVER
from corpus.normalise import normalise_characters

_NOTE_MARK = re.compile(r"(?<=[a-zà-ÿ])\d{1,3}(?=[\s.,;:!?’”)]|$)|(?<=[^\W\d_][.,;:!?’”)])\d{1,3}(?=\s|$)")
_HYPHENS = "-\u00ad\ufffe"  # pdfium writes U+FFFE for a hyphen at a line end


class Print(msgspec.Struct, frozen=True):
    """The letters of a page, without spaces and hyphens, and where lines and hyphens stand between them."""

    letters: str
    line_edges: frozenset[int]  # a printed line ends, and the next begins, before the letter of this number
    hyphens: frozenset[int]  # a hyphen stands before the letter of this number
    breaks: frozenset[int]  # ... but it ends a line

    @classmethod
    def of_lines(cls, lines: Iterable[str]) -> "Print":
        """The print of a page whose text falls into these lines.

        >>> page = Print.of_lines(["een win-win voor de wijk-", "bewoners"])
        >>> page.letters, sorted(page.hyphens), sorted(page.breaks)
        ('eenwinwinvoordewijkbewoners', [6], [19])
        """
        letters: list[str] = []
        edges, hyphens, breaks = {0}, set(), set()
        for line in lines:
            last = -1
            for character in _cleaned(line):
                if character in _HYPHENS:
                    last = len(letters)
                    hyphens.add(last)
                elif not character.isspace():
                    letters.append(character)
            if last == len(letters):
                hyphens.discard(last)
                breaks.add(last)
            edges.add(len(letters))
        return cls("".join(letters), frozenset(edges), frozenset(hyphens), frozenset(breaks))

    def agrees(self, at: int, quote: "Print", start: int, end: int) -> bool:
        """Whether the hyphens of the quote's letters `start` to `end` are those that are printed from `at` on."""
        return all(
            ((start + i) in quote.hyphens) == ((at + i) in self.hyphens)
            for i in range(1, end - start)
            if (at + i) not in self.breaks
        )


def without_note_marks(lines: Iterable[str]) -> list[str]:
    """The lines without the figures that send the reader to a note.

    >>> without_note_marks(["Zij veegden.1 Dat is 2.1 op een school2, in 2011."])
    ['Zij veegden. Dat is 2.1 op een school, in 2011.']
    """
    return [_NOTE_MARK.sub("", line) for line in lines]


class Stretch(NamedTuple):
    """Letters of a quote that stand together on a page."""

    page: int  # index in the pages that were given
    at: int
    letters: int


def find_pages(quote: str, prints: Sequence[Print]) -> list[int]:
    """The pages (as indices) on which the stretches of a quote stand, in order; none when it is not there literally.

    >>> pages = [Print.of_lines(["De wijk is", "van ie-"]), Print.of_lines(["Kop", "dereen. Punt."])]
    >>> find_pages("wijk is van iedereen.", pages), find_pages("wijk van iedereen.", pages)
    ([0, 1], [])
    """
    return list(dict.fromkeys(stretch.page for stretch in find_stretches(quote, prints)))


def find_stretches(quote: str, prints: Sequence[Print]) -> list[Stretch]:
    """The stretches into which a quote falls on the pages, as few as can be; none when it is not there literally."""
    asked = Print.of_lines([quote])
    if not asked.letters:
        return []

    @cache
    def place(start: int, page: int) -> tuple[Stretch, ...] | None:
        """The rest of the quote from letter `start`, on this page or after."""
        if start == len(asked.letters):
            return ()
        for number in range(page, len(prints)):
            for stretch in _candidates(asked, start, number, prints[number]):
                rest = place(start + stretch.letters, number)
                if rest is not None:
                    return stretch, *rest
        return None

    return list(place(0, 0) or ())


def _candidates(asked: Print, start: int, number: int, page: Print) -> list[Stretch]:
    """Where on a page the quote can go on from a letter, longest stretch first."""
    found = []
    left = len(asked.letters) - start
    begin = asked.letters[start]
    for at in range(len(page.letters)) if begin == COVER else _places(begin, page.letters):
        if start == 0 or at in page.line_edges:
            same = _common(asked.letters, start, page.letters, at)
            ends = {left} if same == left else set()
            ends |= {edge - at for edge in page.line_edges if 0 < edge - at <= min(same, left - 1)}
            found += [Stretch(number, at, end) for end in ends if page.agrees(at, asked, start, start + end)]
    return sorted(found, key=lambda stretch: -stretch.letters)


def _common(quote: str, start: int, page: str, at: int) -> int:
    """How many letters are the same from these two places on."""
    most = min(len(quote) - start, len(page) - at)
    return next((i for i in range(most) if quote[start + i] not in (page[at + i], COVER)), most)


def _places(letter: str, letters: str) -> Iterator[int]:
    at = letters.find(letter)
    while at >= 0:
        yield at
        at = letters.find(letter, at + 1)


def _cleaned(line: str) -> str:
    """Characters in one way of writing, with hyphens at a line end kept."""
    stripped = line.rstrip()
    broken = stripped[-1:] in ("\u00ad", "\ufffe", "\u0002")
    return normalise_characters(stripped[:-1] if broken else stripped) + ("-" if broken else "")
