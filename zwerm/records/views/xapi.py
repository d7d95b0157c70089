"""The door of the record store: who asks, in which version, for what."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.utils.log import log_response

from zwerm.databases import is_busy
from zwerm.records.actions.credential import credential_of, note_use
from zwerm.records.models import Credential, Statement
from zwerm.records.rules.pace import Pace
from zwerm.records.rules.values import iso_of
from zwerm.records.xapi import resources
from zwerm.records.xapi.asked import LATEST, Asked, Refused, busy, edition_of, read
from zwerm.records.xapi.resources import json

AT = "/xapi/"
READ, DOCUMENT = ("GET", "HEAD"), ("GET", "HEAD", "PUT", "POST", "DELETE")
Resource = Callable[[Asked], HttpResponse]
RESOURCES: dict[str, tuple[Resource, tuple[str, ...]]] = {
    "about": (resources.about, READ),
    "statements": (resources.statements, ("GET", "HEAD", "PUT", "POST")),
    "activities": (resources.activities, READ),
    "activities/state": (resources.state, DOCUMENT),
    "activities/profile": (resources.activity_profile, DOCUMENT),
    "agents": (resources.agents, READ),
    "agents/profile": (resources.agent_profile, DOCUMENT),
}
HEADERS = "Authorization, Content-Type, If-Match, If-None-Match, X-Experience-API-Version, Accept-Language"
pace = Pace()
SHOWN = "ETag, Last-Modified, Retry-After, X-Experience-API-Version, X-Experience-API-Consistent-Through"


def AnswersTools(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:  # noqa: N802  a middleware
    """Tools are answered before sessions, languages, forms and pages, none of which they have: half the time of what is left."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(AT):
            return get_response(request)
        # What CommonMiddleware does for a page: another host name than ours is refused.
        request.get_host()
        response = xapi(request, request.path_info.removeprefix(AT))
        if 400 <= response.status_code < 500:
            # Told here, Django says it no more, which would warn: a tool is told what it did wrong, and here nothing is.
            says, about = "%s: %s", (response.reason_phrase, request.path)
            log_response(says, *about, response=response, request=request, level="info")
        return response

    return answer


def xapi(request: HttpRequest, resource: str) -> HttpResponse:
    """Every request of xAPI. It carries no session: whoever asks says so with a credential in each request."""
    speaks, asked = LATEST["1.0.3"], None
    try:
        asked = read(request, resource)
        if asked.method == "OPTIONS":
            response = HttpResponse(status=204)
        else:
            speaks = LATEST["2.0"] if asked.header("x-experience-api-version").startswith("2") else speaks
            response, speaks = _answer(asked, speaks)
    except Refused as refusal:
        response = _refused(refusal)
        speaks = refusal.speaks or speaks
    except (RequestDataTooBig, UnreadablePostError):
        response = _refused(Refused(413, "the request is too big"))
    except OperationalError as fault:
        if not is_busy(fault):
            raise
        response = _refused(busy())
    if response.status_code == 401 and "HTTP_ORIGIN" not in request.META and "HTTP_SEC_FETCH_MODE" not in request.META:
        # A browser would ask people for a password in the middle of a lesson.
        response["WWW-Authenticate"] = 'Basic realm="Zwerm"'
    # A document may be a page of somebody's making.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Experience-API-Version"] = speaks
    if asked and asked.through:
        response["X-Experience-API-Consistent-Through"] = asked.through
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Headers"] = HEADERS
    response["Access-Control-Allow-Methods"] = "GET, HEAD, PUT, POST, DELETE, OPTIONS"
    response["Access-Control-Expose-Headers"] = SHOWN
    return response


def _answer(asked: Asked, speaks: str) -> tuple[HttpResponse, str]:
    known = RESOURCES.get(asked.resource)
    if known is None:
        raise Refused(404, "xAPI has no such resource")
    answer, methods = known
    if asked.resource == "about":
        return answer(asked), speaks
    credential = credential_of(asked.header("authorization"))
    if credential is None:
        raise Refused(401, "this needs a credential that works: Authorization: Basic … or Bearer KEY.SECRET")
    asked.credential = credential
    _check_pace(credential)
    try:
        asked.edition = edition_of(asked)
        if asked.method not in methods:
            raise Refused(405, f"{asked.resource} knows {', '.join(methods)}")
        if asked.edition == "2.0" and asked.alternate:
            raise Refused(400, "xAPI 2.0 knows no alternate request syntax")
        if asked.resource == "statements" and asked.method in READ:
            # Before it looks: what it answers is complete up to then.
            asked.through = iso_of(Statement.objects.complete_through())
        response = answer(asked)
    except Refused as refusal:
        # Who tells no version is answered in the one that they spoke before.
        if not asked.header("x-experience-api-version") and credential.speaks:
            refusal.speaks = credential.speaks
        raise
    speaks = LATEST[asked.edition]
    note_use(credential, speaks)
    return response, speaks


def _check_pace(credential: Credential) -> None:
    per_minute = settings.CONFIGURATION.whole("XAPI_PER_MINUTE")
    if seconds := pace.wait(credential.pk, per_minute, time.monotonic()):
        raise Refused(429, f"this credential may ask {per_minute} times a minute", again=math.ceil(seconds))


def _refused(refusal: Refused) -> HttpResponse:
    response = json({"error": refusal.says})
    response.status_code = refusal.status
    if refusal.again:
        response["Retry-After"] = str(refusal.again)
    return response
