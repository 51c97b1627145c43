"""What the form and the surroundings of a name tell about what it names: one line a clue.

How much each clue weighs is learnt (`models/recipes/train_name_kinds.py`), not set here.
"""

import re
from collections.abc import Callable
from functools import cache

from corpus.model import BlockRole
from ingest.finders.name_forms import NAME, UPPER
from ingest.finders.names import Name
from ingest.finders.nouns import case_noun, group_noun, organisation_noun, role_noun
from ontology.gazetteer import load_gazetteer

Clue = Callable[[Name], object]
LABELS = ("PER", "ORG", "GRP", "LOC", "WORK", "")  # of the language pipeline's recogniser of names

# ---- forms of the name itself
PARTICLE = re.compile(r" (?:van|de|der|den|ten|ter|te|von|el|al|di|du|la|le|op de[nr]?|in ['’]t|['’]t) ", re.IGNORECASE)
PLAIN_WORD = re.compile(rf"[{UPPER}][a-zà-ÿ’']+(?:-[{UPPER}][a-zà-ÿ]+)?|[{UPPER}]\.")
STREET = re.compile(r"(?:straat|laan|plein|weg|pad|kade|singel|gracht|dijk|hof|dreef|steeg|markt)$")
AREA = re.compile(
    r"(?:wijk|buurt|kwartier|hoek|polder|veld|velden|dorp|park|eiland|-?(?:noord|oost|zuid|west|centrum))$",
    re.IGNORECASE,
)
LAW = re.compile(
    r"(?:^| |\w{3})(?:wet|regeling|akkoord|nota|visie|plan|monitor|index|atlas|krant|agenda|programma|pact|deals?)$",
    re.IGNORECASE,
)
FIRM = re.compile(
    r"(?:^| )(?:B\.?V\.?|N\.?V\.?|Groep|Group|Fonds|Fund|Bank|Wonen|Welzijn|Zorg|Thuiszorg|Advies|Adviseurs|Partners|"
    r"Hogeschool|Universiteit|University|College|Academie|Coalition|Foundation|Energie|Werkt|Hub|Support|Vastgoed|Media|Instituut|Lab)$"
)
HOUSING = re.compile(r"[Ww]onen|[Ww]oon|[Zz]org|[Ww]elzijn|[Tt]huis")
ENGLISH = re.compile(
    r"\b(?:the|of|and|for|new|green|social|public|next|living|city|future|community|impact|management)\b", re.IGNORECASE
)

# ---- surroundings
VERB = (
    r"(?:zegt|zei|vertelt|vertelde|stelt|stelde|vindt|vond|noemt|noemde|benadrukt|schrijft|schreef|verzucht|knikt|lacht|weet|"
    r"ziet|kreeg|kwam|woont|werkte)"
)
ACT = (
    r"(?:heeft|wil|wilde|zet|werkt|koos|kiest|besloot|investeert|ontwikkelt|organiseert|ondersteunt|bouwt|nam|neemt|biedt|"
    r"richt|startte|verhuurt|bezit|sloot|laat|staat|deed|doet|maakt|betaalt|betaalde|levert|leverde|helpt)"
)
YEAR_AFTER = re.compile(r"^[^.;]{0,12}?[,(]\s?(?:19|20)\d\d")
LAST_NOUN = re.compile(r"([\w-]+)\s+[‘'“\"]?(?:de |het |De |Het )?$")
ROLE_BEFORE = re.compile(r"([\w-]+),?\s+$")
PLURAL_BEFORE = re.compile(r"\b(\w{3,}?)(?:s|en|es|['’]s)(?:\s\([^)]*\))?(?::| zoals| als|,)\s(?:de |het )?$")
PERSON_BEFORE = rf"[{UPPER}][\w.-]+ (?:[\w']+ )*[{UPPER}][\w-]+"
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


def noun_before(name: Name) -> str:
    """The word right before a name (its article left out), in lower case, or ""."""
    match = LAST_NOUN.search(name.before)
    return match[1] if match and match[1][0].islower() else ""


@cache
def words_of(text: str) -> tuple[str, ...]:
    """The words of a name."""
    return tuple(text.split())


@cache
def _levels(text: str) -> frozenset[str]:
    return frozenset(place.level for place in load_gazetteer().places(text))


@cache
def _is_first_name(word: str) -> bool:
    first_names = load_gazetteer().first_names
    return word in first_names or ("-" in word and word.split("-")[0] in first_names)


@cache
def _plain(text: str) -> bool:
    """Two to four capitalised words (particles aside) without anything that persons' names do not have."""
    words = [word for word in words_of(text) if word[0].isupper()]
    return 2 <= len(words) <= 4 and all(PLAIN_WORD.fullmatch(word) for word in words)


@cache
def _noun_in(text: str, noun: Callable[[str], str | None]) -> bool:
    """Whether a word of the name ends in such a noun; a name of one word must have more than the noun."""
    words = words_of(text)
    return any((found := noun(word)) and (len(words) > 1 or len(word) > len(found) + 2) for word in words)


def _matches(form: str, flags: int = 0) -> Clue:
    compiled = re.compile(form, flags)
    return lambda name: compiled.search(name.text)


def _before(form: str) -> Clue:
    compiled = re.compile(rf"(?:{form})\s?$", re.IGNORECASE)
    return lambda name: compiled.search(name.before)


def _after(form: str) -> Clue:
    compiled = re.compile(rf"^(?:{form})")
    return lambda name: compiled.search(name.after)


def _labelled(label: str) -> Clue:
    return lambda name: name.label == label


def _role_before(name: Name) -> bool:
    match = ROLE_BEFORE.search(name.before)
    return bool(match and role_noun(match[1]))


def _role_after(name: Name) -> bool:
    first = re.findall(r"[\w-]+", name.after[:45])[:4]
    return name.after[:1] in (",", "(") and any(role_noun(word) for word in first)


def _party_before(name: Name) -> bool:
    """A list of parties: "drie corporaties: Noordwonen, ..."."""
    match = PLURAL_BEFORE.search(name.before)
    return bool(match and any(organisation_noun(noun) for noun in (match[1], match[1] + "e", match[1][:-1])))


def _defined_as(noun: Callable[[str], str | None]) -> Clue:
    def holds(name: Name) -> bool:
        match = DEFINED.match(name.after)
        return match is not None and any(noun(word) for word in match[1].split())

    return holds


CLUES: dict[str, Clue] = {
    # persons
    "first name, then more": lambda name: len(words_of(name.text)) > 1 and _is_first_name(words_of(name.text)[0]),
    "first name alone": lambda name: _is_first_name(name.text),
    "known surname last": lambda name: (
        len(words_of(name.text)) > 1 and words_of(name.text)[-1] in load_gazetteer().surnames
    ),
    "plain words": lambda name: _plain(name.text),
    "plain words, tagged proper": lambda name: _plain(name.text) and name.proper,
    "particle": lambda name: PARTICLE.search(name.text),
    "particle first": _matches(r"^(?:Van|De|Ten|Ter|El|Ait) "),
    "initials": _matches(rf"^(?:[{UPPER}]\.\s?)+\w"),
    "role before": _role_before,
    "role after": _role_after,
    "verb of speech after": _after(rf"\s{VERB}\b"),
    "speech before": _before(rf"aldus|{VERB}|volgens"),
    "year after": lambda name: YEAR_AFTER.search(name.after),
    # organisations and groups
    "noun of organisations inside": lambda name: _noun_in(name.text, organisation_noun),
    "noun of organisations before": lambda name: organisation_noun(noun_before(name)),
    "noun of groups inside": lambda name: _noun_in(name.text, group_noun),
    "noun of groups before": lambda name: group_noun(noun_before(name)),
    "noun of cases inside": lambda name: _noun_in(name.text, case_noun),
    "noun of cases before": lambda name: case_noun(noun_before(name)),
    "defined as organisation": _defined_as(organisation_noun),
    "defined as group": _defined_as(group_noun),
    "defined as case": _defined_as(case_noun),
    "word of firms last": lambda name: FIRM.search(name.text),
    "word of housing or care": lambda name: HOUSING.search(name.text),
    "known body": lambda name: load_gazetteer().body(name.text),
    "national body": _matches(r"^(?:het )?(?:Rijk|Rijksoverheid|Tweede Kamer|Eerste Kamer)$"),
    "acronym": _matches(r"^(?:[A-ZÀ-Þ][A-ZÀ-Þ&]{1,5}\d*|(?:[A-Z]\.){2,})$"),
    "mixed capitals": _matches(r"[a-z][A-Z]|[A-Za-z]\d{2,}$|[a-z]@[A-Z]|\w\+$"),
    "ampersand": _matches(r" & "),
    "article inside": _matches(r"^(?:De|Het) [A-Z]"),
    "list of parties before": _party_before,
    "acts after": _after(rf"\s{ACT}\b"),
    "after a person in brackets": _before(rf"{PERSON_BEFORE}\s\("),
    "after a person and a dash": _before(rf"{PERSON_BEFORE}\s*[-–—,]"),
    # places
    "municipality or province": lambda name: _levels(name.text) & {"province", "municipality"},
    "town": lambda name: "place" in _levels(name.text),
    "wijk or buurt": lambda name: _levels(name.text) & {"wijk", "buurt"},
    "street": lambda name: STREET.search(name.text),
    "area": lambda name: AREA.search(name.text),
    "noun of areas before": _before(
        r"\b(?:wijk|wijken|buurt|buurten|stad|dorp|plaats|gebied|straat|plein|park|stadsdeel|regio)"
    ),
    # works and ordinary words
    "law or plan": lambda name: LAW.search(name.text),
    "english": lambda name: ENGLISH.search(name.text),
    "adjective of a place": lambda name: (
        re.match(r"^[\w-]{4,}(?:se|sche|ste|er|s)$", name.text) and re.match(r"\s[a-z]", name.after)
    ),
    "hyphen and ordinary word": _matches(r"-[a-zà-ÿ]\w+$"),
    "not tagged proper": lambda name: not name.proper,
    "opens its sentence": lambda name: name.opens,
    "opens its sentence, one word": lambda name: name.opens and " " not in name.text,
    "opens, not tagged proper": lambda name: name.opens and not name.proper,
    "also an ordinary word": lambda name: name.common,
    "ordinary and not tagged proper": lambda name: name.common and not name.proper,
    "one word": lambda name: " " not in name.text,
    "three words or more": lambda name: len(words_of(name.text)) > 2,
    "one or two letters": lambda name: len(name.text) < 3,
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
    **{f"recognised as {label or 'nothing'}": _labelled(label) for label in LABELS},
    **{f"{word} before": _before(rf"\b{word}(?: de| het)?") for word in PREPOSITIONS},
}


def clues(name: Name) -> list[int]:
    """The numbers of the clues that hold where the name stands, in the order of CLUES."""
    return [number for number, holds in enumerate(CLUES.values()) if holds(name)]
