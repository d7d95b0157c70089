from __future__ import annotations

import hashlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_from_request, gettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

import zwerm
from zwerm.databases import is_busy
from zwerm.ui.addresses import own_address
from zwerm.ui.forms import PatternForm
from zwerm.ui.rules import THEMES, VISIT_LANGUAGE, keeps_offline
from zwerm.ui.sprites import SPRITES, icon_files

A_YEAR = 365 * 24 * 60 * 60
_BUILT = Path(__file__).parent / "static" / "built"
_HTMX = "node_modules/htmx.org/dist/htmx.min.js"
_NEEDED = (
    "zwerm/ui/styles/index.css",
    "zwerm/ui/islands/base.ts",
    "zwerm/ui/islands/kept.ts",
    "node_modules/.cache/zwerm-fonts/figtree-core.woff2",
    "node_modules/.cache/zwerm-fonts/brygada-core.woff2",
)


@keeps_offline
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
        "icons": sorted(icon_files()),
    }
    return render(request, "ui/patterns.html", given)


def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/errors/offline.html")


@require_safe
@keeps_offline
def device(request: HttpRequest) -> HttpResponse:
    """What waits on this device, and words that could not be taken: only the device knows, so a script shows it."""
    return render(request, "ui/device.html")


@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, from our own address so that it may serve every page, with what it keeps at once before it."""
    told = json.dumps({"version": _release(), "shell": _shell()})
    return HttpResponse(f"self.zwerm={told};\n{_worker_words()}", content_type="text/javascript")


@cache
def _worker_words() -> str:
    return (_BUILT / Path(_manifest()["zwerm/ui/islands/worker.ts"]["file"])).read_text("utf-8")


@cache
def _manifest() -> dict[str, dict[str, Any]]:
    return json.loads((_BUILT / "manifest.json").read_text("utf-8"))  # type: ignore[no-any-return]


@cache
def _release() -> str:
    """Another one whenever anything that a page loads is another."""
    return hashlib.sha256(f"{zwerm.__version__} {json.dumps(_manifest())}".encode()).hexdigest()[:12]


def _shell() -> list[str]:
    """What the page that says that there is no connection needs, and what answers a form."""
    built = [static(f"built/{_manifest()[name]['file']}") for name in _NEEDED]
    # Scripts name each other as they were built.
    parts = {part for name in _NEEDED for part in _manifest()[name].get("imports", ())} | {_HTMX}
    built += [f"{settings.STATIC_URL}built/{_manifest()[name]['file']}" for name in sorted(parts)]
    drawn = [static(file) for file in (*SPRITES, "ui/pictures.svg", "ui/mark.svg")]
    return [reverse("ui:offline"), *built, *drawn]


def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put Zwerm among its apps."""
    icons = [
        {"src": static(f"ui/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size, purpose in ((192, "any"), (512, "any"), (512, "maskable"))
    ]
    told = {
        "id": "/",
        "name": "Zwerm",
        "short_name": "Zwerm",
        "description": gettext("Keep lessons, find them, learn and practise together."),
        "lang": get_language(),
        "start_url": reverse("ui:today"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf7f1",
        "theme_color": "#10313a",
        "icons": icons,
    }
    return JsonResponse(told, content_type="application/manifest+json")


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


@require_safe
@never_cache
def too_large(request: HttpRequest) -> HttpResponse:
    """What the server shows instead of the page that was sent more than it takes."""
    return render(request, "ui/errors/413.html", {"most": settings.UPLOAD_MB}, status=413)


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
    """In the language of who asked, also where it broke around what speaks that. What went wrong is being handled while this is asked."""
    busy = is_busy(sys.exc_info()[1])
    with override(getattr(request, "LANGUAGE_CODE", None) or get_language_from_request(request)):
        response = render(request, f"ui/errors/{'busy' if busy else '500'}.html", status=503 if busy else 500)
    if busy:
        response["Retry-After"] = "5"
    return response
