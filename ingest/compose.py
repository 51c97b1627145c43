"""Blocks into a document's one text, with the place of every word."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.model import Block, BlockRole, PageRun, Word
from ingest.blocks import TextBlock
from ingest.hyphens import Hyphenation, ends_broken, is_coordination
from ingest.other_formats import PlainBlock
from ingest.printed import Line, PrintedWord

_BETWEEN_BLOCKS = "\n\n"
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
    hyphenation = Hyphenation(line for block in blocks for line in block.lines)
    insets: dict[object, int] = {}
    pieces: list[str] = []
    words: list[Word] = []
    runs: list[PageRun] = []
    placed: list[Block] = []
    offset = 0
    for block in ordered:
        if pieces:
            pieces.append(_BETWEEN_BLOCKS)
            offset += len(_BETWEEN_BLOCKS)
        start = offset
        for space, text, word, page in _spelled(block.lines, hyphenation):
            offset += len(space)
            words.append(Word(offset, offset + len(text), page, word.box))
            if not runs or runs[-1].page != page:
                runs.append(PageRun(offset, page))
            pieces += (space, text)
            offset += len(text)
        inset = 0 if block.inset is None else insets.setdefault((block.lines[0].page, block.inset), len(insets) + 1)
        placed.append(Block(block.role, start, offset, block.level, inset))
    return Composition("".join(pieces), tuple(placed), tuple(runs), tuple(words))


def _spelled(lines: Iterable[Line], hyphenation: Hyphenation) -> list[tuple[str, str, PrintedWord, int]]:
    """Each printed word and its page, with the space before it (if any) and without a mended hyphen."""
    spelled: list[tuple[str, str, PrintedWord, int]] = []
    space = ""
    broken = False
    for line in lines:
        if broken:
            _, text, word, page = spelled[-1]
            first = line.words[0].text
            if not hyphenation.is_real(text, first):
                spelled[-1] = (spelled[-1][0], text[:-1], word, page)
            space = " " if is_coordination(first) else ""
        for word in line.words:
            spelled.append(("" if word.glued else space, word.text, word, line.page))
            space = " "
        broken = ends_broken(line.words[-1].text)
    return spelled


def compose_plain(blocks: Sequence[PlainBlock]) -> Composition:
    """Join the blocks of a file without pages: running text first, then notes; words have no boxes."""
    ordered = sorted(blocks, key=lambda block: block.role in _AT_THE_END)
    placed: list[Block] = []
    offset = 0
    for block in ordered:
        placed.append(Block(block.role, offset, offset + len(block.text), block.level))
        offset += len(block.text) + len(_BETWEEN_BLOCKS)
    return Composition(_BETWEEN_BLOCKS.join(b.text for b in ordered), tuple(placed), (PageRun(0, 1),), ())
