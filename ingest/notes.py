"""Footnotes, end notes and lists of sources: text that belongs to other text."""

import re
from collections.abc import Sequence

from corpus.model import BlockRole
from ingest.blocks import TextBlock
from ingest.printed import Style

_SMALLER = 0.93  # of the size of running text
_NUMBERED = re.compile(r"(?:\d{1,3}|[*†‡])[.)]?\s*\S")
_SECTIONS = (
    r"(?:eind|voet)?noten|literatuur(?:lijst|verwijzingen|opgave)?|bronnen(?:lijst)?"
    r"|geraadpleegde (?:bronnen|literatuur)|referenties|bibliografie|verwijzingen|notes|endnotes|references"
)
_NOTES_HEADING = re.compile(rf"(?:\d+\.?\s+)?(?:{_SECTIONS})(?: en (?:{_SECTIONS}))?\W*", re.IGNORECASE)
_TEXT = (BlockRole.PARAGRAPH, BlockRole.LIST_ITEM)


def mark_notes(blocks: Sequence[TextBlock], body: Style) -> None:
    """Give notes their role: small numbered text at the foot of a page or column, and what stands under "Noten"."""
    _mark_sections(blocks)
    previous: TextBlock | None = None
    for block in blocks:
        if block.role not in _TEXT or block.style.size > _SMALLER * body.size:
            previous = None
            continue
        numbered = _NUMBERED.match(block.text) and _stands_low(block, blocks, body)
        if numbered or (previous is not None and _continues(previous, block)):
            block.role, previous = BlockRole.NOTE, block


def _mark_sections(blocks: Sequence[TextBlock]) -> None:
    """What stands under a heading such as Noten, up to the next heading of its level."""
    level = 0
    for block in blocks:
        if block.role == BlockRole.HEADING:
            if _NOTES_HEADING.fullmatch(block.text.strip()):
                level = block.level
            elif block.level <= level:
                level = 0
        elif level and block.role in _TEXT:
            block.role = BlockRole.NOTE


def _stands_low(block: TextBlock, blocks: Sequence[TextBlock], body: Style) -> bool:
    """Whether no running text stands below it in its column."""
    first = block.lines[0]
    for other in blocks:
        line = other.lines[0]
        below = line.page == first.page and line.top > first.top and line.x0 < first.x1 and first.x0 < line.x1
        if below and other.style.size > _SMALLER * body.size:
            return False
    return True


def _continues(note: TextBlock, block: TextBlock) -> bool:
    if note.lines[-1].page != block.lines[0].page:
        return False
    below = block.lines[0].top - note.lines[-1].bottom
    return abs(note.style.size - block.style.size) < 0.5 and -2 < below < 0.8 * block.style.size
