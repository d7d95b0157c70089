"""The request as it reaches a page behind the sign-in: its user is a Person."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from zwerm.people.models import Person

View = Callable[..., HttpResponseBase]


class PersonRequest(HttpRequest):
    user: Person


def for_admins(view: View) -> View:
    """To anyone else there is no such page."""

    @wraps(view)
    def asked(request: HttpRequest, *given: Any, **named: Any) -> HttpResponseBase:
        if not getattr(request.user, "is_admin", False):
            raise Http404
        return view(request, *given, **named)

    return asked
