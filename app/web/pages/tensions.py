"""The tension map: families of tensions between their poles."""

from typing import ClassVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from app.web.desk import OpenedLibrary
from app.web.facts.tensions import OTHER, Family
from app.web.options import site_of
from app.web.rendering import Page, render

_LINE, _MARGIN = 360, 12
"""The length of the line between two poles, and the room at its ends, in units of its picture."""
_SHOWN = 40
"""Tensions of one family that are listed; the rest is behind SPARQL."""


class Bead(msgspec.Struct, frozen=True, kw_only=True):
    """A case, or all that belongs to no case, on the line between two poles."""

    x: float
    radius: float
    label: str
    count: int
    address: str


class MapRow(msgspec.Struct, frozen=True, kw_only=True):
    """A family: a line between two poles, with a bead for each case."""

    family: Family
    thickness: float
    beads: tuple[Bead, ...]


class TensionsPage(Page, frozen=True, kw_only=True):
    """All tensions in families."""

    template: ClassVar[str] = "tensions.html"

    rows: tuple[MapRow, ...]
    others: Family | None  # tensions that belong to no family
    width: int
    shown: int


async def tensions(request: Request) -> Response:
    """The tension map."""
    return render(request, await site_of(request).desk.ask(_tensions))


def _tensions(opened: OpenedLibrary) -> TensionsPage:
    families = [family for family in opened.families if family.key != OTHER]
    others = next((family for family in opened.families if family.key == OTHER), None)
    most = max((len(family.tensions) for family in families), default=1)
    rows = tuple(_row(family, most) for family in families)
    return TensionsPage(rows=rows, others=others, width=_LINE + 2 * _MARGIN, shown=_SHOWN)


def _row(family: Family, most: int) -> MapRow:
    counts: dict[tuple[str, str], int] = {}
    for tension in family.tensions:
        key = (tension.case.label, tension.case.address or "") if tension.case else ("", f"#{family.key}")
        counts[key] = counts.get(key, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (item[0][0] == "", -item[1], item[0]))
    step = _LINE / (len(ordered) + 1)
    beads = tuple(
        Bead(
            x=round(_MARGIN + step * (at + 1), 1),
            radius=round(min(18, step / 2, 5 + 3 * count**0.5), 1),
            label=label,
            count=count,
            address=address,
        )
        for at, ((label, address), count) in enumerate(ordered)
    )
    thickness = round(1.5 + 5 * len(family.tensions) / most, 1)
    return MapRow(family=family, thickness=thickness, beads=beads)
