"""What a stretch of graph is made of before it goes into a store."""

from typing import TypeAlias

from rdflib import Literal, URIRef

Triple: TypeAlias = tuple[URIRef, URIRef, URIRef | Literal]
"""A statement. Blank nodes are not used: every thing has an IRI that survives re-ingest."""
