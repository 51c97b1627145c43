"""Reading order: which lines stand in one column, and which column comes first.

Order comes from where things stand, never from the order in which they were drawn.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

import msgspec

from corpus.model import Box
from ingest.printed import Line, line_of

_ROW = 12.0  # points: height of the bands in which neighbours are sought
_LEAST_ROWS = 3  # this many rows must have a gap at one place before it is a gutter
_MOST_OF_PAGE = 0.85  # a rectangle round more of the lines than this is the page's own frame


class Inset(msgspec.Struct, gc=False):
    """A drawn box with lines in it: a side box, a card, a pull quote."""

    lines: list[Line]
    x0: float
    top: float
    x1: float
    bottom: float


Item = Line | Inset


class Column(msgspec.Struct):
    """Lines below each other, and the edges between which they are set."""

    lines: list[Line]
    left: float
    right: float
    inset: Box | None = None  # the drawn box in which it stands
    table: bool = False  # each line is a row of cells


def order_columns(lines: Sequence[Line], rectangles: Sequence[Box]) -> list[Column]:
    """The columns of a page in reading order.

    >>> from ingest.printed import PrintedWord, Style
    >>> def line(text, x0, top):
    ...     return line_of([PrintedWord(w, x0, top, x0 + 99, top + 10, Style(10.0)) for w in text.split()])
    >>> left = [line(f"links staat regel {i}", 0, 12 * i) for i in range(3)]
    >>> right = [line(f"rechts staat regel {i}", 150, 12 * i) for i in range(3)]
    >>> [column.lines[0].text for column in order_columns(right + left, [])]
    ['links staat regel 0', 'rechts staat regel 0']
    """
    items = _with_insets(lines, rectangles)
    return [column for part in _order(items, _edges(items)) for column in _columns_of(part)]


class _Part(msgspec.Struct):
    items: list[Item]
    edges: tuple[float, float]
    table: bool = False


def _with_insets(lines: Sequence[Line], rectangles: Iterable[Box]) -> list[Item]:
    """The lines, those inside a drawn box gathered; the smallest box that holds a line has it."""
    free = list(lines)
    insets: list[Item] = []
    for box in sorted(rectangles, key=lambda b: (b.x1 - b.x0) * (b.bottom - b.top)):
        inside = [line for line in free if _holds(box, line)]
        if inside and len(inside) < max(2, _MOST_OF_PAGE * len(lines)):
            insets.append(Inset(inside, *box))
            taken = set(map(id, inside))
            free = [line for line in free if id(line) not in taken]
    return [*free, *insets]


def _holds(box: Box, line: Line) -> bool:
    middle = (line.top + line.bottom) / 2
    return box.x0 - 1 <= line.x0 and line.x1 <= box.x1 + 1 and box.top <= middle <= box.bottom


def _edges(items: Sequence[Item]) -> tuple[float, float]:
    return (min(i.x0 for i in items), max(i.x1 for i in items)) if items else (0.0, 0.0)


def _order(items: list[Item], edges: tuple[float, float]) -> list[_Part]:
    gutter = _find_gutter(items) if len(items) > 2 else None
    if gutter is None:
        return [_Part(items, edges)] if items else []
    left = [i for i in items if i.x1 <= gutter]
    right = [i for i in items if i.x0 >= gutter]
    crossing = sorted((i for i in items if i.x0 < gutter < i.x1), key=lambda i: i.top)
    bounds = _edges(left), _edges(right)
    parts: list[_Part] = []
    for above in [*crossing, None]:
        limit = (above.top + above.bottom) / 2 if above else float("inf")
        zone_left, left = _until(left, limit)
        zone_right, right = _until(right, limit)
        if zone_left and zone_right and _is_table(zone_left, zone_right):
            parts.append(_Part([*zone_left, *zone_right], edges, table=True))
        else:
            parts += [*_order(zone_left, bounds[0]), *_order(zone_right, bounds[1])]
        if above:
            parts.append(_Part([above], edges))
    return _joined(parts)


def _until(items: list[Item], limit: float) -> tuple[list[Item], list[Item]]:
    above = [i for i in items if (i.top + i.bottom) / 2 < limit]
    return above, [i for i in items if (i.top + i.bottom) / 2 >= limit] if len(above) < len(items) else []


def _joined(parts: list[_Part]) -> list[_Part]:
    """Parts that follow each other between the same edges become one, so that its paragraphs stay whole."""
    joined: list[_Part] = []
    for part in parts:
        if joined and joined[-1].edges == part.edges and not part.table and not joined[-1].table:
            joined[-1].items.extend(part.items)
        else:
            joined.append(part)
    return joined


def _find_gutter(items: list[Item]) -> float | None:
    """Where most rows have a gap between two neighbours, if anywhere."""
    rows: dict[int, list[Item]] = {}
    for item in items:
        if isinstance(item, Inset):
            for row in range(int(item.top / _ROW), int(item.bottom / _ROW) + 1):
                rows.setdefault(row, []).append(item)
        else:
            rows.setdefault(int((item.top + item.bottom) / 2 / _ROW), []).append(item)
    ends: list[tuple[float, int]] = []
    for band in rows.values():
        if len(band) > 1:
            band.sort(key=lambda i: i.x0)
            reach = band[0].x1
            for item in band[1:]:
                if item.x0 > reach:
                    ends += [(reach, 1), (item.x0, -1)]
                reach = max(reach, item.x1)
    best, gutter, open_gaps = _LEAST_ROWS - 1, None, 0
    ends.sort()
    for (x, change), (following, _) in pairwise(ends):
        open_gaps += change
        if open_gaps > best:
            best, gutter = open_gaps, (x + following) / 2
    return gutter


def _is_table(left: list[Item], right: list[Item]) -> bool:
    """Short cells on the same baselines on both sides, rather than two columns of text."""
    if any(isinstance(i, Inset) for i in (*left, *right)) or min(len(left), len(right)) < 2:
        return False
    bottoms = {round(i.bottom) + d for i in right for d in (-1, 0, 1)}
    aligned = sum(round(i.bottom) in bottoms for i in left)
    words = median(len(i.words) for i in left if isinstance(i, Line))
    return aligned >= 0.7 * max(len(left), len(right)) and words <= 3


def _columns_of(part: _Part) -> list[Column]:
    """The part's lines from top to bottom, cut where a drawn box stands between them."""
    columns: list[Column] = []
    lines: list[Line] = []
    for item in sorted(part.items, key=lambda i: i.top):
        if isinstance(item, Line):
            lines.append(item)
            continue
        if lines:
            columns.append(Column(_rows(lines), *part.edges))
            lines = []
        inner = order_columns(item.lines, ())
        box = Box(item.x0, item.top, item.x1, item.bottom)
        columns += [Column(c.lines, c.left, c.right, box, c.table) for c in inner]
    if lines:
        columns.append(Column(_rows(lines), *part.edges, table=part.table))
    return columns


def _rows(lines: list[Line]) -> list[Line]:
    """Lines from top to bottom; those on one baseline become one."""
    rows: list[list[Line]] = []
    for line in lines:
        last = rows[-1][0] if rows else None
        shared = min(last.bottom, line.bottom) - max(last.top, line.top) if last else 0.0
        if last and shared > 0.6 * min(last.bottom - last.top, line.bottom - line.top):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [row[0] if len(row) == 1 else _side_by_side(row) for row in rows]


def _side_by_side(row: list[Line]) -> Line:
    return line_of([word for line in sorted(row, key=lambda piece: piece.x0) for word in line.words])
