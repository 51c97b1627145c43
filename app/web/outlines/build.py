"""Makes `outlines.json`: provinces and municipalities as SVG paths, from open outlines in GeoJSON.

python -m app.web.outlines.build ../shared/reference
"""

import json
import math
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

WEST, NORTH, SOUTH = 3.3, 53.6, 50.72
WIDTH = 400
_SHRINK = math.cos(math.radians((NORTH + SOUTH) / 2))
_SCALE = WIDTH / ((7.25 - WEST) * _SHRINK)
HEIGHT = round((NORTH - SOUTH) * _SCALE)

Point = tuple[float, float]


def main() -> None:
    """Write the table beside this file."""
    source = Path(sys.argv[1])
    outlines = {
        "width": WIDTH,
        "height": HEIGHT,
        "provinces": [_path(feature, 1) for feature in _features(source / "nl_provinces.geojson")],
        "municipalities": {
            feature["properties"]["code"]: [feature["properties"]["name"], *_middle(feature), _path(feature, 1)]
            for feature in _features(source / "nl_municipalities.geojson")
        },
    }
    written = json.dumps(outlines, ensure_ascii=False, separators=(",", ":"))
    Path(__file__).with_name("outlines.json").write_text(written + "\n", encoding="utf-8")


def _features(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return found


def _rings(feature: dict[str, Any]) -> Iterator[list[Point]]:
    geometry = feature["geometry"]
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        for ring in polygon:
            yield [((x - WEST) * _SHRINK * _SCALE, (NORTH - y) * _SCALE) for x, y in ring]


def _path(feature: dict[str, Any], digits: int) -> str:
    """Relative steps, rounded; rings that round to a speck are left out."""
    parts = []
    for ring in _rings(feature):
        points = [(round(x, digits), round(y, digits)) for x, y in ring]
        points = [point for point, before in zip(points, [None, *points], strict=False) if point != before]
        if len(points) < 4 or _area(points) < 0.4:
            continue
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points[:-1])]
        parts.append(f"M{points[0][0]:g} {points[0][1]:g}l" + " ".join(f"{_r(dx)} {_r(dy)}" for dx, dy in steps) + "z")
    return "".join(parts)


def _r(step: float) -> str:
    return f"{round(step, 1):g}"


def _area(ring: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def _middle(feature: dict[str, Any]) -> tuple[float, float]:
    """The centre of gravity of the largest ring."""
    ring = max(_rings(feature), key=_area)
    pairs = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
    twice = sum(cross for *_, cross in pairs)
    x = sum((a[0] + b[0]) * cross for a, b, cross in pairs) / (3 * twice)
    y = sum((a[1] + b[1]) * cross for a, b, cross in pairs) / (3 * twice)
    return round(x, 1), round(y, 1)


if __name__ == "__main__":
    main()
