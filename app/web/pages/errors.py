"""What went wrong, and what to do."""

from typing import ClassVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from app.web.rendering import Page, render
from corpus.errors import LibraryMissing, WijkgraafError

_TOLD = {
    400: ("Dit verzoek klopt niet", "Ga terug en probeer het opnieuw."),
    403: ("Dit mag hier niet", "Het formulier is verlopen of dit is uitgeschakeld. Laad de pagina opnieuw."),
    404: ("Hier staat niets", "Het adres klopt niet, of dit is uit de bibliotheek verdwenen. Zoek het opnieuw."),
    405: ("Dit kan zo niet", "Ga terug en probeer het opnieuw."),
    406: ("In die vorm is dit er niet", "Vraag om een pagina of om Turtle."),
    413: ("Dit is te groot", "Verstuur minder of kleinere bestanden tegelijk."),
    429: ("Even wachten", "Er kwamen veel vragen kort na elkaar. Wacht een paar tellen en laad de pagina opnieuw."),
    500: ("Er ging iets mis", "Dat ligt aan ons. Probeer het opnieuw; de bibliotheek zelf is niet geraakt."),
}


class ErrorPage(Page, frozen=True, kw_only=True):
    """What went wrong."""

    template: ClassVar[str] = "error.html"

    title: str
    what_to_do: str
    detail: str | None
    empty: bool  # there is no library yet


async def on_http_error(request: Request, error: Exception) -> Response:
    """An address that does not exist, or a request that is refused."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    return error_response(request, status)


async def on_form_refused(request: Request, error: Exception) -> Response:
    """A form that may come from elsewhere."""
    return error_response(request, 403)


async def on_body_too_large(request: Request, error: Exception) -> Response:
    """More than may be sent."""
    return error_response(request, 413)


async def on_our_error(request: Request, error: Exception) -> Response:
    """Something that a user can understand; its message is Dutch."""
    if isinstance(error, LibraryMissing):
        page = ErrorPage(
            title="Er zijn nog geen documenten", what_to_do="Voeg het eerste document toe.", detail=None, empty=True
        )
        return render(request, page, status=503)
    title, what_to_do = "Dit lukt nu niet", "Lees wat eraan te doen is, en probeer het opnieuw."
    status = 400 if isinstance(error, WijkgraafError) else 500
    page = ErrorPage(title=title, what_to_do=what_to_do, detail=str(error), empty=False)
    return render(request, page, status=status)


async def on_crash(request: Request, error: Exception) -> Response:
    """A mistake of ours."""
    return error_response(request, 500)


def error_response(request: Request, status: int) -> Response:
    """The page for a status; a plain line for programs."""
    title, what_to_do = _TOLD.get(status, _TOLD[500])
    if "text/html" not in request.headers.get("accept", "") or "session" not in request.scope:
        return PlainTextResponse(f"{title}. {what_to_do}\n", status)
    return render(request, ErrorPage(title=title, what_to_do=what_to_do, detail=None, empty=False), status=status)
