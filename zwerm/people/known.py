"""Browsers, by a cookie that names them from when they come to sign in: each makes its own mistakes (see 0100 and 0142).

It also tells to which accounts a browser signed in before. What strangers at the same address do never counts there.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.mfa.signals import authenticator_used
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from zwerm.people.models import Person

COOKIE = "zwerm_known"
LIVES = timedelta(days=365)
# Colleagues who share a computer, with two marks each at most; who was here longest ago is forgotten.
MARKS = 40
SECOND_STEP = "second step of "


def browser_of(request: HttpRequest, email: str, step: str = "") -> str:
    """Something that names this browser, when it signed in with this address before; else "".

    With SECOND_STEP: when it showed the second step before. A thief with the password alone may have signed in before there was one.
    """
    browser, *marks = _kept(request)
    return browser if _mark(browser, step + email) in marks else ""


def name_of(request: HttpRequest) -> str:
    """What names this browser, when it brought the name that it was given before; else ""."""
    return _told(request).partition(".")[0]


def _told(request: HttpRequest) -> str:
    return str(request.get_signed_cookie(COOKIE, "", salt=COOKIE, max_age=LIVES))


def _kept(request: HttpRequest) -> list[str]:
    return (_told(request) or secrets.token_hex(8)).split(".")


def _mark(browser: str, email: str) -> str:
    """Another in each browser: the cookie tells nobody whose account it is."""
    return salted_hmac(COOKIE, f"{browser}:{email.lower()}").hexdigest()[:16]


def know(request: HttpRequest | None, told: str) -> None:
    """From this answer on the browser is known by an address, or by SECOND_STEP and an address."""
    if request is not None:
        request.known_by = [*getattr(request, "known_by", []), told]  # type: ignore[attr-defined]


@receiver(user_logged_in, dispatch_uid="known browser")
def _signed_in(request: HttpRequest | None, user: Person, **_given: Any) -> None:
    know(request, user.email)


@receiver(authenticator_used, dispatch_uid="known browser at the second step")
def _showed_second_step(request: HttpRequest | None, user: Person, **_given: Any) -> None:
    know(request, SECOND_STEP + user.email)


def comes_to_sign_in(request: HttpRequest) -> bool:
    return request.resolver_match is not None and request.resolver_match.view_name == settings.LOGIN_URL


def KnowsBrowsers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:  # noqa: N802  named as Django's own middleware is
    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        told = getattr(request, "known_by", [])
        if told or (comes_to_sign_in(request) and not name_of(request)):
            browser, *marks = _kept(request)
            new = [_mark(browser, one) for one in told]
            kept = list(dict.fromkeys([*new, *marks]))[:MARKS]
            response.set_signed_cookie(
                COOKIE, ".".join([browser, *kept]), salt=COOKIE, max_age=LIVES,
                httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
            )  # fmt: skip
        return response

    return answer
