"""All that the library knows of one case, each fact with its source."""

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from app.web.facts.asking import Row, first, one, select, values
from app.web.facts.lessons import Lesson, read_lessons
from app.web.facts.overview import case_address, concept_label
from app.web.facts.sources import Source, SourceReader, document_address, year_in
from app.web.facts.tensions import Named, NamedCases, Tension, read_tensions
from kg.graph import GraphStore
from ontology.terms import DC, DCTERMS, FOAF, ORG, RDF, RDFS, SCHEMA, SKOS, WIJK


class CasePlace(msgspec.Struct, frozen=True):
    """A place where a case is."""

    name: str
    code: str | None  # CBS code
    level: str | None


class CaseActor(msgspec.Struct, frozen=True):
    """Somebody who is named with a case."""

    name: str
    sort: str  # person, organisation or group
    roles: tuple[str, ...]
    sources: tuple[Source, ...]  # where both are named


class CaseFact(msgspec.Struct, frozen=True):
    """A plain fact that a text states of a case."""

    property: str
    value: str
    unit: str | None
    source: Source


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """A document that tells of a case, and where it does."""

    title: str
    year: int | None
    address: str
    passages: tuple[Source, ...]  # the first few; `quote` is the whole passage
    count: int  # how many there are


class Told(msgspec.Struct, frozen=True):
    """How many lessons or tensions of a case the documents of a year tell."""

    year: int
    noun: str  # "les" or "spanning"
    count: int


class CaseFile(msgspec.Struct, frozen=True, kw_only=True):
    """A case with all that is known of it."""

    iri: str
    label: str
    aliases: tuple[str, ...]
    sorts: tuple[str, ...]
    places: tuple[CasePlace, ...]
    wholes: tuple[Named, ...]  # cases of which a text says that this one is part
    parts: tuple[Named, ...]  # cases of which a text says that they are part of this one
    facts: tuple[CaseFact, ...]
    actors: tuple[CaseActor, ...]
    lessons: tuple[Lesson, ...]  # the best founded
    lesson_count: int
    tensions: tuple[Tension, ...]  # the surest
    tension_count: int
    told: tuple[Told, ...]  # lessons and tensions by year
    descriptions: tuple[Description, ...]  # oldest first

    @property
    def address(self) -> str:
        """The page of the case."""
        return case_address(self.iri)


_NAMED_WITH = """
    SELECT DISTINCT ?actor ?mention {
        ?actor wijk:namedWith $case .
        $case wijk:evidence ?named . ?named dcterms:isPartOf ?passage .
        ?mention dcterms:isPartOf ?passage . ?actor wijk:evidence ?mention
    }
"""
_PASSAGES = """
    SELECT DISTINCT ?passage ?document ?start {
        $case wijk:evidence ?named . ?named dcterms:isPartOf ?passage .
        ?passage dcterms:isPartOf ?document ; oa:start ?start
    }
"""
_PARTS = "SELECT DISTINCT ?part { ?part dcterms:isPartOf $case ; a wijk:Case } ORDER BY ?part"

_SHOWN_PASSAGES = 4
"""Passages of one document that are read; a case that is much written about has hundreds."""

_TOLD = """
    SELECT ?noun ?year (COUNT(DISTINCT ?thing) AS ?n) {
        VALUES (?link ?noun) { (wijk:learnedIn "les") (wijk:feltIn "spanning") }
        ?thing ?link $case ; wijk:evidence/oa:hasSource ?document
        OPTIONAL { ?document dcterms:issued ?year }
    } GROUP BY ?noun ?year
"""
_SHOWN = 30
"""Lessons, and tensions, that are read."""

_SORTS = {str(FOAF.Person): "person", str(ORG.Organization): "organisation", str(FOAF.Group): "group"}


def read_case(graph: GraphStore, iri: str) -> CaseFile | None:
    """The case of this IRI; None where the library has none."""
    names = values(graph, iri, RDFS.label)
    if not names or str(WIJK.Case) not in values(graph, iri, RDF.type):
        return None
    where = SourceReader(graph)
    others = dict.fromkeys((*names[1:], *values(graph, iri, SKOS.altLabel)))
    told = [(row["noun"], year_in(row.get("year")), int(row["n"])) for row in select(graph, _TOLD, case=iri)]
    sorts = (concept_label(concept) for concept in values(graph, iri, DCTERMS.type))
    return CaseFile(
        iri=iri,
        label=names[0],
        aliases=tuple(name for name in others if name != names[0]),
        sorts=tuple(sort for sort in sorts if sort),
        places=tuple(_places(graph, iri)),
        wholes=_named(graph, values(graph, iri, DCTERMS.isPartOf)),
        parts=_named(graph, [row["part"] for row in select(graph, _PARTS, case=iri)]),
        facts=tuple(_facts(graph, where, iri)),
        actors=tuple(_actors(graph, where, iri)),
        lessons=tuple(read_lessons(graph, case=iri, most=_SHOWN)),
        lesson_count=sum(count for noun, _, count in told if noun == "les"),
        tensions=tuple(read_tensions(graph, case=iri, most=_SHOWN)),
        tension_count=sum(count for noun, _, count in told if noun == "spanning"),
        told=tuple(Told(year, noun, count) for noun, year, count in told if year),
        descriptions=tuple(_descriptions(where, select(graph, _PASSAGES, case=iri))),
    )


def _places(graph: GraphStore, case: str) -> Iterator[CasePlace]:
    for place in values(graph, case, DCTERMS.spatial):
        level = (one(graph, place, DCTERMS.type) or "").rpartition("#")[2] or None
        yield CasePlace(first(graph, place, RDFS.label) or place, one(graph, place, SKOS.notation), level)
    yield from (CasePlace(name, None, None) for name in values(graph, case, DC.coverage))


def _named(graph: GraphStore, cases: list[str]) -> tuple[Named, ...]:
    return tuple(case for case in map(NamedCases(graph), cases) if case)


def _facts(graph: GraphStore, where: SourceReader, case: str) -> list[CaseFact]:
    """The facts by property; a unit that the value says already is left out."""
    found = []
    for fact in values(graph, case, SCHEMA.additionalProperty):
        terms = (SCHEMA.propertyID, SCHEMA.value, SCHEMA.unitText)
        name, value, unit = ((first(graph, fact, term) or "") for term in terms)
        found.append(CaseFact(name, value, None if value.endswith(unit) else unit, where.evidence(fact)[0]))
    return sorted(found, key=lambda fact: (fact.property, fact.source.year or 0, fact.source.start))


def _actors(graph: GraphStore, where: SourceReader, case: str) -> list[CaseActor]:
    mentions: defaultdict[str, list[str]] = defaultdict(list)
    for row in select(graph, _NAMED_WITH, case=case):
        mentions[row["actor"]].append(row["mention"])
    found = [
        CaseActor(
            first(graph, actor, RDFS.label) or actor,
            next((_SORTS[type_] for type_ in values(graph, actor, RDF.type) if type_ in _SORTS), "group"),
            tuple(values(graph, actor, SCHEMA.jobTitle)),
            tuple(sorted((where.mention(m) for m in named), key=lambda s: (s.year or 0, s.document, s.start))),
        )
        for actor, named in mentions.items()
    ]
    return sorted(found, key=lambda actor: (-len(actor.sources), actor.name.casefold()))


def _descriptions(where: SourceReader, rows: list[Row]) -> list[Description]:
    by_document: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_document[row["document"]].append(row)
    found = []
    for group in by_document.values():
        first_few = sorted(group, key=lambda row: int(row["start"]))[:_SHOWN_PASSAGES]
        sources = tuple(where.passage(row["passage"]) for row in first_few)
        found.append(
            Description(
                title=sources[0].title,
                year=sources[0].year,
                address=document_address(sources[0].document, sources[0].page),
                passages=sources,
                count=len(group),
            )
        )
    return sorted(found, key=lambda description: (description.year or 0, description.title))
