"""Text that runs on: a paragraph over a column or page end becomes one block again."""

import re
from collections.abc import Sequence

from corpus.model import BlockRole
from ingest.blocks import TextBlock

_ENDS = re.compile(r"[.!?:;…][”’\"')\]]*\d{0,2}$")
_RUNS_ON = re.compile(r"[a-zà-ÿ(“‘\"'„]*[a-zà-ÿ]")
_HYPHEN = re.compile(r"\w[-\u00ad]$")
_FLOWING = (BlockRole.PARAGRAPH, BlockRole.LIST_ITEM)
_PASSED_OVER = (BlockRole.PULL_QUOTE, BlockRole.CAPTION, BlockRole.NOTE, BlockRole.FURNITURE, BlockRole.TABLE_ROW)


def join_flow(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Blocks in which each paragraph that was cut by a column, page or inset is whole again."""
    joined: list[TextBlock] = []
    for block in blocks:
        start = _open_block(joined, block) if block.role == BlockRole.PARAGRAPH else None
        if start is None:
            joined.append(block)
        else:
            start.lines.extend(block.lines)
    return joined


def _open_block(joined: Sequence[TextBlock], block: TextBlock) -> TextBlock | None:
    """The last block in the same flow, when it was cut off and this block continues it."""
    for earlier in reversed(joined):
        if earlier.role in _PASSED_OVER or (earlier.inset is not None and block.inset is None):
            continue
        if (earlier.inset is None) != (block.inset is None) or earlier.role not in _FLOWING:
            return None
        return earlier if _continues(earlier, block) else None
    return None


def _continues(earlier: TextBlock, block: TextBlock) -> bool:
    last, first = earlier.lines[-1], block.lines[0]
    if abs(last.style.size - first.style.size) > 0.08 * last.style.size:
        return False
    below = first.page == last.page and 0 <= first.top - last.top < 4 * last.style.size and first.x0 < last.x1
    if below:  # not cut: the space between them was meant
        return False
    text = earlier.text
    if _HYPHEN.search(text):
        return True
    return not _ENDS.search(text) and bool(_RUNS_ON.match(first.text))
