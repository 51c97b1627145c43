"""From a page's record to HTML. A template gets `page`, `site` and `t`, and nothing else."""

from functools import cache
from pathlib import Path
from typing import ClassVar

import jinja2
import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse

from app.web.assets import asset_version, has_components
from app.web.forms import form_token
from app.web.messages import Messages

_FOLDER = Path(__file__).parent / "templates"


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What a page shows; each page has its own subclass."""

    template: ClassVar[str]


class NavigationLink(msgspec.Struct, frozen=True):
    """A link at the top of every page."""

    address: str
    label: str
    current: bool


class SitePage(msgspec.Struct, frozen=True, kw_only=True):
    """What is the same on every page."""

    language: str
    path: str
    other_language: str  # the address of this page in the other language
    navigation: tuple[NavigationLink, ...]
    form_token: str
    version: str  # changes with the assets
    components: bool  # whether charts, network and editor were installed
    can_add: bool
    signed_in: bool


NAVIGATION = (
    ("/zoeken", "Zoeken"),
    ("/zoals-wij", "Zoals wij"),
    ("/casussen", "Casussen"),
    ("/lessen", "Lessen"),
    ("/spanningen", "Spanningen"),
    ("/netwerk", "Netwerk"),
    ("/citaten", "Citaten"),
    ("/documenten", "Documenten"),
    ("/sparql", "SPARQL"),
)


def language_of(request: Request) -> str:
    """The reader's language: the one that the address asks, else the one that was asked before, else Dutch."""
    return Messages(request.query_params.get("taal") or request.cookies.get("taal", "nl")).language


def render(request: Request, page: Page, *, status: int = 200) -> HTMLResponse:
    """The page as a response."""
    messages = Messages(language_of(request))
    html = _templates().get_template(page.template).render(page=page, site=_site(request), t=messages)
    response = HTMLResponse(html, status_code=status)
    if "taal" in request.query_params:
        response.set_cookie("taal", messages.language, max_age=31_536_000, httponly=True, samesite="strict")
    return response


def _site(request: Request) -> SitePage:
    language, path = language_of(request), request.url.path
    return SitePage(
        language=language,
        path=path,
        other_language=str(request.url.include_query_params(taal="nl" if language == "en" else "en")).partition(
            request.url.netloc
        )[2],
        navigation=tuple(NavigationLink(to, label, path.startswith(to)) for to, label in NAVIGATION),
        form_token=form_token(request),
        version=asset_version(),
        components=has_components(),
        can_add=request.app.state.site.can_add,
        signed_in=bool(request.session.get("signed_in")),
    )


@cache
def _templates() -> jinja2.Environment:
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["marked"] = marked
    return templates


def marked(text: str, spans: tuple[tuple[int, int], ...]) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it is marked.

    >>> marked("een twee drie", ((4, 8),))
    [('een ', False), ('twee', True), (' drie', False)]
    """
    pieces, at = [], 0
    for start, end in spans:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [piece for piece in (*pieces, (text[at:], False)) if piece[0]]
