"""What is said of an entity, one function a kind."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from rdflib import Literal, URIRef

from corpus.model import (
    ActorMention,
    ActorType,
    CaseMention,
    Document,
    Entity,
    FactMention,
    Kind,
    LessonMention,
    PlaceLevel,
    PlaceMention,
    QuotationMention,
    TensionMention,
    Weight,
)
from kg.authorities import (
    code_year,
    municipality_code,
    municipality_name,
    public_body,
    successors,
    table_of,
    wikidata_item,
)
from kg.references import NameIndex
from kg.triples import Triple
from ontology import iris
from ontology.terms import BIBO, DC, DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SCHEMA, SKOS, VCARD, WIJK, XSD

_ACTOR_CLASSES = {
    ActorType.PERSON: FOAF.Person,
    ActorType.ORGANISATION: ORG.Organization,
    ActorType.GROUP: FOAF.Group,
}
_WEIGHTS = {
    Weight.ANECDOTE: WIJK.anecdote,
    Weight.SEVERAL_CASES: WIJK.severalCases,
    Weight.EVALUATED: WIJK.evaluated,
}


class Surroundings(NamedTuple):
    """The document that an entity was found in, and the other entities there, by name."""

    document: Document
    actors: NameIndex
    places: NameIndex
    cases: NameIndex
    iris: frozenset[str]

    @classmethod
    def of(cls, document: Document, entities: Iterable[Entity]) -> "Surroundings":
        """Index the actors, places and cases among the entities of a document."""
        listed = list(entities)
        kinds = (Kind.ACTOR, Kind.PLACE, Kind.CASE)
        actors, places, cases = (NameIndex(e for e in listed if e.kind is kind) for kind in kinds)
        return cls(document, actors, places, cases, frozenset(entity.iri for entity in listed))

    def literal(self, text: str) -> Literal:
        """A text in the language of the document."""
        return Literal(text, lang=self.document.metadata.language)


def describe_entity(entity: Entity, around: Surroundings) -> Iterator[Triple]:
    """The statements about an entity, without its evidence; of a theme the thesaurus says it all."""
    if entity.kind is Kind.THEME:
        return
    iri = URIRef(entity.iri)
    named = entity.kind in (Kind.ACTOR, Kind.CASE, Kind.PLACE)
    yield iri, RDFS.label, Literal(entity.label) if named else around.literal(entity.label)
    for alias in entity.aliases:
        yield iri, SKOS.altLabel, Literal(alias)
    yield from _DESCRIBE[entity.kind](iri, entity, around)


def _describe_actor(iri: URIRef, entity: Entity, around: Surroundings) -> Iterator[Triple]:
    mentions = [mention for mention in entity.mentions if isinstance(mention, ActorMention)]
    type_ = Counter(mention.type for mention in mentions).most_common(1)[0][0]
    yield iri, RDF.type, FOAF.Agent
    yield iri, RDF.type, _ACTOR_CLASSES[type_]
    yield iri, FOAF.name, Literal(entity.label)
    for sort in _distinct(mention.sort for mention in mentions):
        yield iri, DCTERMS.type, URIRef(iris.concept(sort))
    for role in _distinct(mention.role for mention in mentions):
        yield iri, SCHEMA.jobTitle, around.literal(role)
    for name in _distinct(mention.affiliation for mention in mentions):
        employer = around.actors.find(name)
        if employer and employer.iri != entity.iri:
            yield iri, ORG.memberOf, URIRef(employer.iri)
        else:
            yield iri, VCARD["organization-name"], Literal(name)
    if type_ is not ActorType.PERSON:
        yield from _registered(iri, (entity.label, *entity.aliases))


def _registered(iri: URIRef, names: Iterable[str]) -> Iterator[Triple]:
    """What the register of public bodies calls an organisation; nothing where its names are those of two."""
    for find, term in ((public_body, OWL.sameAs), (wikidata_item, SKOS.exactMatch)):
        known = {address for name in names if (address := find(name))}
        if len(known) == 1:
            yield iri, term, URIRef(known.pop())
            yield iri, DCTERMS.source, URIRef(iris.table("bodies"))


def _describe_place(iri: URIRef, entity: Entity, around: Surroundings) -> Iterator[Triple]:
    mentions = [mention for mention in entity.mentions if isinstance(mention, PlaceMention)]
    yield iri, RDF.type, SCHEMA.Place
    for level in _distinct(mention.level for mention in mentions):
        yield iri, DCTERMS.type, WIJK[level]
    for name, code in dict.fromkeys((mention.name, mention.code) for mention in mentions):
        if code is not None:
            yield from _coded(iri, code, name)
    for name in _distinct(mention.municipality for mention in mentions):
        municipality = around.places.find(name)
        if municipality and municipality.iri != entity.iri and _level(municipality) is PlaceLevel.MUNICIPALITY:
            yield iri, SCHEMA.containedInPlace, URIRef(municipality.iri)


def _describe_case(iri: URIRef, entity: Entity, around: Surroundings) -> Iterator[Triple]:
    mentions = [mention for mention in entity.mentions if isinstance(mention, CaseMention)]
    yield iri, RDF.type, WIJK.Case
    for sort in _distinct(mention.sort for mention in mentions):
        yield iri, DCTERMS.type, URIRef(iris.concept(sort))
    if any(mention.main for mention in mentions):
        yield URIRef(iris.document(around.document.sha256)), FOAF.primaryTopic, iri
    for name in _distinct(mention.municipality for mention in mentions):
        yield from _locate(iri, name, around, municipality_code(name))
    for name in _distinct(area for mention in mentions for area in mention.neighbourhoods):
        yield from _locate(iri, name, around, None)
    for name in _distinct(mention.part_of for mention in mentions):
        whole = around.cases.find(name)
        if whole and whole.iri != entity.iri:
            yield iri, DCTERMS.isPartOf, URIRef(whole.iri)


def _locate(case: URIRef, name: str, around: Surroundings, code: str | None) -> Iterator[Triple]:
    """A case lies in the place that its document names so, else in the one with this code, else it is only a name."""
    found = around.places.find(name)
    if found:
        yield case, DCTERMS.spatial, URIRef(found.iri)
    elif code:
        place = URIRef(iris.place(code))
        yield case, DCTERMS.spatial, place
        if str(place) in around.iris:
            return
        yield from _municipality(place, code)
    else:
        yield case, DC.coverage, Literal(name)


def _municipality(place: URIRef, code: str) -> Iterator[Triple]:
    """A municipality that is not named itself."""
    yield place, RDF.type, SCHEMA.Place
    yield place, RDFS.label, Literal(municipality_name(code))
    yield place, DCTERMS.type, WIJK.municipality
    yield from _coded(place, code, municipality_name(code))


def _coded(place: URIRef, code: str, name: str) -> Iterator[Triple]:
    """The code of a place with its year and its table; and of a municipality of the past, which took its place."""
    yield place, SKOS.notation, Literal(code)
    if year := code_year(code, name):
        yield place, WIJK.codeYear, Literal(year, datatype=XSD.gYear)
        yield place, DCTERMS.source, URIRef(iris.table(table_of(code)))
    for newer in successors(code):
        yield place, DCTERMS.isReplacedBy, URIRef(iris.place(newer))
        yield from _municipality(URIRef(iris.place(newer)), newer)


def _describe_fact(iri: URIRef, entity: Entity, around: Surroundings) -> Iterator[Triple]:
    fact = entity.mentions[0]
    assert isinstance(fact, FactMention)
    yield iri, RDF.type, SCHEMA.PropertyValue
    yield iri, SCHEMA.propertyID, Literal(fact.property)
    yield iri, SCHEMA.value, Literal(fact.value)
    if fact.unit:
        yield iri, SCHEMA.unitText, Literal(fact.unit)
    if entity.case:
        yield URIRef(entity.case), SCHEMA.additionalProperty, iri


def _describe_lesson(iri: URIRef, entity: Entity, around: Surroundings) -> Iterator[Triple]:
    lesson = entity.mentions[0]
    assert isinstance(lesson, LessonMention)
    yield iri, RDF.type, WIJK.Lesson
    yield iri, WIJK.weight, _WEIGHTS[lesson.weight]
    yield iri, WIJK.explicit, Literal(lesson.explicit)
    if entity.case:
        yield iri, WIJK.learnedIn, URIRef(entity.case)
    if holder := around.actors.find(lesson.holder):
        yield iri, PROV.wasAttributedTo, URIRef(holder.iri)


def _describe_tension(iri: URIRef, entity: Entity, around: Surroundings) -> Iterator[Triple]:
    tension = entity.mentions[0]
    assert isinstance(tension, TensionMention)
    yield iri, RDF.type, WIJK.Tension
    if tension.family:
        yield iri, DCTERMS.type, URIRef(iris.concept(tension.family))
    if entity.case:
        yield iri, WIJK.feltIn, URIRef(entity.case)
    sides = (("a", tension.pole_a, tension.holder_a), ("b", tension.pole_b, tension.holder_b))
    for side, label, holder_name in sides:
        pole = URIRef(iris.pole(iri, side))
        yield iri, WIJK.hasPole, pole
        yield pole, RDF.type, WIJK.Pole
        yield pole, RDFS.label, around.literal(label)
        if holder := around.actors.find(holder_name):
            yield pole, WIJK.heldBy, URIRef(holder.iri)


def _describe_quotation(iri: URIRef, entity: Entity, around: Surroundings) -> Iterator[Triple]:
    quotation = entity.mentions[0]
    assert isinstance(quotation, QuotationMention)
    yield iri, RDF.type, SCHEMA.Quotation
    yield iri, RDF.type, BIBO.Quote
    if speaker := around.actors.find(quotation.speaker):
        yield iri, DCTERMS.creator, URIRef(speaker.iri)
    elif quotation.speaker:
        yield iri, DC.creator, Literal(quotation.speaker)
    if quotation.role:
        yield iri, SCHEMA.roleName, around.literal(quotation.role)


def _distinct(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _level(place: Entity) -> PlaceLevel | None:
    first = place.mentions[0]
    return first.level if isinstance(first, PlaceMention) else None


_DESCRIBE: dict[Kind, Callable[[URIRef, Entity, Surroundings], Iterator[Triple]]] = {
    Kind.ACTOR: _describe_actor,
    Kind.PLACE: _describe_place,
    Kind.CASE: _describe_case,
    Kind.FACT: _describe_fact,
    Kind.LESSON: _describe_lesson,
    Kind.TENSION: _describe_tension,
    Kind.QUOTATION: _describe_quotation,
}
