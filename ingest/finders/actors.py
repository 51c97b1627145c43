"""Actors: the persons, organisations and groups that are named, with one kind for each name in a document."""

import itertools
import re
from collections import defaultdict
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from corpus.model import ActorMention, ActorType
from ingest.finders.abbreviations import abbreviations
from ingest.finders.name_clues import GROUP, ORGANISATION, PERSON, clues, noun_before
from ingest.finders.names import Name, name_key, names
from ingest.finders.nouns import ORGANISATIONS, group_noun, organisation_noun
from ingest.finders.sentences import document_of, mentions_of

FINDER = "actors/1"
# Below this sum of clues a name stays unexplained.
ENOUGH = 1.2
# Nouns that belong to the name itself: "gemeente Ede" is the actor, "Ede" alone the place.
AREA_NOUNS = frozenset(["gemeente", "provincie", "stadsdeel", "deelgemeente", "waterschap", "regio"])
LISTED = re.compile(r"^(?:, | en |, en | & | of )$")


class Party(NamedTuple):
    """What a document's names under one key turn out to be."""

    name: str
    type: ActorType
    score: float


@Language.component("wijk_actors")
def find_actors(doc: Doc) -> Doc:
    """Add an ActorMention for every name of a person, organisation or group."""
    found = names(doc)
    parties = _parties(found)
    aliases = _aliases(document_of(doc).text, found, parties)
    for name in found:
        mention = _area_authority(name) or _mention(name, parties, aliases)
        if mention is not None:
            mentions_of(doc).append(mention)
    return doc


def _parties(found: list[Name]) -> dict[str, Party]:
    """One kind for each name, by the clues at all the places where it stands."""
    sums: dict[str, dict[str, float]] = {}
    spellings: dict[str, list[str]] = defaultdict(list)
    evidence = [clues(name) for name in found]
    for name, weights in zip(found, evidence, strict=True):
        key = name_key(name.text)
        best = sums.setdefault(key, dict.fromkeys(weights, 0.0))
        for kind, weight in weights.items():
            best[kind] = max(best[kind], weight)
        spellings[key].append(name.text)
    _share_in_lists(found, sums)
    parties = {}
    for key, weights in sums.items():
        kind = max(weights, key=lambda kind: weights[kind])
        if kind in (PERSON, ORGANISATION, GROUP) and weights[kind] >= ENOUGH:
            spelling = max(spellings[key], key=lambda said: (spellings[key].count(said), len(said)))
            rest = max(weight for other, weight in weights.items() if other != kind)
            parties[key] = Party(spelling, ActorType(kind), weights[kind] - 0.5 * rest)
    return parties


def _share_in_lists(found: list[Name], sums: dict[str, dict[str, float]]) -> None:
    """Names in one list are of one kind: "Zonwonen, Helder, Samen en de gemeente"."""
    for left, right in itertools.pairwise(found):
        gap = right.sentence.text[max(0, left.end - right.sentence.start) : right.start - right.sentence.start]
        if left.sentence is right.sentence and LISTED.match(gap):
            for source, target in ((left, right), (right, left)):
                weights = sums[name_key(source.text)]
                if weights[ORGANISATION] >= ENOUGH and weights[ORGANISATION] == max(weights.values()):
                    sums[name_key(target.text)][ORGANISATION] += 0.7


def _aliases(text: str, found: list[Name], parties: dict[str, Party]) -> dict[str, str]:
    """Short form -> key of the full name: abbreviations, and first or last names of persons named in full."""
    aliases = {name_key(short.short): name_key(short.full(text)) for short in abbreviations(text)}
    persons = [key for key, party in parties.items() if party.type is ActorType.PERSON and " " in key]
    for key in {name_key(name.text) for name in found}:
        full = [
            person
            for person in persons
            if person != key and (person.startswith(f"{key} ") or person.endswith(f" {key}"))
        ]
        if len(full) == 1 and key not in aliases:
            aliases[key] = full[0]
    return aliases


def _mention(name: Name, parties: dict[str, Party], aliases: dict[str, str]) -> ActorMention | None:
    key = name_key(name.text)
    party = parties.get(aliases.get(key, key)) or parties.get(key)
    if party is None:
        return None
    noun = noun_before(name)
    sort = organisation_noun(noun) or organisation_noun(name.text.split()[0]) or organisation_noun(name.text)
    said = {name.text, party.name} | ({f"{noun} {name.text}"} if organisation_noun(noun) or group_noun(noun) else set())
    said |= {short for short, full in aliases.items() if full == name_key(party.name) and False}
    return ActorMention(
        start=name.start,
        end=name.end,
        text=name.text,
        confidence=_confidence(party.score),
        finder=FINDER,
        name=party.name,
        type=party.type,
        aliases=tuple(sorted(said - {party.name})),
        sort=ORGANISATIONS.get(sort or "") if party.type is ActorType.ORGANISATION else None,
    )


def _area_authority(name: Name) -> ActorMention | None:
    """The authority of an area: "gemeente Ede", "Provincie Zeeland", "stadsdeel Noord"."""
    noun = re.search(r"(\w+) $", name.before)
    if noun is None or noun[1].casefold() not in AREA_NOUNS:
        return None
    start = name.start - len(noun[0])
    text = f"{noun[1]} {name.text}"
    return ActorMention(
        start=start,
        end=name.end,
        text=text,
        confidence=0.9,
        finder=FINDER,
        name=f"{noun[1].casefold()} {name.text}",
        type=ActorType.ORGANISATION,
        sort=ORGANISATIONS.get(noun[1].casefold()),
    )


def _confidence(score: float) -> float:
    """From a sum of clues to a number between 0 and 1."""
    return round(min(0.97, 0.35 + 0.15 * score), 3)
