"""Decisions put to work: on the mentions before they are merged, on the entities after.

What changes a mention itself (reject, rename, merge by name, retype, accept) comes first; what only exists once
mentions are merged (split, merge with an IRI) comes after.
"""

from collections.abc import Callable, Sequence
from typing import TypedDict

import msgspec

from corpus.model import (
    ActorMention,
    ActorType,
    AnyMention,
    CaseMention,
    Document,
    Entity,
    Kind,
    LessonMention,
    PlaceLevel,
    PlaceMention,
    QuotationMention,
)
from kg.decisions import Decision, Decisions, Verb
from kg.entities import with_iris
from kg.names import name_key
from ontology import iris

_NAMED = frozenset({Kind.ACTOR, Kind.CASE, Kind.PLACE})
_SAME_WORDS = 0.8  # share of the two spans together that two readings of one sentence must have in common


class Unfit(msgspec.Struct, frozen=True):
    """A decision that found nothing to work on, and why (in Dutch)."""

    decision: Decision
    reason: str


class _Span(TypedDict):
    """What mentions of all kinds have."""

    start: int
    end: int
    text: str
    finder: str
    confidence: float


def replay(decisions: Decisions, document: Document, mentions: Sequence[AnyMention]) -> list[AnyMention]:
    """The mentions of a document as people want them; a mention that somebody vouched for has confidence 1."""
    kept = list(mentions)
    for decision in decisions.about(document.sha256):
        change = _CHANGES.get(decision.verb)
        if change is None or _by_iri(decision):
            continue
        kept = [
            changed
            for mention in kept
            if (changed := change(mention, decision) if _is_about(decision, document, mention) else mention) is not None
        ]
    return kept


def replay_on_entities(decisions: Decisions, document: Document, entities: Sequence[Entity]) -> list[Entity]:
    """The entities of a document as people want them: parts split off, whole ones given the IRI of another."""
    current = list(entities)
    for decision in decisions.about(document.sha256):
        if decision.verb is Verb.SPLIT:
            current = _split(current, decision, document)
        elif _by_iri(decision):
            current = _moved(current, decision, document)
    return current


def unfit_decisions(decisions: Decisions, document: Document, mentions: Sequence[AnyMention]) -> list[Unfit]:
    """The decisions on a document that no longer fit what is found in it.

    A rejection fits as long as its words stand in the document: that they are no longer found is what was asked for.
    """
    found: list[Unfit] = []
    for decision in decisions.about(document.sha256):
        if find_words(document, decision) is None:
            found.append(Unfit(decision, "de woorden staan niet meer in het document"))
        elif decision.verb is not Verb.REJECT and not any(_is_about(decision, document, m) for m in mentions):
            found.append(Unfit(decision, "op deze plek wordt niets van deze soort meer gevonden"))
    return found


def _is_about(decision: Decision, document: Document, mention: AnyMention) -> bool:
    """For names: the same name anywhere in the document. For what is said: the same stretch, give or take a word."""
    if kind_of(mention) is not decision.kind:
        return False
    if decision.kind in _NAMED or decision.kind is Kind.THEME:
        return name_key(mention.text) == name_key(decision.quote)
    span = find_words(document, decision)
    if span is None:
        return False
    shared = min(span[1], mention.end) - max(span[0], mention.start)
    return shared / (max(span[1], mention.end) - min(span[0], mention.start)) >= _SAME_WORDS


def find_words(document: Document, decision: Decision) -> tuple[int, int] | None:
    """Where the words stand; of several places the one nearest to where they stood."""
    places, at = [], document.text.find(decision.quote)
    while at >= 0:
        places.append(at)
        at = document.text.find(decision.quote, at + 1)
    if not places:
        return None
    start = min(places, key=lambda place: abs(place - (decision.start or 0)))
    return start, start + len(decision.quote)


def kind_of(mention: AnyMention) -> Kind:
    """The kind of a mention."""
    return Kind(str(mention.__struct_config__.tag))


def _accepted(mention: AnyMention, decision: Decision) -> AnyMention | None:
    return msgspec.structs.replace(mention, confidence=1.0)


def _rejected(mention: AnyMention, decision: Decision) -> AnyMention | None:
    return None


def _renamed(mention: AnyMention, decision: Decision) -> AnyMention | None:
    if isinstance(mention, ActorMention | CaseMention):
        aliases = tuple(dict.fromkeys((*mention.aliases, mention.name)))
        return msgspec.structs.replace(mention, name=decision.value, aliases=aliases, confidence=1.0)
    if isinstance(mention, PlaceMention):
        return msgspec.structs.replace(mention, name=decision.value, confidence=1.0)
    if isinstance(mention, LessonMention):
        return msgspec.structs.replace(mention, statement=decision.value, confidence=1.0)
    return mention


def _attributed(mention: AnyMention, decision: Decision) -> AnyMention | None:
    if not isinstance(mention, QuotationMention):
        return mention
    return msgspec.structs.replace(mention, speaker=decision.value, role=None, confidence=1.0)


def _retyped(mention: AnyMention, decision: Decision) -> AnyMention | None:
    value = decision.value or ""
    if isinstance(mention, ActorMention) and value in set(ActorType):
        return msgspec.structs.replace(mention, type=ActorType(value), confidence=1.0)
    span = _Span(start=mention.start, end=mention.end, text=mention.text, finder=mention.finder, confidence=1.0)
    name = str(getattr(mention, "name", mention.text))
    made: dict[str, Callable[[], AnyMention]] = {
        Kind.ACTOR: lambda: ActorMention(**span, name=name, type=ActorType.ORGANISATION),
        Kind.CASE: lambda: CaseMention(**span, name=name),
        Kind.PLACE: lambda: PlaceMention(**span, name=name, level=PlaceLevel.PLACE),
        Kind.LESSON: lambda: LessonMention(**span, statement=mention.text, explicit=False),
        Kind.QUOTATION: lambda: QuotationMention(**span),
    }
    return made[value]() if value in made else mention


_CHANGES: dict[Verb, Callable[[AnyMention, Decision], AnyMention | None]] = {
    Verb.ACCEPT: _accepted,
    Verb.REJECT: _rejected,
    Verb.RENAME: _renamed,
    Verb.MERGE: _renamed,
    Verb.RETYPE: _retyped,
    Verb.ATTRIBUTE: _attributed,
}


def _by_iri(decision: Decision) -> bool:
    return decision.verb is Verb.MERGE and (decision.value or "").startswith(iris.BASE)


def _moved(entities: Sequence[Entity], decision: Decision, document: Document) -> list[Entity]:
    """The entity of these words gets the other IRI."""
    old = next((e for e in entities if any(_is_about(decision, document, m) for m in e.mentions)), None)
    return list(entities) if old is None or not decision.value else with_iris(entities, {old.iri: decision.value})


def _split(entities: Sequence[Entity], decision: Decision, document: Document) -> list[Entity]:
    """The one mention that is meant leaves its entity and becomes one of its own within the document."""
    about = [(e, m) for e in entities for m in e.mentions if _is_about(decision, document, m)]
    if not about:
        return list(entities)
    whole, part = min(about, key=lambda pair: abs(pair[1].start - (decision.start or 0)))
    if len(whole.mentions) == 1:
        return list(entities)
    label = decision.value or whole.label
    iri = f"{iris.BASE}id/{decision.kind}/{iris.document_scope(document.sha256)}/{iris.slug(f'{label} {part.start}')}"
    rest = tuple(mention for mention in whole.mentions if mention is not part)
    smaller = msgspec.structs.replace(whole, mentions=rest)
    own = Entity(iri=iri, kind=whole.kind, label=label, confidence=1.0, mentions=(part,))
    return [smaller if entity is whole else entity for entity in entities] + [own]
