"""The lessons of the library, with what they rest on and where they were learnt."""

import msgspec

from app.web.facts.asking import first, select, subjects, values
from app.web.facts.sources import Source, SourceReader
from app.web.facts.tensions import Named, NamedCases
from kg.graph import GraphStore
from ontology.terms import PROV, RDFS, WIJK

WEIGHTS = ("evaluated", "severalCases", "anecdote")  # the heaviest first


class SaidElsewhere(msgspec.Struct, frozen=True, kw_only=True):
    """A lesson of another document that says nearly the same."""

    statement: str
    source: Source


class Lesson(msgspec.Struct, frozen=True, kw_only=True):
    """A transferable statement of what works, fails or should be done."""

    statement: str
    weight: str  # one of WEIGHTS
    explicit: bool
    holder: str | None
    case: Named | None
    source: Source
    elsewhere: tuple[SaidElsewhere, ...]


_LESSONS = """
    SELECT DISTINCT ?lesson ?weight ?explicit {
        ?lesson a wijk:Lesson ; wijk:weight ?weight ; wijk:explicit ?explicit %s
    }
"""


def read_lessons(graph: GraphStore, *, case: str | None = None, most: int | None = None) -> list[Lesson]:
    """All lessons, or those of a case (by IRI), or the best so many: well founded, then marked by the text itself."""
    learnt = "; wijk:learnedIn $case" if case else ""
    rows = select(graph, _LESSONS % learnt, **({"case": case} if case else {}))
    rows.sort(key=lambda row: (_weight_rank(row["weight"]), row["explicit"] != "true", row["lesson"]))
    where, named = SourceReader(graph), NamedCases(graph)
    found = [_lesson(graph, where, named, row["lesson"]) for row in rows[:most]]
    return sorted(found, key=lambda x: (WEIGHTS.index(x.weight), not x.explicit, -(x.source.year or 0), x.source.start))


def _weight_rank(iri: str) -> int:
    return WEIGHTS.index(iri.rpartition("#")[2])


def _lesson(graph: GraphStore, where: SourceReader, named: NamedCases, iri: str) -> Lesson:
    holder, source = first(graph, iri, PROV.wasAttributedTo), where.evidence(iri)[0]
    return Lesson(
        statement=first(graph, iri, RDFS.label) or "",
        weight=(first(graph, iri, WIJK.weight) or "").rpartition("#")[2],
        explicit=first(graph, iri, WIJK.explicit) == "true",
        holder=first(graph, holder, RDFS.label) if holder else None,
        case=named(first(graph, iri, WIJK.learnedIn)),
        source=source,
        elsewhere=_elsewhere(graph, where, iri, source.document),
    )


def _elsewhere(graph: GraphStore, where: SourceReader, iri: str, document: str) -> tuple[SaidElsewhere, ...]:
    """What other documents say in nearly the same words, before or after."""
    others = {*values(graph, iri, WIJK.nearRepeatOf), *subjects(graph, WIJK.nearRepeatOf, iri)}
    found = (
        SaidElsewhere(statement=first(graph, other, RDFS.label) or "", source=where.evidence(other)[0])
        for other in sorted(others)
    )
    away = [said for said in found if said.source.document != document]
    return tuple(sorted(away, key=lambda x: (-(x.source.year or 0), x.source.document, x.source.start)))
