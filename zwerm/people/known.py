"""Browsers that signed in to an account before: their mistakes are counted apart from those of strangers at the same address."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from zwerm.people.models import Person

COOKIE = "zwerm_known"
LIVES = timedelta(days=365)
# Colleagues who share a computer; who was here longest ago is forgotten.
ACCOUNTS = 20


def browser_of(request: HttpRequest, email: str) -> str:
    """Something that names this browser, when it signed in with this address before; else ""."""
    browser, *accounts = _kept(request)
    return browser if _mark(browser, email) in accounts else ""


def _kept(request: HttpRequest) -> list[str]:
    told = request.get_signed_cookie(COOKIE, "", salt=COOKIE, max_age=LIVES)
    return (told or secrets.token_hex(8)).split(".")


def _mark(browser: str, email: str) -> str:
    """Another in each browser: the cookie tells nobody whose account it is."""
    return salted_hmac(COOKIE, f"{browser}:{email.lower()}").hexdigest()[:16]


@receiver(user_logged_in, dispatch_uid="known browser")
def _signed_in(request: HttpRequest | None, user: Person, **_given: Any) -> None:
    if request is not None:
        request.signed_in_with = user.email  # type: ignore[attr-defined]


def KnowsBrowsers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:  # noqa: N802  named as Django's own middleware is
    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if email := getattr(request, "signed_in_with", ""):
            browser, *accounts = _kept(request)
            mark = _mark(browser, email)
            kept = [mark, *(one for one in accounts if one != mark)][:ACCOUNTS]
            response.set_signed_cookie(
                COOKIE, ".".join([browser, *kept]), salt=COOKIE, max_age=LIVES,
                httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
            )  # fmt: skip
        return response

    return answer
