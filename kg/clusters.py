"""Which mentions of a document speak of the same thing.

Mentions with the same name come together first, homonyms apart. Then each shorter, abbreviated or differently spelled
name joins the one fuller name that it can stand for; where two could be meant, it stays by itself.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from corpus.model import ActorMention, ActorType, AnyMention, CaseMention, PlaceMention
from kg.names import (
    area_key,
    initials,
    is_abbreviation,
    key_of,
    name_key,
    parse_person,
    person_key,
    sort_free_key,
    spelling_key,
)

NamedMention = ActorMention | CaseMention | PlaceMention
M = TypeVar("M", ActorMention, CaseMention, PlaceMention)
AnyKind = TypeVar("AnyKind", bound=AnyMention)

# Letters: shorter names that differ by one letter are often two names.
_SHORTEST_VARIANT = 9
_LONG_NAME = 13
_SEVERAL_INITIALS = re.compile(r"(?:[A-Z]\. ?){2,}(?=\w)")


class Cluster:
    """Mentions that are taken to speak of one thing."""

    def __init__(self, mentions: Iterable[NamedMention]) -> None:
        self.mentions = list(mentions)

    @property
    def type(self) -> ActorType | None:
        """What most mentions say that the actor is; `None` for what is not an actor."""
        types = Counter(mention.type for mention in self.mentions if isinstance(mention, ActorMention))
        return types.most_common(1)[0][0] if types else None

    @property
    def names(self) -> list[str]:
        """Every name that is used, the commonest first."""
        return [name for name, _ in Counter(mention.name for mention in self.mentions).most_common()]

    @property
    def aliases(self) -> list[str]:
        """The other names that the text itself gives."""
        said = (alias for mention in self.mentions for alias in getattr(mention, "aliases", ()))
        return list(dict.fromkeys(said))

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the names in use."""
        return frozenset(key_of(name, self.type) for name in self.names)


Forms = Callable[[Cluster], Iterable[str]]
"""Says under which keys a cluster may be known (or looks for a fuller one)."""


def cluster_actors(mentions: Sequence[ActorMention]) -> list[Cluster]:
    """Persons among persons, organisations and groups among each other."""
    persons = [mention for mention in mentions if mention.type is ActorType.PERSON]
    bodies = [mention for mention in mentions if mention.type is not ActorType.PERSON]
    clusters = _by_name(persons, lambda m: _full_name(m.name), _person_context)
    for forms, wanted in ((_aliases, _keys), (_person_short_forms, _keys), (_person_short_forms, _first_initials)):
        clusters = _join(clusters, forms, wanted)
    found = _join_variants(clusters)
    clusters = _by_name(bodies, lambda m: spelling_key(sort_free_key(m.name)), lambda _: "")
    for forms, wanted in ((_aliases, _keys), (_initials, _abbreviations), (_areas, _keys)):
        clusters = _join(clusters, forms, wanted)
    return found + _join_variants(clusters)


def cluster_cases(mentions: Sequence[CaseMention]) -> list[Cluster]:
    """Cases; those of one name in two municipalities are two."""
    clusters = _by_name(mentions, lambda m: spelling_key(name_key(m.name)), lambda m: name_key(m.municipality or ""))
    for forms, wanted in ((_aliases, _keys), (_initials, _abbreviations)):
        clusters = _join(clusters, forms, wanted)
    return _join_variants(clusters)


def cluster_places(mentions: Sequence[PlaceMention]) -> list[Cluster]:
    """Places, by code where there is one; a name without a code joins the only coded place of that name and level."""
    clusters = _by_name(mentions, lambda m: m.code or _name_and_level(m), lambda m: name_key(m.municipality or ""))
    return _join(clusters, _coded_places, _uncoded_places)


def _by_name(mentions: Sequence[M], key: Callable[[M], str], context: Callable[[M], str]) -> list[Cluster]:
    """One cluster a name and context; mentions without context join the nearest one before them (else after)."""
    groups: dict[str, list[M]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
        groups[key(mention)].append(mention)
    found = []
    for group in groups.values():
        contexts: dict[str, list[M]] = {}
        current = next((context(mention) for mention in group if context(mention)), "")
        for mention in group:
            current = context(mention) or current
            contexts.setdefault(current, []).append(mention)
        found += [Cluster(some) for some in contexts.values()]
    return found


def _person_context(mention: ActorMention) -> str:
    """What keeps namesakes apart: only somebody with both a role and an organisation is told from another."""
    return name_key(mention.affiliation) if mention.affiliation and mention.role else ""


def _join(clusters: list[Cluster], known_as: Forms, wanted: Forms) -> list[Cluster]:
    """Each cluster goes to the only other one that is known under a form that it wants."""
    index: defaultdict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        for form in set(known_as(cluster)):
            index[form].append(cluster)
    candidates = {
        id(cluster): [other for form in wanted(cluster) for other in index[form] if other is not cluster]
        for cluster in clusters
    }
    target: dict[int, Cluster] = {}
    found = -1
    # Once "P. van Dam" has gone to "Piet van Dam", "Van Dam" can only be him: hence more than one round.
    while found < len(target):
        found = len(target)
        for cluster in clusters:
            fuller = {id(goal): goal for goal in (target.get(id(other), other) for other in candidates[id(cluster)])}
            fuller.pop(id(cluster), None)
            if len(fuller) == 1:
                target.setdefault(id(cluster), next(iter(fuller.values())))
    return _merged(clusters, target)


def _merged(clusters: list[Cluster], target: dict[int, Cluster]) -> list[Cluster]:
    kept = []
    for cluster in clusters:
        goal, seen = cluster, {id(cluster)}
        while id(goal) in target and id(target[id(goal)]) not in seen:
            goal = target[id(goal)]
            seen.add(id(goal))
        # Two that point at each other (equal forms) meet in the one that comes first in the document.
        if id(goal) in target:
            goal = min((c for c in clusters if id(c) in seen), key=lambda c: c.mentions[0].start)
        if goal is cluster:
            kept.append(cluster)
        else:
            goal.mentions.extend(cluster.mentions)
    return kept


def _keys(cluster: Cluster) -> Iterable[str]:
    return cluster.keys


def _aliases(cluster: Cluster) -> Iterable[str]:
    return {key_of(alias, cluster.type) for alias in cluster.aliases} - cluster.keys


def _person_short_forms(cluster: Cluster) -> Iterable[str]:
    return frozenset[str]().union(*(parse_person(name).short_forms for name in cluster.names)) - cluster.keys


def _first_initials(cluster: Cluster) -> Iterable[str]:
    """A person's surname with the first of several initials: "J.C. Smit" may be Jan Smit."""
    for name in cluster.names:
        if _SEVERAL_INITIALS.match(name):
            person = parse_person(name)
            yield " ".join(part for part in (person.given[0], person.particles, person.family) if part)


def _initials(cluster: Cluster) -> Iterable[str]:
    return frozenset[str]().union(*(initials(name) for name in cluster.names))


def _full_name(name: str) -> str:
    """What a full name sounds like; a surname or first name by itself is taken as it is."""
    return spelling_key(person_key(name)) if parse_person(name).is_full else person_key(name)


def _abbreviations(cluster: Cluster) -> Iterable[str]:
    return {name.casefold() for name in cluster.names if is_abbreviation(name)}


def _areas(cluster: Cluster) -> Iterable[str]:
    return {area for name in cluster.names if (area := area_key(name))}


def _name_and_level(mention: PlaceMention) -> str:
    return f"{name_key(mention.name)}|{mention.level}"


def _coded_places(cluster: Cluster) -> Iterable[str]:
    return {_name_and_level(m) for m in cluster.mentions if isinstance(m, PlaceMention) and m.code}


def _uncoded_places(cluster: Cluster) -> Iterable[str]:
    return {_name_and_level(m) for m in cluster.mentions if isinstance(m, PlaceMention) and not m.code}


def _join_variants(clusters: list[Cluster]) -> list[Cluster]:
    """A name that occurs once joins one that differs by one letter: a slip of print or scan.

    A short name joins only one that is more frequent; of two long full names, the first in the text is taken as right.
    """
    index: defaultdict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        for form in _slips(cluster):
            index[form].append(cluster)
    target: dict[int, Cluster] = {}
    for cluster in clusters:
        if len(cluster.mentions) > 1:
            continue
        near = {id(other): other for form in _slips(cluster) for other in index[form]}
        # Those of the very same name were set apart as namesakes.
        others = [other for other in near.values() if other.type == cluster.type and not other.keys & cluster.keys]
        more = [other for other in others if _is_surer(other, cluster)]
        if len(more) == 1:
            target[id(cluster)] = more[0]
    return _merged(clusters, target)


def _is_surer(one: Cluster, other: Cluster) -> bool:
    if len(one.mentions) > 1:
        return True
    is_long = all(sum(map(str.isalpha, name)) >= _LONG_NAME and " " in name for name in other.names)
    return is_long and one.mentions[0].start < other.mentions[0].start


def _slips(cluster: Cluster) -> set[str]:
    """A name's key and all that it becomes when one letter (not a digit) is left out."""
    slips = set()
    for key in cluster.keys:
        if sum(letter.isalpha() for letter in key) >= _SHORTEST_VARIANT:
            slips |= {key} | {key[:i] + key[i + 1 :] for i in range(len(key)) if key[i].isalpha()}
    return slips


def most_telling(mentions: Iterable[AnyKind]) -> list[AnyKind]:
    """The mentions, the one that says most first.

    The number of fields that are filled decides, then the length of the name, the confidence, and who comes first.
    """

    def says(mention: AnyKind) -> tuple[int, int, float, int]:
        filled = sum(bool(getattr(mention, field)) for field in mention.__struct_fields__)
        return -filled, -len(getattr(mention, "name", "")), -mention.confidence, mention.start

    return sorted(mentions, key=says)
