"""What follows from where things stand: who is named with which case, which lesson speaks to which tension."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rdflib import URIRef

from corpus.model import Document, Entity, Kind
from kg.evidence import EvidenceFinder
from kg.provenance import PassageFinder
from kg.repeats import repeats_within
from kg.triples import Triple
from ontology import iris
from ontology.terms import DCTERMS, WIJK

Span = tuple[int, int]


def link_entities(document: Document, passages: PassageFinder, entities: Sequence[Entity]) -> Iterator[Triple]:
    """The links between entities of one document that their places in the text give."""
    by_kind: defaultdict[Kind, list[Entity]] = defaultdict(list)
    for entity in entities:
        by_kind[entity.kind].append(entity)
    yield from _named_with(by_kind[Kind.ACTOR], by_kind[Kind.CASE], passages)
    yield from _subjects(document, by_kind[Kind.THEME], passages)
    yield from _themes_of(by_kind[Kind.THEME], [*by_kind[Kind.LESSON], *by_kind[Kind.TENSION]])
    yield from _illustrations(by_kind[Kind.QUOTATION], [*by_kind[Kind.LESSON], *by_kind[Kind.TENSION]])
    yield from _near_repeats(by_kind[Kind.LESSON])
    yield from _addressed(by_kind[Kind.LESSON], by_kind[Kind.TENSION], EvidenceFinder(document))


def link_repeats(repeats: Mapping[str, Sequence[str]]) -> Iterator[Triple]:
    """From the lessons of a document to those of earlier documents that they repeat."""
    for later, earlier in repeats.items():
        yield from ((URIRef(later), WIJK.nearRepeatOf, URIRef(iri)) for iri in earlier)


def _named_with(actors: Iterable[Entity], cases: Iterable[Entity], passages: PassageFinder) -> Iterator[Triple]:
    """An actor and a case that are named in one passage."""
    cases_at: defaultdict[int, list[str]] = defaultdict(list)
    for case in cases:
        for number in _passages_of(case, passages):
            cases_at[number].append(case.iri)
    for actor in actors:
        together = {iri for number in _passages_of(actor, passages) for iri in cases_at[number]}
        yield from ((URIRef(actor.iri), WIJK.namedWith, URIRef(iri)) for iri in sorted(together))


def _subjects(document: Document, themes: Iterable[Entity], passages: PassageFinder) -> Iterator[Triple]:
    """A theme is a subject of each passage that names it, and of the document."""
    for theme in themes:
        yield URIRef(iris.document(document.sha256)), DCTERMS.subject, URIRef(theme.iri)
        for number in sorted(_passages_of(theme, passages)):
            yield URIRef(iris.passage(document.sha256, number)), DCTERMS.subject, URIRef(theme.iri)


def _themes_of(themes: Iterable[Entity], said: Sequence[Entity]) -> Iterator[Triple]:
    """A lesson or tension is about the themes that are named in its own words."""
    for theme, thing in _overlapping(themes, said):
        yield URIRef(thing), DCTERMS.subject, URIRef(theme)


def _illustrations(quotations: Iterable[Entity], said: Sequence[Entity]) -> Iterator[Triple]:
    """A quotation illustrates the lesson or tension that it says."""
    for quotation, thing in _overlapping(quotations, said):
        yield URIRef(quotation), WIJK.illustrates, URIRef(thing)


def _near_repeats(lessons: Iterable[Entity]) -> Iterator[Triple]:
    """A lesson that repeats most words of an earlier one, as summaries and boxes do; both stay."""
    in_order = sorted(lessons, key=lambda entity: (entity.mentions[0].start, entity.iri))
    for later, earlier in repeats_within({lesson.iri: lesson.label for lesson in in_order}):
        yield URIRef(later), WIJK.nearRepeatOf, URIRef(earlier)


def _addressed(lessons: Iterable[Entity], tensions: Iterable[Entity], where: EvidenceFinder) -> Iterator[Triple]:
    """A lesson addresses a tension that is named in the same paragraph."""
    tensions_at: defaultdict[Span, list[str]] = defaultdict(list)
    for tension in tensions:
        for block in {where.block(mention.start) for mention in tension.mentions}:
            tensions_at[block].append(tension.iri)
    for lesson in lessons:
        blocks = {where.block(mention.start) for mention in lesson.mentions}
        together = {iri for block in blocks for iri in tensions_at[block]}
        yield from ((URIRef(lesson.iri), WIJK.addresses, URIRef(iri)) for iri in sorted(together))


def _passages_of(entity: Entity, passages: PassageFinder) -> set[int]:
    found = (passages.at(mention.start) for mention in entity.mentions)
    return {passage.number for passage in found if passage}


def _overlapping(firsts: Iterable[Entity], seconds: Iterable[Entity]) -> Iterator[tuple[str, str]]:
    """Pairs of IRIs of entities that share at least a character of the text; in one sweep from left to right."""
    spans = [(m.start, m.end, side, e.iri) for side, es in enumerate((firsts, seconds)) for e in es for m in e.mentions]
    pairs: set[tuple[str, str]] = set()
    opened: tuple[list[tuple[int, str]], list[tuple[int, str]]] = ([], [])
    for start, end, side, iri in sorted(spans):
        for still in opened:
            still[:] = [(stop, name) for stop, name in still if stop > start]
        pairs |= {(iri, name) if side == 0 else (name, iri) for _, name in opened[1 - side]}
        opened[side].append((end, iri))
    yield from sorted(pairs)
