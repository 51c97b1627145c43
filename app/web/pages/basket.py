"""The basket: quotes that a writer keeps, to take along in one file."""

import re
import tempfile
from pathlib import Path
from typing import ClassVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.quote import Quote
from app.quote_package import QuotePackage
from app.web.desk import OpenedLibrary
from app.web.forms import read_form, text_field
from app.web.options import site_of
from app.web.pages.quotes import FoundQuote, basket_of, shown
from app.web.rendering import Page, render

_MOST = 40
"""A basket travels in a cookie, which holds about so many."""

_KEY = re.compile(r"([0-9a-f]{16}):(\d{1,9}):(\d{1,9})")

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "json": "application/vnd.citationstyles.csl+json",
    "zip": "application/zip",
}
"""The forms in which a basket can be taken along."""


class BasketPage(Page, frozen=True, kw_only=True):
    """The quotes in the basket."""

    template: ClassVar[str] = "basket.html"

    quotes: tuple[FoundQuote, ...]
    forms: tuple[str, ...]


async def basket(request: Request) -> Response:
    """The basket, or a change to it: `actie` is `erbij`, `eruit` or `leeg`."""
    kept = basket_of(request)
    if request.method == "GET":
        quotes = await site_of(request).desk.ask(lambda opened: _quotes(opened, kept))
        return render(
            request, BasketPage(quotes=tuple(shown(quote, kept) for quote in quotes), forms=tuple(MEDIA_TYPES))
        )
    async with read_form(request) as form:
        key, action, back = (text_field(form, name, most=2000) for name in ("citaat", "actie", "terug"))
    if action == "leeg":
        kept = []
    elif _KEY.fullmatch(key):
        rest = [other for other in kept if other != key]
        kept = [*rest, key][-_MOST:] if action == "erbij" else rest
    request.session["basket"] = kept
    here = back if re.match(r"/(?![/\\])", back) else "/mandje"
    return RedirectResponse(here, 303)


async def basket_file(request: Request) -> Response:
    """The basket as a file of a form."""
    form, kept = request.path_params["form"], basket_of(request)
    if form not in MEDIA_TYPES:
        raise HTTPException(404)
    body = await site_of(request).desk.ask(lambda opened: _file(opened, kept, form))
    headers = {"Content-Disposition": f'attachment; filename="citaten.{form}"'}
    return Response(body, 200, headers, MEDIA_TYPES[form])


def _quotes(opened: OpenedLibrary, kept: list[str]) -> list[Quote]:
    """The quotes that are kept, proven anew; those of documents that went are left out."""
    places = []
    for key in kept:
        if match := _KEY.fullmatch(key):
            sha256, start, end = opened.documents.get(match[1]), int(match[2]), int(match[3])
            if sha256 and start < end <= len(opened.quotes.document(sha256).text):
                places.append((sha256, start, end))
    return opened.quotes.at_all(places)


def _file(opened: OpenedLibrary, kept: list[str], form: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"citaten.{form}"
        QuotePackage(opened.quotes, _quotes(opened, kept)).write(target)
        return target.read_bytes()
