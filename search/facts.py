"""Figures that sources state of a case, as numbers, and how near two of them are."""

import math
import re
from collections.abc import Callable, Mapping

from ontology.gazetteer import load_gazetteer

MUNICIPALITY_SIZE = "grootte van de gemeente"
"""The one figure that no source states: it follows from the name of the municipality (CBS, 2024)."""

_NUMBER = re.compile(r"\d{1,3}(?:[.\s]\d{3})+|\d+(?:,\d+)?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_DECADE = re.compile(r"['‘’](\d0)\b")
_TIMES = {"miljoen": 1e6, "mln": 1e6, "duizend": 1e3}
_FAR_RATIO = math.log(4)
_FAR_SHARE, _FAR_BUILT, _FAR_START = 40, 30, 15


def number_of(property_: str, value: str) -> float | None:
    """The number in the value of a fact: a count, a share in procents, or a year; None where it holds none.

    >>> number_of("inwoners", "ruim 8.400"), number_of("budget", "12,4 miljoen euro"), number_of("fte", "0,6")
    (8400.0, 12400000.0, 0.6)
    >>> number_of("bouwperiode", "1964-1974"), number_of("bouwperiode", "jaren '60"), number_of("start", "maart 2017")
    (1969.0, 1965.0, 2017.0)
    >>> number_of("rechtsvorm", "stichting")
    """
    if property_ in ("bouwperiode", "start"):
        years = [int(year) for year in _YEAR.findall(value)] + [1905 + int(tens) for tens in _DECADE.findall(value)]
        return sum(years) / len(years) if years else None
    found = _NUMBER.search(value)
    if found is None:
        return None
    number = float(re.sub(r"[.\s]", "", found[0]).replace(",", "."))
    return number * next((times for word, times in _TIMES.items() if word in value.casefold()), 1)


def nearness(property_: str, one: float | None, other: float | None) -> float:
    """How near two figures for the same property are: 1 for equal ones, 0 for those that are worlds apart.

    Counts that differ by a factor of four are, as are shares that differ by 40 procent points; what has no figure is
    equal by having the property at all.

    >>> nearness("inwoners", 8000, 8000), nearness("inwoners", 1000, 90_000), nearness("schulden", None, None)
    (1.0, 0.0, 1.0)
    >>> nearness("aandeel huur", 70, 60)
    0.75
    """
    if one is None or other is None:
        return 1.0
    return max(0.0, 1 - _DISTANCES.get(property_, _by_ratio)(one, other))


def municipality_size(name: str) -> int | None:
    """How many inhabitants a municipality of today has; None for another name.

    >>> municipality_size("Deventer") > 90_000, municipality_size("Nergenshuizen")
    (True, None)
    """
    gazetteer = load_gazetteer()
    codes = [place.code for place in gazetteer.places(name) if place.level == "municipality"]
    sizes = (gazetteer.municipalities[code].inhabitants for code in codes if code in gazetteer.municipalities)
    return next((size for size in sizes if size), None)


def _by_ratio(one: float, other: float) -> float:
    return abs(math.log(one / other)) / _FAR_RATIO if one > 0 and other > 0 else 1.0


def _by_difference(far: float) -> Callable[[float, float], float]:
    return lambda one, other: abs(one - other) / far


_DISTANCES: Mapping[str, Callable[[float, float], float]] = {
    "aandeel huur": _by_difference(_FAR_SHARE),
    "aandeel koop": _by_difference(_FAR_SHARE),
    "mutatiegraad": _by_difference(_FAR_SHARE),
    "bouwperiode": _by_difference(_FAR_BUILT),
    "start": _by_difference(_FAR_START),
}
