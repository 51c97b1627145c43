"""The tension map, and the page of one family."""

from typing import ClassVar

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.web.desk import OpenedLibrary
from app.web.facts.tensions import OTHER, Family, Tension
from app.web.forms import number
from app.web.options import site_of
from app.web.pages.beads import BeadString, draw_string
from app.web.rendering import Page, render

_DRAWN = 12
"""Families whose string is in view; the rest can be unfolded."""

_SUREST = 8
"""Tensions without a family that can be unfolded on the map; the rest has a page of its own."""

_PER_PAGE = 20


class TensionsPage(Page, frozen=True, kw_only=True):
    """The map: each family a string between two poles."""

    template: ClassVar[str] = "tensions.html"

    first: tuple[BeadString, ...]
    more: tuple[BeadString, ...]
    others: Family | None  # tensions that belong to no family
    surest: tuple[Tension, ...]  # of those others


class FamilyPage(Page, frozen=True, kw_only=True):
    """A family of tensions with all that is told of it, or all tensions without a family."""

    template: ClassVar[str] = "family.html"

    string: BeadString | None
    family: Family
    tensions: tuple[Tension, ...]
    previous_address: str | None
    next_address: str | None


async def tensions(request: Request) -> Response:
    """The tension map."""
    return render(request, await site_of(request).desk.ask(_tensions))


async def family(request: Request) -> Response:
    """A family by its key, page `p`."""
    key, asked = request.path_params["key"], request.query_params
    page = await site_of(request).desk.ask(lambda opened: _family(opened, key, asked))
    if page is None:
        raise HTTPException(404)
    return render(request, page)


def _tensions(opened: OpenedLibrary) -> TensionsPage:
    strings = tuple(draw_string(family, _most(opened)) for family in opened.families if family.key != OTHER)
    others = next((family for family in opened.families if family.key == OTHER), None)
    return TensionsPage(
        first=strings[:_DRAWN],
        more=strings[_DRAWN:],
        others=others,
        surest=others.tensions[:_SUREST] if others else (),
    )


def _family(opened: OpenedLibrary, key: str, asked: QueryParams) -> FamilyPage | None:
    found = next((family for family in opened.families if family.key == key), None)
    if found is None:
        return None
    page = max(1, number(asked, "p") or 1)
    start = (page - 1) * _PER_PAGE
    return FamilyPage(
        string=draw_string(found, _most(opened)) if found.key != OTHER else None,
        family=found,
        tensions=found.tensions[start : start + _PER_PAGE],
        previous_address=f"{found.address}?p={page - 1}" if page > 1 else None,
        next_address=f"{found.address}?p={page + 1}" if len(found.tensions) > start + _PER_PAGE else None,
    )


def _most(opened: OpenedLibrary) -> int:
    return max((len(family.tensions) for family in opened.families if family.key != OTHER), default=1)
