"""The web application: which address leads to which page, and what stands around it."""

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from app.library import Library, open_library
from app.settings import Settings
from app.web.assets import STATIC, VENDOR
from app.web.desk import Desk, published_graph
from app.web.forms import FormRefused
from app.web.ingest_runs import IngestRuns
from app.web.options import Options, Site
from app.web.pages import (
    adding,
    basket,
    cases,
    comparing,
    definition,
    documents,
    errors,
    files,
    home,
    lessons,
    metadata,
    network,
    quotes,
    search,
    sign_in,
    tensions,
    viewer,
)
from app.web.pages import similar as similar_cases
from app.web.safety import BodyTooLarge, Doorkeeper, Moderation, SafeHeaders
from app.web.sparql.protocol import sparql
from app.web.sparql.terms import terms
from app.web.sparql.things import thing
from corpus.errors import WijkgraafError
from search.sparql import QueryEngine

EXPENSIVE = ("/zoals", "/sparql", "/toevoegen", "/citaten", "/mandje/")

PAGES = [
    Route("/", home.home),
    Route("/zoeken", search.search),
    Route("/zoals-wij", similar_cases.similar),
    Route("/zoals/{name:path}", cases.similar_to_case),
    Route("/vergelijk", comparing.comparing),
    Route("/casussen", cases.cases),
    Route("/casus/{name:path}", cases.case),
    Route("/lessen", lessons.lessons),
    Route("/spanningen", tensions.tensions),
    Route("/spanningen/{key}", tensions.family),
    Route("/netwerk", network.network),
    Route("/netwerk.json", network.network_data),
    Route("/citaten", quotes.quotes),
    Route("/mandje", basket.basket, methods=["GET", "POST"]),
    Route("/mandje/citaten.{form}", basket.basket_file),
    Route("/documenten", documents.documents),
    Route("/document/{key}/pagina/{number:int}", viewer.viewer),
    Route("/document/{key}/pagina/{number:int}.png", files.picture),
    Route("/document/{key}/bron", files.source_file),
    Route("/document/{key}/gegevens", metadata.edit_metadata, methods=["GET", "POST"]),
    Route("/toevoegen", adding.add, methods=["GET", "POST"]),
    Route("/toevoegen/{key}", adding.run),
    Route("/toevoegen/{key}/verloop", adding.run_events),
    Route("/aanmelden", sign_in.sign_in, methods=["GET", "POST"]),
    Route("/sparql", sparql, methods=["GET", "HEAD", "POST", "OPTIONS"]),
    Route("/sparql/terms.json", terms),
    Route("/def", definition.definition),
    Route("/def/{version}", definition.definition),
    Route("/thesaurus", thing),
    Route("/thesaurus/{name}", thing),
    Route("/id/{name:path}", thing),
]


def create_app(
    settings: Settings, options: Options | None = None, opener: Callable[[Settings], Library] = open_library
) -> Starlette:
    """The application over the library of the settings, which `opener` opens."""
    chosen = options or Options()
    site = Site(
        settings=settings,
        options=chosen,
        desk=Desk(settings, opener),
        engine=QueryEngine(lambda: published_graph(settings.folder), workers=2),
        runs=IngestRuns(settings),
    )

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        await site.runs.close()
        site.engine.close()
        site.desk.close()

    app = Starlette(
        routes=[
            *PAGES,
            Mount("/static", _Assets(directory=STATIC)),
            Mount("/vendor", _Assets(directory=VENDOR, check_dir=False)),
        ],
        middleware=[
            Middleware(SafeHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(chosen.hosts)),
            Middleware(SessionMiddleware, secret_key=secrets.token_hex(32), same_site="strict", https_only=False),
            Middleware(Moderation, options=chosen, expensive=EXPENSIVE),
            Middleware(Doorkeeper, options=chosen),
            Middleware(GZipMiddleware, minimum_size=1000),
        ],
        exception_handlers={
            HTTPException: errors.on_http_error,
            FormRefused: errors.on_form_refused,
            BodyTooLarge: errors.on_body_too_large,
            WijkgraafError: errors.on_our_error,
            Exception: errors.on_crash,
        },
        lifespan=lifespan,
    )
    app.state.site = site
    return app


class _Assets(StaticFiles):
    """Our own files and the installed components, for ever: their addresses change when they do."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if response.status_code == 200:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
