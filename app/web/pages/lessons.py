"""The lessons of the library, by what they rest on."""

from collections import Counter
from typing import ClassVar

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


class WeightChoice(msgspec.Struct, frozen=True):
    """Lessons that rest on the same sort of proof."""

    label: str
    count: int
    chosen: bool
    address: str


class LessonsPage(Page, frozen=True, kw_only=True):
    """Lessons, the best founded first."""

    template: ClassVar[str] = "lessons.html"

    lessons: tuple[Lesson, ...]
    total: int
    weights: tuple[WeightChoice, ...]
    next_address: str | None
    previous_address: str | None


async def lessons(request: Request) -> Response:
    """The lessons, or those of `?gewicht=`, page `p`."""
    asked = request.query_params
    return render(request, await site_of(request).desk.ask(lambda opened: _lessons(opened, asked)))


def _lessons(opened: OpenedLibrary, asked: QueryParams) -> LessonsPage:
    chosen = asked.get("gewicht") if asked.get("gewicht") in WEIGHTS else None
    page = max(1, number(asked, "p") or 1)
    counts = Counter(lesson.weight for lesson in opened.lessons)
    found = [lesson for lesson in opened.lessons if chosen in (None, lesson.weight)]
    start = (page - 1) * _PER_PAGE
    kept = f"gewicht={chosen}&" if chosen else ""
    return LessonsPage(
        lessons=tuple(found[start : start + _PER_PAGE]),
        total=len(found),
        weights=tuple(
            WeightChoice(WEIGHT_NAMES[w], counts[w], w == chosen, "/lessen" if w == chosen else f"/lessen?gewicht={w}")
            for w in WEIGHTS
            if counts[w]
        ),
        next_address=f"/lessen?{kept}p={page + 1}" if len(found) > start + _PER_PAGE else None,
        previous_address=f"/lessen?{kept}p={page - 1}" if page > 1 else None,
    )
