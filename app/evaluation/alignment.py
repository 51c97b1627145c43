"""Where a quote stands in a text, however either was cleaned: compared by letters and digits alone."""

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

_PIECE = 24
"""Letters that must agree for a piece of a quote to point at its place: seldom equal by chance."""

_BIN = 40


class Stretch(NamedTuple):
    """A stretch of a text, counted in its letters and digits."""

    start: int
    end: int

    def overlap(self, other: "Stretch") -> int:
        """How many letters two stretches share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def shared(self, other: "Stretch") -> float:
        """The shared part, as a share of the shorter of the two.

        >>> Stretch(0, 10).shared(Stretch(5, 105))
        0.5
        """
        return self.overlap(other) / max(1, min(self.end - self.start, other.end - other.start))


class AlignedText:
    """A text in which quotes can be found despite hyphens, line breaks, spaces and slips of recognition."""

    def __init__(self, text: str) -> None:
        """Index the letters of `text`."""
        self.text = text
        self._letters, self._offsets = _letters(text)
        self._found: dict[str, Stretch | None] = {}

    def stretch(self, start: int, end: int) -> Stretch:
        """The stretch between two offsets of the text."""
        return Stretch(bisect_left(self._offsets, start), bisect_left(self._offsets, end))

    def span(self, stretch: Stretch) -> tuple[int, int]:
        """The offsets of a stretch in the text.

        >>> text = AlignedText("Een buurt- huis")
        >>> text.span(text.stretch(4, 15))
        (4, 15)
        """
        return self._offsets[stretch.start], self._offsets[stretch.end - 1] + 1

    def find(self, quote: str) -> Stretch | None:
        r"""Where a quote stands; None when it does not.

        >>> AlignedText("Een buurt-\nhuis is goud waard.").find("buurthuis")
        Stretch(start=3, end=12)
        """
        if quote not in self._found:
            self._found[quote] = self._find(_letters(quote)[0])
        return self._found[quote]

    def _find(self, wanted: str) -> Stretch | None:
        if not wanted:
            return None
        at = self._letters.find(wanted)
        if at >= 0:
            return Stretch(at, at + len(wanted))
        votes = Counter(
            (at - offset) // _BIN
            for offset in range(0, len(wanted) - _PIECE + 1, _PIECE // 2)
            for at in _places(self._letters, wanted[offset : offset + _PIECE])
        )
        if not votes:
            return None
        best = votes.most_common(1)[0][0] * _BIN
        return Stretch(max(0, best), min(len(self._letters), best + len(wanted)))


def _places(text: str, piece: str) -> Sequence[int]:
    found, at = [], text.find(piece)
    while at >= 0:
        found.append(at)
        at = text.find(piece, at + 1)
    return found


def _letters(text: str) -> tuple[str, list[int]]:
    kept = [
        (c, i) for i, char in enumerate(text) for c in unicodedata.normalize("NFKC", char).casefold() if c.isalnum()
    ]
    return "".join(c for c, _ in kept), [i for _, i in kept]
