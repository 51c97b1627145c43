"""What the surroundings of a name tell, beside its form (`name_shapes`), about what it names: one line a clue.

How much each clue weighs is learnt (`models/recipes/train_name_kinds.py`), not set here.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from corpus.model import BlockRole
from ingest.finders.name_company import (
    NEAR,
    after_person,
    in_brackets_of_person,
    member_of,
    party_before,
    people_of,
    role_after,
    role_before,
)
from ingest.finders.name_forms import NAME
from ingest.finders.name_grammar import RELATIONS
from ingest.finders.name_shapes import FORMS, forms
from ingest.finders.names import Name
from ingest.finders.nouns import case_noun, group_noun, organisation_noun, role_noun

Clue = Callable[[Name], object]
LABELS = ("PER", "ORG", "GRP", "LOC", "WORK", "")  # of the language pipeline's recogniser of names
VERB = (
    r"(?:zegt|zei|vertelt|vertelde|stelt|stelde|vindt|vond|noemt|noemde|benadrukt|schrijft|schreef|verzucht|knikt|lacht|weet|"
    r"ziet|kreeg|kwam|woont|werkte)"
)
ACT = (
    r"(?:heeft|wil|wilde|zet|werkt|koos|kiest|besloot|investeert|ontwikkelt|organiseert|ondersteunt|bouwt|nam|neemt|biedt|"
    r"richt|startte|verhuurt|bezit|sloot|laat|staat|deed|doet|maakt|betaalt|betaalde|levert|leverde|helpt|hielp|vraagt|vroeg|"
    r"geeft|gaf|zoekt|zocht|trekt|trok|leidt|beheert|regelt|steunt|adviseert|onderzoekt|koopt|kocht|belooft|weigert|stopt)"
)
INITIALLED = re.compile(r"((?:[a-zà-ÿ-]+\s){2,7})[(]$")
YEAR_AFTER = re.compile(r"^[^.;]{0,12}?[,(]\s?(?:19|20)\d\d")
LAST_NOUN = re.compile(r"([\w-]+)[ ]+[‘'“\"]?(?:de |het |De |Het )?$")
LIST_MARK = " \n\t0123456789.)(•-–—*▪"
EXPLAINED = re.compile(r"((?:[\w-]+\s){1,6})[(]$")
WORK_NOUN = re.compile(r"\w*(?:wet|regeling|programma|plan|akkoord|agenda|subsidie|fonds|monitor|methode|aanpak)")
DEFINED = re.compile(
    r"^[’'”\"]?(?:\s\([^)]{2,30}\))?(?:,|\s(?:is|was|werd|betreft))\s(?:een|het|hét|dé|de)\s((?:[\w-]+\s){0,3}[\w-]+)"
)
PREPOSITIONS = (
    "in",
    "te",
    "uit",
    "naar",
    "van",
    "bij",
    "met",
    "door",
    "voor",
    "aan",
    "op",
    "volgens",
    "namens",
    "tussen",
    "over",
)
LAST_PREPOSITION = re.compile(rf"\b({'|'.join(PREPOSITIONS)})(?: de| het)?\s?$", re.IGNORECASE)


def noun_before(name: Name) -> str:
    """The word right before a name (its article left out), in lower case, or "".

    A word with a capital is no noun, unless the sentence opens with it: "Bewonersgroep Zonnebloem".
    """
    match = LAST_NOUN.search(name.before, max(0, len(name.before) - NEAR))
    if match is None or not (match[1][0].islower() or not name.before[: match.start()].strip(LIST_MARK)):
        return ""
    return match[1].lower()


def _before(form: str) -> Clue:
    compiled = re.compile(rf"(?:{form})\s?$", re.IGNORECASE)
    return lambda name: compiled.search(name.before, max(0, len(name.before) - NEAR))


@lru_cache(maxsize=1000)
def _last_preposition(before: str) -> str:
    match = LAST_PREPOSITION.search(before)
    return match[1].lower() if match else ""


def _after(form: str) -> Clue:
    compiled = re.compile(rf"^(?:{form})")
    return lambda name: compiled.search(name.after)


def _short_of_small_words(name: Name) -> bool:
    """Whether it abbreviates words without capitals: "het algemeen nut beogende doel (ANBD)"."""
    match = INITIALLED.search(name.before[-NEAR:])
    if match is None or " " in name.text:
        return False
    initials = "".join(word[0] for part in match[1].split() for word in part.split("-") if word)
    letters = re.sub(r"[^a-zà-ÿ]", "", name.text.casefold())
    return len(letters) > 1 and initials.endswith(letters)


def _short_of_work(name: Name) -> bool:
    """Whether it abbreviates a law, plan or programme: "de wet gemeentelijke schuldhulpverlening (Wgs)"."""
    match = EXPLAINED.search(name.before)
    return bool(match and any(WORK_NOUN.fullmatch(word) for word in match[1].split()))


def _defined_as(noun: Callable[[str], str | None]) -> Clue:
    def holds(name: Name) -> bool:
        match = DEFINED.match(name.after)
        return match is not None and any(noun(word) for word in match[1].split())

    return holds


PLAIN = tuple(FORMS).index("plain words")
SURROUNDINGS: dict[str, Clue] = {
    # persons
    "plain words, tagged proper": lambda name: name.proper and PLAIN in forms(name.text),
    "role before": role_before,
    "role after": role_after,
    "verb of speech after": _after(rf"\s{VERB}\b"),
    "speech before": _before(rf"aldus|{VERB}|volgens"),
    "year after": lambda name: YEAR_AFTER.search(name.after),
    # organisations and groups
    "noun of organisations before": lambda name: organisation_noun(noun_before(name)),
    "noun of groups before": lambda name: group_noun(noun_before(name)),
    "noun of cases before": lambda name: case_noun(noun_before(name)),
    "defined as organisation": _defined_as(organisation_noun),
    "defined as group": _defined_as(group_noun),
    "defined as case": _defined_as(case_noun),
    "list of parties before": party_before,
    "member of": member_of,
    "acts after": _after(rf"\s{ACT}\b"),
    "after a person in brackets": in_brackets_of_person,
    "after a person and a dash": after_person(r"\s*[-–—]\s?"),
    "after a person and a comma": after_person(r",\s"),
    "people of": people_of,
    "listed with a noun of organisations": lambda name: name.grammar.is_listed_with(organisation_noun),
    "listed with a noun of groups": lambda name: name.grammar.is_listed_with(group_noun),
    "listed with a noun of roles": lambda name: name.grammar.is_listed_with(role_noun),
    "subject of a verb of acting": lambda name: name.grammar.acts,
    "subject of a verb of speaking": lambda name: name.grammar.speaks,
    # places
    "noun of areas before": _before(
        r"\b(?:wijk|wijken|buurt|buurten|stad|dorp|plaats|gebied|straat|plein|park|stadsdeel|regio)"
    ),
    # works and ordinary words
    "abbreviates a work": _short_of_work,
    "abbreviates small words": _short_of_small_words,
    "adjective of a place": lambda name: (
        re.match(r"^[\w-]{4,}(?:se|sche|ste|er|s)$", name.text) and re.match(r"\s[a-z]", name.after)
    ),
    "not tagged proper": lambda name: not name.proper,
    "opens its sentence": lambda name: name.opens,
    "opens its sentence, one word": lambda name: name.opens and " " not in name.text,
    "opens, not tagged proper": lambda name: name.opens and not name.proper,
    "also an ordinary word": lambda name: name.common,
    "ordinary and not tagged proper": lambda name: name.common and not name.proper,
    "in a heading": lambda name: name.sentence.role is BlockRole.HEADING,
    "whole sentence": lambda name: len(name.text) >= len(name.sentence.text) - 2,
    "between quotation marks": lambda name: name.before[-1:] in "‘“'\"" and name.after[:1] in "’”'\"" and name.before,
    "in brackets": lambda name: name.before[-1:] == "(",
    "colon before": _before(":"),
    "colon after": _after(r"\s?:"),
    "comma before": _before(","),
    "and before": _before(r"\b(?:en|&)"),
    "bracket after": _after(r"\s\("),
    "another name after": lambda name: (
        bool(re.match(r"[,]? (?:en )?", name.after)) and bool(NAME.match(name.after.lstrip(" ,")))
    ),
    "de before": _before(r"\bde"),
    "het before": _before(r"\bhet"),
    "een before": _before(r"\been"),
}


# Of each of these at most one holds.
RELATED = {relation: f"hangs as {relation}" for relation in RELATIONS}
RECOGNISED = {label: f"recognised as {label or 'nothing'}" for label in LABELS}
PRECEDED = {word: f"{word} before" for word in PREPOSITIONS}
CLUES = (*FORMS, *SURROUNDINGS, *RELATED.values(), *RECOGNISED.values(), *PRECEDED.values())
"""The names of all clues."""
NUMBERS = {clue: number for number, clue in enumerate(CLUES)}


@lru_cache(maxsize=5000)  # actors and cases ask after the same names
def clues(name: Name) -> tuple[int, ...]:
    """The numbers of the clues that hold where the name stands, in the order of CLUES."""
    around = (number for number, holds in enumerate(SURROUNDINGS.values(), len(FORMS)) if holds(name))
    related = RELATED.get(name.grammar.relation)
    recognised = RECOGNISED.get(name.label) if name.label is not None else None
    preceded = PRECEDED.get(_last_preposition(name.before[-20:]))
    of_many = (NUMBERS[clue] for clue in (related, recognised, preceded) if clue)
    return (*forms(name.text), *around, *of_many)
