"""The graph's content as files: one line an entity, or the triples themselves."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from corpus.model import ActorMention, Document, Entity, Evidence, Kind, TensionMention
from kg.evidence import EvidenceFinder

EXPORTED_KINDS = (Kind.CASE, Kind.ACTOR, Kind.LESSON, Kind.TENSION)
_NAMED = (Kind.CASE, Kind.ACTOR)


def export_entities(documents: Iterable[tuple[Document, Sequence[Entity]]]) -> Iterator[dict[str, Any]]:
    """One record an entity, with the evidence of all documents that speak of it.

    The first document's label stands; other labels become aliases. Cases come first, then actors, lessons, tensions.
    """
    merged: dict[str, dict[str, Any]] = {}
    for document, entities in documents:
        where = EvidenceFinder(document)
        for entity in entities:
            if entity.kind not in EXPORTED_KINDS:
                continue
            record = _record(entity, where)
            known = merged.setdefault(entity.iri, record)
            if known is not record:
                _add(known, record)
    order = {kind.value: at for at, kind in enumerate(EXPORTED_KINDS)}
    yield from sorted(merged.values(), key=lambda record: order[record["kind"]])


def _record(entity: Entity, where: EvidenceFinder) -> dict[str, Any]:
    first = entity.mentions[0]
    mentions = sorted(entity.mentions, key=lambda mention: mention.start)
    prove = where.in_sentence if entity.kind in _NAMED else where.literal
    evidence = dict.fromkeys(prove(mention) for mention in mentions)
    return {
        "kind": entity.kind.value,
        "id": entity.iri,
        "label": entity.label,
        "aliases": list(entity.aliases),
        "type": first.type.value if isinstance(first, ActorMention) else None,
        "pole_a": first.pole_a if isinstance(first, TensionMention) else None,
        "pole_b": first.pole_b if isinstance(first, TensionMention) else None,
        "case": entity.case,
        "confidence": round(entity.confidence, 3),
        "evidence": [_proof(proof) for proof in evidence],
    }


def _proof(evidence: Evidence) -> dict[str, Any]:
    return {
        "document": evidence.file,
        "page": evidence.page,
        "printed_page": evidence.printed_page,
        "quote": evidence.quote,
    }


def _add(known: dict[str, Any], more: dict[str, Any]) -> None:
    names = dict.fromkeys([*known["aliases"], more["label"], *more["aliases"]])
    known["aliases"] = [name for name in names if name != known["label"]]
    known["confidence"] = max(known["confidence"], more["confidence"])
    known["evidence"] += more["evidence"]
