"""Where a document may name a case, and why one may think so."""

import re
from typing import NamedTuple

from spacy.tokens import Doc

from corpus.model import PlaceMention
from ingest.finders.abbreviations import abbreviations
from ingest.finders.name_forms import ONE
from ingest.finders.names import Name, name_key, names
from ingest.finders.nouns import CASES, GENERAL_CASES, case_noun, group_noun, singular_case
from ingest.finders.sentences import Sentence, document_of, sentence_at, sentences

LOWER = r"[a-zà-ÿ][\w-]*"
# "het project Schone Straat", "wijkonderneming 'Samen Doen'".
NOUN_AND_NAME = re.compile(r"\b([\w-]+)\s(?=[‘'“\"]?$)")
# "de stratenaanpak in Zwolle", "het wijkteam van Malburgen".
NOUN_AND_PLACE = re.compile(rf"\b({LOWER})\s(?:in|van|voor|te)\s(?:de |het )?(?:wijk |buurt |gemeente |stad )?$")
QUOTED_NAME = re.compile(
    rf"\b([\w-]+)(?:\s(?:(?:genaamd|onder de naam|met de naam|dat|die)\s)?|:\s)"
    rf"[‘'“\"]({ONE}(?: [\w&'-]+){{0,5}})[’'”\"]"
)
# "X is een samenwerkingsverband van ...", "X, een initiatief van ...".
DEFINED = re.compile(
    r"^[’'”\"]?(?:\s\([^)]{2,30}\))?(?:,|\s(?:is|was|werd|betreft))\s(?:een|het|hét|dé)\s(?:[\w-]+\s){0,3}?([\w-]+)"
)
NOUN_BY_PLACE = re.compile(rf"\b({LOWER})\s$")


class Sighting(NamedTuple):
    """A place in the text where a case may be named, and why."""

    start: int
    end: int
    name: str
    aliases: tuple[str, ...]
    noun: str | None
    reason: str
    sentence: Sentence


def by_name(doc: Doc) -> list[Sighting]:
    """Names with a noun of cases before them, inside them, or in what the text says they are."""
    full_names = {
        name_key(short.full(document_of(doc).text)): short.short for short in abbreviations(document_of(doc).text)
    }
    found = []
    for name in names(doc):
        words = name.text.split()
        inside = next((word for word in (words[-1], words[0], *words) if word[0].isupper() and case_noun(word)), None)
        before = NOUN_AND_NAME.search(name.before.rstrip("‘'“\""))
        noun = before[1].lower() if before and case_noun(before[1]) and _is_small(before[1], before.start(1)) else None
        defined = DEFINED.match(name.after)
        short = full_names.get(name_key(name.text))
        aliases = {name.text, *([short] if short else [])}
        if noun:
            aliases.add(f"{noun} {name.text}")
            found.append(_sighting(name, noun, "noun and name", aliases))
        if inside and (len(words) > 1 or len(inside) > len(case_noun(inside) or "")) and not _is_plural_start(name):
            first = len(words) > 1 and words[0].casefold() in CASES and words[0].casefold() not in GENERAL_CASES
            found.append(_sighting(name, inside, "noun and name" if first else "noun inside name", aliases))
        if defined is not None and case_noun(defined[1]):
            found.append(_sighting(name, defined[1], "defined as", aliases))
        approach = re.match(r"[- ](?:aanpak|project|methode|programma|methodiek)\b", name.after)
        if approach:
            aliases.add(name.text + approach[0])
            found.append(_sighting(name, approach[0].strip("- "), "name and aanpak", aliases))
        found.append(_sighting(name, inside or noun, "named", aliases))
    return found


def _is_small(word: str, at: int) -> bool:
    """Whether a noun is no part of the name behind it: it has no capital but that of the sentence."""
    return word[0].islower() or at == 0


def _is_plural_start(name: Name) -> bool:
    return name.opens and len(name.text.split()) == 1


def _sighting(name: Name, noun: str | None, reason: str, aliases: set[str]) -> Sighting:
    return Sighting(name.start, name.end, name.text, tuple(sorted(aliases - {name.text})), noun, reason, name.sentence)


def by_place(doc: Doc, places: list[PlaceMention]) -> list[Sighting]:
    """A noun of cases with the place where it is: "de stratenaanpak in Zwolle"."""
    text = document_of(doc).text
    found = []
    for place in places:
        before = text[max(0, place.start - 60) : place.start]
        match = NOUN_AND_PLACE.search(before) or NOUN_BY_PLACE.search(before)
        noun = match and (singular_case(match[1]) or (match[1] if group_noun(match[1]) else None))
        if match is None or not noun:
            continue
        start = place.start - len(before) + match.start(1)
        sentence = sentence_at(doc, start)
        if sentence is not None and noun not in GENERAL_CASES:
            name = f"{noun[0].upper()}{noun[1:]} {place.name}"
            aliases = tuple(sorted({text[start : place.end], f"{match[1]} {place.name}"} - {name}))
            found.append(Sighting(start, place.end, name, aliases, noun, "noun and place", sentence))
    return found


def by_quotes(doc: Doc) -> list[Sighting]:
    """A noun of cases with a name between quotation marks: "het evenement 'Samen aan tafel'"."""
    found = []
    for sentence in sentences(doc):
        for match in QUOTED_NAME.finditer(sentence.text):
            if case_noun(match[1]):
                start, end = sentence.start + match.start(2), sentence.start + match.end(2)
                aliases = (f"{match[1]} {match[2]}",)
                found.append(Sighting(start, end, match[2], aliases, match[1], "quoted name after noun", sentence))
    return found
