"""A page of a document: its picture, with what was found in it marked, and its text beside it."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.web.desk import OpenedLibrary
from app.web.facts.sources import document_address
from app.web.forms import number
from app.web.options import site_of
from app.web.pages.search import Piece
from app.web.pages.words import KIND_NAMES, MENTION_NAMES
from app.web.rendering import Page, marked, render
from corpus.model import AnyMention, Document, Passage, Word

_LONGEST_TITLE = 90


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A rectangle on the picture, in points."""

    kind: str  # a kind of mention, or "place" for what the reader came for
    x: float
    y: float
    width: float
    height: float
    title: str
    first: bool  # of the rectangles of one thing


class FoundThing(msgspec.Struct, frozen=True, kw_only=True):
    """What was found on the page."""

    text: str
    address: str  # this page with it marked


class FoundKind(msgspec.Struct, frozen=True, kw_only=True):
    """All of one kind that was found on the page."""

    kind: str
    label: str
    things: tuple[FoundThing, ...]


class PageText(msgspec.Struct, frozen=True, kw_only=True):
    """A passage on the page, with what the reader came for marked."""

    heading: str | None
    pieces: tuple[Piece, ...]


class ViewerPage(Page, frozen=True, kw_only=True):
    """A page of a document."""

    template: ClassVar[str] = "viewer.html"

    title: str
    authors: tuple[str, ...]
    year: int | None
    kind: str
    warnings: tuple[str, ...]
    number: int
    label: str | None  # the number printed on it
    pages: int
    width: float
    height: float
    picture_address: str
    marks: tuple[Mark, ...]
    found: tuple[FoundKind, ...]
    passages: tuple[PageText, ...]
    wanted: str | None  # the words that the reader came for
    next_address: str | None
    previous_address: str | None
    source_address: str
    edit_address: str


async def viewer(request: Request) -> Response:
    """Page `number` of a document, with the text from `?van=` to `tot` marked."""
    key, at = request.path_params["key"], request.path_params["number"]
    span = number(request.query_params, "van"), number(request.query_params, "tot")
    page = await site_of(request).desk.ask(lambda opened: _viewer(opened, key, at, span))
    if page is None:
        raise HTTPException(404)
    return render(request, page)


def _viewer(opened: OpenedLibrary, key: str, at: int, span: tuple[int | None, int | None]) -> ViewerPage | None:
    sha256, records = opened.documents.get(key), opened.library.records
    if sha256 is None:
        return None
    document = records.document(sha256)
    if not 1 <= at <= len(document.pages):
        return None
    words = [word for word in records.words(sha256) if word.page == at]
    mentions = [m for m in records.mentions(sha256) if _on(words, m.start, m.end)]
    passages = [p for p in records.passages(sha256) if p.page <= at <= p.last_page]
    start, end = span
    wanted = (start, end) if start is not None and end is not None and start < end <= len(document.text) else None
    return _page(document, at, words, mentions, passages, wanted)


def _page(  # noqa: PLR0913 - the parts of one page
    document: Document,
    at: int,
    words: Sequence[Word],
    mentions: Sequence[AnyMention],
    passages: Sequence[Passage],
    wanted: tuple[int, int] | None,
) -> ViewerPage:
    page, about, key = document.pages[at - 1], document.metadata, document.sha256[:16]
    marks = [mark for m in mentions if (kind := _kind(m)) for mark in _marks(words, m.start, m.end, kind, m.text)]
    if wanted:
        marks += _marks(words, *wanted, "wanted", document.text[slice(*wanted)])
    return ViewerPage(
        title=about.title,
        authors=about.authors,
        year=about.year,
        kind=KIND_NAMES[about.kind],
        warnings=document.warnings,
        number=at,
        label=page.label,
        pages=len(document.pages),
        width=page.width,
        height=page.height,
        picture_address=f"/document/{key}/pagina/{at}.png",
        marks=tuple(marks),
        found=tuple(_found(key, at, mentions)),
        passages=tuple(_text(passage, wanted) for passage in passages),
        wanted=document.text[slice(*wanted)] if wanted else None,
        next_address=document_address(key, at + 1) if at < len(document.pages) else None,
        previous_address=document_address(key, at - 1) if at > 1 else None,
        source_address=f"/document/{key}/bron#page={at}",
        edit_address=f"/document/{key}/gegevens",
    )


def _on(words: Sequence[Word], start: int, end: int) -> bool:
    return any(word.start < end and start < word.end for word in words)


def _kind(mention: AnyMention) -> str | None:
    kind = str(mention.__struct_config__.tag)
    return kind if kind in MENTION_NAMES else None


def _marks(words: Iterable[Word], start: int, end: int, kind: str, title: str) -> list[Mark]:
    """A rectangle for each line on which the words from `start` to `end` stand."""
    lines: list[list[Word]] = []
    for word in words:
        if word.start < end and start < word.end:
            if lines and _same_line(lines[-1][-1], word):
                lines[-1].append(word)
            else:
                lines.append([word])
    return [
        Mark(
            kind=kind,
            x=round(min(w.box.x0 for w in line) - 1, 1),
            y=round(min(w.box.top for w in line) - 1, 1),
            width=round(max(w.box.x1 for w in line) - min(w.box.x0 for w in line) + 2, 1),
            height=round(max(w.box.bottom for w in line) - min(w.box.top for w in line) + 2, 1),
            title=title[:_LONGEST_TITLE],
            first=number == 0,
        )
        for number, line in enumerate(lines)
    ]


def _same_line(before: Word, word: Word) -> bool:
    middle = (word.box.top + word.box.bottom) / 2
    return before.box.top <= middle <= before.box.bottom and word.box.x0 >= before.box.x0


def _found(key: str, at: int, mentions: Sequence[AnyMention]) -> Iterable[FoundKind]:
    for kind, label in MENTION_NAMES.items():
        things = {
            m.text: FoundThing(text=m.text, address=document_address(key, at, m.start, m.end))
            for m in mentions
            if _kind(m) == kind
        }
        if things:
            yield FoundKind(kind=kind, label=label, things=tuple(things.values()))


def _text(passage: Passage, wanted: tuple[int, int] | None) -> PageText:
    spans: tuple[tuple[int, int], ...] = ()
    if wanted and wanted[0] < passage.end and passage.start < wanted[1]:
        start, end = max(wanted[0], passage.start), min(wanted[1], passage.end)
        spans = ((start - passage.start, end - passage.start),)
    return PageText(
        heading=passage.headings[-1] if passage.headings else None,
        pieces=tuple(Piece(text, is_marked) for text, is_marked in marked(passage.text, spans)),
    )
