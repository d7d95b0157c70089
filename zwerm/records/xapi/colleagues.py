"""Agents who are colleagues here, by our account or their address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings

from zwerm.operations.rows import answered
from zwerm.people.models import Person
from zwerm.records.rules.identity import identifier_of

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def known_as(agent: dict[str, Any]) -> str:
    """The id or the address by which this agent may be a colleague; "" when it has neither."""
    match identifier_of(agent):
        case ("mbox", mbox):
            return mbox.removeprefix("mailto:").lower()
        case ("account", settings.SITE_URL, name) if _ID.fullmatch(name.lower()):
            return name.lower()
    return ""


def colleagues_among(agents: Iterable[dict[str, Any]]) -> dict[str, UUID]:
    """Who they are, by what they are known as."""
    told = set(map(known_as, agents)) - {""}
    addresses = {one for one in told if "@" in one}
    found: dict[str, UUID] = {}
    if ids := told - addresses:
        found |= {str(key): key for key in Person.objects.filter(pk__in=ids).values_list("pk", flat=True)}
    if addresses:
        # As Django would ask, at a fifth of the time: every statement of a tool asks this.
        places = ", ".join(["%s"] * len(addresses))
        asked = f"SELECT LOWER(email), id FROM people_person WHERE LOWER(email) IN ({places})"  # noqa: S608
        there = answered(asked, list(addresses))
        found |= {address: id if isinstance(id, UUID) else UUID(id) for address, id in there}
    return found
