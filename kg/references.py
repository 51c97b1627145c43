"""Whom or what a name refers to, among the entities of one document."""

from collections import defaultdict
from collections.abc import Iterable

from corpus.model import ActorMention, ActorType, Entity
from kg.names import key_of, parse_person, sort_free_key


class NameIndex:
    """Finds the one entity that a name can stand for.

    >>> from corpus.model import CaseMention, Kind
    >>> mention = CaseMention(start=0, end=9, text="Wijkteam 3", confidence=1.0, finder="cases/1", name="Wijkteam 3")
    >>> case = Entity(iri="urn:c", kind=Kind.CASE, label="Wijkteam 3", confidence=1.0, mentions=(mention,))
    >>> NameIndex([case]).find("het Wijkteam 3").iri
    'urn:c'
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._exact: defaultdict[str, dict[str, Entity]] = defaultdict(dict)
        self._short: defaultdict[str, dict[str, Entity]] = defaultdict(dict)
        for entity in entities:
            for name in (entity.label, *entity.aliases):
                self._exact[key_of(name, _type(entity))][entity.iri] = entity
                forms = parse_person(name).short_forms if _is_person(entity) else {sort_free_key(name)}
                for form in forms:
                    self._short[form][entity.iri] = entity

    def find(self, name: str | None) -> Entity | None:
        """The entity of this name, or else the only one that the name can be short for; `None` when in doubt."""
        if not name:
            return None
        for index in (self._exact, self._short):
            keys = {key_of(name), key_of(name, ActorType.PERSON), sort_free_key(name)}
            found = {iri: entity for key in keys for iri, entity in index.get(key, {}).items()}
            if len(found) == 1:
                return next(iter(found.values()))
        return None


def _type(entity: Entity) -> ActorType | None:
    first = entity.mentions[0]
    return first.type if isinstance(first, ActorMention) else None


def _is_person(entity: Entity) -> bool:
    return _type(entity) is ActorType.PERSON
