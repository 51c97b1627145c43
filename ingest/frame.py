"""How a page is turned: from the file's coordinates to the page as shown, and on to upright text."""

from typing import NamedTuple

from corpus.model import Box
from ingest.printed import PrintedWord


class Frame(NamedTuple):
    """The visible part of a page in the file's coordinates (from the bottom left), and how it is turned when shown."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0  # quarter turns clockwise

    @property
    def width(self) -> float:
        """Of the page as shown, in points."""
        return self.right - self.left if self.turns % 2 == 0 else self.top - self.bottom

    @property
    def height(self) -> float:
        """Of the page as shown, in points."""
        return self.top - self.bottom if self.turns % 2 == 0 else self.right - self.left

    def shown(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Where a rectangle of the file stands on the page as shown.

        >>> Frame(0, 0, 600, 800).shown(10, 700, 50, 720)
        Box(x0=10, top=80, x1=50, bottom=100)
        >>> Frame(0, 0, 600, 800, turns=1).shown(10, 700, 50, 720)
        Box(x0=700, top=10, x1=720, bottom=50)
        """
        box = Box(left - self.left, self.top - top, right - self.left, self.top - bottom)
        return turn(box, self.turns, self.right - self.left, self.top - self.bottom) if self.turns else box


class Run(NamedTuple):
    """Words that were drawn in one go, and the quarter turns clockwise at which they are shown."""

    words: list[PrintedWord]
    turns: int = 0


class UprightText(NamedTuple):
    """The words of a page turned so that most of them are upright."""

    runs: list[list[PrintedWord]]
    turned: list[list[PrintedWord]]  # those at another angle
    turns: int  # quarter turns clockwise at which most words are shown


def turn(box: Box, turns: int, width: float, height: float) -> Box:
    """The box after quarter turns clockwise of a page of the given size."""
    if turns == 1:
        return Box(height - box.bottom, box.x0, height - box.top, box.x1)
    if turns == 2:
        return Box(width - box.x1, height - box.bottom, width - box.x0, height - box.top)
    if turns == 3:
        return Box(box.top, width - box.x1, box.bottom, width - box.x0)
    return box


def turn_upright(runs: list[Run], frame: Frame) -> UprightText:
    """Turn the words so that most are upright; where they stand on the page as shown stays known.

    >>> from ingest.printed import Style
    >>> word = PrintedWord("wijk", 700, 10, 720, 50, Style(12.0))
    >>> upright = turn_upright([Run([word], turns=1)], Frame(0, 0, 600, 800, turns=1))
    >>> upright.runs[0][0].top, upright.runs[0][0].box
    (80, Box(x0=700, top=10, x1=720, bottom=50))
    """
    counts = [0, 0, 0, 0]
    for run in runs:
        counts[run.turns] += len(run.words)
    turns = counts.index(max(counts))
    main = [run.words for run in runs if run.turns == turns]
    other = [run.words for run in runs if run.turns != turns]
    if turns:
        main = [[_turn_back(w, turns, frame) for w in words] for words in main]
        other = [[_turn_back(w, turns, frame) for w in words] for words in other]
    return UprightText(main, other, turns)


def _turn_back(word: PrintedWord, turns: int, frame: Frame) -> PrintedWord:
    box = turn(word.box, 4 - turns, frame.width, frame.height)
    return word._replace(x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom, printed=word.box)
