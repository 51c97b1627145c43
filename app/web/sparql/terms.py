"""The terms that the editor completes: of our ontology, the thesaurus and the vocabularies that the graph uses."""

import re

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.web.desk import OpenedLibrary
from app.web.facts.asking import select
from app.web.options import site_of
from ontology.prefixes import PREFIXES, shorten

_TERMS = """
    SELECT DISTINCT ?term { { [] a ?term } UNION { ?term a owl:ObjectProperty } UNION { ?term a owl:DatatypeProperty }
        UNION { ?term a owl:Class } UNION { ?term skos:inScheme ?scheme } }
"""
_COMMON = ("rdf:type", "rdfs:label", "dcterms:type", "dcterms:spatial", "dcterms:issued", "dcterms:subject")
_EVIDENCE = ("oa:hasSource", "oa:hasSelector", "oa:exact", "dcterms:isPartOf", "skos:prefLabel", "skos:altLabel")


_USED = re.compile(r"(?<![\w<:/.-])(\w+):(?=\w)(?!//)")
_DECLARED = re.compile(r"PREFIX\s+(\w+):", re.IGNORECASE)


async def terms(request: Request) -> Response:
    """All terms with their prefix, in alphabetical order."""
    return JSONResponse(await site_of(request).desk.ask(_terms))


def _terms(opened: OpenedLibrary) -> list[str]:
    found = {shorten(row["term"]) for row in select(opened.library.graph, _TERMS)}
    return sorted({term for term in found if "://" not in term} | {*_COMMON, *_EVIDENCE}, key=str.casefold)


def with_prefixes(query: str) -> str:
    """The query with a declaration of each of our prefixes that it uses, so that it can go anywhere.

    >>> print(with_prefixes("ASK { ?x a wijk:Case }"))
    PREFIX wijk: <https://w3id.org/wijkgraaf/def#>
    ASK { ?x a wijk:Case }
    """
    declared = {match[1] for match in _DECLARED.finditer(query)}
    used = {match[1] for match in _USED.finditer(query)} & PREFIXES.keys()
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in sorted(used - declared)) + query
