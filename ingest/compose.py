"""Blocks into a document's one text, with the place of every word."""

from collections.abc import Sequence
from typing import NamedTuple

from corpus.model import Block, BlockRole, Box, PageRun, Word
from ingest.blocks import TextBlock
from ingest.hyphens import Hyphenation, ends_broken, is_coordination
from ingest.other_formats import PlainBlock
from ingest.printed import Line

_BETWEEN_BLOCKS = "\n\n"
_BETWEEN_CELLS = "\t"  # so that nobody reads on from one cell of a table into the next
_record = tuple.__new__  # for the innermost loop: half the time of a named tuple's own constructor
_AT_THE_END = (BlockRole.NOTE, BlockRole.PULL_QUOTE, BlockRole.FURNITURE)


class Composition(NamedTuple):
    """The text of a document and how it lies on the pages."""

    text: str
    blocks: tuple[Block, ...]
    runs: tuple[PageRun, ...]
    words: tuple[Word, ...]


def compose(blocks: Sequence[TextBlock]) -> Composition:
    """Join the blocks to one text: running text first, then notes, pull quotes and furniture."""
    ordered = [b for b in blocks if b.role not in _AT_THE_END]
    ordered += [b for role in _AT_THE_END for b in blocks if b.role == role]
    insets: dict[object, int] = {}
    writer = _Writer(Hyphenation(line for block in blocks for line in block.lines))
    placed = []
    for block in ordered:
        inset = 0 if block.inset is None else insets.setdefault(block.inset, len(insets) + 1)
        start, end = writer.write(block.lines, is_row=block.role == BlockRole.TABLE_ROW)
        placed.append(Block(block.role, start, end, block.level, inset))
    return Composition("".join(writer.pieces), tuple(placed), tuple(writer.runs), tuple(writer.words))


class _Writer:
    """Writes lines one after another into a text, and notes where each word comes to stand."""

    def __init__(self, hyphenation: Hyphenation) -> None:
        self.pieces: list[str] = []
        self.words: list[Word] = []
        self.runs: list[PageRun] = []
        self._hyphenation = hyphenation
        self._offset = 0

    def write(self, lines: Sequence[Line], *, is_row: bool) -> tuple[int, int]:
        """Write a block; returns where it begins and ends."""
        space = _BETWEEN_BLOCKS if self.pieces else ""
        start = self._offset + len(space)
        for line, following in zip(lines, [*lines[1:], None], strict=True):
            if not self.runs or self.runs[-1].page != line.page:
                self.runs.append(PageRun(self._offset + len(space), line.page))
            space = self._write_line(line, following, space)
            if is_row and following is not None and _is_next_cell(line, following):
                space = _BETWEEN_CELLS
        return start, self._offset

    def _write_line(self, line: Line, following: Line | None, space: str) -> str:
        """Write a line; returns what must stand between it and the next."""
        between, cut = self._joint(line, following)
        offset, page = self._offset + len(space), line.page
        self.pieces += (space, line.text[:-1] if cut else line.text)
        first = offset
        for text, x0, top, x1, bottom, _, glued, box in line.words:
            if glued and offset > first:
                offset -= 1
            end = offset + len(text)
            self.words.append(_record(Word, (offset, end, page, box or _record(Box, (x0, top, x1, bottom)))))
            offset = end + 1
        if cut:
            self.words[-1] = self.words[-1]._replace(end=end - 1)
        self._offset = end - cut
        return between

    def _joint(self, line: Line, following: Line | None) -> tuple[str, bool]:
        """What stands between a line and the next, and whether a hyphen at its end goes."""
        last = line.words[-1].text
        if following is None or not ends_broken(last):
            return " ", False
        first = following.words[0].text
        return " " if is_coordination(first) else "", not self._hyphenation.is_real(last, first)


def _is_next_cell(line: Line, following: Line) -> bool:
    """Whether a line of a table stands beside the one before it, not under it."""
    return following.x0 >= line.x1 and following.top < line.bottom


def compose_plain(blocks: Sequence[PlainBlock]) -> Composition:
    """Join the blocks of a file without pages: running text first, then notes; words have no boxes."""
    ordered = sorted(blocks, key=lambda block: block.role in _AT_THE_END)
    placed: list[Block] = []
    offset = 0
    for block in ordered:
        placed.append(Block(block.role, offset, offset + len(block.text), block.level))
        offset += len(block.text) + len(_BETWEEN_BLOCKS)
    return Composition(_BETWEEN_BLOCKS.join(b.text for b in ordered), tuple(placed), (PageRun(0, 1),), ())
