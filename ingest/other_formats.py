"""Text, Word files and web pages into blocks, through python-docx and trafilatura.

Only here are docx and trafilatura imported. These formats have no pages, so their text stands on a single one.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from corpus.errors import DocumentBroken, DocumentEmpty
from corpus.model import BlockRole
from corpus.normalise import normalise
from ingest.formats import Format

_LIST_STYLE = re.compile(r"list|lijst|opsomming", re.IGNORECASE)
_BETWEEN_CELLS = "\t"
_HEADING_STYLE = re.compile(r"(?:heading|kop)\s*(\d)", re.IGNORECASE)
_LIST_LINE = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)])\s+\S")
_MOST_HEADING_WORDS = 12
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class PlainBlock(NamedTuple):
    """A piece of text and what it is for."""

    role: BlockRole
    text: str
    level: int = 0


class PlainReading(NamedTuple):
    """The blocks of a file, and what it says of itself in the words that PDFs use (Title, Author, CreationDate)."""

    blocks: list[PlainBlock]
    information: dict[str, str]


def read_plain(data: bytes, kind: Format, file: str) -> PlainReading:
    """The blocks of a file that is no PDF. Raises DocumentEmpty without text, DocumentBroken when it does not open."""
    reading = _READERS[kind](data, file)
    blocks = [block._replace(text=text) for block in reading.blocks if (text := _normalised(block))]
    if not blocks:
        raise DocumentEmpty(file)
    return PlainReading(blocks, {key: value for key, value in reading.information.items() if value})


def _read_text(data: bytes, file: str) -> PlainReading:
    paragraphs = [p for p in re.split(r"\n\s*\n", _decode(data).replace("\r\n", "\n").replace("\r", "\n")) if p.strip()]
    return PlainReading([block for paragraph in paragraphs for block in _text_blocks(paragraph)], {})


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _text_blocks(paragraph: str) -> Iterator[PlainBlock]:
    lines = paragraph.strip().split("\n")
    if marked := re.match(r"(#{1,6})\s+(.+)", lines[0]):
        yield PlainBlock(BlockRole.HEADING, marked[2], len(marked[1]))
        lines = lines[1:]
    elif (
        len(lines) == 1
        and not re.search(r"[.,;:!]$", lines[0].strip())
        and len(lines[0].split()) <= _MOST_HEADING_WORDS
    ):
        yield PlainBlock(BlockRole.LIST_ITEM if _LIST_LINE.match(lines[0]) else BlockRole.HEADING, lines[0], 1)
        return
    text: list[str] = []
    role = BlockRole.PARAGRAPH
    for line in lines:
        if _LIST_LINE.match(line) and text:
            yield PlainBlock(role, _mended(text))
            text = []
        if not text:
            role = BlockRole.LIST_ITEM if _LIST_LINE.match(line) else BlockRole.PARAGRAPH
        text.append(line.strip())
    if text:
        yield PlainBlock(role, _mended(text))


def _mended(lines: list[str]) -> str:
    """The lines as one text, words that were broken at a line end mended."""
    return re.sub(r"(?<=[a-zà-ÿ])-\n(?=(?!en\b|of\b)[a-zà-ÿ])", "", "\n".join(lines)).replace("\n", " ")


def _read_html(data: bytes, file: str) -> PlainReading:
    import trafilatura

    found = trafilatura.bare_extraction(
        data, include_tables=True, include_comments=False, favor_recall=True, with_metadata=True
    )
    if not isinstance(found, trafilatura.settings.Document) or found.body is None:
        raise DocumentEmpty(file)
    information = {
        "Title": found.title or "",
        "Author": found.author or "",
        "CreationDate": found.date or "",
        "Publisher": found.sitename or "",
    }
    return PlainReading([block for element in found.body for block in _html_blocks(element)], information)


def _html_blocks(element: Any) -> Iterator[PlainBlock]:
    text = " ".join(element.itertext())
    if element.tag == "head":
        yield PlainBlock(BlockRole.HEADING, text, int((element.get("rend") or "h2")[-1]))
    elif element.tag == "list":
        yield from (PlainBlock(BlockRole.LIST_ITEM, " ".join(item.itertext())) for item in element.iter("item"))
    elif element.tag == "table":
        rows = ([" ".join(cell.itertext()) for cell in row.iter("cell")] for row in element.iter("row"))
        yield from (PlainBlock(BlockRole.TABLE_ROW, _row(cells)) for cells in rows)
    else:
        yield PlainBlock(BlockRole.PARAGRAPH, text)


def _read_docx(data: bytes, file: str) -> PlainReading:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise DocumentBroken(file, "een beschadigd Word-bestand") from error
    blocks: list[PlainBlock] = []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            blocks += [PlainBlock(BlockRole.TABLE_ROW, _cells(row)) for row in part.rows]
        else:
            blocks.append(_docx_block(part))
    properties = document.core_properties
    information = {
        "Title": properties.title or "",
        "Author": properties.author or "",
        "CreationDate": str(properties.created.year) if properties.created else "",
    }
    return PlainReading(blocks + _docx_notes(document), information)


def _cells(row: Any) -> str:
    return _row(dict.fromkeys(cell.text for cell in row.cells))  # merged cells are given once for each column


def _row(cells: Iterable[str]) -> str:
    return _BETWEEN_CELLS.join(cell.replace(_BETWEEN_CELLS, " ") for cell in cells)


def _normalised(block: PlainBlock) -> str:
    if block.role is not BlockRole.TABLE_ROW:
        return normalise(block.text)
    return _BETWEEN_CELLS.join(normalise(cell) for cell in block.text.split(_BETWEEN_CELLS)).strip()


def _docx_block(paragraph: Any) -> PlainBlock:
    name = paragraph.style.name or ""
    if name.lower() in ("title", "titel"):
        return PlainBlock(BlockRole.HEADING, paragraph.text, 1)
    if heading := _HEADING_STYLE.match(name):
        return PlainBlock(BlockRole.HEADING, paragraph.text, int(heading[1]) + 1)
    properties = paragraph._p.pPr
    if _LIST_STYLE.search(name) or (properties is not None and properties.numPr is not None):
        return PlainBlock(BlockRole.LIST_ITEM, paragraph.text)
    runs = [run for run in paragraph.runs if run.text.strip()]
    if (
        runs
        and all(run.bold for run in runs)
        and len(paragraph.text) < 120
        and not paragraph.text.rstrip().endswith(".")
    ):
        return PlainBlock(BlockRole.HEADING, paragraph.text, 9)
    return PlainBlock(BlockRole.PARAGRAPH, paragraph.text)


def _docx_notes(document: Any) -> list[PlainBlock]:
    from lxml import etree

    parts = [rel.target_part for rel in document.part.rels.values() if rel.reltype == _FOOTNOTES]
    notes = [note for part in parts for note in etree.fromstring(part.blob).iter(f"{_W}footnote")]
    texts = ("".join(t.text or "" for t in note.iter(f"{_W}t")) for note in notes if note.get(f"{_W}type") is None)
    return [PlainBlock(BlockRole.NOTE, text) for text in texts]


_READERS: Mapping[Format, Callable[[bytes, str], PlainReading]] = {
    Format.TEXT: _read_text,
    Format.HTML: _read_html,
    Format.DOCX: _read_docx,
}
