"""What the form and the surroundings of a name tell about what it names: one row a clue, each with its weight."""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from ingest.finders.names import UPPER, Name
from ingest.finders.nouns import group_noun, organisation_noun, role_noun
from ontology.gazetteer import load_gazetteer

PERSON, ORGANISATION, GROUP, PLACE, OTHER = "person", "organisation", "group", "place", "other"

SPEAKS = (
    r"(?:zegt|zei|vertelt|vertelde|stelt|stelde|legt|vindt|vond|noemt|noemde|benadrukt|benadrukte|aldus|schrijft|schreef|"
    r"ziet|denkt|merkt|merkte|herkent|besluit|lacht|knikt|vraagt|licht|antwoordt|reageert|verzucht|werkt|woont|weet|komt|"
    r"deed|doet|kreeg|krijgt|wilde|wil|kwam)"
)
PARTICLE = re.compile(r" (?:van|de|der|den|ten|ter|te|van de[nr]?|von|el|al|op de[nr]?|in ['’]t|['’]t|di|du|la|le) ")
INITIAL = re.compile(rf"^(?:[{UPPER}]\.\s?)+")
ACRONYM = re.compile(r"[A-ZÀ-Þ&]{2,}\d*|(?:[A-Z]\.){2,}")
MIXED = re.compile(r"[a-z0-9][A-Z]|\d{2,}|[a-z]@[A-Z]|[A-Z]{2}[a-z]{2}|\w\+$")
# Words that end the names of organisations: "ING Nederland Fonds", "Rebel Group", "Thebe Thuiszorg".
FIRM_WORDS = frozenset(
    ["BV", "B.V.", "NV", "N.V.", "Groep", "Group", "Fonds", "Fund", "Bank", "Wonen", "Welzijn", "Zorg", "Thuiszorg", "Advies", "Adviseurs", "Consultancy", "Partners", "Impact", "Hogeschool", "Universiteit", "University", "College", "Academie", "Lab", "Labs", "Coalition", "Coalitie", "Foundation", "Stichting", "Coöperatie", "Energie", "Werkt", "Netherlands", "Nederland", "Kamer", "Ministerie", "Dienst", "Maatschappij", "Vereniging", "Kunstacademie", "Hub", "Pact", "Wonenplus"]
)
NATIONAL = frozenset(["Rijk", "Rijksoverheid", "Kamer"])
BEFORE_PLACE = re.compile(
    r"\b(?:in|te|uit|naar|rond|nabij|wijk|wijken|buurt|buurten|stad|dorp|regio|stadsdeel|plaats|gebied)\s(?:de |het )?$",
    re.I,
)
BEFORE_PARTY = re.compile(r"\b(?:bij|namens|door|met|voor|partners|zoals)\s(?:de |het )?$", re.I)
LAST_NOUN = re.compile(r"([\w-]+)\s+[‘'“\"]?(?:de |het |De )?$")
ACTS = re.compile(
    r"^\s(?:heeft|wil|zet|werkt|koos|kiest|besloot|investeert|ontwikkelt|organiseert|ondersteunt|bouwt|nam|neemt|biedt|richt|startte)\b"
)
BRACKETED = re.compile(r"\(\s*$")
ADJECTIVE = re.compile(r"(?:se|sche|er)$")
DASHED_PERSON = re.compile(rf"[{UPPER}][\w.]+ [\w' ]*[{UPPER}]\w+\s*[-–—,]\s*$")


class Clue(NamedTuple):
    """A reason to think that a name is of a kind."""

    of: str
    weight: float
    holds: Callable[[Name], bool]


def _words(name: Name) -> list[str]:
    return name.text.split()


@cache
def _known(text: str) -> frozenset[str]:
    return frozenset(place.level for place in load_gazetteer().places(text))


def noun_before(name: Name) -> str:
    """The word right before a name (its article left out), in lower case, or ""."""
    match = LAST_NOUN.search(name.before)
    return match[1] if match and match[1][0].islower() else ""


def _personal_form(name: Name) -> bool:
    words = _words(name)
    return words[0] in load_gazetteer().first_names and len(words) > 1 and not _known(name.text)


def _plain_words(name: Name) -> bool:
    """Two or three capitalised words without anything odd in them."""
    words = [word for word in _words(name) if word[0].isupper()]
    return 2 <= len(words) <= 4 and all(
        re.fullmatch(rf"[{UPPER}][a-zà-ÿ]+(?:-[{UPPER}][a-zà-ÿ]+)?", word) for word in words
    )


def _noun_inside(noun: Callable[[str], str | None]) -> Callable[[Name], bool]:
    def holds(name: Name) -> bool:
        words = _words(name)
        ends = {words[0], words[-1], *(word for word in words if word[0].isupper())}
        return any(noun(word) and (len(words) > 1 or "-" in word or len(word) > len(noun(word) or "")) for word in ends)

    return holds


CLUES = (
    Clue(PERSON, 3.0, _personal_form),
    Clue(PERSON, 0.8, lambda name: len(_words(name)) == 1 and name.text in load_gazetteer().first_names),
    Clue(PERSON, 1.0, lambda name: len(_words(name)) > 1 and _words(name)[-1] in load_gazetteer().surnames),
    Clue(PERSON, 1.5, lambda name: bool(PARTICLE.search(name.text)) and _plain_words(name)),
    Clue(PERSON, 2.0, lambda name: bool(INITIAL.match(name.text)) and len(_words(name)) > 1),
    Clue(PERSON, 2.0, lambda name: bool(role_noun(noun_before(name)))),
    Clue(PERSON, 0.7, lambda name: bool(re.match(rf"\s{SPEAKS}\b", name.after)) and _plain_words(name)),
    Clue(
        PERSON,
        1.5,
        lambda name: bool(
            re.search(r"\b(?:zegt|aldus|vertelt|stelt|volgens|schrijft|verzucht|vraagt)\s$", name.before)
        ),
    ),
    Clue(
        PERSON,
        1.5,
        lambda name: (
            any(role_noun(word) for word in re.findall(r"\w+", name.after[:40])[:3]) and name.after[:1] in ",("
        ),
    ),
    Clue(PERSON, 0.7, lambda name: _plain_words(name) and len(_words(name)) == 2 and _words(name)[0] not in FIRM_WORDS),
    Clue(ORGANISATION, 3.0, _noun_inside(organisation_noun)),
    Clue(ORGANISATION, 3.0, lambda name: bool(organisation_noun(noun_before(name)))),
    Clue(ORGANISATION, 2.5, lambda name: _words(name)[-1] in FIRM_WORDS and len(_words(name)) > 1),
    Clue(ORGANISATION, 3.0, lambda name: load_gazetteer().body(name.text) is not None),
    Clue(ORGANISATION, 3.0, lambda name: _words(name)[-1] in NATIONAL),
    Clue(ORGANISATION, 1.6, lambda name: bool(ACRONYM.fullmatch(name.text))),
    Clue(ORGANISATION, 1.6, lambda name: bool(MIXED.search(name.text)) and not ACRONYM.fullmatch(name.text)),
    Clue(ORGANISATION, 1.5, lambda name: " & " in name.text),
    Clue(ORGANISATION, 1.0, lambda name: bool(BEFORE_PARTY.search(name.before)) and not _personal_form(name)),
    Clue(ORGANISATION, 0.7, lambda name: bool(ACTS.match(name.after)) and len(_words(name)) == 1),
    Clue(ORGANISATION, 1.5, lambda name: bool(DASHED_PERSON.search(name.before)) and not _personal_form(name)),
    Clue(ORGANISATION, 0.8, lambda name: bool(BRACKETED.search(name.before))),
    Clue(ORGANISATION, 0.6, lambda name: name.text.startswith("De ") and not name.opens),
    Clue(GROUP, 3.2, _noun_inside(group_noun)),
    Clue(GROUP, 3.0, lambda name: bool(group_noun(noun_before(name)))),
    Clue(PLACE, 4.0, lambda name: bool(_known(name.text) & {"province", "municipality"})),
    Clue(PLACE, 2.0, lambda name: bool(_known(name.text))),
    Clue(PLACE, 2.0, lambda name: bool(BEFORE_PLACE.search(name.before))),
    Clue(
        OTHER,
        3.0,
        lambda name: (
            bool(ADJECTIVE.search(name.text))
            and bool(re.match(r"\s[a-z]", name.after))
            and len(_words(name)) == 1
            and not _personal_form(name)
        ),
    ),
    Clue(
        OTHER,
        2.0,
        lambda name: (
            bool(re.search(r"-[a-z]\w+$", name.text)) and not group_noun(name.text) and not organisation_noun(name.text)
        ),
    ),
    Clue(OTHER, 1.5, lambda name: name.opens and len(_words(name)) == 1),
)


def clues(name: Name) -> dict[str, float]:
    """The weight of the clues for each kind, at one place where the name stands."""
    weights = dict.fromkeys((PERSON, ORGANISATION, GROUP, PLACE, OTHER), 0.0)
    for clue in CLUES:
        if clue.holds(name):
            weights[clue.of] += clue.weight
    return weights
