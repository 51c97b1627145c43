"""Places: provinces, municipalities, towns, wijken and buurten, told apart by what else the document names."""

import re
from collections import Counter

from spacy.language import Language
from spacy.tokens import Doc

from corpus.model import PlaceLevel, PlaceMention
from ingest.finders.names import Name, names
from ingest.finders.sentences import mentions_of
from ontology.gazetteer import Gazetteer, Place, load_gazetteer

FINDER = "places/1"
LEVELS = tuple(level.value for level in PlaceLevel)
LARGE = ("province", "municipality")
# A word before a name that says of what level it is.
LEVEL_NOUNS = {
    "provincie": "province",
    "gemeente": "municipality",
    "stad": "municipality",
    "dorp": "place",
    "stadsdeel": "wijk",
    "wijk": "wijk",
    "volkswijk": "wijk",
    "krachtwijk": "wijk",
    "stadswijk": "wijk",
    "buurt": "buurt",
}
LEVEL_NOUN = re.compile(r"(\w+)\s[‘'“\"]?(?:de |het |De )?$")
WHERE = re.compile(r"\b(?:in|te|uit|naar|rond|nabij|heel|binnen|rondom|van|voor)\s(?:de |het )?$", re.IGNORECASE)
# Endings that only areas have.
AREA_NAME = re.compile(
    r"(?:wijk|buurt|kwartier|hoek|polder|veld(?:en)?|dorp|park|eiland|plein|-(?:noord|oost|zuid|west|centrum))$", re.I
)
NOT_A_PLACE = re.compile(
    r"\b(?:stichting|bureau|corporatie|woningcorporatie|mevrouw|meneer|familie|theater|wethouder)\s$", re.IGNORECASE
)


@Language.component("wijk_places")
def find_places(doc: Doc) -> Doc:
    """Add a PlaceMention for every place that is named with enough context to be sure that it is one."""
    gazetteer = load_gazetteer()
    found = [place for name in names(doc) for place in _candidates(name, gazetteer)]
    named = Counter(
        place.municipality
        for name, _, places in found
        if not name.opens
        for place in places
        if place.level == "municipality"
    )
    for name, (start, end), places in found:
        mention = _mention(name, start, end, _choose(name, places, named, gazetteer), named)
        if mention is not None:
            mentions_of(doc).append(mention)
    return doc


def _candidates(name: Name, gazetteer: Gazetteer) -> list[tuple[Name, tuple[int, int], tuple[Place, ...]]]:
    """The stretches of a name that the gazetteer knows, longest first from the left."""
    words = list(re.finditer(r"[^ ]+", name.text))
    found, at = [], 0
    while at < len(words):
        size = gazetteer.longest_place([word[0] for word in words[at:]])
        if size:
            start, end = words[at].start(), words[at + size - 1].end()
            found.append((name, (name.start + start, name.start + end), gazetteer.places(name.text[start:end])))
        at += size or 1
    return found


def _choose(name: Name, places: tuple[Place, ...], named: Counter[str], gazetteer: Gazetteer) -> Place:
    """The place that is meant: of the level that the text says, else in a municipality that the document names."""
    noun = LEVEL_NOUN.search(name.before)
    said = LEVEL_NOUNS.get(noun[1].casefold(), "") if noun else ""

    def rank(place: Place) -> tuple[bool, int, int, int]:
        elsewhere = place.level not in LARGE and not named[place.municipality]
        municipality = gazetteer.municipalities.get(place.municipality)
        inhabitants = municipality.inhabitants if municipality else 0
        level = (
            LEVELS.index("municipality")
            if place.level == "province" and said != "province"
            else LEVELS.index(place.level)
        )
        former = bool(municipality and municipality.successors and place.level == "municipality")
        return (
            place.level != said,
            9 if former else level if not elsewhere else level + 5,
            -named[place.municipality],
            -inhabitants,
        )

    return min(places, key=rank)


def _mention(name: Name, start: int, end: int, place: Place, named: Counter[str]) -> PlaceMention | None:
    confidence = _confidence(name, start, place, named)
    if confidence < 0.5:
        return None
    return PlaceMention(
        start=start,
        end=end,
        text=name.text[start - name.start : end - name.start],
        confidence=confidence,
        finder=FINDER,
        name=place.name,
        level=PlaceLevel(place.level),
        code=place.code or None,
        municipality=_municipality_name(place),
    )


def _confidence(name: Name, start: int, place: Place, named: Counter[str]) -> float:
    """How sure it is that these words name this place here."""
    before = name.before + name.text[: start - name.start]
    noun = LEVEL_NOUN.search(before)
    score = 0.45 if place.level in LARGE else 0.2
    score += 0.3 * bool(noun and noun[1].casefold() in LEVEL_NOUNS)
    score += 0.25 * bool(WHERE.search(before))
    score += 0.2 * bool(AREA_NAME.search(place.name))
    score += 0.2 * bool(named[place.municipality] and place.level not in LARGE)
    score += 0.2 * (place.level in LARGE and not name.opens)
    part = re.sub(r"^(?:De|Het|de|het) ", "", name.text) != re.sub(r"^(?:De|Het|de|het|'t) ", "", place.name)
    score -= 0.2 * part * (place.level not in LARGE)
    score -= 0.5 * bool(NOT_A_PLACE.search(before))
    return round(max(0.0, min(0.97, score)), 3)


def _municipality_name(place: Place) -> str | None:
    municipality = load_gazetteer().municipalities.get(place.municipality)
    return municipality.name if municipality else None
