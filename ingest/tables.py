"""Ruled tables: rows between horizontal lines, cells side by side."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

import msgspec

from corpus.model import Box
from ingest.printed import Line, Shapes

_SAME = 4.0  # points: edges that differ less are one
_HIGHEST_ROW = 150.0  # points
_NARROWEST = 80.0  # points
_ROW_GAP = 0.5  # times the letter size: rows with space between them are further apart
_SAME_ROW = -0.3
_MOST_ROWS = 0.7  # of the rows begin with a cell on both sides
_MOST_CELL_WORDS = 3  # on a line of the left cells


class Table(msgspec.Struct, gc=False):
    """Rows of cells; a row's lines stand in the order in which its cells are read."""

    rows: list[list[Line]]
    x0: float
    top: float
    x1: float
    bottom: float


class _Edge(msgspec.Struct):
    """A horizontal line, or the upper or lower side of cells beside each other."""

    x0: float
    x1: float
    y: float


def find_tables(lines: Sequence[Line], shapes: Shapes) -> list[Table]:
    """The ruled tables of a page.

    >>> from ingest.printed import PrintedWord, Style, line_of
    >>> def cell(text, x0, top): return line_of([PrintedWord(text, x0, top, x0 + 40, top + 10, Style(10.0))])
    >>> lines = [cell("jaar", 0, 2), cell("aantal", 100, 2), cell("2020", 0, 22), cell("7", 100, 22)]
    >>> tables = find_tables(lines, Shapes(rules=tuple(Box(0, y, 200, y) for y in (0, 20, 40))))
    >>> [[line.text for line in row] for row in tables[0].rows]
    [['jaar', 'aantal'], ['2020', '7']]
    """
    if len(shapes.rules) + len(shapes.rectangles) < 2:
        return []
    tables: list[Table] = []
    taken: set[int] = set()
    for stack in _stacks(_edges(shapes)):
        free = [line for line in lines if id(line) not in taken]
        table = _table(stack, free)
        if table is not None:
            tables.append(table)
            taken.update(id(line) for row in table.rows for line in row)
    return tables


def _edges(shapes: Shapes) -> list[_Edge]:
    sides = [(box.top, box.x0, box.x1) for box in shapes.rules if box.x1 - box.x0 > 3 * (box.bottom - box.top)]
    sides += [(y, box.x0, box.x1) for box in shapes.rectangles for y in (box.top, box.bottom)]
    merged: list[_Edge] = []
    for y, x0, x1 in sorted(sides, key=lambda s: (round(s[0] / 2), s[1])):
        last = merged[-1] if merged else None
        if last and abs(last.y - y) < 2 and x0 <= last.x1 + _SAME:
            last.x1 = max(last.x1, x1)
        else:
            merged.append(_Edge(x0, x1, y))
    return [edge for edge in merged if edge.x1 - edge.x0 > _NARROWEST]


def _stacks(edges: Iterable[_Edge]) -> list[list[_Edge]]:
    """Edges of equal extent below each other, at least three."""
    stacks: list[list[_Edge]] = []
    for edge in sorted(edges, key=lambda e: e.y):
        for stack in stacks:
            last = stack[-1]
            if abs(last.x0 - edge.x0) < _SAME and abs(last.x1 - edge.x1) < _SAME and edge.y - last.y < _HIGHEST_ROW:
                if edge.y - last.y > _SAME:
                    stack.append(edge)
                break
        else:
            stacks.append([edge])
    return [stack for stack in stacks if len(stack) >= 3]


def _table(stack: Sequence[_Edge], lines: Sequence[Line]) -> Table | None:
    """The table between the edges, or None when they divide something else."""
    x0, x1 = stack[0].x0, stack[0].x1
    inside = [line for line in lines if line.x0 >= x0 - _SAME and line.x1 <= x1 + _SAME]
    rows = []
    for upper, lower in pairwise(stack):
        rows.append([line for line in inside if upper.y <= (line.top + line.bottom) / 2 < lower.y])
    head = [line for line in inside if 0 <= stack[0].y - line.bottom < 0.8 * line.style.size]
    if len(_cells(head)) > 1:
        rows.insert(0, head)
    rows = [[line for cell in _cells(row) for line in cell] for row in rows if row]
    wide = [row for row in rows if len(_cells(row)) > 1]
    if len(wide) < max(2, _MOST_ROWS * len(rows)) or len(_cells([line for row in wide for line in row])) < 2:
        return None  # no columns that all rows share
    words = sum(len(line.words) for row in rows for line in row)
    if words > 60 * len(rows):  # columns of running text between rules
        return None
    return Table(rows, x0, min(line.top for row in rows for line in row), x1, stack[-1].y)


def _cells(row: Sequence[Line]) -> list[list[Line]]:
    """The lines of a row by cell, from left to right."""
    cells: list[list[Line]] = []
    for line in sorted(row, key=lambda piece: piece.x0):
        if cells and line.x0 < max(other.x1 for other in cells[-1]):
            cells[-1].append(line)
        else:
            cells.append([line])
    return [sorted(cell, key=lambda piece: (piece.top, piece.x0)) for cell in cells]


def find_rows(left: Sequence[Line], right: Sequence[Line]) -> list[list[Line]] | None:
    """The rows that lines left and right of a gap form, or None when both are running text.

    They are rows when short cells on the left begin on the baselines of cells on the right. Lines on the left above the
    first row or below the last belong to none.
    """
    if min(len(left), len(right)) < 2 or median(len(line.words) for line in left) > _MOST_CELL_WORDS:
        return None
    firsts = set(map(id, left))
    for gap in (_ROW_GAP, _SAME_ROW):
        bands = _bands([*left, *right], gap)
        paired = [len({id(line) in firsts for line in band if line.top - band[0].top < 2}) == 2 for band in bands]
        if sum(paired) < 2 or (gap == _ROW_GAP and sum(paired) < 3):
            continue
        first, last = paired.index(True), len(paired) - paired[::-1].index(True)
        alone = [line for band in (*bands[:first], *bands[last:]) for line in band]
        if sum(paired) >= _MOST_ROWS * (last - first) and all(id(line) in firsts for line in alone):
            return bands[first:last]
    return None


def table_rows(lines: Sequence[Line]) -> list[list[Line]]:
    """The rows of a table without rules, each with its cells from left to right."""
    bands = _bands(lines, _ROW_GAP)
    if len(bands) < 3:  # rows without space between them: each line is one
        bands = _bands(lines, _SAME_ROW)
    return [[line for cell in _cells(band) for line in cell] for band in bands]


def _bands(lines: Sequence[Line], gap: float) -> list[list[Line]]:
    """Lines from top to bottom, those together that are divided by less than `gap` times the letter size."""
    bands: list[list[Line]] = []
    low = 0.0
    for line in sorted(lines, key=lambda piece: piece.top):
        if bands and line.top - low < gap * line.style.size:
            bands[-1].append(line)
        else:
            bands.append([line])
        low = max(low, line.bottom)
    return bands


def inside_tables(box: Box, tables: Iterable[Table]) -> bool:
    """Whether a drawn rectangle is a cell or row of a table."""
    return any(
        t.x0 - _SAME <= box.x0 and box.x1 <= t.x1 + _SAME and t.top - 12 <= box.top and box.bottom <= t.bottom + 12
        for t in tables
    )
