"""Lines into blocks: where a paragraph, list item or heading begins and ends."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from corpus.model import BlockRole, Box
from ingest.columns import Column
from ingest.printed import Line, Style

LIST_MARKER = re.compile(
    r"(?:[•▪●○◦■□▸►▶‣⁃·*✓✔➢➤❖–—-]|\(?\d{1,2}[.)]|\d{1,2}\.\d{1,2}\.?|\(?[a-zA-Z][.)]|[ivx]{2,4}[.)])(?=\s)"
)
_SENTENCE_END = re.compile(r"[.!?:;…][”’\"')\]]*$")
_INDENT = 0.8  # times the letter size
_LONGEST_INDENT = 5.0


class TextBlock(msgspec.Struct):
    """Lines that belong together, before it is known what they are for."""

    lines: list[Line]
    left: float  # the edges between which it is set
    right: float
    role: BlockRole = BlockRole.PARAGRAPH
    level: int = 0
    inset: Box | None = None

    @property
    def style(self) -> Style:
        """How most of its letters look."""
        return max(
            (line.style for line in self.lines), key=lambda s: sum(len(x.words) for x in self.lines if x.style == s)
        )

    @property
    def text(self) -> str:
        """The lines joined with spaces, hyphens at line ends left as they are."""
        return " ".join(line.text for line in self.lines)


def measure_leading(columns: Iterable[Column]) -> dict[float, float]:
    """The usual distance between baselines for each letter size, in points."""
    counts: dict[float, Counter[float]] = {}
    for column in columns:
        for a, b in pairwise(column.lines):
            step = b.bottom - a.bottom
            if a.style.size == b.style.size and 0.8 * a.style.size < step < 2.5 * a.style.size:
                counts.setdefault(a.style.size, Counter())[round(step * 2) / 2] += 1
    return {size: max(steps, key=lambda s: (steps[s], -s)) for size, steps in counts.items()}


def split_blocks(column: Column, leading: dict[float, float]) -> list[TextBlock]:
    """The blocks of a column, from top to bottom."""
    if column.table:
        return [_block([line], column, BlockRole.TABLE_ROW) for line in column.lines]
    blocks: list[list[Line]] = []
    for group in _split_at_gaps(column.lines, leading):
        blocks += _split_group(group, column)
    return [_block(lines, column, _role(lines[0])) for lines in blocks]


def _block(lines: list[Line], column: Column, role: BlockRole) -> TextBlock:
    return TextBlock(lines, column.left, column.right, role, inset=column.inset)


def _role(first: Line) -> BlockRole:
    return BlockRole.LIST_ITEM if LIST_MARKER.match(first.text) else BlockRole.PARAGRAPH


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
    usual = leading.get(a.style.size) or 1.35 * a.style.size
    step = b.bottom - a.bottom
    return step > usual + max(1.6, 0.15 * usual) or step < -0.5 * a.style.size


def _split_group(lines: list[Line], column: Column) -> list[list[Line]]:
    """Paragraphs and list items that follow each other without extra space."""
    indented = _indented(lines)
    hanging = sum(indented) > len(lines) / 2
    blocks = [[lines[0]]]
    for i in range(1, len(lines)):
        previous, line = lines[i - 1], lines[i]
        if (
            (LIST_MARKER.match(line.text) and _ends_block(previous, line, column))
            or (indented[i] and not indented[i - 1] and not hanging and not LIST_MARKER.match(blocks[-1][0].text))
            or (hanging and indented[i - 1] and not indented[i])
            or (_ends_short(previous, line, column) and _SENTENCE_END.search(previous.text))
        ):
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return blocks


def _indented(lines: Sequence[Line]) -> list[bool]:
    left, size = min(line.x0 for line in lines), lines[0].style.size
    return [_INDENT * size < line.x0 - left < _LONGEST_INDENT * size for line in lines]


def _ends_block(previous: Line, line: Line, column: Column) -> bool:
    """Whether a line that looks like a list item does not merely run on with a dash or a figure."""
    if LIST_MARKER.match(previous.text) or _SENTENCE_END.search(previous.text) or previous.text.endswith(","):
        return True
    return _ends_short(previous, line, column) or abs(line.x0 - previous.x0) > 2


def _ends_short(previous: Line, line: Line, column: Column) -> bool:
    """Whether the next line's first word would have fitted on the line before."""
    first = line.words[0]
    room = column.right - previous.x1
    return room > (first.x1 - first.x0) + 0.8 * previous.style.size
