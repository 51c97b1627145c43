"""From mentions to entities: what several mentions of one document speak of, and what it is called.

Its IRI is built from the name alone where that name is distinctive, so that other documents arrive at the same IRI;
otherwise from the name within its municipality, organisation or document.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from corpus.model import (
    ActorMention,
    ActorType,
    AnyMention,
    CaseMention,
    Document,
    Entity,
    FactMention,
    Kind,
    LessonMention,
    PlaceMention,
    QuotationMention,
    TensionMention,
    ThemeMention,
)
from kg.clusters import Cluster, cluster_actors, cluster_cases, cluster_places, most_telling
from kg.names import NATIONWIDE, SORTS, is_distinctive, name_key, parse_person, person_key, sort_free_key
from kg.references import NameIndex
from ontology import iris

SaidMention = LessonMention | TensionMention | FactMention | QuotationMention


def merge_mentions(document: Document, mentions: Sequence[AnyMention]) -> list[Entity]:
    """The entities of one document, in order of first appearance.

    Actors, cases and places are merged by name; a lesson, tension, fact or quotation is what its words are.
    """
    named = [
        *_named(document, Kind.ACTOR, cluster_actors([m for m in mentions if isinstance(m, ActorMention)])),
        *_named(document, Kind.CASE, cluster_cases([m for m in mentions if isinstance(m, CaseMention)])),
        *_named(document, Kind.PLACE, cluster_places([m for m in mentions if isinstance(m, PlaceMention)])),
    ]
    cases = NameIndex(entity for entity in named if entity.kind is Kind.CASE)
    said = _said(document, [m for m in mentions if isinstance(m, SaidMention)], cases)
    themes = _themes([m for m in mentions if isinstance(m, ThemeMention)])
    return sorted([*named, *said, *themes], key=lambda entity: (min(m.start for m in entity.mentions), entity.iri))


def _named(document: Document, kind: Kind, clusters: Sequence[Cluster]) -> Iterable[Entity]:
    wanted = [_iri(document, kind, cluster) for cluster in clusters]
    taken = Counter(wanted)
    count: Counter[str] = Counter()
    for cluster, iri in zip(clusters, wanted, strict=True):
        count[iri] += 1
        if taken[iri] == 1:
            yield _entity(iri, kind, cluster)
        else:
            # Namesakes that nothing else tells apart are numbered within their document.
            name = f"{_label(cluster)} {count[iri]}"
            yield _entity(_maker(kind, cluster)(name, iris.document_scope(document.sha256)), kind, cluster)


def _entity(iri: str, kind: Kind, cluster: Cluster) -> Entity:
    label = _label(cluster)
    others = [name for name in dict.fromkeys((*cluster.names, *cluster.aliases)) if name != label]
    return Entity(
        iri=iri,
        kind=kind,
        label=label,
        aliases=tuple(others),
        confidence=max(mention.confidence for mention in cluster.mentions),
        mentions=tuple(most_telling(cluster.mentions)),
    )


def _label(cluster: Cluster) -> str:
    """The fullest name in use: first and last name, a name rather than its abbreviation; then the commonest."""
    frequency = Counter(mention.name for mention in cluster.mentions)

    def full(name: str) -> tuple[bool, int, int, str]:
        if cluster.type is ActorType.PERSON:
            return parse_person(name).is_full, len(parse_person(name).given), frequency[name], name
        return len(name_key(name).split()) > 1, min(frequency[name], 2), len(name_key(name)), name

    # Of a person the text may give the full name only in passing; an alias of a body is often a nickname.
    names = [*cluster.names, *cluster.aliases] if cluster.type is ActorType.PERSON else cluster.names
    best = max(names, key=full)
    sort, _, bare = best.partition(" ")
    # "woningcorporatie X" says what X is; in "Stichting X" the first word belongs to the name.
    return bare if sort in SORTS and is_distinctive(bare, cluster.type) else best


def _maker(kind: Kind, cluster: Cluster) -> iris.NameMaker:
    if kind is Kind.ACTOR:
        return iris.person if cluster.type is ActorType.PERSON else iris.actor
    return iris.case if kind is Kind.CASE else iris.place


def _iri(document: Document, kind: Kind, cluster: Cluster) -> str:
    name = _label(cluster)
    if kind is Kind.PLACE:
        return _place_iri(cluster)
    scope = _scope(document, kind, cluster, name)
    if cluster.type is ActorType.PERSON:
        return iris.person(person_key(name), scope)
    return iris.case(name_key(name), scope) if kind is Kind.CASE else iris.actor(_body_key(name), scope)


def _body_key(name: str) -> str:
    """An organisation's name without what sort it is, where what is left is distinctive."""
    bare = sort_free_key(name)
    return bare if bare != name_key(name) and is_distinctive(bare.title()) else name_key(name)


def _scope(document: Document, kind: Kind, cluster: Cluster, name: str) -> str | None:
    """Within what the name means something; `None` where it is distinctive by itself."""
    municipality = _commonest(getattr(mention, "municipality", None) for mention in cluster.mentions)
    if kind is Kind.CASE and municipality:
        says_where = name_key(municipality) in name_key(name) or not NATIONWIDE.isdisjoint(name_key(name).split())
        return None if says_where else municipality
    if is_distinctive(name, cluster.type):
        return None
    employer = _commonest(getattr(mention, "affiliation", None) for mention in cluster.mentions)
    if cluster.type is ActorType.PERSON and parse_person(name).is_full and employer and is_distinctive(employer):
        return name_key(employer)
    return iris.document_scope(document.sha256)


def _place_iri(cluster: Cluster) -> str:
    places = [mention for mention in cluster.mentions if isinstance(mention, PlaceMention)]
    place = next((place for place in places if place.code), places[0])
    if place.code:
        return iris.place(place.code)
    return iris.place(f"{place.level} {name_key(place.name)}", place.municipality)


def _commonest(values: Iterable[str | None]) -> str | None:
    said = Counter(value for value in values if value)
    return said.most_common(1)[0][0] if said else None


def _said(document: Document, mentions: Sequence[SaidMention], cases: NameIndex) -> Iterable[Entity]:
    """One entity for each thing said; the same words twice (a pull quote) are the same thing.

    So are two stretches of text that overlap and say the same, such as a sentence and its paragraph.
    """
    groups: dict[str, list[SaidMention]] = defaultdict(list)
    reached: dict[tuple[Kind, str], tuple[int, str]] = {}  # up to where a thing was said last, and its IRI
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end, mention.finder)):
        kind, label, words = _words(mention)
        end, iri = reached.get((kind, label), (-1, ""))
        if mention.start >= end:
            iri = iris.said(kind, document.sha256, *words)
        reached[kind, label] = (max(end, mention.end), iri)
        groups[iri].append(mention)
    for iri, group in groups.items():
        best = most_telling(group)
        kind, label, _ = _words(best[0])
        case = cases.find(getattr(best[0], "case", None))
        yield Entity(
            iri=iri,
            kind=kind,
            label=label,
            confidence=max(mention.confidence for mention in group),
            mentions=tuple(best),
            case=case.iri if case else None,
        )


def _words(mention: SaidMention) -> tuple[Kind, str, tuple[str, ...]]:
    """The kind, the label, and the words that make a thing said what it is."""
    match mention:
        case LessonMention():
            return Kind.LESSON, mention.statement, (mention.text,)
        case TensionMention():
            poles = (mention.pole_a, mention.pole_b)
            return Kind.TENSION, " ↔ ".join(poles), (mention.text, *poles)
        case FactMention():
            value = f"{mention.value} {mention.unit}" if mention.unit else mention.value
            label = f"{mention.case}: {mention.property} {value}"
            return Kind.FACT, label, (mention.text, mention.case, mention.property, mention.value)
        case QuotationMention():
            return Kind.QUOTATION, mention.text, (mention.text,)


def _themes(mentions: Sequence[ThemeMention]) -> Iterable[Entity]:
    groups: dict[str, list[ThemeMention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.concept].append(mention)
    for concept, group in groups.items():
        yield Entity(
            iri=iris.concept(concept),
            kind=Kind.THEME,
            label=concept.replace("-", " "),
            aliases=tuple(dict.fromkeys(mention.text for mention in group)),
            confidence=max(mention.confidence for mention in group),
            mentions=tuple(most_telling(group)),
        )


def with_iris(entities: Sequence[Entity], moved: Mapping[str, str]) -> list[Entity]:
    """The entities under other IRIs; what refers to them follows, and two of one IRI become one."""
    found: dict[str, Entity] = {}
    for entity in entities:
        iri = moved.get(entity.iri, entity.iri)
        case = moved.get(entity.case, entity.case) if entity.case else None
        fresh = msgspec.structs.replace(entity, iri=iri, case=case)
        found[iri] = _joined(found[iri], fresh) if iri in found else fresh
    return list(found.values())


def _joined(first: Entity, second: Entity) -> Entity:
    names = dict.fromkeys((*first.aliases, second.label, *second.aliases))
    return msgspec.structs.replace(
        first,
        aliases=tuple(name for name in names if name != first.label),
        confidence=max(first.confidence, second.confidence),
        mentions=(*first.mentions, *second.mentions),
    )
