"""What keeps the application safe, around every request: headers, who may enter, how much, how often."""

import secrets
import time
from collections import OrderedDict

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.options import Options
from app.web.pages.errors import error_response

_CONTENT = (
    "default-src 'none'; script-src 'self'; style-src {style}; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
STRICT = _CONTENT.format(style="'self'")
EDITOR = _CONTENT.format(style="'self' 'unsafe-inline'")
"""The SPARQL editor and its tables place themselves with style attributes; scripts stay as strict there."""

_HEADERS = {
    "Content-Security-Policy": STRICT,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

OPEN_TO_ALL = ("/aanmelden", "/static/", "/vendor/")


class SafeHeaders:
    """Gives every response the headers that browsers heed; one that a page set itself stays."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


class Doorkeeper:
    """Lets in who has signed in, or gives the password as a bearer token; all are welcome where there is none."""

    def __init__(self, app: ASGIApp, options: Options) -> None:
        """Wrap an application."""
        self._app, self._password = app, options.password

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or send the visitor to where the password is asked."""
        if scope["type"] != "http" or self._password is None or scope["path"].startswith(OPEN_TO_ALL):
            return await self._app(scope, receive, send)
        kind, _, token = Headers(scope=scope).get("authorization", "").partition(" ")
        known = kind.lower() == "bearer" and secrets.compare_digest(token.encode(), self._password.encode())
        if known or HTTPConnection(scope).session.get("signed_in"):
            return await self._app(scope, receive, send)
        response: Response = PlainTextResponse(
            "Meld u eerst aan.\n", status_code=401, headers={"WWW-Authenticate": "Bearer"}
        )
        if "text/html" in Headers(scope=scope).get("accept", ""):
            response = RedirectResponse("/aanmelden", status_code=303)
        await response(scope, receive, send)


class Moderation:
    """Refuses bodies that are too large, and visitors who ask too many expensive questions."""

    def __init__(self, app: ASGIApp, options: Options, expensive: tuple[str, ...]) -> None:
        """Wrap an application; `expensive` are the beginnings of the paths that count."""
        self._app, self._options, self._expensive = app, options, expensive
        self._asked: OrderedDict[str, tuple[float, float]] = OrderedDict()  # per visitor: tokens left, at what time

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        most = (self._options.megabytes if scope["path"] == "/toevoegen" else 1) * 1_000_000
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdecimal() or int(length) > most:
            return await error_response(Request(scope), 413)(scope, receive, send)
        if scope["path"].startswith(self._expensive) and not self._may_ask(scope):
            refusal = error_response(Request(scope), 429)
            refusal.headers["Retry-After"] = "10"
            return await refusal(scope, receive, send)
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > most:
                raise BodyTooLarge(most)
            return message

        await self._app(scope, counted, send)

    def _may_ask(self, scope: Scope) -> bool:
        """A bucket that fills with so many questions a minute, and holds as many at most."""
        rate, now = self._options.expensive_per_minute, time.monotonic()
        visitor = (scope.get("client") or ("",))[0]
        left, since = self._asked.pop(visitor, (float(rate), now))
        left = min(float(rate), left + (now - since) * rate / 60)
        self._asked[visitor] = (max(0.0, left - 1), now)
        while len(self._asked) > 10_000:
            self._asked.popitem(last=False)
        return left >= 1


class BodyTooLarge(Exception):
    """A body went on after what it may hold; `args` has how many bytes that is."""
