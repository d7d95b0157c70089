"""Agents who are colleagues here, by our account or their address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha1
from itertools import islice
from typing import Any
from uuid import UUID

from django.conf import settings

from zwerm.operations.rows import answered
from zwerm.people.models import Person
from zwerm.records.rules.identity import everyone_in, identifier_of

# People that are looked for with one question.
AT_ONCE = 5000
# Characters of an address here. What is longer, or has a character that no database keeps, is nobody's.
LONGEST = 254
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
    named = {one for one in told if "@" in one}
    addresses = {one for one in named if len(one) <= LONGEST and "\0" not in one}
    found: dict[str, UUID] = {}
    if ids := told - named:
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
    agent = _as_colleague(agent)
    if told := agent.get("mbox_sha1sum"):
        people = Person.objects.values_list("pk", "email").iterator()
        return next((key for key, email in people if told.lower() in sums_of(email)), None)
    return colleagues_among([agent]).get(known_as(agent))


def people_in(statements: Iterable[dict[str, Any]]) -> set[UUID]:
    """The colleagues whom these name, whatever they are in it: by the same as a document is known to be about them. Mostly with two questions."""
    found, sums = set[UUID](), set[str]()
    agents = (_as_colleague(agent) for one in statements for agent in everyone_in(one))
    while some := list(islice(agents, AT_ONCE)):
        found.update(colleagues_among(some).values())
        sums.update(one["mbox_sha1sum"].lower() for one in some if "mbox_sha1sum" in one)
    if sums:
        people = Person.objects.values_list("pk", "email").iterator()
        found.update(key for key, email in people if not sums.isdisjoint(sums_of(email)))
    return found


def _as_colleague(agent: dict[str, Any]) -> dict[str, Any]:
    """An account elsewhere that is named by an address as that address."""
    match identifier_of(agent):
        case ("account", home, name) if home != settings.SITE_URL and "@" in name:
            return {"mbox": f"mailto:{name}"}
    return agent


def sums_of(email: str) -> set[str]:
    """What an agent is known by who tells no address: of it as it is written here, and in small letters."""
    return {sha1(f"mailto:{one}".encode(), usedforsecurity=False).hexdigest() for one in (email, email.lower())}
