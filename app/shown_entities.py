"""What a document speaks of, as graph and index may hold it: hidden people without name, and under another IRI."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import msgspec

from corpus.covering import COVER, LEFT_OUT, Covering
from corpus.model import ActorMention, ActorType, AnyMention, CaseMention, Document, Entity, Kind
from kg.references import NameIndex
from ontology import iris

Pseudonym = Callable[[str], str]
"""Makes digits that stand for a text and do not tell it."""

_NAMED = frozenset({Kind.ACTOR, Kind.CASE, Kind.PLACE})
_HIDDEN = "naam verborgen"
_NAMES = ("name", "speaker", "holder", "holder_a", "holder_b", "affiliation", "case")


def cover_entities(
    entities: Sequence[Entity], covering: Covering, covered: Document, pseudonym: Pseudonym
) -> list[Entity]:
    """The entities of a covered document, with hidden people called by initials or by their role.

    Who said something stays linked to it, and one person has one IRI in all documents.
    """
    addresses = {entity.iri: _iri(entity, covering, covered, pseudonym) for entity in entities}
    labels = _labels(entities, addresses, covering)
    actors = NameIndex(entity for entity in entities if entity.kind is Kind.ACTOR)

    def called(name: str) -> str:
        """How a hidden name is shown: as the actor's label, so that what was said stays theirs."""
        actor = actors.find(name)
        return labels[actor.iri] if actor else _short(name, covering)

    return [
        msgspec.structs.replace(
            entity,
            iri=addresses[entity.iri],
            label=labels[entity.iri],
            aliases=tuple(alias for alias in entity.aliases if covering.text(alias) == alias),
            mentions=tuple(_mention(mention, covering, covered, called) for mention in entity.mentions),
            case=addresses.get(entity.case, entity.case) if entity.case else None,
        )
        for entity in entities
    ]


def _iri(entity: Entity, covering: Covering, covered: Document, pseudonym: Pseudonym) -> str:
    """The entity's IRI, or another one where it gives a hidden name away."""
    if entity.kind in _NAMED:
        name = entity.iri.removeprefix(iris.BASE)
        if covering.text(entity.label) == entity.label and covering.address(name) == name:
            return entity.iri
        makers = {Kind.CASE: iris.case, Kind.PLACE: iris.place}
        maker = iris.person if _is_person(entity) else makers.get(entity.kind, iris.actor)
        return maker(pseudonym(entity.iri))
    texts = {(m.text, covered.text[m.start : m.end]) for m in entity.mentions}
    if entity.kind is Kind.THEME or all(text == shown for text, shown in texts):
        return entity.iri
    return iris.said(entity.kind, covered.sha256, pseudonym(entity.iri))


def _labels(entities: Sequence[Entity], addresses: Mapping[str, str], covering: Covering) -> dict[str, str]:
    """What each entity is called, by its own IRI; people of one label are told apart by a few digits."""
    labels = {entity.iri: _label(entity, covering) for entity in entities}
    people = Counter(labels[entity.iri] for entity in entities if entity.kind is Kind.ACTOR)
    return {
        iri: f"{label} {addresses[iri][-4:]}" if addresses[iri] != iri and people[label] > 1 else label
        for iri, label in labels.items()
    }


def _label(entity: Entity, covering: Covering) -> str:
    short = _short(entity.label, covering)
    if short == entity.label or not _is_person(entity):
        return short
    role = next((role for mention in entity.mentions if (role := getattr(mention, "role", None))), "persoon")
    return f"{covering.short(role)} ({_HIDDEN})" if LEFT_OUT in short or short == _HIDDEN else short


def _short(name: str, covering: Covering) -> str:
    """The name without what is hidden; never nothing."""
    short = covering.short(name)
    return short if any(map(str.isalpha, short)) else _HIDDEN


def _mention(mention: AnyMention, covering: Covering, covered: Document, called: Callable[[str], str]) -> AnyMention:
    (shown,) = covering.mentions([mention], covered)
    names = {field: getattr(mention, field) for field in _NAMES if getattr(mention, field, None)}
    changes: dict[str, object] = {field: called(name) for field, name in names.items() if covering.text(name) != name}
    if isinstance(shown, ActorMention | CaseMention):
        changes["aliases"] = tuple(alias for alias in shown.aliases if COVER not in alias)
    return msgspec.structs.replace(shown, **changes)


def _is_person(entity: Entity) -> bool:
    return any(isinstance(mention, ActorMention) and mention.type is ActorType.PERSON for mention in entity.mentions)
