"""Cases: concrete local approaches, projects, places, bodies and programmes, by name or by noun and place."""

import re
from collections import Counter
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from corpus.model import BlockRole, CaseMention, PlaceLevel, PlaceMention
from ingest.finders.abbreviations import abbreviations
from ingest.finders.name_forms import ONE
from ingest.finders.names import Name, name_key, names
from ingest.finders.nouns import CASES, GENERAL_CASES, case_noun
from ingest.finders.sentences import Sentence, document_of, mentions_of, sentences

FINDER = "cases/1"
ENOUGH = 0.5
SMALL = (PlaceLevel.WIJK, PlaceLevel.BUURT, PlaceLevel.PLACE)
LOWER = r"[a-zà-ÿ][\w-]*"
# "het project Schone Straat", "wijkonderneming 'Samen Doen'".
NOUN_AND_NAME = re.compile(r"\b([\w-]+)\s(?=[‘'“\"]?$)")
# "de stratenaanpak in Zwolle", "het wijkteam van Malburgen".
NOUN_AND_PLACE = re.compile(rf"\b({LOWER})\s(?:in|van|voor|te)\s(?:de |het )?(?:wijk |buurt |gemeente |stad )?$")
QUOTED_NAME = re.compile(
    rf"\b([\w-]+)\s(?:(?:genaamd|onder de naam|met de naam|dat|die)\s)?[‘'“\"]({ONE}(?: [\w&'-]+){{0,5}})[’'”\"]"
)
# "X is een samenwerkingsverband van ...", "X, een initiatief van ...".
DEFINED = re.compile(
    r"^[’'”\"]?(?:\s\([^)]{2,30}\))?(?:,|\s(?:is|was|werd|betreft))\s(?:een|het|hét|dé)\s(?:[\w-]+\s){0,3}?([\w-]+)"
)
FOUNDED = re.compile(
    r"\b(?:opgericht|gestart|begonnen|geopend|gelanceerd|opgezet|van start|in het leven geroepen|ontstond|opende)\b"
)


class Sighting(NamedTuple):
    """A place in the text where a case may be named, and why."""

    start: int
    end: int
    name: str
    aliases: tuple[str, ...]
    noun: str | None
    reason: str
    sentence: Sentence


# What each reason is worth; several add up over the document.
REASONS = {
    "noun and name": 0.5,
    "noun inside name": 0.5,
    "quoted name after noun": 0.5,
    "defined as": 0.55,
    "noun and place": 0.3,
    "name and aanpak": 0.45,
    "heading": 0.3,
}


@Language.component("wijk_cases")
def find_cases(doc: Doc) -> Doc:
    """Add a CaseMention at every place where a case is named that the document gives enough reason to believe in."""
    places = [mention for mention in mentions_of(doc) if isinstance(mention, PlaceMention)]
    seen = [*_by_name(doc), *_by_place(doc, places), *_by_quotes(doc)]
    scores = _scores(doc, seen)
    main = _main(doc, seen, scores)
    for sighting in seen:
        key = name_key(sighting.name)
        if scores[key] >= ENOUGH:
            near = [place for place in places if sighting.sentence.start <= place.start < sighting.sentence.end]
            mentions_of(doc).append(
                CaseMention(
                    start=sighting.start,
                    end=sighting.end,
                    text=document_of(doc).text[sighting.start : sighting.end],
                    confidence=round(min(0.95, scores[key]), 3),
                    finder=FINDER,
                    name=sighting.name,
                    aliases=sighting.aliases,
                    sort=CASES.get(case_noun(sighting.noun or "") or ""),
                    municipality=_municipality(near),
                    neighbourhoods=tuple(dict.fromkeys(place.name for place in near if place.level in SMALL)),
                    main=key in main,
                )
            )
    return doc


def _by_name(doc: Doc) -> list[Sighting]:
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
            found.append(_sighting(name, inside, "noun inside name", aliases))
        if defined and case_noun(defined[1]):
            found.append(_sighting(name, defined[1], "defined as", aliases))
        approach = re.match(r"[- ](?:aanpak|project|methode|programma|methodiek)\b", name.after)
        if approach:
            aliases.add(name.text + approach[0])
            found.append(_sighting(name, approach[0].strip("- "), "name and aanpak", aliases))
    return found


def _is_small(word: str, at: int) -> bool:
    """Whether a noun is no part of the name behind it: it has no capital but that of the sentence."""
    return word[0].islower() or at == 0


def _is_plural_start(name: Name) -> bool:
    return name.opens and len(name.text.split()) == 1


def _sighting(name: Name, noun: str, reason: str, aliases: set[str]) -> Sighting:
    return Sighting(name.start, name.end, name.text, tuple(sorted(aliases - {name.text})), noun, reason, name.sentence)


def _by_place(doc: Doc, places: list[PlaceMention]) -> list[Sighting]:
    """A noun of cases with the place where it is: "de stratenaanpak in Zwolle"."""
    text = document_of(doc).text
    found = []
    for place in places:
        before = text[max(0, place.start - 60) : place.start]
        match = NOUN_AND_PLACE.search(before)
        adjacent = re.search(rf"\b({LOWER})\s$", before)
        noun = (match or adjacent or [None, None])[1]
        if noun is None or not case_noun(noun):
            continue
        start = place.start - len(before) + (match or adjacent).start(1)  # type: ignore[union-attr]
        sentence = next((s for s in sentences(doc) if s.start <= start < s.end), None)
        if sentence is not None and noun not in GENERAL_CASES:
            name = f"{noun[0].upper()}{noun[1:]} {place.name}"
            found.append(Sighting(start, place.end, name, (text[start : place.end],), noun, "noun and place", sentence))
    return found


def _by_quotes(doc: Doc) -> list[Sighting]:
    """A noun of cases with a name between quotation marks: "het evenement 'Samen aan tafel'"."""
    found = []
    for sentence in sentences(doc):
        for match in QUOTED_NAME.finditer(sentence.text):
            if case_noun(match[1]):
                start, end = sentence.start + match.start(2), sentence.start + match.end(2)
                aliases = (f"{match[1]} {match[2]}",)
                found.append(Sighting(start, end, match[2], aliases, match[1], "quoted name after noun", sentence))
    return found


def _scores(doc: Doc, seen: list[Sighting]) -> Counter[str]:
    """For each case the sum of its different reasons, more for a place in a heading and for being named often."""
    reasons = {(name_key(sighting.name), sighting.reason) for sighting in seen}
    scores: Counter[str] = Counter()
    for key, reason in reasons:
        scores[key] += REASONS[reason]  # type: ignore[assignment]
    counts = Counter(name_key(name.text) for name in names(doc))
    headings = {name_key(s.text) for s in sentences(doc) if s.role is BlockRole.HEADING}
    for sighting in seen:
        key = name_key(sighting.name)
        if FOUNDED.search(sighting.sentence.text):
            scores[key] += 0.05  # type: ignore[assignment]
    for key in list(scores):
        scores[key] += 0.05 * min(4, counts[key] - 1) if counts[key] else 0  # type: ignore[assignment]
        if any(key in heading for heading in headings):
            scores[key] += REASONS["heading"]  # type: ignore[assignment]
    return scores


def _main(doc: Doc, seen: list[Sighting], scores: Counter[str]) -> set[str]:
    """The cases that the title or a heading names."""
    headings = [name_key(s.text) for s in sentences(doc) if s.role is BlockRole.HEADING]
    headings.append(name_key(document_of(doc).metadata.title))
    return {key for key in scores if any(key in heading for heading in headings)}


def _municipality(near: list[PlaceMention]) -> str | None:
    """The municipality that the same sentence names: what a document is mostly about proves nothing of one case."""
    return next((place.municipality for place in near if place.municipality), None)
