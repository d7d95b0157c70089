"""Agents who are colleagues here, by our account or their address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha1
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


def whose(agent: dict[str, Any]) -> UUID | None:
    """The colleague of whom a document under this agent tells: also by the SHA-1 of their address, or by an account elsewhere named by it."""
    if found := colleagues_among([agent]).get(known_as(agent)):
        return found
    match identifier_of(agent):
        case ("mbox_sha1sum", told):
            people = Person.objects.values_list("pk", "email").iterator()
            return next((key for key, email in people if told.lower() in sums_of(email)), None)
        case ("account", home, name) if home != settings.SITE_URL and "@" in name:
            return Person.objects.filter(email__iexact=name).values_list("pk", flat=True).first()
    return None


def sums_of(email: str) -> set[str]:
    """What an agent is known by who tells no address: of it as it is written here, and in small letters."""
    return {sha1(f"mailto:{one}".encode(), usedforsecurity=False).hexdigest() for one in (email, email.lower())}
