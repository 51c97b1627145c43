"""What the library holds as a whole."""

import msgspec

from app.web.facts.asking import select
from app.web.facts.sources import DOCUMENT_START, year_in
from kg.graph import GraphStore
from ontology import iris
from ontology.thesaurus import load_thesaurus

CASE_START = iris.case("x").removesuffix("x")


class DocumentEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A document of the library."""

    key: str  # first 16 digits of the sha256
    title: str
    authors: tuple[str, ...]
    year: int | None
    kind: str
    pages: int
    file: str


class CaseEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A case of the library, with how much is known of it."""

    iri: str
    label: str
    sort: str | None
    municipalities: tuple[str, ...]
    codes: tuple[str, ...]  # CBS codes of those municipalities
    documents: int
    mentions: int
    lessons: int
    tensions: int

    @property
    def address(self) -> str:
        """The page of the case."""
        return case_address(self.iri)


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """The documents, the cases and how much more there is."""

    documents: tuple[DocumentEntry, ...]
    cases: tuple[CaseEntry, ...]  # the most described first
    passages: int
    lessons: int
    tensions: int
    quotations: int
    actors: int


def case_address(iri: str) -> str:
    """The page of a case.

    >>> case_address("https://w3id.org/wijkgraaf/id/case/zwolle/wijkteam")
    '/casus/zwolle/wijkteam'
    """
    return f"/casus/{iri.removeprefix(CASE_START)}"


def concept_label(iri: str | None) -> str | None:
    """The Dutch name of a concept of the thesaurus; None for what is none."""
    concept = load_thesaurus().concepts.get(iri or "")
    return concept.pref_nl if concept else None


def read_overview(graph: GraphStore) -> Overview:
    """Count and list what the library holds."""
    counts = {row["type"]: int(row["n"]) for row in select(graph, _COUNTS)}
    return Overview(
        documents=tuple(_documents(graph)),
        cases=tuple(_cases(graph)),
        passages=counts.get("passages", 0),
        lessons=counts.get("lessons", 0),
        tensions=counts.get("tensions", 0),
        quotations=counts.get("quotations", 0),
        actors=counts.get("actors", 0),
    )


_COUNTS = """
    SELECT ?type (COUNT(DISTINCT ?thing) AS ?n) {
        VALUES (?class ?type) {
            (bibo:Excerpt "passages") (wijk:Lesson "lessons") (wijk:Tension "tensions")
            (schema:Quotation "quotations") (foaf:Agent "actors")
        }
        ?thing a ?class
    } GROUP BY ?type
"""

_DOCUMENTS = """
    SELECT ?document ?title ?year ?kind ?pages ?file (GROUP_CONCAT(?author; SEPARATOR="\\n") AS ?authors) {
        ?document a bibo:Document ; rdfs:label ?title ; bibo:numPages ?pages ; nfo:fileName ?file ; dcterms:type ?kind
        OPTIONAL { ?document dcterms:issued ?year }
        OPTIONAL { ?document dc:creator ?author }
    } GROUP BY ?document ?title ?year ?kind ?pages ?file ORDER BY DESC(?year) ?title
"""

_CASES = "SELECT ?case (MIN(?name) AS ?label) { ?case a wijk:Case ; rdfs:label ?name } GROUP BY ?case"
_CASE_SORTS = "SELECT ?case (MIN(?concept) AS ?sort) { ?case a wijk:Case ; dcterms:type ?concept } GROUP BY ?case"
_CASE_SOURCES = """
    SELECT ?case (COUNT(DISTINCT ?document) AS ?documents) (COUNT(?mention) AS ?mentions) {
        ?case a wijk:Case ; wijk:evidence ?mention . ?mention oa:hasSource ?document } GROUP BY ?case
"""
_CASE_PLACES = "SELECT DISTINCT ?case ?place { ?case a wijk:Case ; dcterms:spatial ?place }"
_MUNICIPALITIES = """
    SELECT ?place (MIN(?label) AS ?name) (MIN(?notation) AS ?code) {
        ?place dcterms:type wijk:municipality ; rdfs:label ?label ; skos:notation ?notation } GROUP BY ?place
"""
_CASE_LESSONS = "SELECT ?case (COUNT(?thing) AS ?n) { ?thing wijk:learnedIn ?case } GROUP BY ?case"
_CASE_TENSIONS = "SELECT ?case (COUNT(?thing) AS ?n) { ?thing wijk:feltIn ?case } GROUP BY ?case"


def _municipalities(graph: GraphStore) -> dict[str, dict[str, str]]:
    """For each case its municipalities: their names by CBS code."""
    known = {row["place"]: row for row in select(graph, _MUNICIPALITIES)}
    found: dict[str, dict[str, str]] = {}
    for row in select(graph, _CASE_PLACES):
        if place := known.get(row["place"]):
            found.setdefault(row["case"], {})[place["code"]] = place["name"]
    return found


def _documents(graph: GraphStore) -> list[DocumentEntry]:
    return [
        DocumentEntry(
            key=row["document"].removeprefix(DOCUMENT_START),
            title=row["title"],
            authors=tuple(dict.fromkeys(row["authors"].split("\n"))) if row.get("authors") else (),
            year=year_in(row.get("year")),
            kind=row["kind"].rpartition("#")[2],
            pages=int(row["pages"]),
            file=row["file"],
        )
        for row in select(graph, _DOCUMENTS)
    ]


def _cases(graph: GraphStore) -> list[CaseEntry]:
    sources = {row["case"]: row for row in select(graph, _CASE_SOURCES)}
    lessons, tensions = (
        {row["case"]: int(row["n"]) for row in select(graph, query)} for query in (_CASE_LESSONS, _CASE_TENSIONS)
    )
    sorts = {row["case"]: row["sort"] for row in select(graph, _CASE_SORTS)}
    places = _municipalities(graph)
    found = [
        CaseEntry(
            iri=(iri := row["case"]),
            label=row["label"],
            sort=concept_label(sorts.get(iri)),
            municipalities=tuple(places.get(iri, {}).values()),
            codes=tuple(places.get(iri, {})),
            documents=int(sources[iri]["documents"]),
            mentions=int(sources[iri]["mentions"]),
            lessons=lessons.get(iri, 0),
            tensions=tensions.get(iri, 0),
        )
        for row in select(graph, _CASES)
        if row["case"] in sources
    ]
    return sorted(found, key=lambda c: (-c.documents, -c.mentions, c.label.casefold()))
