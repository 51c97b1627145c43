"""What the tables of places and public bodies add to a name: CBS codes with their year, addresses in TOOI.

Nothing is added where a name could mean two things.
"""

from corpus.model import PlaceLevel
from kg.names import area_key
from ontology.gazetteer import load_gazetteer

_TOOI = "https://identifier.overheid.nl/tooi/id"
# Municipalities and provinces are those of 2026; districts carry the year of their own table.
_YEAR_OF_MUNICIPALITIES = "2026"


def municipality_code(name: str) -> str | None:
    """The CBS code of the municipality of this name; `None` where there is none, or more than one.

    >>> municipality_code("Den Bosch"), municipality_code("Nergenshuizen")
    ('GM0796', None)
    """
    codes = {place.code for place in load_gazetteer().places(name) if place.level == PlaceLevel.MUNICIPALITY}
    return codes.pop() if len(codes) == 1 else None


def municipality_name(code: str) -> str:
    """The official name of a municipality.

    >>> municipality_name("GM0796")
    "'s-Hertogenbosch"
    """
    return load_gazetteer().municipalities[code].name


def code_year(code: str, name: str) -> str | None:
    """The year of the division into areas that a code belongs to.

    >>> code_year("GM0344", "Utrecht"), code_year("WK999999", "Nergenshuizen")
    ('2026', None)
    """
    if code.startswith(("GM", "PV")):
        return _YEAR_OF_MUNICIPALITIES
    return next((place.year for place in load_gazetteer().places(name) if place.code == code and place.year), None)


def public_body(name: str) -> str | None:
    """The address in TOOI of the public body that is called exactly so; abbreviations are not sure enough.

    >>> public_body("gemeente Utrecht"), public_body("de provincie Utrecht")
    ('https://identifier.overheid.nl/tooi/id/gemeente/gm0344', 'https://identifier.overheid.nl/tooi/id/provincie/pv26')
    >>> public_body("UWV")
    """
    body = load_gazetteer().body(name)
    if body:
        return body.uri if name.casefold() == body.name.casefold() else None
    for word, level in (("gemeente", PlaceLevel.MUNICIPALITY), ("provincie", PlaceLevel.PROVINCE)):
        bare = name.removeprefix("de ").removeprefix("De ").strip()
        if area_key(name) and bare.casefold().startswith(f"{word} "):
            area = bare[len(word) + 1 :]
            codes = {place.code for place in load_gazetteer().places(area) if place.level == level and place.code}
            return f"{_TOOI}/{word}/{codes.pop().casefold()}" if len(codes) == 1 else None
    return None
