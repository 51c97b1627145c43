"""Where the words of a quote stand on its pages: a rectangle for each piece of a printed line."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

from corpus.model import Box, Word

_SAME_LINE = 0.5  # of the lower word's height that two words of a line share
_WIDEST_SPACE = 2.5  # heights: a wider gap is another column


class Mark(NamedTuple):
    """A rectangle to mark, in points from the top left corner of the page as shown."""

    page: int  # PDF page number, from 1
    box: Box


def find_marks(words: Sequence[Word], start: int, end: int) -> list[Mark]:
    """The rectangles around the words from `start` to `end`, over lines, columns and pages.

    `words` are those of the document, in order of its text. Of a word that is only partly in the quote, e.g. because
    it begins with a quotation mark, that part is marked.

    >>> boxes = Box(10, 10, 20, 20), Box(23, 10, 43, 20), Box(10, 22, 20, 32)
    >>> words = [Word(0, 2, 1, boxes[0]), Word(3, 7, 1, boxes[1]), Word(8, 10, 1, boxes[2])]
    >>> find_marks(words, 0, 10)
    [Mark(page=1, box=Box(x0=10, top=10, x1=43, bottom=20)), Mark(page=1, box=Box(x0=10, top=22, x1=20, bottom=32))]
    """
    marks: list[Mark] = []
    for word in words[bisect_left(words, start, key=lambda w: w.end) :]:
        if word.start >= end:
            break
        if word.end <= start:
            continue
        box = _part(word, max(start, word.start), min(end, word.end))
        if marks and marks[-1].page == word.page and _follows(marks[-1].box, box):
            marks[-1] = Mark(word.page, _around(marks[-1].box, box))
        else:
            marks.append(Mark(word.page, box))
    return marks


def whole_lines(words: Sequence[Word], marks: Sequence[Mark], page: int) -> Box:
    """The box around the marks on a page and the lines above and below, none of them cut off at a side.

    Words belong to the same column as long as no gap is wider than a letter is high.

    >>> boxes = [Box(x, top, x + 30, top + 10) for top in (10, 24, 38, 52, 66) for x in (10, 44, 100)]
    >>> words = [Word(i * 5, i * 5 + 4, 1, box) for i, box in enumerate(boxes)]
    >>> whole_lines(words, [Mark(1, boxes[6])], 1)
    Box(x0=10, top=24, x1=74, bottom=62)
    """
    view = reduce(_around, (mark.box for mark in marks if mark.page == page))
    height = max(mark.box.bottom - mark.box.top for mark in marks if mark.page == page)
    top, bottom = view.top - height, view.bottom + height
    near = [w.box for w in words if w.page == page and w.box.top < bottom and w.box.bottom > top]
    reached = 0
    while reached != (reached := sum(box.x1 > view.x0 - height and box.x0 < view.x1 + height for box in near)):
        view = reduce(_around, (b for b in near if b.x1 > view.x0 - height and b.x0 < view.x1 + height), view)
    return view


def _part(word: Word, start: int, end: int) -> Box:
    """The box of some letters of a word, as if all were equally wide."""
    box, letters = word.box, word.end - word.start
    width = (box.x1 - box.x0) / max(1, letters)
    x0 = box.x0 if start == word.start else box.x0 + (start - word.start) * width
    x1 = box.x1 if end == word.end else box.x0 + (end - word.start) * width
    return Box(x0, box.top, x1, box.bottom)


def _follows(before: Box, box: Box) -> bool:
    shared = min(before.bottom, box.bottom) - max(before.top, box.top)
    height = min(before.bottom - before.top, box.bottom - box.top)
    return shared >= _SAME_LINE * height and -height < box.x0 - before.x1 < _WIDEST_SPACE * height


def _around(a: Box, b: Box) -> Box:
    return Box(min(a.x0, b.x0), min(a.top, b.top), max(a.x1, b.x1), max(a.bottom, b.bottom))
