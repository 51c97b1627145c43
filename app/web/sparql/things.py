"""IRIs that answer: what the graph says of a thing, as a page or as data."""

from typing import ClassVar

import msgspec
import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.web.desk import OpenedLibrary
from app.web.facts.asking import first
from app.web.facts.overview import CASE_START, case_address
from app.web.facts.sources import DOCUMENT_START, document_address
from app.web.options import site_of
from app.web.rendering import Page, render
from app.web.sparql.negotiation import GRAPHS, HTML, best_match
from app.web.sparql.protocol import CORS
from ontology import iris
from ontology.prefixes import PREFIXES, shorten
from ontology.terms import DCTERMS, RDFS, SKOS
from search.sparql import FORMATS

_MOST_USED_BY = 200


class Value(msgspec.Struct, frozen=True):
    """What is said: a text, or another thing with its address."""

    text: str
    address: str | None


class Statement(msgspec.Struct, frozen=True):
    """A property and its values."""

    property: str  # with its prefix
    address: str | None
    values: tuple[Value, ...]


class ThingPage(Page, frozen=True, kw_only=True):
    """All that the graph says of a thing, and what points to it."""

    template: ClassVar[str] = "thing.html"

    iri: str
    label: str
    statements: tuple[Statement, ...]
    used_by: tuple[Statement, ...]
    data_address: str


async def thing(request: Request) -> Response:
    """A thing by its path below the base of our IRIs: a page for people, statements for programs."""
    iri = iris.BASE + request.url.path.removeprefix("/")
    if preferred(request) == HTML:
        if iri.startswith(CASE_START):
            return RedirectResponse(case_address(iri), 303, CORS)
        if iri.startswith(DOCUMENT_START):
            return RedirectResponse(document_address(iri.removeprefix(DOCUMENT_START)), 303, CORS)
        page = await site_of(request).desk.ask(lambda opened: _page(opened, iri))
        if page is None:
            raise HTTPException(404)
        return render(request, page)
    return await as_data(request, iri)


async def as_data(request: Request, iri: str) -> Response:
    """The statements about a thing, in the format that the client wants."""
    media = preferred(request)
    if media is None or media not in GRAPHS:
        raise HTTPException(406)
    format_ = FORMATS[GRAPHS[media]].graph
    body = await site_of(request).desk.ask(lambda opened: _data(opened, iri, format_))
    if body is None:
        raise HTTPException(404)
    return Response(body, 200, CORS, f"{media}; charset=utf-8" if media.startswith("text/") else media)


def preferred(request: Request) -> str | None:
    """The media type that the address asks by name, else the one that the client wants most."""
    asked = request.query_params.get("formaat", "")
    if asked in FORMATS:
        return FORMATS[asked].media_type
    return best_match(request.headers.get("accept", ""), ["text/turtle", HTML, *GRAPHS])


def _data(opened: OpenedLibrary, iri: str, format_: ox.RdfFormat | None) -> bytes | None:
    """The statements about a thing; of a whole vocabulary all that is in it."""
    store, node = opened.library.graph.store, ox.NamedNode(iri)
    in_graph = store.quads_for_pattern(None, None, None, node)
    whole = iri in (iris.ONTOLOGY_GRAPH, iris.THESAURUS_GRAPH)
    quads = in_graph if whole else store.quads_for_pattern(node, None, None)
    triples = list(dict.fromkeys(quad.triple for quad in quads))
    return ox.serialize(triples, format=format_, prefixes=PREFIXES) if triples else None


def _page(opened: OpenedLibrary, iri: str) -> ThingPage | None:
    graph, node = opened.library.graph, ox.NamedNode(iri)
    about: dict[str, dict[Value, None]] = {}
    for quad in graph.store.quads_for_pattern(node, None, None):
        about.setdefault(quad.predicate.value, {})[_value(opened, quad.object)] = None
    uses: dict[str, dict[Value, None]] = {}
    for number, quad in enumerate(graph.store.quads_for_pattern(None, None, node)):
        uses.setdefault(quad.predicate.value, {})[_value(opened, quad.subject)] = None
        if number > _MOST_USED_BY:
            break
    if not about and not uses:
        return None
    names = (first(graph, iri, term) for term in (SKOS.prefLabel, RDFS.label, DCTERMS.title))
    return ThingPage(
        iri=iri,
        label=next((name for name in names if name), shorten(iri)),
        statements=_statements(about),
        used_by=_statements(uses),
        data_address=f"{_local(iri)}?formaat=turtle",
    )


def _statements(about: dict[str, dict[Value, None]]) -> tuple[Statement, ...]:
    return tuple(
        Statement(shorten(name), _local(name), tuple(sorted(values, key=lambda value: value.text.casefold())))
        for name, values in sorted(about.items())
    )


def _value(opened: OpenedLibrary, term: object) -> Value:
    if isinstance(term, ox.Literal):
        return Value(term.value + (f" @{term.language}" if term.language else ""), None)
    if isinstance(term, ox.NamedNode):
        label = first(opened.library.graph, term.value, RDFS.label)
        return Value(label or shorten(term.value), _local(term.value))
    return Value(str(term), None)


def _local(iri: str) -> str | None:
    """Where a thing answers here: our own things on this server; others where their IRI says, on the web."""
    if iri.startswith(iris.BASE):
        return "/" + iri.removeprefix(iris.BASE)
    return iri if iri.startswith(("http://", "https://")) else None
