"""Dutch places, public bodies and personal names: what the tables in `gazetteer/` know of a name."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLES = Path(__file__).parent / "gazetteer"

# Names without a code that texts use for large areas.
REGIONS = (
    "Achterhoek",
    "Betuwe",
    "Brabant",
    "Holland",
    "Oost-Nederland",
    "Randstad",
    "Twente",
    "Veluwe",
    "West-Friesland",
)
MOST_WORDS = 6
ARTICLES = ("De ", "Het ", "'t ", "de ", "het ")


class Municipality(NamedTuple):
    """A municipality of today or of the past."""

    code: str  # CBS, e.g. "GM0344"
    name: str
    province: str
    first_year: str  # "" where it is not known
    last_year: str  # "" for one of today
    successors: tuple[str, ...]  # CBS codes of the municipalities of today that its area lies in; none for one of today
    inhabitants: int  # 2024; 0 for one of the past


class Place(NamedTuple):
    """One of the places that a name may stand for."""

    name: str
    level: str  # province, municipality, place, wijk or buurt
    code: str  # CBS code, or "" where there is none
    municipality: str  # CBS code of its municipality, "" for a province
    year: str = ""  # of the code of a wijk or buurt


class Body(NamedTuple):
    """A public body or well-known organisation."""

    name: str
    abbreviation: str
    sort: str  # slug of a kind of actor in the thesaurus
    uri: str  # TOOI; "" where there is none
    wikidata: str = ""  # item, where the register of public bodies names it


class Gazetteer:
    """Looks names up; made once by `load_gazetteer`.

    >>> gazetteer = load_gazetteer()
    >>> gazetteer.places("Overvecht")[0].municipality
    'GM0344'
    >>> gazetteer.municipalities["GM0344"].name
    'Utrecht'
    >>> gazetteer.body("UWV").sort
    'rijksoverheid'
    """

    def __init__(self, folder: Path) -> None:
        self.municipalities: dict[str, Municipality] = {}
        more = (folder / "known_first_names.txt").read_text(encoding="utf-8").split("\n", 1)[1].split()
        self.first_names = frozenset(name for (name,) in _rows(folder / "first_names.csv")) | frozenset(more)
        # The last word of a surname suffices: particles before it are recognised by themselves.
        self.surnames = frozenset(name.split()[-1] for (name,) in _rows(folder / "surnames.csv"))
        self.common_words = frozenset(word for (word,) in _rows(folder / "common_words.csv"))
        self._places: defaultdict[str, list[Place]] = defaultdict(list)
        self._bodies: dict[str, Body] = {}
        for code, name in _rows(folder / "provinces.csv"):
            self._add(Place(name, "province", code, ""))
        for name in REGIONS:
            self._add(Place(name, "province", "", ""))
        for code, name, province, first, last, successors, inhabitants in _rows(folder / "municipalities.csv"):
            municipality = Municipality(code, name, province, first, last, tuple(successors.split()), int(inhabitants))
            self.municipalities.setdefault(code, municipality)
            self._add(Place(name, "municipality", code, code))
        for name, municipality_code in _rows(folder / "places.csv"):
            self._add(Place(name, "place", "", municipality_code))
        for name, level, code, year, municipality_code in _rows(folder / "areas.csv"):
            self._add(Place(name, level, code, municipality_code, year))
        for name, abbreviation, sort, uri, wikidata in _rows(folder / "bodies.csv"):
            body = Body(name, abbreviation, sort, uri, wikidata)
            self._bodies[name.casefold()] = body
            if abbreviation:
                self._bodies.setdefault(abbreviation, body)

        self._first_words = frozenset(name.split(" ", 1)[0] for name in self._places)

        for name, sort in _rows(folder / "known_organisations.csv"):
            # "KEI" is a body, "Kei" a stone.
            self._bodies.setdefault(name if name.isupper() else name.casefold(), Body(name, "", sort, ""))

    def places(self, name: str) -> tuple[Place, ...]:
        """All the places called `name`, from province down to buurt, known with or without an article.

        >>> [place.level for place in load_gazetteer().places("Utrecht")][:2]
        ['province', 'municipality']
        >>> load_gazetteer().places("Hambaken")[0].name
        'De Hambaken'
        """
        return tuple(self._places.get(name, ()))

    def body(self, name: str) -> Body | None:
        """The body with this name (any case, article or not) or this abbreviation (as written)."""
        lower = name.casefold()
        return self._bodies.get(name) or self._bodies.get(lower) or self._bodies.get(f"de {lower}")

    def _add(self, place: Place) -> None:
        self._places[place.name].append(place)
        for article in ARTICLES:
            if place.name.startswith(article):
                self._places[place.name.removeprefix(article)].append(place)

    def longest_place(self, words: Sequence[str]) -> int:
        """How many of the first `words` make up the longest place name that begins there; 0 if none does.

        >>> load_gazetteer().longest_place(["Loon", "op", "Zand", "en", "Waalwijk"])
        3
        """
        if words[0] not in self._first_words:
            return 0
        sizes = range(min(len(words), MOST_WORDS), 0, -1)
        return next((size for size in sizes if " ".join(words[:size]) in self._places), 0)


@cache
def load_gazetteer() -> Gazetteer:
    """The tables that come with the project, read once."""
    return Gazetteer(TABLES)


def _rows(table: Path) -> Iterator[list[str]]:
    """The rows of a table, without its header."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter=";")
        next(rows)
        yield from rows
