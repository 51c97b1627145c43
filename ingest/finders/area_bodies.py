"""Authorities, bodies and groups that are known by a noun and their area: "gemeente Ede", "het wijkteam van Noord"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.model import ActorMention, ActorType
from ingest.finders.confidence import Judged, load_calibration
from ingest.finders.name_clues import noun_before
from ingest.finders.name_shapes import is_area
from ingest.finders.names import Name
from ingest.finders.nouns import ORGANISATIONS, WELL_KNOWN, group_noun, local_body, organisation_noun
from ingest.finders.sentences import Sentence
from ontology.gazetteer import load_gazetteer

FINDER = "actors/1"
STATE = frozenset(["Rijk", "Rijksoverheid"])
# Nouns that belong to the name itself: "gemeente Ede" is the actor, "Ede" alone the place.
AREA_NOUNS = frozenset(["gemeente", "provincie", "stadsdeel", "deelgemeente", "waterschap"])
# A municipality that does what only its authority can do is that authority.
GOVERNS = re.compile(
    r"^\s(?:besloot|besluit|koos|kiest|zet\b.{0,20}\bin|investeert|experimenteert|heeft zich|heeft besloten|wil|stelde|"
    r"stelt|werkt|startte)\b"
)
UPTO_NOUN = re.compile(r"([\w-]+) (?:[‘'“\"])?$")
# "de bewonersgroep in de Vogelbuurt", "het wijkteam van Oost".
NOUN_AND_LINK = re.compile(
    r"(?<![\w-])(?P<noun>[a-zà-ÿ][\w-]{4,}) (?:in|van|uit|voor) (?:(?:de|het) )?"
    r"(?:(?:wijk|buurt|stad|gemeente|flat) )?$"
)
WELL_KNOWN_BODY = re.compile(rf"(?<![\w-])(?:{'|'.join(WELL_KNOWN)})(?![\w-])(?! [A-ZÀ-Þ])")
OFFICE = "gemeentelijke-dienst"
NEAR = 60  # letters before an area in which its body is named
NO_ONE = re.compile(r"\b(?:geen|elk|elke|ieder|iedere|welk|welke|zo'n|zo’n) (?:[\w-]+ )?$")
SURE, AS_AUTHORITY, AS_BODY, BY_PLACE, BY_NOUN = 0.95, 0.6, 0.6, 0.56, 0.9
"""Scores, by how the text names the body."""


class Said(NamedTuple):
    """What the words around an area say of its body."""

    type: ActorType
    score: float
    sort: str | None


def area_authority(name: Name) -> ActorMention | None:
    """The authority of an area: "gemeente Ede", "het Rijk"; also "Ede" where it acts as only that can."""
    if name.text in STATE:
        return _body(name, name.start, "Rijk", Said(ActorType.ORGANISATION, BY_NOUN, "rijksoverheid"))
    noun = UPTO_NOUN.search(name.before)
    levels = {place.level for place in load_gazetteer().places(name.text)}
    first, _, area = name.text.partition(" ")
    if area and first.casefold() in AREA_NOUNS:
        kind, start, score = first, name.start, SURE
    elif noun and noun[1].casefold() in AREA_NOUNS:
        kind, start, score, area = noun[1], name.start - len(noun[0]), SURE, name.text
    elif "municipality" in levels and not name.before.strip() and GOVERNS.match(name.after):
        kind, start, score, area = "gemeente", name.start, AS_AUTHORITY, name.text
    else:
        return None
    kind = kind.casefold()
    return _body(name, start, f"{kind} {area}", Said(ActorType.ORGANISATION, score, ORGANISATIONS.get(kind)))


def body_of_area(name: Name, *, is_place: bool) -> ActorMention | None:
    """A body that is called after its area ("krachtteam Noord", "afdeling Wonen") or known by it ("wijkteam in Oost").

    `is_place` says whether the document uses the name as that of a place.
    """
    before, place = name.before[-NEAR:], is_place or is_area(name.text)
    noun = UPTO_NOUN.search(before)
    if noun and noun[1] == noun_before(name):
        group, body = group_noun(noun[1]), organisation_noun(noun[1])
        if group or (body and (place or ORGANISATIONS[body] == OFFICE)):
            kind = ActorType.GROUP if group else ActorType.ORGANISATION
            start, called = name.start - len(noun[0]), f"{noun[1]} {name.text}"
            return _body(name, start, called, Said(kind, AS_BODY, ORGANISATIONS[body] if body else None))
    linked = NOUN_AND_LINK.search(before)
    local = linked and place and not NO_ONE.search(before[: linked.start()]) and local_body(linked["noun"])
    if not linked or not local:
        return None
    said, also = Said(ActorType(local), BY_PLACE, None), f"{linked['noun']} {name.text}"
    return _body(name, name.start - len(linked[0]), f"{linked[0]}{name.text}", said, also)


def well_known(sentence: Sentence) -> Iterator[ActorMention]:
    """Bodies of which the country has one, and that are written as ordinary words: "de politie"."""
    for match in WELL_KNOWN_BODY.finditer(sentence.text):
        yield ActorMention(
            start=sentence.start + match.start(),
            end=sentence.start + match.end(),
            text=match[0],
            confidence=load_calibration(Judged.ACTOR).confidence(BY_NOUN),
            finder=FINDER,
            name=match[0],
            type=ActorType.ORGANISATION,
            sort=WELL_KNOWN[match[0]],
        )


def _body(name: Name, start: int, called: str, said: Said, *others: str) -> ActorMention:
    text = name.sentence.text[start - name.sentence.start : name.end - name.sentence.start]
    return ActorMention(
        start=start,
        end=name.end,
        text=text,
        confidence=load_calibration(Judged.ACTOR).confidence(said.score),
        finder=FINDER,
        name=called,
        type=said.type,
        aliases=tuple(alias for alias in (text, *others) if alias != called),
        sort=said.sort,
    )
