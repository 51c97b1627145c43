"""The SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/): reading only."""

import re

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from app.web.options import Site, site_of
from app.web.pages.editor import editor
from app.web.sparql.dataset import with_dataset
from app.web.sparql.description import service_description
from app.web.sparql.negotiation import GRAPHS, HTML, TABLES, best_match
from corpus.errors import LibraryError, QueryError
from search.sparql import FORMATS, QueryStopped, UpdateRefused, run_query

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type",
    "Access-Control-Expose-Headers": "X-Truncated",
    "Vary": "Accept",
}
_METHODS = "GET, HEAD, POST, OPTIONS"
_RELATIVE = re.compile(r"<[^:<>\"{}|^`\\\x00-\x20]*>")
_DATASET = ("default-graph-uri", "named-graph-uri")


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What a client asks."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None  # by name; wins over the Accept header


class ProtocolError(Exception):
    """A request that the protocol does not allow."""

    def __init__(self, status: int, message: str) -> None:
        """Keep the status code and what to tell."""
        super().__init__(message)
        self.status = status


async def sparql(request: Request) -> Response:
    """Answer a query, describe the service, or show the editor."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=CORS | {"Allow": _METHODS})
    accept = request.headers.get("accept", "")
    if request.method in ("GET", "HEAD"):
        wants_page = best_match(accept, ["application/sparql-results+json", "text/turtle", HTML]) == HTML
        if wants_page and "format" not in request.query_params:
            return await editor(request)
        if not request.query_params:
            return await service_description(request, CORS)
    try:
        question = await _question(request)
        question = with_base(question, str(request.url.replace(query="")))
        return await _answer(site_of(request), question, accept)
    except ProtocolError as error:
        headers = CORS | ({"Allow": _METHODS} if error.status == 405 else {})
        return Response(f"{error}\n", error.status, headers, "text/plain; charset=utf-8")


def with_base(question: Question, address: str) -> Question:
    """The question, in which relative IRIs are relative to the endpoint, as the protocol wants.

    >>> with_base(Question(text="ASK { <s> ?p ?o }"), "http://x/sparql").text
    'BASE <http://x/sparql> ASK { <s> ?p ?o }'
    """
    if not _RELATIVE.search(question.text):
        return question
    return msgspec.structs.replace(question, text=f"BASE <{address}> {question.text}")


async def _question(request: Request) -> Question:
    if request.method in ("GET", "HEAD"):
        return _from_fields(list(request.query_params.multi_items()))
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    body = await request.body()
    _check_charset(parameters)
    dataset = [(name, value) for name, value in request.query_params.multi_items() if name in _DATASET]
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise ProtocolError(400, "de vraag is geen UTF-8") from None
    match kind.strip().lower():
        case "application/x-www-form-urlencoded":
            async with request.form() as form:
                return _from_fields([*((name, str(value)) for name, value in form.multi_items()), *dataset])
        case "application/sparql-query":
            return _from_fields([("query", text), *dataset])
        case "application/sparql-update":
            raise ProtocolError(403, "wijzigen kan hier niet: deze graaf is alleen te lezen")
        case _:
            raise ProtocolError(
                415, "stuur een vraag als application/sparql-query of als application/x-www-form-urlencoded"
            )


def _check_charset(parameters: str) -> None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip('" ').lower() not in ("utf-8", "utf8"):
            raise ProtocolError(400, "een vraag hoort in UTF-8")


def _from_fields(fields: list[tuple[str, str]]) -> Question:
    queries = [value for name, value in fields if name == "query"]
    if not queries and any(name == "update" for name, _ in fields):
        raise ProtocolError(403, "wijzigen kan hier niet: deze graaf is alleen te lezen")
    if len(queries) != 1:
        raise ProtocolError(400, "geef precies één vraag, als 'query'")
    return Question(
        text=queries[0],
        default_graphs=tuple(value for name, value in fields if name == "default-graph-uri"),
        named_graphs=tuple(value for name, value in fields if name == "named-graph-uri"),
        format=next((value for name, value in fields if name == "format"), None),
    )


async def _answer(site: Site, question: Question, accept: str) -> Response:
    options = site.options
    try:
        text = with_dataset(question.text, question.default_graphs, question.named_graphs)
        result = await run_in_threadpool(
            run_query, site.engine, text, timeout=options.query_seconds, max_rows=options.query_rows
        )
        offered = GRAPHS if result.form == "graph" else TABLES
        if question.format:
            media, name = FORMATS[question.format].media_type if question.format in FORMATS else "", question.format
        else:
            media = best_match(accept, list(offered)) or ""
            name = offered.get(media, "")
        if not name:
            raise ProtocolError(406, "dit antwoord kan alleen als " + ", ".join(offered))
        body = await run_in_threadpool(result.serialize, name)
    except UpdateRefused as error:
        raise ProtocolError(403, str(error)) from error
    except QueryStopped as error:
        raise ProtocolError(503, str(error)) from error
    except QueryError as error:
        raise ProtocolError(400, str(error)) from error
    except LibraryError as error:
        raise ProtocolError(503, str(error)) from error
    headers = CORS | ({"X-Truncated": "true"} if result.truncated else {})
    return Response(body, 200, headers, _with_charset(media))


def _with_charset(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") else media
