"""Reading order: which lines stand in one column, and which column comes first.

Order comes from where things stand, never from the order in which they were drawn.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from corpus.model import Box
from ingest.printed import Line, Shapes, line_of
from ingest.tables import Table, find_rows, find_tables, inside_tables, table_rows

_ROW = 12.0  # points: height of the bands in which neighbours are sought
_LEAST_ROWS = 3  # this many rows must have a gap at one place before it is a gutter
_MOST_OF_PAGE = 0.85  # a rectangle round more of the lines than this is the page's own frame


class Inset(msgspec.Struct, gc=False):
    """A drawn box with text in it: a side box, a card, a pull quote."""

    items: "list[Item]"
    x0: float
    top: float
    x1: float
    bottom: float


Item = Line | Inset | Table
Edges = tuple[float, float]


class Column(msgspec.Struct):
    """Lines below each other, and the edges between which they are set."""

    lines: list[Line]
    left: float
    right: float
    inset: Box | None = None  # the drawn box in which it stands
    rows: list[list[Line]] | None = None  # of a table: then the lines stand here, a list for each row


def order_columns(lines: Sequence[Line], shapes: Shapes) -> list[Column]:
    """The columns of a page in reading order.

    >>> from ingest.printed import PrintedWord, Style
    >>> def line(text, x0, top):
    ...     return line_of([PrintedWord(w, x0, top, x0 + 99, top + 10, Style(10.0)) for w in text.split()])
    >>> left = [line(f"links staat regel {i}", 0, 12 * i) for i in range(3)]
    >>> right = [line(f"rechts staat regel {i}", 150, 12 * i) for i in range(3)]
    >>> [column.lines[0].text for column in order_columns(right + left, Shapes())]
    ['links staat regel 0', 'rechts staat regel 0']
    """
    tables = find_tables(lines, shapes)
    taken = {id(line) for table in tables for row in table.rows for line in row}
    items: list[Item] = [line for line in lines if id(line) not in taken]
    boxes = [box for box in shapes.rectangles if not inside_tables(box, tables)]
    return _ordered(_with_insets([*items, *tables], boxes))


def _ordered(items: list[Item]) -> list[Column]:
    return [column for part in _order(items, _edges(items)) for column in _columns_of(part)]


class _Part(msgspec.Struct):
    items: list[Item]
    edges: Edges
    table: bool = False


def _with_insets(items: list[Item], rectangles: Iterable[Box]) -> list[Item]:
    """The items, those inside a drawn box gathered; the smallest box that holds an item has it."""
    free = list(items)
    insets: list[Item] = []
    for box in sorted(rectangles, key=lambda b: (b.x1 - b.x0) * (b.bottom - b.top)):
        inside = [item for item in free if _holds(box, item)]
        if inside and len(inside) < max(2, _MOST_OF_PAGE * len(items)):
            insets.append(Inset(inside, *box))
            taken = set(map(id, inside))
            free = [item for item in free if id(item) not in taken]
    return [*free, *insets]


def _holds(box: Box, item: Item) -> bool:
    middle = (item.top + item.bottom) / 2
    return box.x0 - 1 <= item.x0 and item.x1 <= box.x1 + 1 and box.top <= middle <= box.bottom


def _edges(items: Sequence[Item]) -> Edges:
    return (min(i.x0 for i in items), max(i.x1 for i in items)) if items else (0.0, 0.0)


def _order(items: list[Item], edges: Edges) -> list[_Part]:
    gutter = _find_gutter(items) if len(items) > 2 else None
    if gutter is None:
        return [_Part(items, edges)] if items else []
    left = [i for i in items if i.x1 <= gutter]
    right = [i for i in items if i.x0 >= gutter]
    crossing = [i for i in items if i.x0 < gutter < i.x1]
    crossing += _last_lines(crossing, left, right)
    ends = set(map(id, crossing))
    left = [i for i in left if id(i) not in ends]
    bounds = _edges(left), _edges(right)
    parts: list[_Part] = []
    for above in [*sorted(crossing, key=lambda i: i.top), None]:
        limit = (above.top + above.bottom) / 2 if above else float("inf")
        zone_left, left = _until(left, limit)
        zone_right, right = _until(right, limit)
        parts += _order_zone(zone_left, zone_right, bounds, edges)
        if above:
            parts.append(_Part([above], edges))
    return _joined(parts)


def _order_zone(left: list[Item], right: list[Item], bounds: Sequence[Edges], edges: Edges) -> list[_Part]:
    """What stands left and right of a gutter: column after column, or row after row where it is a table."""
    cells, others = [i for i in left if isinstance(i, Line)], [i for i in right if isinstance(i, Line)]
    rows = find_rows(cells, others) if len(cells) == len(left) and len(others) == len(right) else None
    if rows is None:
        return [*_order(left, bounds[0]), *_order(right, bounds[1])]
    above: list[Item] = [line for line in cells if line.top < rows[0][0].top]
    below: list[Item] = [line for line in cells if line.top > max(piece.top for piece in rows[-1])]
    table: list[Item] = [line for row in rows for line in row]
    return [*_order(above, bounds[0]), _Part(table, edges, table=True), *_order(below, bounds[0])]


def _last_lines(crossing: Sequence[Item], left: Sequence[Item], right: Sequence[Item]) -> list[Item]:
    """Short lines that end a paragraph set over the gutter: right below one of its lines, with nothing beside."""
    found: list[Item] = []
    above = [c for c in crossing if isinstance(c, Line)]
    for line in left if above else ():
        follows = isinstance(line, Line) and any(_is_next_line(c, line) for c in above)
        if follows and not any(r.top < line.bottom and line.top < r.bottom for r in right):
            found.append(line)
    return found


def _is_next_line(a: Line, b: Line) -> bool:
    return a.style == b.style and abs(a.x0 - b.x0) < 3 and 0 < b.top - a.top < 1.9 * a.style.size


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
        if isinstance(item, Line):
            rows.setdefault(int((item.top + item.bottom) / 2 / _ROW), []).append(item)
        else:
            for row in range(int(item.top / _ROW), int(item.bottom / _ROW) + 1):
                rows.setdefault(row, []).append(item)
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


def _columns_of(part: _Part) -> list[Column]:
    """The part's lines from top to bottom, cut where a drawn box or a table stands between them."""
    columns: list[Column] = []
    lines: list[Line] = []

    def finish() -> None:
        if lines:
            rows = _rows(lines)
            table = table_rows(lines) if part.table else None
            columns.append(Column([] if table else rows, *part.edges, rows=table))
            lines.clear()

    for item in sorted(part.items, key=lambda i: i.top):
        if isinstance(item, Line):
            lines.append(item)
            continue
        finish()
        if isinstance(item, Table):
            columns.append(Column([], item.x0, item.x1, rows=item.rows))
        else:
            box = Box(item.x0, item.top, item.x1, item.bottom)
            columns += [Column(c.lines, c.left, c.right, box, c.rows) for c in _ordered(item.items)]
    finish()
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
    whole = line_of([word for line in sorted(row, key=lambda piece: piece.x0) for word in line.words])
    whole.page = row[0].page
    return whole
