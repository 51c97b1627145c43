"""Verbatim sentences: who said them, on which page, and how to cite them."""

from typing import ClassVar

import msgspec
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from app.web.desk import OpenedLibrary
from app.web.facts.sources import document_address
from app.web.forms import text_field
from app.web.options import site_of
from app.web.rendering import Page, render
from search.quotes import Quote, find_quotes

_MOST = 15


class FoundQuote(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence as it stands in the source."""

    text: str
    speaker: str | None
    citation: str
    reference: str
    page: int
    printed_page: str | None
    address: str
    copied: str  # what the copy button gives: the words and where they stand


class QuotesPage(Page, frozen=True, kw_only=True):
    """The sentences that say best what is asked."""

    template: ClassVar[str] = "quotes.html"

    query: str
    quotes: tuple[FoundQuote, ...]


async def quotes(request: Request) -> Response:
    """The sentences that answer `?q=` best."""
    asked = request.query_params
    return render(request, await site_of(request).desk.ask(lambda opened: _quotes(opened, asked)))


def _quotes(opened: OpenedLibrary, asked: QueryParams) -> QuotesPage:
    query = text_field(asked, "q", most=500)
    library = opened.library
    found = find_quotes(library.index, library.embedder, query, limit=_MOST) if query else []
    return QuotesPage(query=query, quotes=tuple(_quote(quote) for quote in found))


def _quote(quote: Quote) -> FoundQuote:
    who = f" — {quote.speaker}" if quote.speaker else ""
    return FoundQuote(
        text=quote.text,
        speaker=quote.speaker,
        citation=quote.citation,
        reference=quote.reference,
        page=quote.page,
        printed_page=quote.printed_page,
        address=document_address(quote.document, quote.page, quote.start, quote.end),
        copied=f"“{quote.text}”{who} {quote.citation}\n\n{quote.reference}",
    )
