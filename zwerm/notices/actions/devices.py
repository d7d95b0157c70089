"""The browsers on which somebody wants to be told."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from zwerm.notices.models import Device
from zwerm.notices.rules.webpush import check_keys, is_known_service
from zwerm.people.models import Person


class NotADevice(Exception):
    """What was sent is no subscription that we take."""


def mark_of(endpoint: str) -> str:
    return sha256(endpoint.encode()).hexdigest()


@transaction.atomic
def add_device(person: Person, endpoint: str, p256dh: str, auth: str, *, session: str, browser: str) -> Device:
    """Tell them on this browser too, from now on; one that told somebody else tells them no more. Safe to repeat. Raises NotADevice."""
    if len(endpoint) > 2000 or not is_known_service(
        endpoint, settings.PUSH_HOSTS, plain_allowed=not settings.PRODUCTION
    ):
        raise NotADevice
    try:
        check_keys(p256dh, auth)
    except ValueError as error:
        raise NotADevice from error
    told = {
        "person": person,
        "endpoint": endpoint,
        "p256dh": p256dh,
        "auth": auth,
        "session": session,
        "browser": browser[:80],
        "failed": 0,
    }
    new = {**told, "since": datetime.now(UTC)}
    device, _new = Device.objects.update_or_create(mark=mark_of(endpoint), defaults=told, create_defaults=new)
    too_many = Device.objects.filter(person=person).order_by("-since", "-id")[Device.MOST :]
    Device.objects.filter(pk__in=[one.pk for one in too_many]).delete()
    return device


def remove_device(person: Person, device: Device) -> None:
    Device.objects.filter(person=person, pk=device.pk).delete()


def devices_of(person: Person, now: datetime) -> QuerySet[Device]:
    """Those in which they are still signed in: a browser that is signed out hears nothing more."""
    here = Session.objects.filter(expire_date__gt=now).values("session_key")
    return Device.objects.filter(person=person, session__in=here)


def forget_signed_out(now: datetime | None = None) -> None:
    here = Session.objects.filter(expire_date__gt=now or datetime.now(UTC)).values("session_key")
    Device.objects.exclude(session__in=here).delete()
