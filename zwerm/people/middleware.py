from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import resolve, reverse
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from zwerm.people.registry import open_pages
from zwerm.people.rules.owning import owner_token
from zwerm.ui.rules import VISIT_LANGUAGE

Answer = Callable[[HttpRequest], HttpResponse]


def SpeaksTheirLanguage(get_response: Answer) -> Answer:  # noqa: N802  named as Django's own middleware is
    """What was chosen before signing in, for this visit; then the person's own choice, then the cookie, then what the browser asks for, then the installation's."""

    def answer(request: HttpRequest) -> HttpResponse:
        of_visit = request.session.get(VISIT_LANGUAGE, "")
        chosen = of_visit or getattr(request.user, "language", "") or translation.get_language_from_request(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
            response = get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response

    return answer


def ShowsTheirTime(get_response: Answer) -> Answer:  # noqa: N802
    """When things happen stands there in the time zone of who reads; of who chose none, and of strangers, in the organisation's."""

    def answer(request: HttpRequest) -> HttpResponse:
        with timezone.override(getattr(request.user, "zone", None)):
            return get_response(request)

    return answer


OPEN_TO_STRANGERS = {
    "ui:patterns",
    "ui:language",
    "ui:theme",
    "ui:offline",
    "ui:too-large",
    "ui:worker",
    "ui:manifest",
    "people:persona",
    "people:provider-begin",
    "people:provider-callback",
    "people:provider-metadata",
    "people:provider-assertion",
    "people:provider-answer",
    "people:provider-ending",
    "people:sign-out",
    "people:welcome",
    "people:welcome-account",
    "mfa_authenticate",
    "mfa_login_webauthn",
}


def SaysWhose(get_response: Answer) -> Answer:  # noqa: N802
    """Every answer says whose it is, so that a device never keeps or shows one of somebody else."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.device_owner = SimpleLazyObject(lambda: _owner(request))  # type: ignore[attr-defined]
        response = get_response(request)
        response.headers["Zwerm-Person"] = _owner(request)
        return response

    return answer


def _owner(request: HttpRequest) -> str:
    return owner_token(getattr(request.user, "pk", None), settings.SECRET_KEY)


def AsksToSignIn(get_response: Answer) -> Answer:  # noqa: N802
    """Every page asks to sign in, unless it is named here or declared open: forgetting a decorator then never opens a page."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated or _is_open(request):
            return get_response(request)
        if getattr(request, "htmx", False):
            response = HttpResponse(status=401)
            response["HX-Redirect"] = reverse(settings.LOGIN_URL)
            return response
        return HttpResponseRedirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}")

    return answer


def _is_open(request: HttpRequest) -> bool:
    from django.urls.exceptions import Resolver404

    try:
        match = resolve(request.path_info)
    except Resolver404:
        return True
    return match.view_name in OPEN_TO_STRANGERS | open_pages or match.view_name.startswith("account_")
