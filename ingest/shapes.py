"""Drawn rectangles, rules and pictures: what the shapes on a page mean for its text."""

from collections.abc import Iterable
from typing import NamedTuple

from corpus.model import Box
from ingest.printed import Shapes

_THIN = 3.0  # points: thinner is a rule
_LOWEST_TEXT = 9.0  # points: what is lower holds no line of text


class Drawing(NamedTuple):
    """A path or picture that was painted on the page."""

    box: Box
    picture: bool = False


def classify_drawings(drawings: Iterable[Drawing], width: float, height: float) -> Shapes:
    """Tell what can hold text from what divides it; drop what covers the whole page or lies outside it.

    >>> drawings = [Drawing(Box(50, 100, 250, 101)), Drawing(Box(50, 200, 250, 300)), Drawing(Box(0, 0, 595, 842))]
    >>> shapes = classify_drawings(drawings, 595, 842)
    >>> len(shapes.rules), len(shapes.rectangles)
    (1, 1)
    """
    rectangles, rules, pictures = [], [], []
    for drawing in drawings:
        box = _clip(drawing.box, width, height)
        wide, high = box.x1 - box.x0, box.bottom - box.top
        if wide < 0 or high < 0:
            continue
        if drawing.picture:
            pictures.append(box)
        elif wide * high > 0.85 * width * height:
            continue
        elif min(wide, high) <= _THIN:
            rules.append(box)
        elif wide > 2 * _LOWEST_TEXT and high >= _LOWEST_TEXT:
            rectangles.append(box)
    return Shapes(tuple(dict.fromkeys(rectangles)), tuple(dict.fromkeys(rules)), tuple(pictures))


def _clip(box: Box, width: float, height: float) -> Box:
    return Box(max(box.x0, 0.0), max(box.top, 0.0), min(box.x1, width), min(box.bottom, height))
