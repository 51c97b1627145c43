"""The ontology for people: every term with its label, definition, example and source, and the diagram of them all."""

from typing import ClassVar

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.web.rendering import Page, language_of, render
from app.web.sparql.negotiation import HTML
from app.web.sparql.things import as_data, preferred
from ontology import iris
from ontology.definitions import Term, TermKind, read_ontology
from ontology.diagram import drawing
from ontology.prefixes import PREFIXES

_HEADINGS = {
    TermKind.CLASS: "Klassen",
    TermKind.RELATION: "Relaties",
    TermKind.VALUE: "Waarden",
    TermKind.LIST: "Lijsten",
    TermKind.CONCEPT: "Begrippen",
}


class Reference(msgspec.Struct, frozen=True):
    """Another term, or where a definition comes from."""

    text: str
    address: str | None


class Ends(msgspec.Struct, frozen=True):
    """What a term has to do with others."""

    said: str
    terms: tuple[Reference, ...]


class DefinedTerm(msgspec.Struct, frozen=True, kw_only=True):
    """A term in the reader's language."""

    name: str
    label: str
    definition: str
    example: str
    source: Reference
    ends: tuple[Ends, ...]


class TermGroup(msgspec.Struct, frozen=True):
    """The terms of one kind."""

    heading: str
    terms: tuple[DefinedTerm, ...]


class DefinitionPage(Page, frozen=True, kw_only=True):
    """The ontology."""

    template: ClassVar[str] = "definition.html"

    title: str
    description: str
    version: str
    version_iri: str
    modified: str
    licence: str
    citation: str
    builds_on: tuple[str, ...]
    diagram: str  # an SVG element
    groups: tuple[TermGroup, ...]


async def definition(request: Request) -> Response:
    """The ontology, or the version of it that the address names: a page for people, statements for programs."""
    ontology = read_ontology()
    if request.path_params.get("version", ontology.version) != ontology.version:
        raise HTTPException(404)
    if preferred(request) != HTML:
        return await as_data(request, iris.ONTOLOGY_GRAPH)
    language = language_of(request)
    return render(request, _page(language))


def _page(language: str) -> DefinitionPage:
    ontology = read_ontology()
    return DefinitionPage(
        title=ontology.title[language],
        description=ontology.description[language],
        version=ontology.version,
        version_iri=ontology.version_iri,
        modified=ontology.modified,
        licence=ontology.licence,
        citation=ontology.citation,
        builds_on=ontology.builds_on,
        diagram=drawing(language),
        groups=tuple(
            TermGroup(heading, tuple(_defined(term, language) for term in ontology.of_kind(kind)))
            for kind, heading in _HEADINGS.items()
        ),
    )


def _defined(term: Term, language: str) -> DefinedTerm:
    scheme = (term.scheme,) if term.scheme else ()
    ends = (
        ("Een soort", term.broader),
        ("Gezegd van", term.subjects),
        ("Leidt naar", term.objects),
        ("In de lijst", scheme),
    )
    return DefinedTerm(
        name=term.name,
        label=term.label[language],
        definition=term.definition[language],
        example=term.example[language],
        source=_reference(term.source[language]),
        ends=tuple(Ends(said, tuple(map(_reference, names))) for said, names in ends if names),
    )


def _reference(text: str) -> Reference:
    """A text, with where it leads when it is an address or a name with one of our prefixes."""
    prefix, _, local = text.partition(":")
    if prefix == "wijk":
        return Reference(text, f"#{local}")
    if prefix in PREFIXES:
        return Reference(text, PREFIXES[prefix] + local)
    return Reference(text, text if prefix in ("http", "https") else None)
