"""Cases: concrete local approaches, projects, places, bodies and programmes, by name or by noun and place."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from corpus.model import CaseMention, PlaceLevel, PlaceMention
from ingest.finders.aliases import full_names
from ingest.finders.case_model import REASONS, Print, case_features, load_case_model, read_print
from ingest.finders.case_names import is_never_a_case, is_no_name, is_plain_word, other_names, own_names
from ingest.finders.case_nouns import by_noun
from ingest.finders.case_parts import parts_of
from ingest.finders.case_sightings import Sighting, by_name, by_place, by_quotes
from ingest.finders.case_surroundings import near_words, spread
from ingest.finders.confidence import Judged, load_calibration
from ingest.finders.name_kinds import KINDS, Chances, NameKind, grouped, name_kinds
from ingest.finders.names import Name, name_key, names
from ingest.finders.nouns import CASES, case_noun, is_no_case
from ingest.finders.sentences import document_of, mentions_of, sentences

FINDER = "cases/3"
NEVER = frozenset([NameKind.PERSON, NameKind.PLACE, NameKind.NONE])
# "het project 'Soep op Straat'": the text itself says that it is a case.
SURE = 0.72
# From this chance on even what seems a person, a place, an ordinary word or a body that works everywhere is a case.
SURELY = 0.85
TOLD = frozenset(["noun and name", "quoted name after noun", "noun often"])
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
    words: dict[str, float]  # next to it
    prominent: bool  # a title, heading or running head names it
    told: bool  # the text itself calls it a project, a pilot, ...
    of_other_kind: bool  # a person, a place or no name at all, and nothing around it says otherwise
    never: bool  # an area, a well-known body, a function, ..., and nothing around it says otherwise


@Language.component("wijk_cases")
def find_cases(doc: Doc) -> Doc:
    """Add a CaseMention at every place where something is named that the trained model takes for a case."""
    places = [mention for mention in mentions_of(doc) if isinstance(mention, PlaceMention)]
    found = list(_cases(candidates(doc, places)))
    named = {(seen.start, seen.end): candidate.name for candidate, _ in found for seen in candidate.sightings}
    parts = parts_of(doc, named)
    for candidate, confidence in found:
        municipality = _municipality(candidate, places)
        spans = {(sighting.start, sighting.end): sighting for sighting in candidate.sightings}
        for span, sighting in spans.items():
            near = _near(sighting, places)
            mention = _mention(doc, candidate, sighting, confidence, near)
            said = municipality if municipality in {place.municipality for place in near} else None
            whole = parts.get(span) if named[span] == candidate.name else None
            mentions_of(doc).append(msgspec.structs.replace(mention, municipality=said, part_of=whole))
    return doc


def _cases(made: list[Candidate]) -> Iterator[tuple[Candidate, float]]:
    """The candidates that are taken for cases, and how sure that is."""
    model, calibration = load_case_model(), load_calibration(Judged.CASE)
    for candidate in made:
        if candidate.never:
            continue
        chance = max(model.judge(candidate.features, candidate.words), SURE if candidate.told else 0.0)
        if chance >= (SURELY if candidate.of_other_kind else calibration.enough):
            yield candidate, calibration.confidence(chance)


def candidates(doc: Doc, places: list[PlaceMention]) -> list[Candidate]:
    """Everything in a document that may be a case, short forms together with their full names."""
    found = names(doc)
    aliases = full_names(document_of(doc).text, found)
    aliases |= other_names(found, aliases)
    groups, kinds = grouped(found, aliases), name_kinds(found, aliases)
    sightings: defaultdict[str, list[Sighting]] = defaultdict(list)
    for sighting in (*by_name(doc), *by_place(doc, places), *by_quotes(doc), *by_noun(doc, places)):
        key = name_key(sighting.name)
        sightings[aliases.get(key, key)].append(sighting)
    placed, own = {place.start for place in places}, own_names(document_of(doc).metadata)
    printed, unknown = read_print(doc), np.zeros(len(KINDS), dtype=np.float32)
    size = len(document_of(doc).text), len(sentences(doc))
    made = []
    for key, seen in sightings.items():
        spelled = next((sighting.name for sighting in seen if name_key(sighting.name) == key), seen[0].name)
        chances, reasons = kinds.get(key, unknown), _reasons(seen)
        group = groups.get(key, [])
        features = case_features(key, group, chances, reasons, printed)
        called = {alias for sighting in seen for alias in (sighting.name, *sighting.aliases)} - {spelled}
        made.append(
            Candidate(
                name=spelled,
                aliases=tuple(sorted(called)),
                sightings=seen,
                features=np.append(features, spread(spelled, seen, *size)).astype(np.float32),
                words=near_words(seen),
                prominent=any(key in text for text in (printed.title, *printed.headings, *printed.heads)),
                told=bool(reasons & TOLD),
                of_other_kind=not reasons & set(REASONS) and _is_of_other_kind(key, spelled, chances, group, printed),
                never=key in own or _is_never(spelled, group, reasons, placed),
            )
        )
    return made


def _reasons(seen: list[Sighting]) -> set[str]:
    begun = {"begun"} if any(BEGUN.search(sighting.sentence.text) for sighting in seen) else set()
    return {sighting.reason for sighting in seen} | begun


def _is_never(spelled: str, group: list[Name], reasons: set[str], placed: set[int]) -> bool:
    told, of_place = bool(reasons & set(REASONS)), any(name.start in placed for name in group)
    return is_no_name(spelled, group) or (not told and (of_place or is_never_a_case(spelled, group)))


def _is_of_other_kind(key: str, spelled: str, chances: Chances, group: list[Name], printed: Print) -> bool:
    subject = key in printed.title and key in printed.headings  # what the whole document is about
    other = KINDS[int(np.argmax(chances))] in NEVER and not subject
    return other or is_no_case(spelled) or (bool(group) and is_plain_word(group))


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
