"""Names of authors: given name, particles and family name, by Dutch custom; or the name of an organisation."""

import re
from collections.abc import Iterable

PARTICLES = frozenset(
    "van de der den het ten ter te in op el al von du la le da dos 't ’t 's ’s d' onder aan bij uit".split()
)
_ORGANISATION = re.compile(
    r"\b(?:gemeente|ministerie|stichting|platform|vereniging|bureau|buro|redactie|netwerk|provincie|rekenkamer|raad|"
    r"universiteit|hogeschool|\w*corporatie|\w*bedrijf|collectief|co[öo]peratie|instituut|\w*centrum|planbureau|"
    r"commissie|visitatiecommissie|dienst|alliantie|programma|nationaal|academie|lab|werkplaats|groep|team|stad|"
    r"woningbouw\w*|federatie|fonds|bibliotheek|uitgeverij|krant|magazine|inspectie|autoriteit|bond|\w*lab|&)\b",
    re.IGNORECASE,
)
_TITLES = re.compile(r"^(?:(?:prof|dr|drs|ir|ing|mr|dhr|mevr|mw)\.?\s+)+", re.IGNORECASE)


def csl_name(name: str) -> dict[str, str]:
    """A name as CSL-JSON.

    >>> csl_name("Anja de Vries")
    {'given': 'Anja', 'non-dropping-particle': 'de', 'family': 'Vries'}
    >>> csl_name("Berg, J. van den"), csl_name("Jan Van Hove")
    ({'given': 'J.', 'non-dropping-particle': 'van den', 'family': 'Berg'}, {'given': 'Jan', 'family': 'Van Hove'})
    >>> csl_name("Gemeente Utrecht"), csl_name("Van Vieren")
    ({'literal': 'Gemeente Utrecht'}, {'literal': 'Van Vieren'})
    """
    plain = _TITLES.sub("", " ".join(name.split()))
    if "," in plain:
        family, _, rest = plain.partition(",")
        plain = f"{rest.strip()} {family}"
    parts = plain.split()
    first = next((i for i, part in enumerate(parts) if part.lower() in PARTICLES), len(parts) - 1)
    if len(parts) < 2 or first == 0 or _ORGANISATION.search(plain) or not _all_names(parts):
        return {"literal": " ".join(name.split())}
    last = next((i for i in range(first, len(parts)) if parts[i].lower() not in PARTICLES), len(parts) - 1)
    particle = " ".join(parts[first:last])
    if particle[:1].isupper():  # Flemish names begin with it
        return {"given": " ".join(parts[:first]), "family": " ".join(parts[first:])}
    said = {
        "given": " ".join(parts[:first]),
        "non-dropping-particle": particle,
        "family": " ".join(parts[last:]),
    }
    return {key: value for key, value in said.items() if value}


def capitalise_particles(text: str, names: Iterable[dict[str, str]]) -> str:
    """The text with a capital for each particle that no given name or initial precedes, as Dutch spelling asks.

    >>> names = [csl_name("Anja de Vries"), csl_name("Jan van den Berg")]
    >>> capitalise_particles("(de Vries & van den Berg, 2011)", names)
    '(De Vries & Van den Berg, 2011)'
    >>> capitalise_particles("Anja de Vries en J. van den Berg", names)
    'Anja de Vries en J. van den Berg'
    """
    for name in names:
        particle = name.get("non-dropping-particle")
        if not particle:
            continue
        given = name["given"].split()[-1]
        before = rf"(?<!{re.escape(given)} )(?<!{re.escape(given[0])}\. )(?<!{re.escape(given[0])}\.\u00a0)(?<![\w’'-])"
        own = re.escape(particle).replace(r"\ ", r"\s") + r"\s" + re.escape(name["family"])
        text = re.sub(before + own, lambda match: _capital(match[0]), text)
    return text


def _capital(text: str) -> str:
    """The text with its first letter as a capital; an apostrophe and its letter stay small, as in ’t Hart."""
    if text[0] in "'’":
        return text
    return text[0].upper() + text[1:]


def _all_names(parts: list[str]) -> bool:
    return all(part[0].isupper() or part.lower() in PARTICLES or part[0] in "'’" for part in parts)
