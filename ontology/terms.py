"""The words that our triples are made of: closed namespaces, so that a mistyped term raises.

>>> WIJK.Leson
Traceback (most recent call last):
    ...
AttributeError: term 'Leson' not in namespace 'https://w3id.org/wijkgraaf/def#'
"""
# ruff: noqa: N815 - terms keep the spelling of their vocabulary

from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD, Namespace, URIRef
from rdflib.namespace import DC, SH, DefinedNamespace

__all__ = [
    "BIBO",
    "DC",
    "DCAT",
    "DCTERMS",
    "FABIO",
    "FOAF",
    "NFO",
    "OA",
    "ORG",
    "OWL",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SH",
    "SKOS",
    "VCARD",
    "WIJK",
    "XSD",
]


class WIJK(DefinedNamespace):
    """Our own terms, defined in `wijk.ttl`."""

    _fail = True
    _NS = Namespace("https://w3id.org/wijkgraaf/def#")

    Case: URIRef
    Decision: URIRef
    Lesson: URIRef
    Mention: URIRef
    Pole: URIRef
    Tension: URIRef

    addresses: URIRef
    nearRepeatOf: URIRef
    evidence: URIRef
    feltIn: URIRef
    hasPole: URIRef
    heldBy: URIRef
    illustrates: URIRef
    learnedIn: URIRef
    namedWith: URIRef
    weight: URIRef

    codeYear: URIRef
    confidence: URIRef
    decidedKind: URIRef
    explicit: URIRef
    newValue: URIRef
    page: URIRef
    poleA: URIRef
    poleATerm: URIRef
    poleB: URIRef
    poleBTerm: URIRef
    printedPage: URIRef
    recordsDigest: URIRef
    verb: URIRef

    documentKinds: URIRef
    interview: URIRef
    essay: URIRef
    casestudy: URIRef
    report: URIRef
    newsletter: URIRef
    other: URIRef

    placeLevels: URIRef
    province: URIRef
    municipality: URIRef
    place: URIRef
    wijk: URIRef
    buurt: URIRef

    weights: URIRef
    anecdote: URIRef
    severalCases: URIRef
    evaluated: URIRef


class BIBO(DefinedNamespace):
    """The terms we use of the Bibliographic Ontology, http://purl.org/ontology/bibo/."""

    _fail = True
    _NS = Namespace("http://purl.org/ontology/bibo/")

    Document: URIRef
    Excerpt: URIRef
    Quote: URIRef
    Report: URIRef
    numPages: URIRef


class DCAT(DefinedNamespace):
    """The terms we use of the Data Catalog Vocabulary, https://www.w3.org/TR/vocab-dcat-3/."""

    _fail = True
    _NS = Namespace("http://www.w3.org/ns/dcat#")

    Dataset: URIRef
    Distribution: URIRef
    byteSize: URIRef
    distribution: URIRef
    mediaType: URIRef
    version: URIRef


class FABIO(DefinedNamespace):
    """The terms we use of FaBiO, http://purl.org/spar/fabio/."""

    _fail = True
    _NS = Namespace("http://purl.org/spar/fabio/")

    Essay: URIRef


class NFO(DefinedNamespace):
    """The term we use of the NEPOMUK File Ontology."""

    _fail = True
    _NS = Namespace("http://www.semanticdesktop.org/ontologies/2007/03/22/nfo#")

    fileName: URIRef


class OA(DefinedNamespace):
    """The terms we use of the Web Annotation Vocabulary, https://www.w3.org/TR/annotation-vocab/."""

    _fail = True
    _NS = Namespace("http://www.w3.org/ns/oa#")

    FragmentSelector: URIRef
    SpecificResource: URIRef
    TextPositionSelector: URIRef
    TextQuoteSelector: URIRef
    end: URIRef
    exact: URIRef
    hasSelector: URIRef
    hasSource: URIRef
    prefix: URIRef
    start: URIRef
    suffix: URIRef


class SCHEMA(DefinedNamespace):
    """The terms we use of schema.org."""

    _fail = True
    _NS = Namespace("https://schema.org/")

    Place: URIRef
    PropertyValue: URIRef
    Quotation: URIRef
    additionalProperty: URIRef
    containedInPlace: URIRef
    domainIncludes: URIRef
    jobTitle: URIRef
    propertyID: URIRef
    rangeIncludes: URIRef
    roleName: URIRef
    softwareVersion: URIRef
    text: URIRef
    unitText: URIRef
    value: URIRef


class VCARD(DefinedNamespace):
    """The term we use of vCard, https://www.w3.org/TR/vcard-rdf/."""

    _fail = True
    _NS = Namespace("http://www.w3.org/2006/vcard/ns#")

    _extras = ["organization-name"]  # noqa: RUF012 - the base class names it so
