"""From the records of one document to its graph: a pure function."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from rdflib import URIRef

from corpus.model import Document, Entity, Passage
from kg.bibliography import describe_document, describe_ingest, describe_passages
from kg.descriptions import Surroundings, describe_entity
from kg.links import link_entities, link_repeats
from kg.provenance import PassageFinder, describe_mention, mention_iri, proving_mentions
from kg.triples import Triple
from ontology.terms import WIJK

_NONE: Mapping[str, Sequence[str]] = MappingProxyType({})


def document_statements(
    document: Document,
    passages: Sequence[Passage],
    entities: Sequence[Entity],
    repeats: Mapping[str, Sequence[str]] = _NONE,
) -> list[Triple]:
    """The whole named graph of one document, each statement once, in a fixed order.

    `repeats` tells which lessons of earlier documents its lessons say again, all by IRI. Equal records and repeats give
    equal statements: nothing depends on the time or the machine.
    """
    around, where = Surroundings.of(document, entities), PassageFinder(passages)
    finders = sorted({mention.finder for entity in entities for mention in entity.mentions})
    triples: list[Triple] = [
        *describe_document(document),
        *describe_passages(document, passages),
        *describe_ingest(document, finders),
    ]
    for entity in entities:
        triples += describe_entity(entity, around)
        for mention in proving_mentions(entity, where):
            iri = mention_iri(document, entity, mention)
            triples.append((URIRef(entity.iri), WIJK.evidence, iri))
            triples += describe_mention(iri, document, mention, where.at(mention.start))
    triples += link_entities(document, where, entities)
    triples += link_repeats(repeats)
    return list(dict.fromkeys(triples))
