"""A time line: what is told in which year, drawn as circles on a line."""

from collections import Counter

import msgspec

from app.web.facts.cases import CaseFile

_WIDTH = 640
_MARGIN = 36


class Moment(msgspec.Struct, frozen=True):
    """A year and how much is told in it."""

    year: int
    x: int
    radius: int
    told: str  # "2 documenten, 1 les"
    address: str


class TimeLine(msgspec.Struct, frozen=True):
    """A line with the years on it."""

    width: int
    moments: tuple[Moment, ...]


def draw_timeline(case: CaseFile) -> TimeLine | None:
    """What is told of a case by year; None when that is in no year or in one."""
    years: dict[int, Counter[str]] = {}
    addresses: dict[int, str] = {}
    for description in case.descriptions:
        if description.year:
            years.setdefault(description.year, Counter())["document"] += 1
            addresses.setdefault(description.year, description.passages[0].address)
    for told in case.told:
        if told.year in years:
            years[told.year][told.noun] += told.count
    if len(years) < 2:
        return None
    first, last = min(years), max(years)
    scale = (_WIDTH - 2 * _MARGIN) / (last - first)
    moments = (
        Moment(
            year,
            round(_MARGIN + (year - first) * scale),
            min(16, 5 + told.total()),
            ", ".join(f"{n} {noun}" if n == 1 else f"{n} {_PLURAL[noun]}" for noun, n in told.most_common()),
            addresses[year],
        )
        for year, told in sorted(years.items())
    )
    return TimeLine(_WIDTH, tuple(moments))


_PLURAL = {"document": "documenten", "les": "lessen", "spanning": "spanningen"}
