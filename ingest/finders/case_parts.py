"""Which case is part of which, where the text says so: "De Tafel is onderdeel van Samen Zuid"."""

import re
from itertools import pairwise

from spacy.tokens import Doc

from ingest.finders.sentences import document_of, sentence_at

Place = tuple[int, int]  # start and end in the text

_OF = (
    r"(?:onderdeel|deelproject|deel|pijler|tak|dochter|onderdelen|deelprojecten|pijlers) (?:uit )?van|"
    r"(?:een|één) van de (?:[a-z]+ )?(?:projecten|onderdelen|pijlers|proeven|pilots|acties) (?:van|binnen|uit)|"
    r"(?:valt|vallen|viel|vielen) (?:ook )?onder|(?:komt|kwam|komen|kwamen) voort uit|onder de vlag van"
)
# Between two names: the first is part of the second ...
PART = re.compile(rf"[^.;:?!]{{0,40}}\b(?:{_OF}) (?:(?:de|het|ons|onze) )?(?:[a-zà-ÿ-]+ ){{0,2}}[‘'“\"]?")
# ... or the second of the first.
WHOLE = re.compile(
    r"[’'”\"]?,? (?:bestaat|bestond|bestaan) (?:onder meer |onder andere |ook |mede )?uit (?:[a-zà-ÿ-]+ ){0,3}[‘'“\"]?|"
    r"[’'”\"]?,? (?:omvat|omvatte) (?:onder meer |onder andere |ook )?(?:[a-zà-ÿ-]+ ){0,3}[‘'“\"]?"
)
LISTED = re.compile(r"[’'”\"]?(?:,| en|, en) (?:de |het )?(?:[a-zà-ÿ-]+ )?[‘'“\"]?")
DENIED = re.compile(r"\b(?:geen|niet|nooit)\b")


def parts_of(doc: Doc, named: dict[Place, str]) -> dict[Place, str]:
    """For each place where a case is said to be part of another: the name of that other.

    `named` tells which case each place names. Only names of one sentence are compared, each with the next.
    """
    text, found = document_of(doc).text, dict[Place, str]()
    whole: str | None = None  # of a list that runs on: "Samen Zuid bestaat uit De Tafel en De Tuin"
    for left, right in pairwise(_side_by_side(named)):
        sentence = sentence_at(doc, left[0])
        inside = sentence is not None and right[1] <= sentence.end
        gap = text[left[1] : right[0]] if inside and named[left] != named[right] else ""
        whole = whole if LISTED.fullmatch(gap) else None
        if whole is not None and whole != named[right]:
            found[right] = whole
        elif WHOLE.fullmatch(gap):
            found[right] = whole = named[left]
        elif PART.fullmatch(gap) and not DENIED.search(gap):
            found[left] = named[right]
    return found


def _side_by_side(named: dict[Place, str]) -> list[Place]:
    """The places in reading order; of those that overlap the longest."""
    kept: list[Place] = []
    for place in sorted(named, key=lambda place: (place[0], -place[1])):
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    return kept
