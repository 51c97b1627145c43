"""Cases: concrete local approaches, projects, places, bodies and programmes, by name or by noun and place."""

import re
from collections import Counter, defaultdict
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from corpus.model import CaseMention, PlaceLevel, PlaceMention
from ingest.finders.aliases import full_names
from ingest.finders.case_model import REASONS, case_features, load_case_model, read_print
from ingest.finders.case_sightings import Sighting, by_name, by_place, by_quotes
from ingest.finders.confidence import Judged, load_calibration
from ingest.finders.name_kinds import KINDS, NameKind, grouped, name_kinds
from ingest.finders.names import name_key, names
from ingest.finders.nouns import CASES, case_noun, is_no_case
from ingest.finders.sentences import document_of, mentions_of

FINDER = "cases/2"
NEVER = frozenset([NameKind.PERSON, NameKind.PLACE, NameKind.NONE])
# "het project 'Soep op Straat'": the text itself says that it is a case.
SURE = 0.72
TOLD = frozenset(["noun and name", "quoted name after noun"])
SMALL = (PlaceLevel.WIJK, PlaceLevel.BUURT, PlaceLevel.PLACE)
BEGUN = re.compile(
    r"\b(?:opgericht|gestart|begonnen|geopend|gelanceerd|opgezet|van start|in het leven geroepen|ontstond|opende)\b"
)


class Candidate(NamedTuple):
    """What may be a case: all places where it is named, and what tells whether it is one."""

    name: str
    aliases: tuple[str, ...]
    sightings: list[Sighting]
    features: NDArray[np.float32]
    prominent: bool  # a title, heading or running head names it
    told: bool  # the text itself calls it a project, a pilot, ...
    of_other_kind: bool  # a person, a place or no name at all, and nothing around it says otherwise


@Language.component("wijk_cases")
def find_cases(doc: Doc) -> Doc:
    """Add a CaseMention at every place where something is named that the trained model takes for a case."""
    places = [mention for mention in mentions_of(doc) if isinstance(mention, PlaceMention)]
    model, calibration = load_case_model(), load_calibration(Judged.CASE)
    for candidate in candidates(doc, places):
        chance = max(model.judge(candidate.features), SURE if candidate.told else 0.0)
        if chance >= calibration.enough and not candidate.of_other_kind:
            municipality = _municipality(candidate, places)
            spans = {(sighting.start, sighting.end): sighting for sighting in candidate.sightings}
            for sighting in spans.values():
                near = _near(sighting, places)
                mention = _mention(doc, candidate, sighting, calibration.confidence(chance), near)
                said = municipality if municipality in {place.municipality for place in near} else None
                mentions_of(doc).append(msgspec.structs.replace(mention, municipality=said))
    return doc


def candidates(doc: Doc, places: list[PlaceMention]) -> list[Candidate]:
    """Everything in a document that may be a case, short forms together with their full names."""
    found = names(doc)
    aliases = full_names(document_of(doc).text, found)
    groups, kinds = grouped(found, aliases), name_kinds(found, aliases)
    sightings: defaultdict[str, list[Sighting]] = defaultdict(list)
    for sighting in (*by_name(doc), *by_place(doc, places), *by_quotes(doc)):
        key = name_key(sighting.name)
        sightings[aliases.get(key, key)].append(sighting)
    printed, unknown = read_print(doc), np.zeros(len(KINDS), dtype=np.float32)
    made = []
    for key, seen in sightings.items():
        reasons = {sighting.reason for sighting in seen}
        reasons |= {"begun" for sighting in seen if BEGUN.search(sighting.sentence.text)}
        features = case_features(key, groups.get(key, []), kinds.get(key, unknown), reasons, printed)
        spelled = [sighting.name for sighting in seen if name_key(sighting.name) == key] or [seen[0].name]
        called = {alias for sighting in seen for alias in (sighting.name, *sighting.aliases)} - {spelled[0]}
        where = (printed.title, *printed.headings, *printed.heads)
        prominent = any(key in text for text in where)
        subject = key in printed.title and key in printed.headings  # what the whole document is about
        kind = KINDS[int(np.argmax(kinds.get(key, unknown)))]
        other = not reasons & set(REASONS) and ((kind in NEVER and not subject) or is_no_case(spelled[0]))
        told = bool(reasons & TOLD)
        made.append(Candidate(spelled[0], tuple(sorted(called)), seen, features, prominent, told, other))
    return made


def _mention(
    doc: Doc, candidate: Candidate, sighting: Sighting, confidence: float, near: list[PlaceMention]
) -> CaseMention:
    nouns = (case_noun(one.noun) for one in candidate.sightings if one.noun)
    return CaseMention(
        start=sighting.start,
        end=sighting.end,
        text=document_of(doc).text[sighting.start : sighting.end],
        confidence=confidence,
        finder=FINDER,
        name=candidate.name,
        aliases=candidate.aliases,
        sort=CASES.get(next((noun for noun in nouns if noun), "")),
        neighbourhoods=tuple(dict.fromkeys(place.name for place in near if place.level in SMALL)),
        main=candidate.prominent,
    )


def _near(sighting: Sighting, places: list[PlaceMention]) -> list[PlaceMention]:
    return [place for place in places if sighting.sentence.start <= place.start < sighting.sentence.end]


def _municipality(candidate: Candidate, places: list[PlaceMention]) -> str | None:
    """The municipality that the case's own sentences name most: what a document is about proves nothing of one case."""
    named = Counter(
        place.municipality
        for sighting in candidate.sightings
        for place in _near(sighting, places)
        if place.municipality
    )
    return max(named, key=lambda municipality: named[municipality], default=None)
