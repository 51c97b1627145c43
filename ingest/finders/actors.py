"""Actors: the persons, organisations and groups that are named."""

import re
from collections import Counter, defaultdict
from typing import NamedTuple

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from corpus.model import ActorMention, ActorType
from ingest.finders.affiliations import Affiliation, affiliation
from ingest.finders.aliases import full_names, person_names
from ingest.finders.confidence import Judged, load_calibration
from ingest.finders.name_clues import noun_before
from ingest.finders.name_kinds import KINDS, Chances, NameKind, name_kinds
from ingest.finders.names import Name, name_key, names
from ingest.finders.nouns import ORGANISATIONS, group_noun, organisation_noun
from ingest.finders.sentences import document_of, mentions_of
from ontology.gazetteer import load_gazetteer

FINDER = "actors/1"
TYPES = tuple(ActorType)
# Nouns that belong to the name itself: "gemeente Ede" is the actor, "Ede" alone the place.
STATE = frozenset(["Rijk", "Rijksoverheid"])
AREA_NOUNS = frozenset(["gemeente", "provincie", "stadsdeel", "deelgemeente", "waterschap"])
# A municipality that does what only its authority can do is that authority.
GOVERNS = re.compile(
    r"^\s(?:besloot|besluit|koos|kiest|zet\b.{0,20}\bin|investeert|experimenteert|heeft zich|heeft besloten|wil|stelde|"
    r"stelt|werkt|startte)\b"
)
OF_AREA = 0.6  # the score of a body that is called after its area
UPTO_NOUN = re.compile(r"(\w+) $")


class Party(NamedTuple):
    """What the names under one key turn out to be."""

    name: str
    type: ActorType
    confidence: float


@Language.component("wijk_actors")
def find_actors(doc: Doc) -> Doc:
    """Add an ActorMention for every name of a person, organisation or group."""
    found = names(doc)
    aliases = full_names(document_of(doc).text, found)
    parties = _parties(found, aliases, name_kinds(found, aliases))
    known = {key for key, party in parties.items() if party.type is ActorType.PERSON and " " in key}
    short = {name_key(name.text) for name in found} - {
        key for key, party in parties.items() if party.type is not ActorType.PERSON
    }
    aliases |= person_names(short, known)
    for name in found:
        mention = _area_authority(name) or _mention(name, parties, aliases) or _body_of_area(name)
        if mention is not None:
            mentions_of(doc).append(mention)
    return doc


def _parties(found: list[Name], aliases: dict[str, str], kinds: dict[str, Chances]) -> dict[str, Party]:
    """The names that are more likely an actor than not, each with its likeliest type and its commonest spelling."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in found:
        spellings[name_key(name.text)][name.text] += 1
    parties = {}
    calibration = load_calibration(Judged.ACTOR)
    for key, chances in kinds.items():
        by_type = {kind: float(chances[KINDS.index(NameKind(kind.value))]) for kind in TYPES}
        total = sum(by_type.values()) + (float(chances[KINDS.index(NameKind.WORK)]) if _says_body(key) else 0)
        if total >= calibration.enough:
            said = spellings.get(key) or _spellings_of_aliases(key, spellings, aliases)
            spelling = max(said, key=lambda text: (said[text], len(text)))
            parties[key] = Party(spelling, max(by_type, key=lambda kind: by_type[kind]), calibration.confidence(total))
    return parties


def _says_body(key: str) -> bool:
    """Whether a noun in the name says that it is a body, which may be a project as well: "Alliantie Hoogland"."""
    return " " in key and any(organisation_noun(word) or group_noun(word) for word in key.split())


def _spellings_of_aliases(key: str, spellings: dict[str, Counter[str]], aliases: dict[str, str]) -> Counter[str]:
    return sum((spellings[short] for short, full in aliases.items() if full == key), Counter())


def _mention(name: Name, parties: dict[str, Party], aliases: dict[str, str]) -> ActorMention | None:
    key = name_key(name.text)
    party = parties.get(aliases.get(key, key))
    if party is None:
        return None
    noun = noun_before(name)
    said = {name.text}
    if organisation_noun(noun) or group_noun(noun):
        said.add(f"{noun} {name.text}")
    person = party.type is ActorType.PERSON
    told = affiliation(name) if person else Affiliation(None, None)
    return ActorMention(
        start=name.start,
        end=name.end,
        text=name.text,
        confidence=party.confidence,
        finder=FINDER,
        name=party.name,
        type=party.type,
        aliases=tuple(sorted(said - {party.name})),
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


def _area_authority(name: Name) -> ActorMention | None:
    """The authority of an area: "gemeente Ede", "het Rijk"; also "Ede" where it acts as only that can."""
    if name.text in STATE:
        return _organisation(name, name.start, "Rijk", "rijksoverheid", 0.9)
    noun = UPTO_NOUN.search(name.before)
    levels = {place.level for place in load_gazetteer().places(name.text)}
    first, _, area = name.text.partition(" ")
    if area and first.casefold() in AREA_NOUNS:
        kind, start, score = first, name.start, 0.95
    elif noun and noun[1].casefold() in AREA_NOUNS:
        kind, start, score, area = noun[1], name.start - len(noun[0]), 0.95, name.text
    elif "municipality" in levels and not name.before.strip() and GOVERNS.match(name.after):
        kind, start, score, area = "gemeente", name.start, 0.6, name.text
    else:
        return None
    kind = kind.casefold()
    return _organisation(name, start, f"{kind} {area}", ORGANISATIONS.get(kind), score)


def _body_of_area(name: Name) -> ActorMention | None:
    """A body that is called after its area: "krachtteam Noord", "woonzorgcentrum Malburgen"."""
    noun = UPTO_NOUN.search(name.before)
    if noun is None or not noun[1][0].islower() or not load_gazetteer().places(name.text):
        return None
    group, body = group_noun(noun[1]), organisation_noun(noun[1])
    if not group and not body:
        return None
    sort = ORGANISATIONS[body] if body else None
    made = _organisation(name, name.start - len(noun[0]), f"{noun[1]} {name.text}", sort, OF_AREA)
    return msgspec.structs.replace(made, type=ActorType.GROUP) if group else made


def _organisation(name: Name, start: int, called: str, sort: str | None, score: float) -> ActorMention:
    confidence = load_calibration(Judged.ACTOR).confidence(score)
    text = name.sentence.text[start - name.sentence.start : name.end - name.sentence.start]
    aliases = (text,) if text != called else ()
    return ActorMention(
        start=start,
        end=name.end,
        text=text,
        confidence=confidence,
        finder=FINDER,
        name=called,
        type=ActorType.ORGANISATION,
        aliases=aliases,
        sort=sort,
    )
