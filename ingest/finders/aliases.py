"""Short forms in one document and the full names for which they stand."""

import re
from collections import defaultdict
from collections.abc import Collection

from ingest.finders.abbreviations import abbreviations
from ingest.finders.names import Name, name_key
from ingest.finders.nouns import CASES, GROUPS, ORGANISATIONS, case_noun, group_noun, organisation_noun
from ontology.gazetteer import load_gazetteer

# Bodies that have a name of their own behind the noun.
NAMED_BODIES = frozenset(["woningcorporatie", "maatschappelijke-organisatie", "energiecooperatie", "zorgorganisatie"])
IN = re.compile(r"\b(?:in|te|uit) $")
BARE_NOUNS = frozenset([*ORGANISATIONS, *GROUPS, *CASES])


def full_names(text: str, found: list[Name]) -> dict[str, str]:
    """Key of a short form -> key of the full name.

    Abbreviations that the text explains, also inside a longer name ("Stichting WZO"); a name with its town behind it
    ("Noordwonen Ede") where the name also stands alone; a noun for the one name that begins with it ("de Wijkraad");
    a name for the one with what sort of body it is ("Woonstichting Zon"); a first or last name for the one person.
    """
    aliases = {name_key(short.short): name_key(short.full(text)) for short in abbreviations(text)}
    spelled = {name_key(name.text): name.text for name in found}
    inside = {name_key(name.text) for name in found if IN.search(name.before[-5:])}
    persons = {key for key, spelling in spelled.items() if _is_person(spelling)}
    own = set(person_names(spelled, persons))
    by_first = defaultdict[str, list[str]](list)
    for key in spelled:
        by_first[key.partition(" ")[0]].append(key)
    for key, spelling in spelled.items():
        words = key.split()
        longer = [other for other in by_first[words[0]] if other.startswith(f"{key} ")]
        if len(longer) == 1 and (key in BARE_NOUNS or (len(words) == 1 and _says_group(spelling))):
            aliases.setdefault(key, longer[0])
        bare = " ".join(words[1:])
        if bare in spelled and bare not in inside | own and _says_body(words[0]) and not _is_place(spelled[bare]):
            aliases.setdefault(bare, key)
        expanded = " ".join(aliases.get(word, word) for word in words)
        if expanded != key and expanded in spelled:
            aliases[key] = expanded
        for size in range(len(words) - 1, 0, -1):
            shorter, town = " ".join(words[:size]), " ".join(spelling.split()[size - len(words) :])
            if shorter in spelled and shorter not in BARE_NOUNS and _is_place(town):
                aliases.setdefault(key, shorter)
    alone = {key for key in spelled if key not in persons and not _is_place(spelled[key])}
    aliases = person_names(alone, persons) | aliases
    return {short: _last(short, aliases) for short in aliases if _last(short, aliases) != short}


def _last(short: str, aliases: dict[str, str]) -> str:
    """Where a short form leads, in at most two steps: an abbreviation may stand inside a longer name."""
    full = aliases[short]
    return aliases.get(full, full)


def _is_place(name: str) -> bool:
    return bool(load_gazetteer().places(name))


def _says_body(word: str) -> bool:
    noun = organisation_noun(word)
    return bool(noun and ORGANISATIONS[noun] in NAMED_BODIES)


def _says_group(word: str) -> bool:
    """Whether a word is a compound that names a group: "Spiegelgroep"."""
    noun = group_noun(word)
    return bool(noun and len(word) > len(noun) + 2)


def _is_person(name: str) -> bool:
    """Whether a name is surely a person's: a first name, more, and no noun of bodies or cases."""
    words = name.split()
    known = len(words) > 1 and words[0] in load_gazetteer().first_names and words[-1][0].isupper()
    return known and not any(organisation_noun(word) or group_noun(word) or case_noun(word) for word in words)


def person_names(keys: Collection[str], persons: Collection[str]) -> dict[str, str]:
    """Key of a first or last name alone -> key of the one person in the document who is called so.

    >>> person_names({"anja", "de vries", "bakker"}, {"anja de vries", "piet bakker", "els bakker"})
    {'anja': 'anja de vries', 'de vries': 'anja de vries'}
    """
    called = defaultdict[str, list[str]](list)
    for person in persons:
        words = person.split()
        for size in range(1, len(words)):
            called[" ".join(words[:size])].append(person)
            called[" ".join(words[size:])].append(person)
    return {key: called[key][0] for key in sorted(set(keys) - set(persons)) if len(set(called.get(key, ()))) == 1}
