"""Headings and their levels, from how letters look compared with running text."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.model import BlockRole
from ingest.blocks import LIST_MARKER, TextBlock
from ingest.printed import Style

_LARGER = 1.12  # times the size of running text
_MOST_LETTERS = 200
_MOST_LINES = 5
_MOST_CAPITALS = 80  # letters: a longer text in capitals is shouting, not a heading
_NUMBERED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,5}\.|(?:hoofdstuk|deel|bijlage)\s+\w+)\s+\S", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")
_HEADING_ROLES = (BlockRole.PARAGRAPH, BlockRole.LIST_ITEM)


def mark_headings(blocks: Sequence[TextBlock], body: Style) -> None:
    """Give headings their role, and levels from 1 in the order of their size and weight."""
    found = [block for block in blocks if block.role in _HEADING_ROLES and _is_heading(block, body)]
    found = _without_text_styles(found, blocks)
    ranks = sorted({_rank(block) for block in found}, reverse=True)
    for block in found:
        block.role, block.level = BlockRole.HEADING, ranks.index(_rank(block)) + 1


def _without_text_styles(found: Sequence[TextBlock], blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """The headings, but for those in a style in which more text is set that is no heading."""
    candidates = set(map(id, found))
    headings = Counter(_rank(block) for block in found)
    texts = Counter(_rank(block) for block in blocks if id(block) not in candidates and block.role in _HEADING_ROLES)
    return [block for block in found if texts[_rank(block)] <= headings[_rank(block)]]


def _rank(block: TextBlock) -> tuple[float, bool, bool]:
    style = block.style
    return round(style.size), style.bold, _is_capitals(block.text)


def _is_heading(block: TextBlock, body: Style) -> bool:
    text, style = block.text, block.style
    if len(block.lines) > _MOST_LINES or len(text) > 2 * _MOST_LETTERS:
        return False
    larger = style.size >= _LARGER * body.size
    bold = style.bold and not body.bold and all(word.style.bold for line in block.lines for word in line.words)
    if not (larger or bold or _is_capitals(text)):
        return False
    if not 2 <= len(_LETTER.findall(text)) <= (_MOST_LETTERS if larger or bold else _MOST_CAPITALS):
        return False
    numbered = _NUMBERED.match(text)
    if text.endswith((".", ",", ";")) and not text.endswith("...") and not numbered:
        return False
    if LIST_MARKER.match(text) and not (numbered and (larger or bold)):
        return False
    return larger or bold or len(text.split()) > 1


def _is_capitals(text: str) -> bool:
    return text.isupper() and sum(c.isalpha() for c in text) >= 4
