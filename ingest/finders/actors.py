"""Actors: the persons, organisations and groups that are named."""

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from corpus.model import ActorMention, ActorType
from ingest.finders.affiliations import Affiliation, affiliation
from ingest.finders.aliases import full_names, person_names
from ingest.finders.area_bodies import FINDER, area_authority, body_of_area, well_known
from ingest.finders.confidence import Judged, load_calibration
from ingest.finders.name_clues import noun_before
from ingest.finders.name_company import in_brackets_of_person
from ingest.finders.name_forms import INVERTED, upright
from ingest.finders.name_kinds import KINDS, Chances, NameKind, grouped, name_kinds
from ingest.finders.names import Name, is_told, name_key, names
from ingest.finders.nouns import ORGANISATIONS, case_noun, group_noun, organisation_noun
from ingest.finders.sentences import document_of, mentions_of, sentences
from ingest.finders.unnamed_bodies import unnamed_bodies
from ontology.gazetteer import load_gazetteer

TYPES = tuple(ActorType)
BODIES = (ActorType.ORGANISATION, ActorType.GROUP)
AS_GROUP = 0.56  # the score of a noun of groups that is written as a name
SURE = 0.8  # the score from which on a name of one word is no short form of a person's
TITLES = re.compile(r"\b(?:[Mm]evrouw|[Mm]eneer|[Mm]w\.|[Dd]hr\.|[Jj]uf|[Mm]eester|[Pp]astor|[Ii]mam) $")

IS_A = re.compile(r"[’'”\"]?(?:\s\([^)]{2,30}\))?\s(?:is|was|vormt)\s(?:een|het|de)\s(?:[\w-]+e\s){0,2}([\w-]+)")
NOUN_AFTER = re.compile(r"[’'”\"]?[ -]([a-zà-ÿ]+)\b")
INNER_CAPITAL = re.compile(r"[a-zà-ÿ]([A-ZÀ-Þ][A-Za-zà-ÿ]+)$")


class Party(NamedTuple):
    """What the names under one key turn out to be."""

    name: str
    type: ActorType
    score: float


@Language.component("wijk_actors")
def find_actors(doc: Doc) -> Doc:
    """Add an ActorMention for every name of a person, organisation or group."""
    found = names(doc)
    aliases = full_names(document_of(doc).text, found)
    kinds = name_kinds(found, aliases)
    parties = _parties(found, aliases, kinds)
    aliases |= _persons(found, parties)
    places = {key for key, chances in kinds.items() if KINDS[int(np.argmax(chances))] is NameKind.PLACE}
    for name in found:
        is_place = name_key(name.text) in places or bool(load_gazetteer().places(name.text))
        body, party = body_of_area(name, is_place=is_place), _mention(name, parties, aliases)
        if body is not None and is_place and body.type is ActorType.GROUP:
            party = None  # "krachtteam Noord" is named, not Noord
        mention = area_authority(name) or party or body
        if mention is not None:
            mentions_of(doc).append(mention)
    mentions_of(doc).extend(mention for sentence in sentences(doc) for mention in well_known(sentence))
    mentions_of(doc).extend(unnamed_bodies(doc))
    return doc


def _persons(found: list[Name], parties: dict[str, Party]) -> dict[str, str]:
    """First and last names alone, and of whom they are; what is surely a body or also a place stays that."""
    full = {key for key, party in parties.items() if party.type is ActorType.PERSON and " " in key}
    bodies = {key for key, party in parties.items() if party.type is not ActorType.PERSON and party.score > SURE}
    alone = {name_key(name.text) for name in found if not load_gazetteer().places(name.text)}
    return person_names(alone - bodies, full)


def _parties(found: list[Name], aliases: dict[str, str], kinds: dict[str, Chances]) -> dict[str, Party]:
    """The names that are more likely an actor than not, each with its likeliest type and its commonest spelling."""
    parties = {}
    calibration = load_calibration(Judged.ACTOR)
    for key, group in grouped(found, aliases).items():
        by_type = {kind: float(kinds[key][KINDS.index(NameKind(kind.value))]) for kind in TYPES}
        total = sum(by_type.values())
        if _says_body(key, group):
            total += float(kinds[key][KINDS.index(NameKind.WORK)])
        types = TYPES if not _names_body(key.partition(" ")[0]) else BODIES
        kind = max(types, key=lambda kind: by_type[kind])
        if INVERTED.fullmatch(group[0].text):
            kind, total = ActorType.PERSON, max(total, SURE)
        elif total < AS_GROUP and any(_is_capital_group(name) for name in group):
            kind, total = ActorType.GROUP, AS_GROUP
        elif total < AS_GROUP and _is_of_persons(group):
            kind, total = max(BODIES, key=lambda kind: by_type[kind]), AS_GROUP
        if total >= calibration.enough:
            said = Counter(name.text for name in group if name_key(name.text) == key)
            said = said or Counter(name.text for name in group)
            parties[key] = Party(max(said, key=lambda text: (said[text], len(text))), kind, total)
    return parties


def _is_of_persons(group: list[Name]) -> bool:
    """Whether it mostly stands in brackets behind persons: "Anja de Vries (Helder)"."""
    return 2 * sum(map(in_brackets_of_person, group)) > len(group) and not load_gazetteer().places(group[0].text)


def _says_body(key: str, group: list[Name]) -> bool:
    """Whether a noun says that it is a body, which may be a project as well: "Alliantie Hoogland"."""
    spelled = next((name.text for name in group if name_key(name.text) == key), key)
    words = spelled.split()
    if case_noun(words[-1]) and not _names_body(words[-1]):  # "Regio Deal"
        return False
    if len(words) == 1 and (noun := organisation_noun(key) or group_noun(key)):
        return len(key) > len(noun) or spelled.isupper()
    if any(map(_names_body, words)):
        return True
    # "krachtteam Noord" says nothing of Noord.
    says: Callable[[str], object] = organisation_noun if load_gazetteer().places(group[0].text) else _names_body
    return any(says(noun_before(name)) or _names_body(_noun_after(name)) or _is_told(name) for name in group)


def _is_told(name: Name) -> bool:
    """Whether the words behind it say that it is a body: ", een stichting die ...", " is een samenwerkingsverband"."""
    told = IS_A.match(name.after)
    return is_told(name.after) or bool(told and _names_body(told[1]))


def _noun_after(name: Name) -> str:
    """The noun of groups right behind a name, or "": "het Samen Sterk team"."""
    match = NOUN_AFTER.match(name.after)
    return match[1] if match and group_noun(match[1]) else ""


def _names_body(word: str) -> bool:
    """Whether a word ends in a noun of bodies, also a short one behind a capital: "InnovatieLAB"."""
    tail = INNER_CAPITAL.search(word)
    return bool(organisation_noun(word) or group_noun(word) or (tail and group_noun(tail[1])))


def _is_capital_group(name: Name) -> bool:
    """Whether a noun of groups has a capital where nothing but a name needs one: "toen de Stuurgroep besloot"."""
    return " " not in name.text and not name.opens and not name.text.isupper() and bool(group_noun(name.text))


def _mention(name: Name, parties: dict[str, Party], aliases: dict[str, str]) -> ActorMention | None:
    key = name_key(name.text)
    party = parties.get(aliases.get(key, key))
    if party is None:
        return None
    noun = noun_before(name)
    said = {name.text}
    if organisation_noun(noun) or group_noun(noun):
        said.add(f"{noun} {name.text}")
    if behind := _noun_after(name):
        said |= {f"{behind} {name.text}", f"{name.text} {behind}"}
    person = party.type is ActorType.PERSON
    title = TITLES.search(name.before[-12:])
    if person and title:
        said.add(f"{title[0]}{name.text}")
    told = affiliation(name) if person else Affiliation(None, None)
    called = upright(party.name)
    return ActorMention(
        start=name.start,
        end=name.end,
        text=name.text,
        confidence=load_calibration(Judged.ACTOR).confidence(party.score),
        finder=FINDER,
        name=called,
        type=party.type,
        aliases=tuple(sorted(said - {called})),
        sort=None if person else _sort(name, noun),
        role=told.role,
        affiliation=told.body,
    )


def _sort(name: Name, noun: str) -> str | None:
    """The kind of organisation, as a concept of the thesaurus: by the noun before or inside the name, or as known."""
    words = name.text.split()
    found = organisation_noun(noun) or organisation_noun(words[0]) or organisation_noun(words[-1])
    if found:
        return ORGANISATIONS[found]
    body = load_gazetteer().body(name.text)
    return body.sort if body else None
