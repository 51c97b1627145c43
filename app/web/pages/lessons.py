"""The lessons of the library, by what they rest on."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import ClassVar, NamedTuple
from urllib.parse import urlencode

import msgspec
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from app.web.desk import OpenedLibrary
from app.web.facts.lessons import WEIGHTS, Lesson
from app.web.forms import number
from app.web.options import site_of
from app.web.pages.words import WEIGHT_NAMES
from app.web.rendering import Page, render

_PER_PAGE = 25


class Choice(msgspec.Struct, frozen=True):
    """Lessons that rest on the same sort of proof, or that several documents give."""

    label: str
    count: int
    chosen: bool
    address: str


class LessonsPage(Page, frozen=True, kw_only=True):
    """Lessons, the best founded first."""

    template: ClassVar[str] = "lessons.html"

    lessons: tuple[Lesson, ...]
    total: int
    choices: tuple[Choice, ...]
    next_address: str | None
    previous_address: str | None


class _Asked(NamedTuple):
    """Which lessons are asked for."""

    weight: str | None
    shared: bool  # only what several documents say

    def address(self, page: int = 1) -> str:
        """Where these lessons are shown."""
        fields = {
            "gewicht": self.weight,
            "documenten": "meer" if self.shared else None,
            "p": page if page > 1 else None,
        }
        given = urlencode({name: value for name, value in fields.items() if value})
        return f"/lessen?{given}" if given else "/lessen"

    def of(self, lessons: Iterable[Lesson]) -> list[Lesson]:
        """Those of some lessons that are asked for."""
        fit = (lesson for lesson in lessons if self.weight in (None, lesson.weight))
        return [lesson for lesson in fit if lesson.elsewhere or not self.shared]


async def lessons(request: Request) -> Response:
    """The lessons, or those of `?gewicht=`, or those that several documents give (`?documenten=meer`), page `p`."""
    asked = request.query_params
    return render(request, await site_of(request).desk.ask(lambda opened: _lessons(opened, asked)))


def _lessons(opened: OpenedLibrary, given: QueryParams) -> LessonsPage:
    weight = given.get("gewicht") if given.get("gewicht") in WEIGHTS else None
    asked, page = _Asked(weight, given.get("documenten") == "meer"), max(1, number(given, "p") or 1)
    found = asked.of(opened.lessons)
    start = (page - 1) * _PER_PAGE
    return LessonsPage(
        lessons=tuple(found[start : start + _PER_PAGE]),
        total=len(found),
        choices=tuple(_choices(opened, asked)),
        next_address=asked.address(page + 1) if len(found) > start + _PER_PAGE else None,
        previous_address=asked.address(page - 1) if page > 1 else None,
    )


def _choices(opened: OpenedLibrary, asked: _Asked) -> Iterator[Choice]:
    """Each way to see fewer of the lessons that are asked for, or to see all again."""
    counts = Counter(lesson.weight for lesson in asked._replace(weight=None).of(opened.lessons))
    for weight in WEIGHTS:
        chosen = asked.weight == weight
        if counts[weight] or chosen:
            address = asked._replace(weight=None if chosen else weight).address()
            yield Choice(WEIGHT_NAMES[weight], counts[weight], chosen, address)
    shared = len(asked._replace(shared=True).of(opened.lessons))
    if shared or asked.shared:
        address = asked._replace(shared=not asked.shared).address()
        yield Choice("in meer documenten", shared, asked.shared, address)
