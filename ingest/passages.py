"""A document into passages: the stretches of one to three paragraphs that are searched and shown."""

from collections.abc import Iterable, Sequence

import msgspec

from corpus.model import Block, BlockRole, Document, Passage

_FEW_WORDS, _ENOUGH_WORDS, _MANY_WORDS = 25, 60, 160
_MOST_PARAGRAPHS = 3
_LEFT_OUT = (BlockRole.FURNITURE, BlockRole.PULL_QUOTE)


class _Section(msgspec.Struct):
    """Blocks that follow each other under the same headings, in the same box, and of the same sort."""

    headings: tuple[str, ...]
    place: tuple[int, bool]
    blocks: list[Block] = msgspec.field(default_factory=list)


def split_passages(document: Document) -> list[Passage]:
    r"""The document's passages in reading order, notes last; furniture, pull quotes and headings are in none.

    >>> from corpus.model import Metadata, Page, PageRun
    >>> text = "Kop\n\nEen alinea over de wijk."
    >>> blocks = (Block(BlockRole.HEADING, 0, 3, 1), Block(BlockRole.PARAGRAPH, 5, 29))
    >>> document = Document(sha256="0", file="a.pdf", metadata=Metadata(title="Titel"), text=text,
    ...                     pages=(Page(1, None, 595, 842),), runs=(PageRun(0, 1),), blocks=blocks)
    >>> [(p.headings, p.text) for p in split_passages(document)]
    [(('Titel', 'Kop'), 'Een alinea over de wijk.')]
    """
    spans = [(s, span) for s in _sections(document) for span in _pack(document.text, s.blocks)]
    return [_passage(document, number, section, span) for number, (section, span) in enumerate(spans)]


def _passage(document: Document, number: int, section: _Section, span: tuple[int, int]) -> Passage:
    start, end = span
    page = document.page_at(start)
    return Passage(
        document=document.sha256,
        number=number,
        start=start,
        end=end,
        text=document.text[start:end],
        headings=section.headings,
        page=page.number,
        last_page=document.page_at(end - 1).number,
        printed_page=page.label,
    )


def _sections(document: Document) -> list[_Section]:
    sections: list[_Section] = []
    body: list[tuple[int, str]] = []
    boxed: dict[int, list[tuple[int, str]]] = {}
    inset, fresh = 0, True
    for block in document.blocks:
        if block.role in _LEFT_OUT:
            continue
        if block.inset != inset:
            inset, fresh = block.inset, True
        inner = boxed.setdefault(inset, []) if inset else []
        if block.role == BlockRole.HEADING:
            _push(inner if inset else body, block.level, document.text[block.start : block.end])
            fresh = True
            continue
        is_note = block.role == BlockRole.NOTE
        if is_note:
            body = _headings_before(document, block)
        headings = _titles(document.metadata.title, body if is_note else (*body, *inner))
        if fresh or sections[-1].place != (inset, is_note) or (is_note and sections[-1].headings != headings):
            sections.append(_Section(headings, (inset, is_note)))
        fresh = False
        sections[-1].blocks.append(block)
    return sections


def _push(headings: list[tuple[int, str]], level: int, text: str) -> None:
    while headings and headings[-1][0] >= level:
        headings.pop()
    headings.append((level, text))


def _headings_before(document: Document, note: Block) -> list[tuple[int, str]]:
    """The headings in force on the page of a note."""
    page = document.page_at(note.start).number
    headings: list[tuple[int, str]] = []
    for block in document.blocks:
        if block.role == BlockRole.HEADING and not block.inset:
            if document.page_at(block.start).number > page:
                break
            _push(headings, block.level, document.text[block.start : block.end])
    return headings


def _titles(title: str, headings: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    texts = [text for _, text in headings if text.casefold() != title.casefold()]
    return (title, *texts) if title else tuple(texts)


def _pack(text: str, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """The spans of the passages that a section falls into."""
    packs: list[list[list[Block]]] = []
    for unit in _units(text, blocks):
        if packs and _belongs(text, packs[-1], unit):
            packs[-1].append(unit)
        else:
            packs.append([unit])
    if len(packs) > 1 and _words(text, packs[-1]) < _FEW_WORDS:
        packs[-2].extend(packs.pop())
    return [(pack[0][0].start, pack[-1][-1].end) for pack in packs]


def _belongs(text: str, pack: Sequence[Sequence[Block]], unit: Sequence[Block]) -> bool:
    held, more = _words(text, pack), _words(text, [unit])
    if held < _FEW_WORDS:
        return True
    return held + more <= _MANY_WORDS and (
        held < _ENOUGH_WORDS or (len(pack) < _MOST_PARAGRAPHS and more < _ENOUGH_WORDS)
    )


def _units(text: str, blocks: Sequence[Block]) -> list[list[Block]]:
    """What should stay together: a list with the sentence that announces it, as far as it fits; rows of a table."""
    units: list[list[Block]] = []
    for block in blocks:
        if units and _continues(text, units[-1], block) and _words(text, [[*units[-1], block]]) <= _MANY_WORDS:
            units[-1].append(block)
        else:
            units.append([block])
    return units


def _continues(text: str, unit: Sequence[Block], block: Block) -> bool:
    last = unit[-1]
    if block.role == BlockRole.TABLE_ROW:
        return last.role == BlockRole.TABLE_ROW
    if block.role != BlockRole.LIST_ITEM:
        return False
    return last.role == BlockRole.LIST_ITEM or text[last.start : last.end].endswith(":")


def _words(text: str, units: Iterable[Iterable[Block]]) -> int:
    return sum(len(text[block.start : block.end].split()) for unit in units for block in unit)
