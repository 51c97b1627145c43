"""Text that runs on: a paragraph over a column or page end becomes one block again."""

import re
from collections.abc import Sequence

from corpus.model import BlockRole, Box
from ingest.blocks import LIST_MARKER, SENTENCE_END, Inset, TextBlock

_LOWER = re.compile(r"[(“‘\"'„’]*[a-zà-ÿ]")
_BROKEN = re.compile(r"\w[-\u00ad]$")
_FLOWING = (BlockRole.PARAGRAPH, BlockRole.LIST_ITEM)
_PASSED_OVER = (BlockRole.PULL_QUOTE, BlockRole.CAPTION, BlockRole.NOTE, BlockRole.FURNITURE, BlockRole.TABLE_ROW)
_INDENTING = 0.3  # of the paragraphs begin with an indent, in a text that marks them so
_SAME_SIZE = 0.08
_WIDEST_GAP = 2.3  # times the letter size, between baselines: more is meant as a division
_SAME_EDGE = 6.0  # points
_EXACT = 0.7  # points
_FULL = 0.15  # of the width may stay empty on a line that runs on


def join_flow(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Blocks in which each paragraph that was cut by a column, page or inset is whole again."""
    paragraphs = [block for block in blocks if block.role == BlockRole.PARAGRAPH and block.inset is None]
    indenting = sum(block.indented for block in paragraphs) > _INDENTING * len(paragraphs)
    joined: list[TextBlock] = []
    for block in _with_whole_insets(blocks):
        earlier = _before(joined, block) if block.role == BlockRole.PARAGRAPH else None
        if earlier is not None and _runs_on(earlier, block, indenting=indenting, cut=earlier is not joined[-1]):
            earlier.extend(block)
        else:
            joined.append(block)
    return joined


def _with_whole_insets(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """The blocks, those of a box that goes on in the next column or on the next page moved behind its first half."""
    ordered = list(blocks)
    continued: set[int] = set()
    for inset in dict.fromkeys(block.inset for block in blocks if block.inset is not None):
        own = [block for block in ordered if block.inset == inset]
        half = next((b for b in _halves(ordered, own[0]) if id(b) not in continued and _is_cut(b, own[0])), None)
        if half is None:
            continue
        continued.add(id(half))
        for block in own:
            ordered.remove(block)
            block.inset = half.inset
        place = ordered.index(half) + 1
        ordered[place:place] = own
    return ordered


def _halves(ordered: Sequence[TextBlock], block: TextBlock) -> list[TextBlock]:
    """The last blocks of the boxes that may go on in the block's: at its place a page earlier, or just before it."""
    last: dict[Inset, TextBlock] = {}
    for earlier in ordered[: ordered.index(block)]:
        if earlier.inset is not None:
            last[earlier.inset] = earlier
    page, box = block.inset or (0, Box(0, 0, 0, 0))
    alike = [inset for inset in last if abs(inset.box.x1 - inset.box.x0 - box.x1 + box.x0) < _SAME_EDGE]
    above = [inset for inset in alike if inset.page == page - 1 and abs(inset.box.x0 - box.x0) < _SAME_EDGE]
    return [last[inset] for inset in (*above[-1:], *alike[-1:])]


def _is_cut(half: TextBlock, block: TextBlock) -> bool:
    texts = half.role in _FLOWING and block.role == BlockRole.PARAGRAPH
    return texts and _runs_on(half, block, indenting=False, cut=True)


def _before(joined: Sequence[TextBlock], block: TextBlock) -> TextBlock | None:
    """The last block of running text in the same flow, unless a heading stands between."""
    for earlier in reversed(joined):
        if earlier.role in _PASSED_OVER or (earlier.inset is not None and block.inset is None):
            continue
        return earlier if earlier.inset == block.inset and earlier.role in _FLOWING else None
    return None


def _runs_on(earlier: TextBlock, block: TextBlock, *, indenting: bool, cut: bool) -> bool:
    """Whether the block continues the earlier one.

    An `indenting` text begins its paragraphs with an indent; a `cut` one may have a box between the two.
    """
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
        return (cut or step < _WIDEST_GAP * size) and lower and not ended
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
