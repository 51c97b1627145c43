"""One record a mention, shared by all that is derived from it: where it stands, who found it, how sure that is."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from rdflib import Literal, URIRef

from corpus.model import AnyMention, Document, Entity, Kind, Passage
from kg.triples import Triple
from ontology import iris
from ontology.terms import DCTERMS, OA, PROV, RDF, WIJK, XSD

_CONTEXT = 40  # characters before and after, enough to find the words back in another edition


class PassageFinder:
    """Says in which passage a character of the document stands."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = sorted(passages, key=lambda passage: passage.start)
        self._starts = [passage.start for passage in self._passages]

    def at(self, offset: int) -> Passage | None:
        """The passage around an offset; `None` in headings, notes and whatever else is no passage."""
        at = bisect_right(self._starts, offset) - 1
        return self._passages[at] if at >= 0 and offset < self._passages[at].end else None


def proving_mentions(entity: Entity, passages: PassageFinder) -> list[AnyMention]:
    """The mentions that are kept as evidence: all, but of a theme only the first in each passage."""
    mentions = sorted(entity.mentions, key=lambda mention: (mention.start, mention.end, mention.finder))
    if entity.kind is not Kind.THEME:
        return list({(mention.start, mention.end, mention.finder): mention for mention in mentions}.values())
    first: dict[int | None, AnyMention] = {}
    for mention in mentions:
        passage = passages.at(mention.start)
        first.setdefault(passage.number if passage else None, mention)
    return list(first.values())


def mention_iri(document: Document, entity: Entity, mention: AnyMention) -> URIRef:
    """The name of a mention's record."""
    return URIRef(iris.mention(document.sha256, mention.start, mention.end, entity.iri, mention.finder))


def describe_mention(iri: URIRef, document: Document, mention: AnyMention, passage: Passage | None) -> Iterator[Triple]:
    """The record of a mention: literal words, offsets, page, passage, finder and confidence."""
    sha256, page = document.sha256, document.page_at(mention.start)
    selector = URIRef(iris.selector(iri))
    yield iri, RDF.type, WIJK.Mention
    yield iri, OA.hasSource, URIRef(iris.document(sha256))
    yield iri, OA.hasSelector, selector
    yield iri, OA.hasSelector, URIRef(iris.page(sha256, page.number))
    yield iri, WIJK.page, Literal(page.number)
    if page.label:
        yield iri, WIJK.printedPage, Literal(page.label)
    yield iri, WIJK.confidence, Literal(f"{mention.confidence:.3f}".rstrip("0").rstrip("."), datatype=XSD.decimal)
    yield iri, PROV.wasAttributedTo, URIRef(iris.finder(mention.finder))
    yield iri, PROV.wasGeneratedBy, URIRef(iris.activity(sha256))
    if passage:
        yield iri, DCTERMS.isPartOf, URIRef(iris.passage(sha256, passage.number))
    yield from _describe_selector(selector, document, mention)


def _describe_selector(iri: URIRef, document: Document, mention: AnyMention) -> Iterator[Triple]:
    """One node serves as quote selector and as position selector: it halves what each fact costs."""
    text = document.text
    yield iri, RDF.type, OA.TextQuoteSelector
    yield iri, RDF.type, OA.TextPositionSelector
    yield iri, OA.exact, Literal(mention.text)
    yield iri, OA.start, Literal(mention.start)
    yield iri, OA.end, Literal(mention.end)
    if before := text[max(0, mention.start - _CONTEXT) : mention.start]:
        yield iri, OA.prefix, Literal(before)
    if after := text[mention.end : mention.end + _CONTEXT]:
        yield iri, OA.suffix, Literal(after)
