"""The SPARQL editor, with the queries that come with Wijkgraaf and the answer as a table."""

from typing import ClassVar
from urllib.parse import quote

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from app.web.options import Site, site_of
from app.web.pages.answer_pictures import BarChart, draw_bars, draw_network
from app.web.rendering import Page, language_of, render
from app.web.safety import EDITOR
from app.web.sparql.terms import with_prefixes
from corpus.errors import LibraryError, QueryError
from ontology import iris
from ontology.prefixes import shorten
from search.sparql import FORMATS, QueryResult, query_library, run_query

_FIRST = """SELECT ?case ?name (COUNT(?lesson) AS ?lessons) {
  ?case a wijk:Case ; rdfs:label ?name .
  ?lesson wijk:learnedIn ?case .
} GROUP BY ?case ?name ORDER BY DESC(?lessons)"""
_SHOWN = 500


class LibraryEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A query that comes with Wijkgraaf."""

    title: str
    description: str
    address: str  # the editor with this query


class Cell(msgspec.Struct, frozen=True):
    """A value of the answer."""

    text: str
    address: str | None


class Download(msgspec.Struct, frozen=True):
    """The whole answer in a format."""

    label: str
    address: str


class EditorPage(Page, frozen=True, kw_only=True):
    """The editor with a query, and its answer where it was asked."""

    template: ClassVar[str] = "sparql.html"

    query: str
    asked: bool
    variables: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    yes: bool | None  # the answer to ASK
    bars: BarChart | None  # the same rows as a chart
    graph: str | None  # the answer to CONSTRUCT and DESCRIBE, in Turtle
    network: str | None  # the same as JSON for Cytoscape
    error: str | None
    truncated: bool
    milliseconds: int
    downloads: tuple[Download, ...]
    library: tuple[LibraryEntry, ...]


async def editor(request: Request) -> Response:
    """The editor with `?query=`, or with query `?voorbeeld=` of the library."""
    language, asked = language_of(request), request.query_params.get("query")
    example = query_library().get(request.query_params.get("voorbeeld", ""))
    query, error, result = with_prefixes(asked or _FIRST), None, None
    if example:
        try:
            query = with_prefixes(example.filled())
        except QueryError:
            query = with_prefixes(example.text)  # a value must still be given
    if asked:
        try:
            result = await _ask(site_of(request), query)
        except (QueryError, LibraryError) as refused:
            error = str(refused)
    page = _page(query, result, error, language)
    response = render(request, page, status=400 if error else 200)
    response.headers["Content-Security-Policy"] = EDITOR
    return response


async def _ask(site: Site, text: str) -> QueryResult:
    options = site.options
    return await run_in_threadpool(run_query, site.engine, text, timeout=options.query_seconds, max_rows=_SHOWN)


def _page(query: str, result: QueryResult | None, error: str | None, language: str) -> EditorPage:
    is_table = result is not None and result.form == "select"
    return EditorPage(
        query=query,
        asked=result is not None or error is not None,
        variables=tuple(result.variables) if result and is_table else (),
        rows=_rows(result) if result and is_table else (),
        yes=result.boolean if result and result.form == "ask" else None,
        bars=draw_bars(result) if result and is_table else None,
        network=draw_network(result) if result and result.form == "graph" else None,
        graph=result.serialize("turtle").decode() if result and result.form == "graph" else None,
        error=error,
        truncated=bool(result and result.truncated),
        milliseconds=round(1000 * result.seconds) if result else 0,
        downloads=_downloads(query, result) if result else (),
        library=tuple(
            LibraryEntry(
                title=entry.title[language],
                description=entry.description[language],
                address=f"/sparql?voorbeeld={name}",
            )
            for name, entry in query_library().items()
        ),
    )


def _rows(result: QueryResult) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(_cell(row[name]) for name in result.variables) for row in result.rows)


def _cell(value: object) -> Cell:
    text = "" if value is None else str(value)
    if text.startswith(iris.BASE):
        return Cell(shorten(text).removeprefix(iris.BASE), "/" + text.removeprefix(iris.BASE))
    return Cell(shorten(text), text if text.startswith(("http://", "https://")) else None)


def _downloads(query: str, result: QueryResult) -> tuple[Download, ...]:
    is_graph = result.form == "graph"
    suited = (name for name, f in FORMATS.items() if (f.graph if is_graph else f.solutions) is not None)
    return tuple(Download(name, f"/sparql?query={quote(query)}&format={name}") for name in suited)
