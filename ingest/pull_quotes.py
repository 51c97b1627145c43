"""Pull quotes: sentences of the running text that are shown a second time, large or in a box."""

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from corpus.model import BlockRole
from ingest.blocks import TextBlock
from ingest.hyphens import PUNCTUATION
from ingest.printed import Style

_LARGER = 1.08  # times the size of running text
_MOST_WORDS = 70
_REPEATED = 0.66  # of its groups of three words stand in the running text too
_SENTENCE = re.compile(r"[.!?…]\W*$|^[“”‘’\"'„]")
_CANDIDATES = (BlockRole.PARAGRAPH, BlockRole.HEADING)

_Group = tuple[str, str, str]


def mark_pull_quotes(blocks: Sequence[TextBlock], body: Style) -> None:
    """Give pull quotes their role, and the name of the speaker below them too."""
    candidates = [block for block in blocks if block.role in _CANDIDATES and _stands_out(block, body)]
    if not candidates:
        return
    outside = set(map(id, candidates))
    wanted = [_groups(_words(block.text)) for block in candidates]
    firsts = {group[0] for groups in wanted for group in groups}
    texts = (b.text for b in blocks if id(b) not in outside and len(b.lines) > 1)
    known = {group for text in texts for group in _groups(_words(text), firsts)}
    for block, groups in zip(candidates, wanted, strict=True):
        if groups and len(known.intersection(groups)) >= _REPEATED * len(groups):
            block.role, block.level = BlockRole.PULL_QUOTE, 0
    for quote, block in pairwise(blocks):
        if quote.role == BlockRole.PULL_QUOTE and block.role in _CANDIDATES and _is_attribution(quote, block):
            block.role, block.level = BlockRole.PULL_QUOTE, 0


def _stands_out(block: TextBlock, body: Style) -> bool:
    style = block.style
    if style.size < _LARGER * body.size and style[1:] == body[1:] and block.inset is None:
        return False
    return 3 <= len(block.text.split()) <= _MOST_WORDS and bool(_SENTENCE.search(block.text))


def _is_attribution(quote: TextBlock, block: TextBlock) -> bool:
    """Whether the block says who spoke: short, right below the quote, in the same box if there is one."""
    first, last = block.lines[0], quote.lines[-1]
    if block.inset != quote.inset or first.page != last.page or len(block.text.split()) > 8:
        return False
    return block.style.size < quote.style.size and 0 <= first.top - last.top < 3 * quote.style.size


def _words(text: str) -> list[str]:
    return text.replace("- ", "").lower().translate(PUNCTUATION).split()


def _groups(words: Sequence[str], firsts: Container[str] | None = None) -> list[_Group]:
    """All groups of three words that follow each other, or those that begin with a word in `firsts`."""
    groups = zip(words, words[1:], words[2:], strict=False)
    return list(groups) if firsts is None else [group for group in groups if group[0] in firsts]
