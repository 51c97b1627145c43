"""The map of the Netherlands: our own table of outlines, drawn as SVG without any tile server."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec


class MapPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A municipality with cases."""

    code: str
    name: str
    x: float
    y: float
    radius: float
    outline: str  # an SVG path
    told: str  # names of the cases


class MapPicture(msgspec.Struct, frozen=True, kw_only=True):
    """The provinces, and the municipalities that something is told of."""

    width: int
    height: int
    provinces: tuple[str, ...]  # SVG paths
    places: tuple[MapPlace, ...]


class _Outlines(msgspec.Struct, frozen=True):
    width: int
    height: int
    provinces: tuple[str, ...]
    municipalities: dict[str, tuple[str, float, float, str]]


def draw_map(cases: Mapping[str, Sequence[str]]) -> MapPicture:
    """The map with the names of cases by CBS code of their municipality; a code of the past is left out.

    >>> [(place.name, place.told) for place in draw_map({"GM0344": ["Wijkteam"], "GM9999": ["Weg"]}).places]
    [('Utrecht', 'Wijkteam')]
    """
    outlines = _outlines()
    places = []
    for code, names in sorted(cases.items(), key=lambda item: -len(item[1])):
        if code in outlines.municipalities:
            name, x, y, outline = outlines.municipalities[code]
            told, radius = ", ".join(dict.fromkeys(names)), 4 + 3 * len(set(names)) ** 0.5
            places.append(MapPlace(code=code, name=name, x=x, y=y, radius=round(radius, 1), outline=outline, told=told))
    return MapPicture(width=outlines.width, height=outlines.height, provinces=outlines.provinces, places=tuple(places))


@cache
def _outlines() -> _Outlines:
    path = Path(__file__).with_name("outlines.json")
    return msgspec.json.decode(path.read_bytes(), type=_Outlines)
