"""Verbatim sentences: who said them, on which page, and how to cite them."""

from typing import ClassVar

import msgspec
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from app.quote import Quote, who_said
from app.web.desk import OpenedLibrary
from app.web.facts.sources import document_address
from app.web.forms import text_field
from app.web.options import site_of
from app.web.rendering import Page, render
from search.quotes import Wanted

_MOST = 15


class FoundQuote(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence as it stands in the source."""

    text: str
    speaker: str | None  # with role and affiliation
    citation: str
    reference: str
    page: int
    printed_page: str | None
    address: str
    recognised: bool  # read from a picture: to be compared with it
    repeats: tuple[str, ...]  # where nearly the same stands
    copied: str  # what the copy button gives: the words and where they stand
    key: str  # its name in the basket
    kept: bool  # whether it is in the basket


class QuotesPage(Page, frozen=True, kw_only=True):
    """The sentences that say best what is asked."""

    template: ClassVar[str] = "quotes.html"

    query: str
    speaker: str
    quotes: tuple[FoundQuote, ...]
    refused: int  # sentences that could not be proven from the file
    here: str  # the address of this page
    in_basket: int


async def quotes(request: Request) -> Response:
    """The sentences that answer `?q=` best, of somebody when `wie` names one."""
    asked, basket = request.query_params, basket_of(request)
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return render(request, await site_of(request).desk.ask(lambda opened: _quotes(opened, asked, basket, here)))


def basket_of(request: Request) -> list[str]:
    """The keys of the quotes that this visitor keeps."""
    kept: list[str] = request.session.get("basket", [])
    return kept


def _quotes(opened: OpenedLibrary, asked: QueryParams, basket: list[str], here: str) -> QuotesPage:
    query, speaker = text_field(asked, "q", most=500), text_field(asked, "wie", most=100)
    desk = opened.quotes
    desk.refused.clear()
    found = desk.find(Wanted(text=query), speaker=speaker or None, limit=_MOST) if query else []
    return QuotesPage(
        query=query,
        speaker=speaker,
        quotes=tuple(shown(quote, basket) for quote in found),
        refused=len(desk.refused),
        here=here,
        in_basket=len(basket),
    )


def shown(quote: Quote, basket: list[str]) -> FoundQuote:
    """A quote as the pages show it."""
    speaker, key = who_said(quote), f"{quote.document[:16]}:{quote.start}:{quote.end}"
    who = f" — {speaker}" if speaker else ""
    return FoundQuote(
        text=quote.text,
        speaker=speaker or None,
        citation=quote.citation,
        reference=quote.reference,
        page=quote.page,
        printed_page=quote.printed_page,
        address=document_address(quote.document, quote.page, quote.start, quote.end),
        recognised=quote.ocr_confidence is not None,
        repeats=quote.repeats,
        copied=f"“{quote.text}”{who} {quote.citation}\n\n{quote.reference}",
        key=key,
        kept=key in basket,
    )
