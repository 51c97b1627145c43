"""Signing in, where a password is asked."""

import secrets
from typing import ClassVar

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.web.forms import read_form, text_field
from app.web.options import site_of
from app.web.rendering import Page, render


class SignInPage(Page, frozen=True, kw_only=True):
    """The form that asks the password."""

    template: ClassVar[str] = "sign_in.html"

    refused: bool


async def sign_in(request: Request) -> Response:
    """The form, or the password that it sends."""
    if request.method == "GET":
        return render(request, SignInPage(refused=False))
    async with read_form(request) as form:
        given = text_field(form, "wachtwoord", most=500)
    expected = site_of(request).options.password
    if expected is None or not secrets.compare_digest(given.encode(), expected.encode()):
        return render(request, SignInPage(refused=True), status=403)
    request.session["signed_in"] = True
    return RedirectResponse("/", 303)
