"""What the form of a name tells about what it names, wherever it stands: one line a clue."""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from ingest.finders.name_forms import UPPER
from ingest.finders.nouns import case_noun, group_noun, organisation_noun
from ontology.gazetteer import load_gazetteer

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
WORKS = re.compile(
    r"(?:^| )(?:Congres(?:s)?|Conferentie|Conference|Lezing|Lectures?|Study|Studie|Studies|Review|Journal|Magazine|"
    r"Tijdschrift|Rapport|Report|Award|Prijs|Dag|Dagen|Week|Maand|Feest|Festival|Boek|Gids|Kaart|Schets|Visie|Pot|"
    r"Press|Regeling|Deal|Akkoord|Plan|Nota|Brief|Reeks|Serie|Podcast|Symposium|Cursus|Opleiding)$"
)
FIRM = re.compile(
    r"(?:^| )(?:B\.?V\.?|N\.?V\.?|Groep|Group|Fonds|Fund|Bank|Wonen|Welzijn|Zorg|Thuiszorg|Advies|Adviseurs|Partners|"
    r"Hogeschool|Universiteit|University|College|Academie|Coalition|Foundation|Energie|Werkt|Hub|Support|Vastgoed|Media|Instituut|Lab)$"
)
HOUSING = re.compile(r"[Ww]onen|[Ww]oon|[Zz]org|[Ww]elzijn|[Tt]huis")
ENGLISH = re.compile(
    r"\b(?:the|of|and|for|new|green|social|public|next|living|city|future|community|impact|management)\b", re.IGNORECASE
)

ENGLISH_CONCEPT = re.compile(
    r" (?:Management|Bonds?|Governance|Design|Thinking|Learning|Building|Leadership|Development|Innovation|Economy|"
    r"Platforms?|Wealth|Return|Value|Planning|Act|Strategy|Power|Organizing|Housing|Framework|Theory|Cities|City)$"
)


@cache
def words_of(text: str) -> tuple[str, ...]:
    """The words of a name."""
    return tuple(text.split())


def _levels(text: str) -> frozenset[str]:
    return frozenset(place.level for place in load_gazetteer().places(text))


def _is_first_name(word: str) -> bool:
    first_names = load_gazetteer().first_names
    return word in first_names or ("-" in word and word.split("-")[0] in first_names)


def _is_plain(text: str) -> bool:
    """Two to four capitalised words (particles aside) without anything that persons' names do not have."""
    words = [word for word in words_of(text) if word[0].isupper()]
    return 2 <= len(words) <= 4 and all(PLAIN_WORD.fullmatch(word) for word in words)


def _noun_in(text: str, noun: Callable[[str], str | None]) -> bool:
    """Whether a word of the name ends in such a noun; a name of one word must have more than the noun."""
    words = words_of(text)
    return any((found := noun(word)) and (len(words) > 1 or len(word) > len(found) + 2) for word in words)


FORMS: dict[str, Callable[[str], object]] = {
    "first name, then more": lambda text: len(words_of(text)) > 1 and _is_first_name(words_of(text)[0]),
    "first name alone": _is_first_name,
    "known surname last": lambda text: len(words_of(text)) > 1 and words_of(text)[-1] in load_gazetteer().surnames,
    "plain words": _is_plain,
    "particle": PARTICLE.search,
    "particle first": re.compile(r"^(?:Van|De|Ten|Ter|El|Ait) ").search,
    "initials": re.compile(rf"^(?:[{UPPER}]\.\s?)+\w").search,
    "noun of organisations inside": lambda text: _noun_in(text, organisation_noun),
    "noun of groups inside": lambda text: _noun_in(text, group_noun),
    "noun of cases inside": lambda text: _noun_in(text, case_noun),
    "word of firms last": FIRM.search,
    "word of housing or care": HOUSING.search,
    "known body": lambda text: load_gazetteer().body(text),
    "national body": re.compile(r"^(?:het )?(?:Rijk|Rijksoverheid|Tweede Kamer|Eerste Kamer)$").search,
    "acronym": re.compile(r"^(?:[A-ZÀ-Þ][A-ZÀ-Þ&]{1,5}\d*|(?:[A-Z]\.){2,})$").search,
    "mixed capitals": re.compile(r"[a-z][A-Z]|[A-Za-z]\d{2,}$|[a-z]@[A-Z]|\w\+$").search,
    "ampersand": re.compile(r" & ").search,
    "article inside": re.compile(r"^(?:De|Het) [A-Z]").search,
    "municipality or province": lambda text: _levels(text) & {"province", "municipality"},
    "town": lambda text: "place" in _levels(text),
    "wijk or buurt": lambda text: _levels(text) & {"wijk", "buurt"},
    "street": STREET.search,
    "area": AREA.search,
    "law or plan": LAW.search,
    "word of works or events last": WORKS.search,
    "english": ENGLISH.search,
    "english concept": ENGLISH_CONCEPT.search,
    "hyphen and ordinary word": re.compile(r"-[a-zà-ÿ]\w+$").search,
    "one word": lambda text: " " not in text,
    "three words or more": lambda text: len(words_of(text)) > 2,
    "one or two letters": lambda text: len(text) < 3,
}


def is_area(text: str) -> bool:
    """Whether a name has the form of an area's or a street's: "Vogelbuurt", "Lange Dijk"."""
    return bool(AREA.search(text) or STREET.search(text))


@lru_cache(maxsize=5000)
def forms(text: str) -> tuple[int, ...]:
    """The numbers of the clues that the form of a name gives, in the order of FORMS."""
    return tuple(number for number, holds in enumerate(FORMS.values()) if holds(text))
