"""Handing a message to the push services of somebody's browsers: short, bounded, never along a redirect, and only to services that we know."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zwerm.notices.actions.showing import Line
from zwerm.notices.models import Device
from zwerm.notices.rules.webpush import authorization, is_known_service, own_key, seal
from zwerm.operations.outward import trusted
from zwerm.people.models import Person

if TYPE_CHECKING:
    import httpx

SECONDS = 10
# In seconds: a device that was off for so long is told nothing of before.
KEPT = 24 * 60 * 60
GONE = frozenset({404, 410})
MOST_FAILED = 10


def words_for(person: Person, lines: Sequence[Line]) -> bytes:
    """Only of what kind it is: a locked screen shows it to everybody. `tag`: what is sent again takes the place of the first."""
    with translation.override(person.written_in):
        if len(lines) == 1:
            says, url = str(lines[0].kind.says), lines[0].notice.get_absolute_url()
            tag = str(lines[0].notice.pk)
        else:
            told = ngettext("%(number)s notice for you", "%(number)s notices for you", len(lines))
            says, url = told % {"number": len(lines)}, reverse("notices:inbox")
            tag = "notices"
        said = {"title": _("There is something new for you"), "body": says, "url": url, "tag": tag}
        return json.dumps({**said, "lang": translation.get_language()}, ensure_ascii=False).encode()


def push(devices: Iterable[Device], words: bytes, now: datetime) -> tuple[int, bool]:
    """To each of them; answers how many took it, and whether some may have without saying so. Those that are gone are removed."""
    import httpx

    taken, unsure = 0, False
    with httpx.Client(verify=trusted(), timeout=SECONDS, follow_redirects=False, trust_env=False) as client:
        for device in devices:
            status = _post(client, device, words, now)
            taken += status is not None and 200 <= status < 300
            unsure = unsure or status is None
            _learn(device, status)
    return taken, unsure


def _post(client: httpx.Client, device: Device, words: bytes, now: datetime) -> int | None:
    """What the service answered; None: nothing."""
    import httpx

    if not is_known_service(device.endpoint, settings.PUSH_HOSTS, plain_allowed=not settings.PRODUCTION):
        return 410
    headers = {
        "Authorization": authorization(device.endpoint, own_key(settings.SECRET_KEY), settings.SITE_URL, now),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEPT),
        "Urgency": "normal",
    }
    body = seal(words, device.p256dh, device.auth)
    try:
        with client.stream("POST", device.endpoint, content=body, headers=headers) as response:
            return response.status_code
    except (httpx.HTTPError, httpx.InvalidURL):
        return None


def _learn(device: Device, status: int | None) -> None:
    if status is not None and 200 <= status < 300:
        Device.objects.filter(pk=device.pk, failed__gt=0).update(failed=0)
    elif status in GONE or device.failed + 1 >= MOST_FAILED:
        device.delete()
    else:
        Device.objects.filter(pk=device.pk).update(failed=device.failed + 1)
