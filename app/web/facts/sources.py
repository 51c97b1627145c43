"""Where a fact stands, as a page shows it: document, page, literal words, and the way there."""

from typing import NamedTuple

import msgspec

from app.web.facts.asking import first, values
from kg.graph import GraphStore
from ontology import iris
from ontology.terms import DCTERMS, OA, RDFS, SCHEMA, WIJK

DOCUMENT_START = iris.document("")


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A place in a document."""

    document: str  # first 16 digits of the sha256
    title: str
    year: int | None
    page: int
    printed_page: str | None
    start: int
    end: int
    quote: str

    @property
    def address(self) -> str:
        """The page of the document viewer with these words marked."""
        return document_address(self.document, self.page, self.start, self.end)


class SourceReader:
    """Finds where mentions and passages stand; looks in the index only, for queries join such small facts slowly."""

    def __init__(self, graph: GraphStore) -> None:
        """Read from this graph."""
        self._graph = graph
        self._documents: dict[str, _About] = {}

    def mention(self, iri: str) -> Source:
        """The place of a mention."""
        selector = next(s for s in values(self._graph, iri, OA.hasSelector) if s.startswith(iris.selector(iri)))
        return self._source(self._one(iri, OA.hasSource), iri, selector, self._one(selector, OA.exact))

    def passage(self, iri: str) -> Source:
        """The place of a passage, with the whole of its text."""
        return self._source(self._one(iri, DCTERMS.isPartOf), iri, iri, self._one(iri, SCHEMA.text))

    def evidence(self, iri: str) -> list[Source]:
        """Where something is said, in order of documents and text."""
        found = [self.mention(mention) for mention in values(self._graph, iri, WIJK.evidence)]
        return sorted(found, key=lambda source: (source.year or 0, source.document, source.start))

    def _source(self, document: str, on_page: str, offsets: str, quote: str) -> Source:
        if document not in self._documents:
            self._documents[document] = _About(self._one(document, RDFS.label), _year(self._graph, document))
        about = self._documents[document]
        return Source(
            document=document.removeprefix(DOCUMENT_START),
            title=about.title,
            year=about.year,
            page=int(self._one(on_page, WIJK.page)),
            printed_page=first(self._graph, on_page, WIJK.printedPage),
            start=int(self._one(offsets, OA.start)),
            end=int(self._one(offsets, OA.end)),
            quote=quote,
        )

    def _one(self, subject: str, predicate: str) -> str:
        found = first(self._graph, subject, predicate)
        if found is None:
            raise LookupError(f"the graph does not say {predicate} of {subject}")
        return found


class _About(NamedTuple):
    title: str
    year: int | None


def _year(graph: GraphStore, document: str) -> int | None:
    return year_in(first(graph, document, DCTERMS.issued))


def document_address(document: str, page: int = 1, start: int | None = None, end: int | None = None) -> str:
    """The address of a page of a document, with a stretch of its text marked.

    >>> document_address("ab" * 32, 3, 10, 20)
    '/document/abababababababab/pagina/3?van=10&tot=20#plaats'
    """
    place = "" if start is None else f"?van={start}&tot={end}#plaats"
    return f"/document/{document[:16]}/pagina/{page}{place}"


def year_in(text: str | None) -> int | None:
    """The year that a date begins with.

    >>> year_in("2020"), year_in(None)
    (2020, None)
    """
    return int(text[:4]) if text and text[:4].isdigit() else None
