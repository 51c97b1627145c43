"""The parts of a document that stand under the name of somebody."""

from collections.abc import Sequence
from typing import NamedTuple

from corpus.model import Block, BlockRole, Document
from ingest.speech.layout import opening_byline, reading_order, signers
from ingest.speech.people import People

_MOST_SIGNED_WORDS = 90


class SignedSection(NamedTuple):
    """A stretch of a document and the people who signed it."""

    start: int
    end: int
    names: list[str]


def signed_sections(document: Document, people: People) -> list[SignedSection]:
    """What stands under the name of somebody: up to the next heading of its rank, or the block beside a signature."""
    blocks = list(reading_order(document))
    found: list[SignedSection] = []
    authors = set(document.metadata.authors)
    for number, block in enumerate(blocks):
        before, after = blocks[:number], blocks[number + 1 :]
        if byline := opening_byline(document, block, people):
            end = max(block.end, _section_end(before, after, document, people))
            found.append(SignedSection(byline.end, end, byline.names))
        names = signers(document, block, people)
        if not names or set(names) <= authors or not document.runs or document.page_at(block.start).number == 1:
            continue
        if before and _is_signed(document, before[-1], block):
            found.append(SignedSection(before[-1].start, before[-1].end, names))
        else:
            end = _section_end(before, after, document, people)
            if end > block.end:
                found.append(SignedSection(block.end, end, names))
    return found


def _is_signed(document: Document, quote: Block, signature: Block) -> bool:
    """Whether a signature closes the block above it: a short one that no heading is, in the same box or in quotes."""
    text = document.text[quote.start : quote.end]
    if quote.role is BlockRole.HEADING or len(text.split()) > _MOST_SIGNED_WORDS:
        return False
    return text[:1] in '“‘"„' or (quote.inset == signature.inset and bool(quote.inset))


def _section_end(before: Sequence[Block], after: Sequence[Block], document: Document, people: People) -> int:
    heading = next((b for b in reversed(before) if b.role is BlockRole.HEADING), None)
    level = heading.level if heading else 1
    end, last = 0, after[0] if after else None
    for block in after:
        if (block.role is BlockRole.HEADING and block.level <= level) or (
            signers(document, block, people) and last is not None and last.role is BlockRole.HEADING
        ):
            break
        end, last = block.end, block
    return end
