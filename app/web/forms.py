"""Forms: who sends one must have been given it by us, and fields become plain values."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request

FIELD = "formulier"
"""The hidden field that carries the token."""


class FormRefused(Exception):
    """A form without the token that we gave: it may come from another site."""


def form_token(request: Request) -> str:
    """The token of this visitor, made at the first form."""
    token: str = request.session.setdefault("form_token", secrets.token_urlsafe(24))
    return token


@asynccontextmanager
async def read_form(request: Request, *, max_files: int = 0, max_bytes: int = 100_000) -> AsyncIterator[FormData]:
    """The fields of a form that we gave to this visitor; its files are gone afterwards.

    Raises:
        FormRefused: it lacks the token, or comes from another site.
    """
    async with request.form(max_files=max_files, max_fields=200, max_part_size=max_bytes) as form:
        given, expected = form.get(FIELD), request.session.get("form_token")
        foreign = request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
        if foreign or not isinstance(given, str) or not expected or not secrets.compare_digest(given, expected):
            raise FormRefused
        yield form


def number(fields: QueryParams | FormData, name: str) -> int | None:
    """A whole number from a field; None where it holds none.

    >>> number(QueryParams("van=12&tot=x"), "van"), number(QueryParams("van=12&tot=x"), "tot")
    (12, None)
    """
    text = fields.get(name)
    return int(text) if isinstance(text, str) and text.isdecimal() and len(text) < 10 else None


def text_field(fields: QueryParams | FormData, name: str, *, most: int = 5000) -> str:
    """The trimmed text of a field, cut to `most` characters; "" where there is none."""
    said = fields.get(name)
    return said.strip()[:most] if isinstance(said, str) else ""
