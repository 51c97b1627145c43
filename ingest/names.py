"""Names of people and years as they stand on a front page."""

import re

_GIVEN = r"[A-ZÀ-Þ][\w’'.-]*"
_PARTICLE = r"(?:van|von|de|den|der|des|het|ten|ter|te|in|’t|'t|du|la|le|el|al|bin|ben|op|zu)"
_SURNAME = r"[A-ZÀ-Þ][\w’'-]*\w"
PERSON = rf"{_GIVEN}(?:\s+{_GIVEN})*(?:\s+{_PARTICLE})*\s+{_SURNAME}"
_SEPARATOR = r"\s*(?:,|;|&|\||·|\ben\b|\band\b)\s*"
_PEOPLE = re.compile(rf"{PERSON}(?:{_SEPARATOR}{PERSON})*")
_AFTER = re.compile(r"\s+(?:Auteurs?|Tekst|Redactie|Foto’?s?|Beeld|Vormgeving|Eindredactie)$")
_TITLES = re.compile(r"\b(?:prof|dr|drs|ir|ing|mr|mw|dhr|em|MSc|BSc|MA|PhD)\b\.?\s*", re.IGNORECASE)
_NO_PERSON = re.compile(
    r"\b(?:gemeente|provincie|ministerie|stichting|vereniging|universiteit|hogeschool|platform|programma|instituut|bureau|buro"
    r"|uitgeverij|redactie|corporatie|coöperatie|bewoners|wijkteam|groep|b\.?v|kenniscentrum|netwerk|magazine|nieuws|raad"
    r"|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b",
    re.IGNORECASE,
)


def people_at_start(text: str) -> tuple[str, ...]:
    """The names of people with which the text begins; what follows them is left out.

    >>> people_at_start("Sanne Kuiper en Jan van der Berg, adviseurs")
    ('Sanne Kuiper', 'Jan van der Berg')
    >>> people_at_start("de ogen van de praktijk")
    ()
    """
    text = _TITLES.sub("", text.strip())
    match = _PEOPLE.match(text)
    if match is None:
        return ()
    names = [_AFTER.sub("", name).strip() for name in re.split(_SEPARATOR, match[0])]
    return tuple(_in_lower_case(name) for name in names if not _NO_PERSON.search(name))


def _in_lower_case(name: str) -> str:
    """A name that is set in capitals as it is written: THIJS VAN DAM becomes Thijs van Dam."""
    if not name.isupper():
        return name
    return " ".join(word if re.fullmatch(_PARTICLE, word) else word.title() for word in name.lower().split())


def is_people(text: str) -> bool:
    """Whether the text consists of names that can be people's and nothing else.

    >>> is_people("Judith van der Waerden"), is_people("Gemeente Deventer"), is_people("Deventer")
    (True, False, False)
    """
    stripped = _TITLES.sub("", text.strip())
    return bool(_PEOPLE.fullmatch(stripped)) and not _NO_PERSON.search(stripped)
