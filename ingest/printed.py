"""What stands on a page before it is understood: words, lines and drawn shapes, whichever engine saw them.

Coordinates are points from the top left corner of the page, turned so that most of its text is upright.
"""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from corpus.model import Box


class Style(NamedTuple):
    """How letters look: what tells a heading from running text."""

    size: float  # points
    bold: bool = False
    italic: bool = False


class PrintedWord(NamedTuple):
    """A piece of ink between two spaces."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    style: Style
    glued: bool = False  # no space before it: it belongs to the word on its left
    printed: Box | None = None  # where it stands on the page as shown, when the coordinates above were straightened

    @property
    def box(self) -> Box:
        """Where the word stands on the page as it is shown."""
        return self.printed or Box(self.x0, self.top, self.x1, self.bottom)


class Line(msgspec.Struct, gc=False):
    """Words side by side on one baseline, without a gap that a column could hide in."""

    words: list[PrintedWord]
    text: str  # as one reads it
    x0: float
    top: float
    x1: float
    bottom: float
    style: Style
    page: int = 0  # PDF page number, from 1; set when its page is laid out


def line_of(words: Sequence[PrintedWord]) -> Line:
    """The line that the words form; its style is that of most of its letters.

    >>> style = Style(10.0)
    >>> line = line_of([PrintedWord("de", 0, 0, 10, 12, style), PrintedWord("wijk", 13, 0, 30, 12, style)])
    >>> line.text, line.x0, line.x1
    ('de wijk', 0, 30)
    """
    texts, x0s, tops, x1s, bottoms, styles, glued, _ = zip(*words, strict=True)
    text = _glued(words) if any(glued) else " ".join(texts)
    style = styles[0] if styles.count(styles[0]) == len(styles) else _common_style(words)
    return Line(list(words), text, min(x0s), min(tops), max(x1s), max(bottoms), style)


def _glued(words: Sequence[PrintedWord]) -> str:
    return words[0].text + "".join([w.text if w.glued else " " + w.text for w in words[1:]])


def _common_style(words: Sequence[PrintedWord]) -> Style:
    letters: dict[Style, int] = {}
    for w in words:
        letters[w.style] = letters.get(w.style, 0) + len(w.text)
    return max(letters, key=lambda style: letters[style])


class Shapes(msgspec.Struct, frozen=True):
    """What is drawn on a page besides letters."""

    rectangles: tuple[Box, ...] = ()  # filled or framed, large enough to hold text
    rules: tuple[Box, ...] = ()  # thin lines, horizontal or vertical
    pictures: tuple[Box, ...] = ()


class PrintedPage(msgspec.Struct, frozen=True):
    """A page as an engine sees it."""

    number: int  # PDF page number, from 1
    width: float
    height: float
    lines: tuple[Line, ...]  # in no particular order
    turned: tuple[Line, ...] = ()  # printed at another angle than the rest
    shapes: Shapes = Shapes()
    label: str | None = None  # the file's own name for the page
    shown: tuple[float, float] | None = None  # width and height as shown, when the page was turned to read it
    unreadable: int = 0  # characters without a meaning
    ocr_confidence: float | None = None
