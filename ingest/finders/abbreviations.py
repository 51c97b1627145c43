"""Abbreviations tied to the full names for which they stand: "Bestuurlijk Overleg Wonen en Zorg (BOWZ)".

The method is that of Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions in
biomedical text": match the letters of the short form from right to left in the words before the bracket.
"""

import re
from typing import NamedTuple

SHORT = re.compile(r"\((?:hierna |verder |afgekort |kortweg )?[‘'“\"]?([A-ZÀ-Þ][\w&@+.-]{1,9})[’'”\"]?\)")
LONGEST = 300  # letters of a full name
# Nouns that belong to the full name, though the abbreviation leaves them out: Ministerie van ... (VWS).
HEAD = re.compile(r"\b[Mm]inisterie van $")
# A full name does not run on over one of these.
STOP = re.compile(r"[.;:!?()“”\"]")


class Abbreviation(NamedTuple):
    """A short form, and the full name before it."""

    short: str
    start: int  # of the full name in the text
    end: int

    def full(self, text: str) -> str:
        """The full name."""
        return text[self.start : self.end]


def abbreviations(text: str) -> list[Abbreviation]:
    """The abbreviations that a text explains.

    >>> text = "In het Nationaal Programma Leefbaarheid en Veiligheid (NPLV) staat dit."
    >>> [(found.short, found.full(text)) for found in abbreviations(text)]
    [('NPLV', 'Nationaal Programma Leefbaarheid en Veiligheid')]
    """
    found = []
    for match in SHORT.finditer(text):
        short = match[1].rstrip(".")
        if sum(map(str.isupper, short)) < 2:
            continue
        start = _start_of_full_name(text, match.start(), short)
        if start is not None:
            found.append(Abbreviation(short, start, len(text[: match.start()].rstrip())))
    return found


def _start_of_full_name(text: str, end: int, short: str) -> int | None:
    begin = max(0, end - LONGEST)
    floor = max((stop.end() for stop in STOP.finditer(text, begin, end)), default=begin)
    letters = [char.casefold() for char in short if char.isalnum()]
    at = end
    for number, letter in reversed(list(enumerate(letters))):
        at -= 1
        while at >= floor and (
            text[at].casefold() != letter or (number == 0 and at > floor and text[at - 1].isalnum())
        ):
            at -= 1
        if at < floor:
            return None
    long = text[at:end].strip()
    # Full names have a capital somewhere, and are neither the short form itself nor a whole sentence.
    good = long[:1].isupper() and short not in long.split() and len(long.split()) <= 2 * len(letters) + 2
    if not good or len(long) <= len(short) + 2:
        return None
    head = HEAD.search(text, floor, at)
    return head.start() if head else at
