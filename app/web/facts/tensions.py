"""The tensions of the library: in families, with poles, holders and sources."""

from collections import defaultdict

import msgspec

from app.web.facts.asking import first, select, values
from app.web.facts.overview import case_address
from app.web.facts.sources import Source, SourceReader
from kg.graph import GraphStore
from ontology import iris
from ontology.terms import DCTERMS, RDFS, WIJK
from ontology.thesaurus import load_thesaurus


class Named(msgspec.Struct, frozen=True):
    """Something with a name and, where it has one, a page."""

    label: str
    address: str | None = None


class PoleSide(msgspec.Struct, frozen=True):
    """One side of a tension, and who holds it."""

    label: str
    holders: tuple[str, ...]


class Tension(msgspec.Struct, frozen=True, kw_only=True):
    """Two poles that pull at once, as one source says it."""

    iri: str
    a: PoleSide
    b: PoleSide
    family: str | None  # IRI of the concept
    case: Named | None
    source: Source
    confidence: float  # 0 to 1, of the surest mention


class Family(msgspec.Struct, frozen=True, kw_only=True):
    """A family of tensions: the same two poles under many names."""

    key: str  # slug, or OTHER
    label: str
    definition: str
    pole_a: str
    pole_b: str
    tensions: tuple[Tension, ...]  # the surest first

    @property
    def address(self) -> str:
        """The page of the family."""
        return f"/spanningen/{self.key}"

    @property
    def cases(self) -> tuple[Named, ...]:
        """The cases in which it is felt, by name."""
        return tuple(sorted({t.case for t in self.tensions if t.case}, key=lambda case: case.label.casefold()))

    @property
    def documents(self) -> int:
        """How many documents tell of it."""
        return len({tension.source.document for tension in self.tensions})


OTHER = "zonder-familie"

_TENSIONS = """
    SELECT ?tension (MAX(?sure) AS ?surest) {
        ?tension a wijk:Tension ; wijk:evidence/wijk:confidence ?sure %s
    } GROUP BY ?tension ORDER BY DESC(?surest) ?tension
"""


def read_tensions(graph: GraphStore, *, case: str | None = None, most: int | None = None) -> list[Tension]:
    """All tensions, or those that are felt in a case (by IRI), or the surest so many; oldest source first."""
    felt = "; wijk:feltIn $case" if case else ""
    rows = select(graph, _TENSIONS % felt, **({"case": case} if case else {}))
    where, named = SourceReader(graph), NamedCases(graph)
    found = [_tension(graph, where, named, row["tension"], float(row["surest"])) for row in rows[:most]]
    return sorted(found, key=lambda t: (t.source.year or 0, t.source.document, t.source.start))


def in_families(tensions: list[Tension]) -> list[Family]:
    """The tensions by family of the thesaurus, the largest first; those without a family come last."""
    by_family: defaultdict[str | None, list[Tension]] = defaultdict(list)
    for tension in sorted(tensions, key=lambda tension: -tension.confidence):
        by_family[tension.family].append(tension)
    families = [
        Family(
            key=concept.slug,
            label=concept.pref_nl,
            definition=concept.definition,
            pole_a=concept.poles[0].name,
            pole_b=concept.poles[1].name,
            tensions=tuple(by_family[concept.iri]),
        )
        for concept in load_thesaurus().tensions()
        if concept.iri in by_family and concept.poles
    ]
    known = {tension.iri for family in families for tension in family.tensions}
    rest = tuple(t for group in by_family.values() for t in group if t.iri not in known)
    families.sort(key=lambda family: (-len(family.tensions), family.label))
    if rest:
        surest = tuple(sorted(rest, key=lambda tension: -tension.confidence))
        families.append(Family(key=OTHER, label="", definition="", pole_a="", pole_b="", tensions=surest))
    return families


def _tension(graph: GraphStore, where: SourceReader, named: "NamedCases", iri: str, confidence: float) -> Tension:
    return Tension(
        iri=iri,
        a=_side(graph, iris.pole(iri, "a")),
        b=_side(graph, iris.pole(iri, "b")),
        family=first(graph, iri, DCTERMS.type),
        case=named(first(graph, iri, WIJK.feltIn)),
        source=where.evidence(iri)[0],
        confidence=confidence,
    )


class NamedCases:
    """Cases by their name, with their page; each is looked up once."""

    def __init__(self, graph: GraphStore) -> None:
        """Read from this graph."""
        self._graph = graph
        self._found: dict[str, Named | None] = {}

    def __call__(self, iri: str | None) -> Named | None:
        """The case of an IRI; None where there is none."""
        if iri is None:
            return None
        if iri not in self._found:
            label = first(self._graph, iri, RDFS.label)
            self._found[iri] = Named(label, case_address(iri)) if label else None
        return self._found[iri]


def _side(graph: GraphStore, pole: str) -> PoleSide:
    holders = [first(graph, holder, RDFS.label) for holder in values(graph, pole, WIJK.heldBy)]
    return PoleSide(first(graph, pole, RDFS.label) or "", tuple(holder for holder in holders if holder))
