"""The lessons of the library, with what they rest on and where they were learnt."""

import msgspec

from app.web.facts.asking import first, select
from app.web.facts.sources import Source, SourceReader
from app.web.facts.tensions import Named, NamedCases
from kg.graph import GraphStore
from ontology.terms import PROV, RDFS, WIJK

WEIGHTS = ("evaluated", "severalCases", "anecdote")  # the heaviest first


class Lesson(msgspec.Struct, frozen=True, kw_only=True):
    """A transferable statement of what works, fails or should be done."""

    statement: str
    weight: str  # one of WEIGHTS
    explicit: bool
    holder: str | None
    case: Named | None
    source: Source


_ALL = "SELECT DISTINCT ?lesson { ?lesson a wijk:Lesson }"
_OF_CASE = "SELECT DISTINCT ?lesson { ?lesson wijk:learnedIn $case }"


def read_lessons(graph: GraphStore, *, case: str | None = None) -> list[Lesson]:
    """All lessons, or those of a case (by IRI): the best founded first, then those that the text itself marks."""
    rows = select(graph, _OF_CASE, case=case) if case else select(graph, _ALL)
    where, named = SourceReader(graph), NamedCases(graph)
    found = [_lesson(graph, where, named, row["lesson"]) for row in rows]
    return sorted(found, key=lambda x: (WEIGHTS.index(x.weight), not x.explicit, -(x.source.year or 0), x.source.start))


def _lesson(graph: GraphStore, where: SourceReader, named: NamedCases, iri: str) -> Lesson:
    holder = first(graph, iri, PROV.wasAttributedTo)
    return Lesson(
        statement=first(graph, iri, RDFS.label) or "",
        weight=(first(graph, iri, WIJK.weight) or "").rpartition("#")[2],
        explicit=first(graph, iri, WIJK.explicit) == "true",
        holder=first(graph, holder, RDFS.label) if holder else None,
        case=named(first(graph, iri, WIJK.learnedIn)),
        source=where.evidence(iri)[0],
    )
