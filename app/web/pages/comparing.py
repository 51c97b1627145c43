"""Up to four cases side by side, to print or to share."""

from typing import ClassVar

from starlette.requests import Request
from starlette.responses import Response

from app.web.desk import OpenedLibrary
from app.web.facts.cases import CaseFile, read_case
from app.web.facts.overview import CASE_START
from app.web.options import site_of
from app.web.rendering import Page, render

_MOST = 4


class ComparingPage(Page, frozen=True, kw_only=True):
    """Cases side by side."""

    template: ClassVar[str] = "comparing.html"

    cases: tuple[CaseFile, ...]
    shown: int  # how many lessons, tensions and actors of each


async def comparing(request: Request) -> Response:
    """The cases of `?casus=`, given up to four times."""
    names = request.query_params.getlist("casus")[:_MOST]
    return render(request, await site_of(request).desk.ask(lambda opened: _comparing(opened, names)))


def _comparing(opened: OpenedLibrary, names: list[str]) -> ComparingPage:
    found = (read_case(opened.library.graph, CASE_START + name) for name in dict.fromkeys(names))
    return ComparingPage(cases=tuple(case for case in found if case), shown=5)
