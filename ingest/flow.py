"""Text that runs on: a paragraph over a column or page end becomes one block again."""

import re
from collections.abc import Sequence

from corpus.model import BlockRole
from ingest.blocks import LIST_MARKER, SENTENCE_END, TextBlock

_LOWER = re.compile(r"[(“‘\"'„’]*[a-zà-ÿ]")
_BROKEN = re.compile(r"\w[-\u00ad]$")
_FLOWING = (BlockRole.PARAGRAPH, BlockRole.LIST_ITEM)
_PASSED_OVER = (BlockRole.PULL_QUOTE, BlockRole.CAPTION, BlockRole.NOTE, BlockRole.FURNITURE, BlockRole.TABLE_ROW)
_INDENTING = 0.3  # of the paragraphs begin with an indent, in a text that marks them so
_SAME_SIZE = 0.08
_WIDEST_GAP = 2.3  # times the letter size, between baselines: more is meant as a division
_EXACT = 0.7  # points
_FULL = 0.15  # of the width may stay empty on a line that runs on


def join_flow(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Blocks in which each paragraph that was cut by a column, page or inset is whole again."""
    paragraphs = [block for block in blocks if block.role == BlockRole.PARAGRAPH and block.inset is None]
    indenting = sum(block.indented for block in paragraphs) > _INDENTING * len(paragraphs)
    joined: list[TextBlock] = []
    for block in blocks:
        earlier = _before(joined, block) if block.role == BlockRole.PARAGRAPH else None
        if earlier is not None and _runs_on(earlier, block, indenting):
            earlier.extend(block)
        else:
            joined.append(block)
    return joined


def _before(joined: Sequence[TextBlock], block: TextBlock) -> TextBlock | None:
    """The last block of running text in the same flow, unless a heading stands between."""
    for earlier in reversed(joined):
        if earlier.role in _PASSED_OVER or (earlier.inset is not None and block.inset is None):
            continue
        same = (earlier.inset is None) == (block.inset is None) and earlier.role in _FLOWING
        return earlier if same else None
    return None


def _runs_on(earlier: TextBlock, block: TextBlock, indenting: bool) -> bool:
    last, first = earlier.lines[-1], block.lines[0]
    size = last.style.size
    if abs(size - first.style.size) > _SAME_SIZE * size or last.style.bold != first.style.bold:
        return False
    text, following = last.text, first.text
    lower = bool(_LOWER.match(following))
    if _BROKEN.search(text) and lower:
        return True
    ended = bool(SENTENCE_END.search(text))
    step = first.bottom - last.bottom
    if first.page == last.page and step >= 0 and first.x0 < last.x1 and last.x0 < first.x1:  # right below
        return step < _WIDEST_GAP * size and lower and not ended
    if ended:
        if earlier.role != BlockRole.PARAGRAPH or block.indented or LIST_MARKER.match(following):
            return False
        return _fills_line(earlier) or (indenting and not _would_fit(earlier, block))
    return lower or last.x1 > earlier.right - _FULL * (earlier.right - earlier.left)


def _fills_line(block: TextBlock) -> bool:
    """Whether the last line reaches the edge exactly, as only lines inside a justified paragraph do."""
    edges = [line.x1 for line in block.lines if line.page == block.lines[-1].page][-4:]
    return len(edges) > 2 and max(edges) - min(edges) < _EXACT and block.right - edges[-1] < _EXACT


def _would_fit(earlier: TextBlock, block: TextBlock) -> bool:
    """Whether the first word of the block could have stood on the last line before it."""
    first, last = block.lines[0].words[0], earlier.lines[-1]
    return earlier.right - last.x1 > first.x1 - first.x0 + 0.3 * last.style.size
