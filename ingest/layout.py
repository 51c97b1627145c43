"""Pages into blocks: columns, paragraphs, headings, notes and what stands beside the text, in reading order."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from corpus.model import BlockRole, Page
from ingest.blocks import TextBlock, count_steps, measure_leading, split_blocks
from ingest.columns import Column, order_columns
from ingest.flow import join_flow
from ingest.furniture import find_furniture
from ingest.headings import mark_headings
from ingest.navigation import mark_navigation
from ingest.notes import mark_notes
from ingest.printed import Line, PrintedPage, Style
from ingest.pull_quotes import mark_pull_quotes


class Layout(NamedTuple):
    """A document's blocks in reading order, what was set apart, and its pages."""

    blocks: list[TextBlock]
    furniture: list[TextBlock]
    pages: list[Page]


def body_style(pages: Sequence[PrintedPage]) -> Style:
    """The style that most letters of the pages have."""
    letters: Counter[Style] = Counter()
    for page in pages:
        for line in page.lines:
            letters[line.style] += len(line.text)
    return letters.most_common(1)[0][0] if letters else Style(10.0)


def lay_out(pages: Sequence[PrintedPage]) -> Layout:
    """The blocks of all pages in reading order."""
    body = body_style(pages)
    furniture = find_furniture(pages, body.size)
    columns: list[Column] = []
    for page, apart in zip(pages, furniture.lines, strict=True):
        for line in (*page.lines, *page.turned):
            line.page = page.number
        ids = set(map(id, apart))
        columns.extend(order_columns([line for line in page.lines if id(line) not in ids], page.shapes))
    steps = [count_steps(column.lines) for column in columns]
    leading = measure_leading(steps)
    pieces = [block for column, own in zip(columns, steps, strict=True) for block in split_blocks(column, own, leading)]
    mark_headings(pieces, body)
    mark_navigation(pieces)
    mark_notes(pieces, body)
    mark_pull_quotes(pieces, body)
    return Layout(join_flow(pieces), _set_apart(pages, furniture.lines), _pages(pages, furniture.labels))


def _set_apart(pages: Sequence[PrintedPage], lines: Sequence[Sequence[Line]]) -> list[TextBlock]:
    """A block of furniture for each line in the margins and each line at another angle."""
    return [
        TextBlock([line], line.text, line.x0, line.x1, BlockRole.FURNITURE)
        for page, apart in zip(pages, lines, strict=True)
        for line in (*apart, *page.turned)
    ]


def _pages(pages: Sequence[PrintedPage], printed: Sequence[str | None]) -> list[Page]:
    """The pages with the number printed on them, or else the file's own name for them."""
    labels = printed if any(printed) else [page.label for page in pages]
    return [
        Page(page.number, label, *(page.shown or (page.width, page.height)), page.ocr_confidence)
        for page, label in zip(pages, labels, strict=True)
    ]
