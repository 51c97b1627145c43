"""Lines into blocks: where a paragraph, list item or heading begins and ends."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from corpus.model import BlockRole, Box
from ingest.columns import Column
from ingest.printed import Line, Style

LIST_MARKER = re.compile(
    r"(?:[•▪●○◦■□▸►▶‣⁃·*✓✔➢➤❖–—-]|\(?\d{1,2}[.)]|\d{1,2}\.\d{1,2}\.?|\(?[a-zA-Z][.)]|[ivx]{2,4}[.)])(?=\s)"
)
SENTENCE_END = re.compile(r"[.!?:;…][”’\"')\]]*$")
_LONGEST_MARKER = 6  # characters
_NUMBER = re.compile(r"(\d{1,3})[.)]?\s")
_INDENT = 0.8  # times the letter size
_LONGEST_INDENT = 5.0
_USUAL_LEADING = 1.35  # times the letter size, where nothing was measured
_LOOSEST_LEADING = 1.75
_ENOUGH_STEPS = 5  # between lines, to measure the leading of a column by itself
_WIDE_ROOM = 0.3  # of the width of the column: a line that stops so early, before a capital, was ended on purpose
_HALF_ROOM = 0.55


class Inset(NamedTuple):
    """A drawn box with text in it."""

    page: int
    box: Box


class TextBlock(msgspec.Struct, eq=False):
    """Lines that belong together, before it is known what they are for."""

    lines: list[Line]
    text: str  # the lines joined with spaces, hyphens at line ends left as they are
    left: float  # the edges between which its text is set
    right: float
    role: BlockRole = BlockRole.PARAGRAPH
    level: int = 0
    inset: Inset | None = None
    style: Style = Style(0.0)  # how most of its words look

    def extend(self, block: "TextBlock") -> None:
        """Take in the lines of a block that runs on."""
        self.lines.extend(block.lines)
        self.text = f"{self.text} {block.text}"

    @property
    def indented(self) -> bool:
        """Whether its first line begins to the right of the column's edge, by as much as a paragraph's indent."""
        return _INDENT < (self.lines[0].x0 - self.left) / (self.style.size or 1) < _LONGEST_INDENT


Steps = dict[float, dict[float, int]]
"""For each letter size: how often lines follow at which distance, in steps of half a point."""


def count_steps(lines: Sequence[Line]) -> Steps:
    """The distances between the baselines of neighbouring lines of one size."""
    counts: Steps = {}
    for a, b in pairwise(lines):
        size, step = a.style.size, b.bottom - a.bottom
        if size == b.style.size and 0.8 * size < step < 2.5 * size:
            steps = counts.setdefault(size, {})
            rounded = round(step * 2) / 2
            steps[rounded] = steps.get(rounded, 0) + 1
    return counts


def measure_leading(counts: Iterable[Steps]) -> dict[float, float]:
    """The usual distance between baselines for each letter size in which there are lines enough, in points."""
    total: Steps = {}
    for columns in counts:
        for size, steps in columns.items():
            summed = total.setdefault(size, {})
            for step, times in steps.items():
                summed[step] = summed.get(step, 0) + times
    enough = {size: steps for size, steps in total.items() if sum(steps.values()) >= _ENOUGH_STEPS}
    return {size: max(steps, key=lambda step: (steps[step], -step)) for size, steps in enough.items()}


def split_blocks(column: Column, steps: Steps, leading: dict[float, float]) -> list[TextBlock]:
    """The blocks of a column, from top to bottom, given its own distances between lines and those of the document."""
    if column.rows is not None:
        return [_block(row, column, BlockRole.TABLE_ROW) for row in column.rows if row]
    rights: dict[float, float] = {}
    for line in column.lines:
        rights[line.style.size] = max(rights.get(line.style.size, 0.0), line.x1)
    own = measure_leading([steps])
    usual = leading | {size: step for size, step in own.items() if step <= _LOOSEST_LEADING * size}
    blocks: list[TextBlock] = []
    for group in _split_at_gaps(column.lines, usual):
        edges = min(line.x0 for line in group), rights[group[0].style.size], column.right
        blocks += [_block(lines, column, _role(lines[0]), edges[1]) for lines in _split_group(group, edges)]
    return blocks


def _block(lines: list[Line], column: Column, role: BlockRole, right: float | None = None) -> TextBlock:
    style = lines[0].style
    if any([line.style is not style for line in lines]):
        words = Counter(line.style for line in lines for _ in line.words)
        style = words.most_common(1)[0][0]
    text = " ".join([line.text for line in lines])
    inset = Inset(lines[0].page, column.inset) if column.inset else None
    return TextBlock(lines, text, column.left, right or column.right, role, inset=inset, style=style)


def _role(first: Line) -> BlockRole:
    return BlockRole.LIST_ITEM if is_item(first) else BlockRole.PARAGRAPH


def is_item(line: Line) -> bool:
    """Whether the line begins with a bullet, a dash, or the number or letter of an item."""
    return len(line.words[0].text) <= _LONGEST_MARKER and bool(LIST_MARKER.match(line.text))


def _split_at_gaps(lines: Sequence[Line], leading: dict[float, float]) -> list[list[Line]]:
    """Groups of lines of one style without extra space between them."""
    groups: list[list[Line]] = []
    for line in lines:
        previous = groups[-1][-1] if groups else None
        if previous is None or _differs(previous, line) or _is_apart(previous, line, leading):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _differs(a: Line, b: Line) -> bool:
    if abs(a.style.size - b.style.size) > 0.08 * max(a.style.size, b.style.size):
        return True
    return a.style.bold != b.style.bold and _is_uniform(a) and _is_uniform(b)


def _is_uniform(line: Line) -> bool:
    return all(word.style.bold == line.style.bold for word in line.words)


def _is_apart(a: Line, b: Line, leading: dict[float, float]) -> bool:
    usual = leading.get(a.style.size) or _USUAL_LEADING * a.style.size
    step = b.bottom - a.bottom
    if abs(a.x0 + a.x1 - b.x0 - b.x1) < 2 and abs(a.x0 - b.x0) > 3:  # centred below each other
        usual = max(usual, _USUAL_LEADING * a.style.size)
    return step > usual + max(1.6, 0.15 * usual) or step < -0.5 * a.style.size


def _split_group(lines: list[Line], edges: tuple[float, float, float]) -> list[list[Line]]:
    """Paragraphs and list items that follow each other without extra space.

    The edges are: the left one of these lines, the right one of text in their size, and the right one of the column.
    """
    if len(lines) == 1:
        return [lines]
    indented = _indented(lines)
    hanging = sum(indented) > len(lines) / 2
    left, right, furthest = edges
    blocks = [[lines[0]]]
    for i in range(1, len(lines)):
        previous, line = lines[i - 1], lines[i]
        if (
            (is_item(line) and _ends_block(previous, line, right))
            or _counts_on(blocks[-1][0].text, line.text)
            or (indented[i] and not indented[i - 1] and not hanging and not is_item(blocks[-1][0]))
            or (hanging and indented[i - 1] and not indented[i])
            or (_room(previous, line, right) > 0 and SENTENCE_END.search(previous.text))
            or (
                furthest - previous.x1 > _WIDE_ROOM * (furthest - left)
                and _is_cut_short(previous, line, left, furthest)
            )
        ):
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return blocks


def _indented(lines: Sequence[Line]) -> list[bool]:
    left, size = min(line.x0 for line in lines), lines[0].style.size
    return [_INDENT * size < line.x0 - left < _LONGEST_INDENT * size for line in lines]


def _counts_on(first: str, text: str) -> bool:
    """Whether the text begins with the number after the one with which the block begins."""
    if not text[0].isdigit():
        return False
    number, following = _NUMBER.match(first), _NUMBER.match(text)
    return bool(number and following and int(following[1]) == int(number[1]) + 1)


def _ends_block(previous: Line, line: Line, right: float) -> bool:
    """Whether a line that looks like a list item does not merely run on with a dash or a figure."""
    if is_item(previous) or SENTENCE_END.search(previous.text) or previous.text.endswith(","):
        return True
    return abs(line.x0 - previous.x0) > 2 or _room(previous, line, right) > 0


def _room(previous: Line, line: Line, right: float) -> float:
    """How much room the next line's first word would have left on the line before; negative when it did not fit."""
    if right - previous.x1 < previous.style.size:  # the commonest case, told quickly
        return -1.0
    first = line.words[0]
    return right - previous.x1 - (first.x1 - first.x0) - 0.8 * previous.style.size


def _is_cut_short(previous: Line, line: Line, left: float, right: float) -> bool:
    """Whether the line before stops so early that it was ended on purpose, though no sentence ends."""
    room = _room(previous, line, right)
    lower = line.words[0].text.lstrip("(“‘\"'„’")[:1].islower()
    return room > (_HALF_ROOM if lower else _WIDE_ROOM) * (right - left)
