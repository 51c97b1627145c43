"""A time line: what is told in which year, drawn as circles on a line."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from app.web.facts.sources import Source

_WIDTH = 640
_MARGIN = 36


class Moment(msgspec.Struct, frozen=True):
    """A year and how much is told in it."""

    year: int
    x: int
    radius: int
    told: str  # "2 passages, 1 les"
    address: str


class TimeLine(msgspec.Struct, frozen=True):
    """A line with the years on it."""

    width: int
    moments: tuple[Moment, ...]


def draw_timeline(dated: Sequence[tuple[Source, str]]) -> TimeLine | None:
    """The sources by year, each with a Dutch noun for what it tells; None when they are of no year or of one."""
    years: dict[int, list[tuple[Source, str]]] = {}
    for source, noun in dated:
        if source.year:
            years.setdefault(source.year, []).append((source, noun))
    if len(years) < 2:
        return None
    first, last = min(years), max(years)
    scale = (_WIDTH - 2 * _MARGIN) / (last - first)
    moments = (
        Moment(
            year,
            round(_MARGIN + (year - first) * scale),
            min(16, 5 + len(told)),
            ", ".join(f"{n} {noun}" if n == 1 else f"{n} {_PLURAL[noun]}" for noun, n in _count(told)),
            told[0][0].address,
        )
        for year, told in sorted(years.items())
    )
    return TimeLine(_WIDTH, tuple(moments))


_PLURAL = {"passage": "passages", "les": "lessen", "spanning": "spanningen"}


def _count(told: Sequence[tuple[Source, str]]) -> list[tuple[str, int]]:
    return Counter(noun for _, noun in told).most_common()
