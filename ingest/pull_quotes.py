"""Pull quotes: sentences of the running text that are shown a second time, large or in a box."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from corpus.model import BlockRole
from ingest.blocks import TextBlock
from ingest.printed import Style

_WORD = re.compile(r"[^\W_]+")
_LARGER = 1.08  # times the size of running text
_MOST_WORDS = 70
_LONG = 15  # words: a block that can hold the sentence that is repeated
_REPEATED = 0.66  # of its groups of three words stand in the running text too
_SENTENCE = re.compile(r"[.!?…]\W*$|^[“”‘’\"'„]")
_CANDIDATES = (BlockRole.PARAGRAPH, BlockRole.HEADING)


def mark_pull_quotes(blocks: Sequence[TextBlock], body: Style) -> None:
    """Give pull quotes their role, and the name of the speaker below them too."""
    candidates = [block for block in blocks if block.role in _CANDIDATES and _stands_out(block, body)]
    if not candidates:
        return
    outside = set(map(id, candidates))
    known = _groups(b.text for b in blocks if id(b) not in outside and len(b.text.split()) >= _LONG)
    for block in candidates:
        groups = _groups([block.text])
        if groups and len(groups & known) >= _REPEATED * len(groups):
            block.role, block.level = BlockRole.PULL_QUOTE, 0
    for quote, block in pairwise(blocks):
        if quote.role == BlockRole.PULL_QUOTE and block.role in _CANDIDATES and _is_attribution(quote, block):
            block.role, block.level = BlockRole.PULL_QUOTE, 0


def _stands_out(block: TextBlock, body: Style) -> bool:
    words = len(block.text.split())
    if not 3 <= words <= _MOST_WORDS or not _SENTENCE.search(block.text):
        return False
    style = block.style
    return (
        style.size >= _LARGER * body.size or style.bold != body.bold or style.italic != body.italic or bool(block.inset)
    )


def _is_attribution(quote: TextBlock, block: TextBlock) -> bool:
    """Whether the block says who spoke: short, right below the quote, in the same box if there is one."""
    first, last = block.lines[0], quote.lines[-1]
    if block.inset != quote.inset or first.page != last.page or len(block.text.split()) > 8:
        return False
    return block.style.size < quote.style.size and 0 <= first.top - last.top < 3 * quote.style.size


def _groups(texts: Iterable[str]) -> set[tuple[str, str, str]]:
    """All groups of three words that follow each other."""
    groups: set[tuple[str, str, str]] = set()
    for text in texts:
        words = _WORD.findall(text.replace("- ", "").lower())
        groups.update(zip(words, words[1:], words[2:], strict=False))
    return groups
