"""What a document is: title, authors, year, kind, pages and passages as triples."""

from collections.abc import Iterable, Iterator, Sequence

from rdflib import Literal, URIRef

from corpus.model import Document, DocumentKind, Passage
from kg.triples import Triple
from ontology import iris
from ontology.terms import BIBO, DC, DCTERMS, FABIO, NFO, OA, PROV, RDF, RDFS, SCHEMA, WIJK, XSD

_CLASSES = {DocumentKind.ESSAY: FABIO.Essay, DocumentKind.REPORT: BIBO.Report}
# How "#page=12" is to be read in a PDF.
_PDF_FRAGMENTS = URIRef("http://tools.ietf.org/rfc/rfc3778")


def describe_document(document: Document) -> Iterator[Triple]:
    """The bibliographic data, and one fragment selector a page."""
    iri, about = URIRef(iris.document(document.sha256)), document.metadata
    yield iri, RDF.type, BIBO.Document
    if about.kind in _CLASSES:
        yield iri, RDF.type, _CLASSES[about.kind]
    yield iri, RDFS.label, Literal(about.title)
    yield iri, DCTERMS.title, Literal(about.title, lang=about.language)
    yield iri, DCTERMS.type, WIJK[about.kind.value]
    yield iri, DCTERMS.language, Literal(about.language)
    yield iri, DCTERMS.identifier, Literal(f"sha256:{document.sha256}")
    yield iri, NFO.fileName, Literal(document.file)
    yield iri, BIBO.numPages, Literal(len(document.pages))
    for author in about.authors:
        yield iri, DC.creator, Literal(author)
    if about.year:
        yield iri, DCTERMS.issued, Literal(f"{about.year:04}", datatype=XSD.gYear)
    texts = ((DC.publisher, about.publisher), (DC.source, about.source), (DC.rights, about.licence))
    yield from ((iri, term, Literal(text)) for term, text in texts if text)
    if about.note:
        yield iri, RDFS.comment, Literal(about.note)
    yield from _describe_pages(document, iri)


def _describe_pages(document: Document, document_iri: URIRef) -> Iterator[Triple]:
    for page in document.pages:
        iri = URIRef(iris.page(document.sha256, page.number))
        yield iri, RDF.type, OA.FragmentSelector
        yield iri, RDF.value, Literal(f"page={page.number}")
        yield iri, DCTERMS.conformsTo, _PDF_FRAGMENTS
        yield iri, DCTERMS.isPartOf, document_iri
        yield iri, WIJK.page, Literal(page.number)
        if page.label:
            yield iri, WIJK.printedPage, Literal(page.label)


def describe_passages(document: Document, passages: Iterable[Passage]) -> Iterator[Triple]:
    """The passages with their place in the text and the heading they stand under."""
    document_iri = URIRef(iris.document(document.sha256))
    for passage in passages:
        iri = URIRef(iris.passage(document.sha256, passage.number))
        yield iri, RDF.type, BIBO.Excerpt
        yield iri, DCTERMS.isPartOf, document_iri
        yield iri, SCHEMA.text, Literal(passage.text, lang=document.metadata.language)
        yield iri, OA.start, Literal(passage.start)
        yield iri, OA.end, Literal(passage.end)
        yield iri, WIJK.page, Literal(passage.page)
        if passage.printed_page:
            yield iri, WIJK.printedPage, Literal(passage.printed_page)
        if passage.headings:
            yield iri, DCTERMS.title, Literal(passage.headings[-1], lang=document.metadata.language)


def describe_ingest(document: Document, finders: Sequence[str]) -> Iterator[Triple]:
    """What was done to the document, and by which finders."""
    iri = URIRef(iris.activity(document.sha256))
    yield iri, RDF.type, PROV.Activity
    yield iri, PROV.used, URIRef(iris.document(document.sha256))
    for finder in finders:
        agent = URIRef(iris.finder(finder))
        name, _, version = finder.partition("/")
        yield iri, PROV.wasAssociatedWith, agent
        yield agent, RDF.type, PROV.SoftwareAgent
        yield agent, RDFS.label, Literal(name)
        if version:
            yield agent, SCHEMA.softwareVersion, Literal(version)
