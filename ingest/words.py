"""Characters into words: which belong together, where they stand, and which raised figures stick to them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple, Protocol

from corpus.normalise import normalise_characters
from ingest.frame import Frame, Run
from ingest.printed import PrintedWord, Style

Edges = tuple[float, float, float, float]
"""Left, top, right and bottom of a character, from the bottom left of the page."""

_WORD = re.compile(r"\S+")
_LETTER_THEN_DIGIT = re.compile(r"[^\W\d_][.,;:!?'’”)\]]*\d")
_NOTE_MARK = re.compile(r"(?<=[^\W\d_])[.,;:!?'’”)\]]*(\d{1,3})[.,;:!?'’”)\]]*$")  # "termijn2": a raised figure?
_RAISED_SIZE = 0.82  # of the letters before it
_BROKEN = "\ufffe"  # how pdfium writes the hyphen at a line end
_record = tuple.__new__  # for the innermost loop: half the time of a named tuple's own constructor


class Characters(Protocol):
    """The characters of a page, in the order of drawing, with a line end where the next one stands elsewhere."""

    @property
    def text(self) -> str:
        """One character for each that is counted: those beyond U+FFFF stand in two halves."""

    def edges(self, indices: Sequence[int]) -> list[Edges]:
        """Where the characters stand."""

    def look(self, index: int, edges: Edges) -> tuple[Style, float]:
        """The style of a character, and its angle in quarter turns clockwise; equal styles are one object."""


class _Piece(NamedTuple):
    """The words of a piece of line, and the numbers of their first characters."""

    texts: list[str]
    starts: list[int]


def build_runs(characters: Characters, frame: Frame) -> list[Run]:
    """The words of a page in the order of drawing, a run for each piece of line."""
    pieces = list(_pieces(characters.text))
    ends = [i for piece in pieces for text, start in zip(*piece, strict=True) for i in (start, start + len(text) - 1)]
    edges = characters.edges(ends)
    looks, first = [], 0
    for piece in pieces:
        last = first + 2 * len(piece.starts)
        looks.append(_look(characters, piece.starts, edges[first:last:2]))
        first = last
    styles = [style for look in looks for style in look[0]]
    texts = [text if text.isascii() else _clean(text) for piece in pieces for text in piece.texts]
    placed = zip(texts, edges[::2], edges[1::2], styles, strict=True)
    turns = [(round(angle) + frame.turns) % 4 for _, angle in looks]
    if any(turns):
        words = [_word(frame, *word) for word in placed]
    else:
        left, ceiling = frame.left, frame.top
        words = [
            _record(PrintedWord, (text, x0 - left, ceiling - top, x1 - left, ceiling - bottom, style, False, None))
            for text, (x0, top, _, bottom), (_, _, x1, _), style in placed
        ]
    sizes = [len(piece.texts) for piece in pieces]
    cut = [words[end - size : end] for size, end in zip(sizes, accumulate(sizes), strict=True)]
    marks = [match.start() for match in _LETTER_THEN_DIGIT.finditer(characters.text)]
    cut = [_parted(characters, frame, piece, own, marks) for piece, own in zip(pieces, cut, strict=True)]
    if "" in texts:  # nothing but a soft hyphen or a joiner
        cut = [[word for word in own if word.text] for own in cut]
    return [Run(own, turn) for own, turn in zip(cut, turns, strict=True) if own]


def _pieces(text: str) -> Iterator[_Piece]:
    end = 0
    for line in text.replace("\x00", " ").replace("\r", " ").replace(_BROKEN, _BROKEN + "\n").split("\n"):
        start, end = end, end + len(line) + (not line.endswith(_BROKEN))
        texts = line.split()
        if not texts:
            continue
        if len(" ".join(texts)) == len(line.rstrip(" ")):  # single spaces, as nearly always
            yield _Piece(texts, list(accumulate([len(word) + 1 for word in texts[:-1]], initial=start)))
        else:
            yield _Piece(texts, [start + word.start() for word in _WORD.finditer(line)])


def _look(characters: Characters, starts: list[int], edges: list[Edges]) -> tuple[list[Style], float]:
    """The style of each word, and the angle of the line; asked for in the middle only when both ends differ."""
    style, angle = characters.look(starts[0], edges[0])
    if len(starts) == 1 or characters.look(starts[-1], edges[-1])[0] is style:
        return [style] * len(starts), angle
    return [characters.look(start, box)[0] for start, box in zip(starts, edges, strict=True)], angle


def _word(frame: Frame, text: str, first: Edges, last: Edges, style: Style) -> PrintedWord:
    """A word from the edges of its first and last character, on a page that may be turned."""
    (l0, t0, r0, b0), (l1, t1, r1, b1) = first, last
    return PrintedWord(text, *frame.shown(min(l0, l1), min(b0, b1), max(r0, r1), max(t0, t1)), style)


def _parted(
    characters: Characters, frame: Frame, piece: _Piece, words: list[PrintedWord], marks: list[int]
) -> list[PrintedWord]:
    """The words, those that end in a raised figure in parts; `marks` tells where letters are followed by a figure."""
    mark = bisect_left(marks, piece.starts[0])
    if mark == len(marks) or marks[mark] >= piece.starts[-1] + len(piece.texts[-1]):
        return words
    parted = (_parts(characters, frame, text, start) or [word] for text, start, word in zip(*piece, words, strict=True))
    return [part for parts in parted for part in parts]


def _parts(characters: Characters, frame: Frame, text: str, start: int) -> list[PrintedWord]:
    """A word, the raised figure at its end, and what follows that; or nothing when there is no raised figure."""
    mark = _NOTE_MARK.search(text) if not text.isalpha() else None
    if mark is None:
        return []
    cuts = sorted({0, *mark.span(1), len(text)})
    edges = [characters.edges([start + a, start + b - 1]) for a, b in pairwise(cuts)]
    styles = [characters.look(start + a, box)[0] for a, (box, _) in zip(cuts, edges, strict=False)]
    if styles[cuts.index(mark.start(1))].size > _RAISED_SIZE * styles[0].size:
        return []
    parts = [_clean(text[a:b]) for a, b in pairwise(cuts)]
    words = [_word(frame, part, a, b, style) for part, (a, b), style in zip(parts, edges, styles, strict=True)]
    return [words[0], *(word._replace(glued=True) for word in words[1:])]


def _clean(text: str) -> str:
    """The word in normal characters; empty when it has none that is seen."""
    text = text.replace(_BROKEN, "-")
    if any("\ud800" <= c <= "\udfff" for c in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return normalise_characters(text)
