"""Statements are asked for: by id, or by what they say (1.0.3, part three, 2.1.3)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from zwerm.records.models import Credential, Mention, Reference, Statement
from zwerm.records.rules import scopes
from zwerm.records.rules.identity import activity_key, agent_key, identifier_of
from zwerm.records.rules.statement import agent_faults
from zwerm.records.rules.values import moment_of
from zwerm.records.rules.values import timestamp as timestamp_check
from zwerm.records.xapi.asked import Asked, Refused, parse

ONE = ("statementId", "voidedStatementId", "attachments", "format")
MANY = (
    *("agent", "verb", "activity", "registration", "related_activities", "related_agents"),
    *("since", "until", "limit", "format", "attachments", "ascending"),
)
MOST = 100
Found = QuerySet[Statement]


def seen_by(credential: Credential) -> Found:
    """The sight of a credential: what it wrote itself, or all but what lies in closed spaces that are not its own."""
    rows = Statement.objects.select_related("credential")
    if not credential.may(scopes.READ_ALL):
        return rows.filter(credential=credential)
    open_ones = Q(space=None) | Q(space__open=True)
    return rows.filter(open_ones | Q(space=credential.space_id) if credential.space_id else open_ones)


def is_voided() -> Exists:
    return Exists(Reference.objects.filter(target=OuterRef("id"), voids=True))


def one(asked: Asked) -> Statement | None:
    """The statement of `statementId`, or the voided one of `voidedStatementId`."""
    asked.only(*ONE)
    if "statementId" in asked.params and "voidedStatementId" in asked.params:
        raise Refused(400, "statementId and voidedStatementId exclude each other")
    voided = "voidedStatementId" in asked.params
    id = asked.uuid("voidedStatementId" if voided else "statementId")
    assert id is not None
    return seen_by(asked.credential).filter(is_voided() if voided else ~is_voided(), id=id).first()


def many(asked: Asked) -> tuple[list[Statement], str]:
    """A page of statements in the order in which they were stored, and where the next one is ("" after the last)."""
    asked.only(*MANY, "from")
    ascending = asked.flag("ascending")
    # Who follows the log from old to new must not pass by what is still on its way.
    rows = seen_by(asked.credential)
    rows = rows.settled() if ascending else rows  # type: ignore[attr-defined]  # of the manager's own kind
    rows = rows.filter(~is_voided()).filter(_between(asked)).filter(_wanted(asked))
    after = asked.params.get("from", "")
    if after:
        if not after.isdecimal() or len(after) > 18:
            raise Refused(400, "this is no address of more statements")
        rows = rows.filter(Q(sequence__gt=int(after)) if ascending else Q(sequence__lt=int(after)))
    most = _limit(asked)
    page = list(rows.order_by("sequence" if ascending else "-sequence")[: most + 1])
    if len(page) <= most:
        return page, ""
    further = urlencode({**asked.params, "from": page[most - 1].sequence})
    return page[:most], f"/xapi/statements?{further}"


def _limit(asked: Asked) -> int:
    told = asked.params.get("limit", "0")
    if not told.isdecimal() or len(told) > 9:
        raise Refused(400, "the parameter limit is not a whole number")
    return min(int(told) or MOST, MOST)


def _between(asked: Asked) -> Q:
    found = Q()
    if "since" in asked.params:
        found &= Q(stored__gt=moment(asked, "since"))
    if "until" in asked.params:
        found &= Q(stored__lte=moment(asked, "until"))
    return found


def moment(asked: Asked, name: str) -> datetime:
    told = asked.params[name].replace(" ", "+")
    if faults := list(timestamp_check(zone_needed=False)(told, f"the parameter {name}")):
        raise Refused(400, faults[0])
    try:
        return moment_of(told)
    except (ValueError, OverflowError):
        raise Refused(400, f"the parameter {name} is not a moment that exists") from None


def agent_of(asked: Asked) -> dict[str, Any]:
    """The agent or identified group of the parameter."""
    agent = parse(asked.needed("agent"), "the parameter agent")
    if faults := agent_faults(agent):
        raise Refused(400, "; ".join(faults))
    if identifier_of(agent) is None:
        raise Refused(400, "the parameter agent has no identifier")
    return dict(agent)


def _wanted(asked: Asked) -> Q:
    """What a statement itself says; or one that it refers to, however far."""
    wanted = _said(asked)
    if not wanted or not Reference.objects.exists():
        return wanted
    referred = Statement.objects.filter(wanted, id=OuterRef("target"))
    # Of what it may not see it learns nothing by a statement about it either.
    seen = seen_by(asked.credential).filter(id=OuterRef("target"))
    through = Reference.objects.filter(Exists(referred), Exists(seen)).values("source")
    return wanted | Q(sequence__in=through)


def _said(asked: Asked) -> Q:
    found = Q()
    if "verb" in asked.params:
        found &= Q(verb_iri=asked.iri("verb"))
    if registration := asked.uuid("registration"):
        found &= Q(registration=registration)
    related_activities, related_agents = asked.flag("related_activities"), asked.flag("related_agents")
    if "activity" in asked.params:
        found &= _about(asked.iri("activity"), related_activities)
    if "agent" in asked.params:
        found &= _by(agent_of(asked), related_agents)
    return found


def _about(activity: str, related: bool) -> Q:
    found = Q(object_iri=activity)
    if related:
        found |= Q(part_of=activity) | Q(sequence__in=_mentions(activity_key(activity), related))
    return found


def _by(agent: dict[str, Any], related: bool) -> Q:
    key = agent_key(agent)
    assert key is not None
    found = Q(sequence__in=_mentions(key, related))
    account = agent.get("account", {})
    if account.get("homePage") == settings.SITE_URL:
        id = _uuid(account["name"])
        # What Zwerm wrote itself has its actor in a column.
        found |= Q(person=id, credential=None) if id else Q()
        if related and account["name"].startswith("credential:"):
            found |= Q(credential=_uuid(account["name"].removeprefix("credential:")))
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _mentions(key: UUID, related: bool) -> QuerySet[Mention, Any]:
    rows = Mention.objects.filter(key=key)
    return (rows if related else rows.filter(role=Mention.Role.DIRECT)).values("statement")
