"""Short forms in one document and the full names for which they stand."""

from collections.abc import Collection

from ingest.finders.abbreviations import abbreviations
from ingest.finders.names import Name, name_key
from ingest.finders.nouns import CASES, GROUPS, ORGANISATIONS
from ontology.gazetteer import load_gazetteer

BARE_NOUNS = frozenset([*ORGANISATIONS, *GROUPS, *CASES])


def full_names(text: str, found: list[Name]) -> dict[str, str]:
    """Key of a short form -> key of the full name.

    Abbreviations that the text explains, also inside a longer name ("Stichting WZO"); a name with its town behind it
    ("Noordwonen Ede") where the name also stands alone; a noun for the one name that begins with it ("de Wijkraad").
    """
    aliases = {name_key(short.short): name_key(short.full(text)) for short in abbreviations(text)}
    spelled = {name_key(name.text): name.text for name in found}
    for key, spelling in spelled.items():
        longer = [other for other in spelled if other.startswith(f"{key} ")]
        if len(longer) == 1 and key in BARE_NOUNS:
            aliases.setdefault(key, longer[0])
        words = key.split()
        expanded = " ".join(aliases.get(word, word) for word in words)
        if expanded != key and expanded in spelled:
            aliases[key] = expanded
        for size in range(len(words) - 1, 0, -1):
            shorter, town = " ".join(words[:size]), " ".join(spelling.split()[size - len(words) :])
            if shorter in spelled and shorter not in BARE_NOUNS and load_gazetteer().places(town):
                aliases.setdefault(key, shorter)
    return {short: aliases.get(full, full) for short, full in aliases.items() if short != full}


def person_names(keys: Collection[str], persons: Collection[str]) -> dict[str, str]:
    """Key of a first or last name alone -> key of the one person in the document who is called so.

    >>> person_names({"anja", "de vries", "bakker"}, {"anja de vries", "piet bakker", "els bakker"})
    {'anja': 'anja de vries', 'de vries': 'anja de vries'}
    """
    aliases = {}
    for key in sorted(set(keys) - set(persons)):
        full = [person for person in persons if person.startswith(f"{key} ") or person.endswith(f" {key}")]
        if len(full) == 1:
            aliases[key] = full[0]
    return aliases
