"""What the tables of places and public bodies add to a name: CBS codes with their year, addresses in TOOI, Wikidata.

Nothing is added where a name could mean two things.
"""

from corpus.model import PlaceLevel
from kg.names import area_key
from ontology.gazetteer import Body, load_gazetteer

_TOOI = "https://identifier.overheid.nl/tooi/id"
# Municipalities and provinces are those of 2026; districts carry the year of their own table.
_YEAR_OF_MUNICIPALITIES = "2026"
# Words that a text puts before the name of a body and the register leaves out, with the sort of body that they mean.
_SORTS = {"ministerie van ": "ministerie", "ministerie ": "ministerie", "waterschap ": "waterschap"}
_WATER_BOARDS = ("waterschap", "hoogheemraadschap", "wetterskip")


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
    """The year of the division into areas that a code belongs to; of a municipality of the past its last year.

    >>> code_year("GM0344", "Utrecht"), code_year("GM0416", "Langedijk"), code_year("WK999999", "Nergenshuizen")
    ('2026', '2021', None)
    """
    municipality = load_gazetteer().municipalities.get(code)
    if municipality and municipality.last_year:
        return municipality.last_year
    if code.startswith(("GM", "PV")):
        return _YEAR_OF_MUNICIPALITIES
    return next((place.year for place in load_gazetteer().places(name) if place.code == code and place.year), None)


def successors(code: str) -> tuple[str, ...]:
    """The CBS codes of the municipalities of today that one of the past went into; several where it was split.

    >>> successors("GM0416"), successors("GM0053"), successors("GM0344")
    (('GM1980',), ('GM1969', 'GM1966'), ())
    """
    municipality = load_gazetteer().municipalities.get(code)
    return municipality.successors if municipality else ()


def table_of(code: str) -> str:
    """The table of the gazetteer that a CBS code was taken from.

    >>> table_of("GM0344"), table_of("PV26"), table_of("BU03440101")
    ('municipalities', 'provinces', 'areas')
    """
    return {"GM": "municipalities", "PV": "provinces"}.get(code[:2], "areas")


def public_body(name: str) -> str | None:
    """The address in TOOI of the public body that is called exactly so; abbreviations alone are not sure enough.

    >>> public_body("gemeente Utrecht"), public_body("de provincie Friesland")
    ('https://identifier.overheid.nl/tooi/id/gemeente/gm0344', 'https://identifier.overheid.nl/tooi/id/provincie/pv21')
    >>> public_body("het ministerie van BZK")
    'https://identifier.overheid.nl/tooi/id/ministerie/mnre1034'
    >>> public_body("UWV")
    """
    if body := _registered(name):
        return body.uri or None
    bare = _bare(name)
    for word, level in (("gemeente", PlaceLevel.MUNICIPALITY), ("provincie", PlaceLevel.PROVINCE)):
        if area_key(name) and bare.casefold().startswith(f"{word} "):
            area = bare[len(word) + 1 :]
            codes = {place.code for place in load_gazetteer().places(area) if place.level == level and place.code}
            return f"{_TOOI}/{word}/{codes.pop().casefold()}" if len(codes) == 1 else None
    return None


def wikidata_item(name: str) -> str | None:
    """The item in Wikidata of a body, where the register of public bodies itself names it.

    >>> wikidata_item("ministerie van Binnenlandse Zaken en Koninkrijksrelaties"), wikidata_item("gemeente Utrecht")
    ('http://www.wikidata.org/entity/Q2491421', None)
    """
    body = _registered(name)
    return f"http://www.wikidata.org/entity/{body.wikidata}" if body and body.wikidata else None


def _registered(name: str) -> Body | None:
    """The body of this name; after a word that says what sort of body it is, its abbreviation will do too."""
    gazetteer, bare = load_gazetteer(), _bare(name)
    for word, sort in _SORTS.items():
        if bare.casefold().startswith(word):
            body = gazetteer.body(bare[len(word) :])
            if body and body.sort == sort:
                return body
    body = gazetteer.body(bare)
    if body is None or bare.casefold() != body.name.casefold():
        return None
    # "De Dommel" by itself is as often the river.
    says_sort = body.sort not in _SORTS.values() or bare.casefold().startswith(_WATER_BOARDS)
    return body if says_sort else None


def _bare(name: str) -> str:
    """A name without the article before it."""
    first, _, rest = name.strip().partition(" ")
    return rest if rest and first.casefold() in ("de", "het") else name.strip()
