"""Running heads and page numbers: what belongs to the pages and not to the text."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ingest.printed import Line, PrintedPage

_MARGIN = 0.13  # of the page height: running heads and feet stand in it
_LARGEST = 1.15  # times the size of running text: larger lines with changing numbers are headings
_DIGITS = re.compile(r"\d+|(?<!\w)[ivxl]{1,7}(?!\w)")
_ENDS_WITH_NUMBER = re.compile(r"(?:^|[\s|·•–—-])(\d{1,4}|[ivxl]{1,7})(?:\s*(?:/|van)\s*\d{1,4})?\s*[|·•–—-]?$", re.I)
_STARTS_WITH_NUMBER = re.compile(r"^[|·•–—-]?\s*(\d{1,4}|[ivxl]{1,7})(?:\s*(?:/|van)\s*\d{1,4})?(?=$|[\s|·•–—])", re.I)
_SURE_NUMBER = re.compile(
    r"^(?:[-–—]\s*)?(?:(?:pagina|pag\.?|blz\.?|p\.)\s*)?[\divxl]+(?:\s*(?:/|van)\s*\d+)?(?:\s*[-–—])?$", re.I
)
_FURTHEST_JUMP = 3  # pages without a number may be left out of the count
_FEW_WORDS = 6
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


class Furniture(NamedTuple):
    """What was set apart: for each page its lines, and the number that is printed on it."""

    lines: list[list[Line]]
    labels: list[str | None]


class _Place(NamedTuple):
    foot: bool
    height: int  # of the baseline, in steps of two points from the page's nearest edge


_Spot = tuple[str, int, int]  # a line's text, left edge and top, in steps of two points


def find_furniture(pages: Sequence[PrintedPage], body_size: float) -> Furniture:
    """Lines in the margins that return on other pages at one height, numbers and chapter names apart."""
    margins = [_margin_lines(page) for page in pages]
    fixed = _fixed_lines(pages)
    returning = Counter(key for page in margins for key in {(place, _pattern(line.text)) for place, line in page})
    least = 2 if len(pages) < 5 else 3
    used = Counter(place for page in margins for place, _ in page)
    known = Counter(place for page in margins for place, line in page if returning[place, _pattern(line.text)] >= least)
    exact = Counter(key for page in margins for key in {(place, line.text) for place, line in page})

    def is_furniture(place: _Place, line: Line, page: PrintedPage) -> bool:
        if line.style.size > _LARGEST * body_size:
            return exact[place, line.text] >= least
        if returning[place, _pattern(line.text)] >= least:
            return exact[place, line.text] >= least or not _runs_into_text(line, page, body_size)
        return known[place] >= least and known[place] >= 0.4 * used[place]

    found = []
    for page, lines in zip(pages, margins, strict=True):
        apart = [line for place, line in lines if is_furniture(place, line, page)]
        apart += [line for line in page.lines if fixed and _spot(line) in fixed and line not in apart]
        apart += [line for _, line in lines if line not in apart and _is_lone_number(line, page)]
        heights = [line.bottom for line in apart]
        beside = [line for _, line in lines if line not in apart and any(abs(line.bottom - h) < 2 for h in heights)]
        found.append(apart + [line for line in beside if line.style.size <= _LARGEST * body_size])
    return Furniture(found, _printed_labels(found))


def _margin_lines(page: PrintedPage) -> list[tuple[_Place, Line]]:
    found = []
    for line in page.lines:
        if line.bottom < _MARGIN * page.height:
            found.append((_Place(False, round(line.bottom / 2)), line))
        elif line.top > (1 - _MARGIN) * page.height:
            found.append((_Place(True, round((page.height - line.bottom) / 2)), line))
    return found


def _fixed_lines(pages: Sequence[PrintedPage]) -> set[_Spot]:
    """Short texts that stand at one spot on most pages, wherever that is: tabs, logos, buttons."""
    if len(pages) < 3:
        return set()
    short = ({_spot(line) for line in page.lines if len(line.words) <= _FEW_WORDS} for page in pages)
    counts = Counter(spot for spots in short for spot in spots)
    return {spot for spot, count in counts.items() if count > 0.5 * len(pages)}


def _spot(line: Line) -> _Spot:
    return line.text, round(line.x0 / 2), round(line.top / 2)


def _pattern(text: str) -> str:
    return _DIGITS.sub("#", text.lower())


def _runs_into_text(line: Line, page: PrintedPage, body_size: float) -> bool:
    """Whether a line in the size of running text has another one close below or above, as in a paragraph."""
    if line.style.size < 0.95 * body_size:
        return False
    near = 1.6 * line.style.size
    return any(
        other is not line and 0 < abs(other.bottom - line.bottom) < near and other.style == line.style
        for other in page.lines
    )


def _is_lone_number(line: Line, page: PrintedPage) -> bool:
    """Whether the line is nothing but a page number, at the very edge of the text."""
    if not _SURE_NUMBER.match(line.text):
        return False
    outer = [other for other in page.lines if abs(other.bottom - line.bottom) > 2]
    return all(other.bottom < line.bottom for other in outer) or all(other.bottom > line.bottom for other in outer)


def _printed_labels(furniture: Sequence[Sequence[Line]]) -> list[str | None]:
    """The printed number of each page: of the numbers in its margins the one that counts along with the pages."""
    candidates = [[c for line in lines for c in _numbers(line.text)] for lines in furniture]
    offsets = Counter(value - i for i, page in enumerate(candidates) for value in {_value(c) for c in page})
    if not offsets:
        return [None] * len(furniture)
    offset, times = offsets.most_common(1)[0]
    sure = times > 1 or any(_SURE_NUMBER.match(line.text) for lines in furniture for line in lines)
    labels: list[str | None] = []
    for i, page in enumerate(candidates):
        best = min(page, key=lambda c: abs(_value(c) - i - offset), default=None)
        if best is None or not sure or abs(_value(best) - i - offset) > _FURTHEST_JUMP:
            labels.append(None)
            continue
        offset = _value(best) - i
        labels.append(best)
    return labels


def _numbers(text: str) -> list[str]:
    return [match[1] for pattern in (_STARTS_WITH_NUMBER, _ENDS_WITH_NUMBER) if (match := pattern.search(text))]


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    digits = [_ROMAN[c] for c in number.lower()]
    return sum(-d if d < max(digits[i:]) else d for i, d in enumerate(digits))
