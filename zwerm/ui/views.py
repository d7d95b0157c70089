from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from zwerm.ui.addresses import own_address
from zwerm.ui.forms import PatternForm
from zwerm.ui.rules import THEMES, VISIT_LANGUAGE

A_YEAR = 365 * 24 * 60 * 60


def today(request: HttpRequest) -> HttpResponse:
    """The first page: what is worth a colleague's time today, made of panels of the modules."""
    return render(request, "ui/today.html")


def new(request: HttpRequest) -> HttpResponse:
    """Everything that can be begun here, as the modules offer it."""
    return render(request, "ui/new.html")


def patterns(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for who builds and who checks."""
    wrong = PatternForm({"title": "", "email": "fatima@", "kind": "lesson", "space": "team"}, auto_id="wrong-%s")
    given = {
        "form": PatternForm(auto_id="pattern-%s"),
        "wrong": wrong,
        "page": Paginator(range(7), 3).page(2),
        "icons": _icon_names(),
    }
    return render(request, "ui/patterns.html", given)


@cache
def _icon_names() -> list[str]:
    sprite = Path(__file__).parent / "static" / "ui" / "icons.svg"
    return re.findall(r'<symbol id="([^"]+)"', sprite.read_text("utf-8"))


def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/errors/offline.html")


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light or dark on this device; "auto" forgets it again."""
    chosen = request.POST.get("theme", "")
    response = _back(request)
    if chosen in THEMES:
        response.set_cookie("theme", chosen, max_age=A_YEAR, samesite="Lax", httponly=True, secure=settings.PRODUCTION)
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language: on this device, and for a person who is signed in everywhere; for who is not yet, through signing in."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    if request.user.is_authenticated:
        request.user.language = chosen
        request.user.save(update_fields=["language"])
        request.session.pop(VISIT_LANGUAGE, None)
    else:
        request.session[VISIT_LANGUAGE] = chosen
    response = _back(request)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=A_YEAR,
        samesite="Lax",
        httponly=True,
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
    return response


def _back(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    return redirect(own_address(request, request.POST.get("next", "")) or "ui:today")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return render(request, "ui/errors/413.html", status=413)
    return render(request, "ui/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/errors/403.html", status=403)


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: mostly a page that stood open while its reader signed in or out elsewhere."""
    return render(request, "ui/errors/expired.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/errors/404.html", status=404)


def too_often(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/errors/429.html", status=429)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/errors/500.html", status=500)
