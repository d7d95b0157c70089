"""What someone did without a connection comes in later, in order, and counts once."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zwerm.people.models import Person
from zwerm.people.registry import LateAct, late_acts
from zwerm.people.rules.owning import owner_token

MOST = 200
LONGEST_KEY = 80


class Sent(msgspec.Struct):
    """`ago`: seconds between the act and the sending, by the device's own clock, which may be wrong as long as it runs."""

    act: str
    key: str
    ago: float
    fields: dict[str, list[str]]


class FromDevice(msgspec.Struct):
    owner: str


class Sending(FromDevice):
    acts: list[Sent]


Told = TypeVar("Told", bound=FromDevice)


def from_device(request: HttpRequest, shape: type[Told]) -> Told | HttpResponse:
    """What a device tells of what it keeps, or the answer when that is nothing, or of another than who is signed in."""
    owner = owner_token(cast("Person", request.user).pk, settings.SECRET_KEY)
    try:
        told = msgspec.json.decode(request.body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return HttpResponseBadRequest()
    if not hmac.compare_digest(told.owner.encode(), owner.encode()):
        # Someone else used this device before; what they did stays theirs.
        return JsonResponse({"owner": owner}, status=409)
    return told


@never_cache
def late(request: HttpRequest) -> HttpResponse:
    """GET: who is signed in, so that a device knows whether it may send. POST: take in what was done."""
    person = cast("Person", request.user)
    if request.method != "POST":
        owner = owner_token(person.pk, settings.SECRET_KEY)
        return JsonResponse({"owner": owner, "csrf": get_token(request), "most": MOST})
    sending = from_device(request, Sending)
    if isinstance(sending, HttpResponse):
        return sending
    if len(sending.acts) > MOST or not all(_is_sound(sent) for sent in sending.acts):
        return HttpResponseBadRequest()
    return JsonResponse(_take(person, sending.acts))


def _is_sound(sent: Sent) -> bool:
    return sent.act in late_acts and 0 < len(sent.key) <= LONGEST_KEY


def _take(person: Person, acts: list[Sent]) -> dict[str, Any]:
    now = timezone.now()
    refused: dict[str, str] = {}
    for name, take in late_acts.items():
        mine = {sent.key: LateAct(sent.key, _moment(now, sent.ago), sent.fields) for sent in acts if sent.act == name}
        found = take(person, sorted(mine.values(), key=lambda act: (act.when, act.key))) if mine else {}
        refused |= {key: str(why) for key, why in found.items()}
    return {
        "taken": [sent.key for sent in acts if sent.key not in refused],
        "refused": [{"key": key, "why": why} for key, why in refused.items()],
    }


def _moment(now: datetime, ago: float) -> datetime:
    """Never in the future, and no longer ago than a year: such a clock says nothing."""
    seconds = ago if 0 <= ago < 366 * 24 * 3600 else 0
    return now - timedelta(seconds=seconds)
