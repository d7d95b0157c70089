"""When each browser was last used: noted once an hour, so that hardly any page waits for a write."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from zwerm.people.actions.account import note_use

NOTED_EACH = timedelta(hours=1)
MOST = 10_000
SIGNED_IN = "signed_in"
# Session key → when this process noted it, in seconds since 1970.
_noted: dict[str, float] = {}


@receiver(user_logged_in, dispatch_uid="last use begins")
def _signed_in(request: HttpRequest | None, **_given: Any) -> None:
    """Signing in makes the row of the session, and notes its use."""
    if request is not None:
        request.session[SIGNED_IN] = time.time()


def NotesLastUse(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:  # noqa: N802  named as Django's own middleware is
    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated and request.session.session_key:
            _note(request.session.session_key, request.session.get(SIGNED_IN, 0))
        return response

    return answer


def _note(key: str, signed_in: float) -> None:
    now = time.time()
    if now - max(_noted.get(key, 0), signed_in) < NOTED_EACH.total_seconds():
        return
    if len(_noted) >= MOST:
        _noted.clear()
    _noted[key] = now
    note_use(key, NOTED_EACH)
