"""Statements are asked for: by id, or by what they say (1.0.3, part three, 2.1.3)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from zwerm.records.models import Credential, Mention, Reference, Statement
from zwerm.records.rules import scopes
from zwerm.records.rules.identity import activity_key, agent_key, identifier_of
from zwerm.records.rules.statement import agent_faults
from zwerm.records.rules.values import moment_of, sequence_of
from zwerm.records.rules.values import timestamp as timestamp_check
from zwerm.records.xapi.asked import Asked, Refused, parse
from zwerm.records.xapi.ways import Aside, Clause, Column, Named, Stretch, Way, first_of, of_row, ways_to

ONE = ("statementId", "voidedStatementId", "attachments", "format")
MANY = (
    *("agent", "verb", "activity", "registration", "related_activities", "related_agents"),
    *("since", "until", "limit", "format", "attachments", "ascending"),
)
MOST = 100
# How far apart in time statements can be whose numbers go the other way: people who save at once.
SLACK = timedelta(minutes=10)
BEYOND = 1 << 62
Found = QuerySet[Statement]


def seen_by(credential: Credential) -> Found:
    """The sight of a credential: what it wrote itself, or all but what lies in closed spaces that are not its own."""
    rows = Statement.objects.select_related("credential")
    return rows.filter(_sight(credential))


def _sight(credential: Credential) -> Q:
    if not credential.may(scopes.READ_ALL):
        return Q(credential=credential)
    open_ones = Q(space=None) | Q(space__open=True)
    return open_ones | Q(space=credential.space_id) if credential.space_id else open_ones


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
    ascending, most = asked.flag("ascending"), _limit(asked)
    begins = asked.params.get("from", "")
    after = sequence_of(begins)
    if begins and after is None:
        raise Refused(400, "this is no address of more statements")
    clauses, own = _said(asked), list[Clause]()
    stretch = _stretch(asked, after, ascending)
    # Who follows the log from old to new must not pass by what is still on its way.
    rows = Statement.objects.settled() if ascending else Statement.objects.all()
    rows = rows.filter(~is_voided()).filter(_between(asked))
    if asked.credential.may(scopes.READ_ALL):
        rows = rows.filter(_sight(asked.credential))
    else:
        own = [[Column("credential", asked.credential)]]
    ways = ways_to(rows, clauses + own, most)
    if clauses and Reference.objects.exists():
        ways.append(_through(asked.credential, rows.filter(*map(of_row, own)), clauses))
    order = "" if ascending else "-"
    page = first_of(ways, stretch, most + 1, order)
    kept = Statement.objects.select_related("credential").filter(sequence__in=page[:most])
    told = list(kept.order_by(f"{order}sequence"))
    if len(page) <= most:
        return told, ""
    further = urlencode({**asked.params, "from": page[most - 1]})
    return told, f"/xapi/statements?{further}"


def _limit(asked: Asked) -> int:
    told = asked.params.get("limit", "0")
    if not told.isdecimal() or len(told) > 9:
        raise Refused(400, "the parameter limit is not a whole number")
    return min(int(told) or MOST, MOST)


def _between(asked: Asked) -> Q:
    found = Q()
    if "since" in asked.params:
        found &= Q(GreaterThan(Aside(F("stored")), moment(asked, "since")))
    if "until" in asked.params:
        found &= Q(LessThanOrEqual(Aside(F("stored")), moment(asked, "until")))
    return found


def _stretch(asked: Asked, after: int | None, ascending: bool) -> Stretch:
    """Between which sequences all lies that can be on this page.

    Statements are stored in the order of their numbers, but for those of the same moments (operations/rows.py).
    """
    above, below = (after, None) if ascending else (None, after)
    every = Statement.objects.values_list("sequence", flat=True)
    if "since" in asked.params:
        floor = every.filter(stored__lte=_away(moment(asked, "since"), -SLACK)).order_by("-stored").first()
        above = max(above or 0, floor or 0)
    if "until" in asked.params:
        ceiling = every.filter(stored__gt=_away(moment(asked, "until"), SLACK)).order_by("stored").first()
        below = min(one for one in (below, ceiling, BEYOND) if one is not None)
    return Stretch(above, below)


def _away(when: datetime, slack: timedelta) -> datetime:
    try:
        return when + slack
    except OverflowError:
        return when


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


def _through(credential: Credential, rows: Found, clauses: list[Clause]) -> Way:
    """To those of `rows` that refer, however far, to one that says what is wanted."""
    referred = Statement.objects.filter(*(of_row(clause) for clause in clauses), id=OuterRef("target"))
    # Of what it may not see it learns nothing by a statement about it either.
    seen = seen_by(credential).filter(id=OuterRef("target"))
    through = Reference.objects.filter(Exists(referred), Exists(seen)).values("source")
    return Way(rows.filter(sequence__in=through))


def _said(asked: Asked) -> list[Clause]:
    """What is asked of the statement itself; what finds fewest comes first."""
    found: list[Clause] = []
    related_activities, related_agents = asked.flag("related_activities"), asked.flag("related_agents")
    if registration := asked.uuid("registration"):
        found.append([Column("registration", registration)])
    if "agent" in asked.params:
        found.append(_by(agent_of(asked), related_agents))
    if "activity" in asked.params:
        found.append(_about(asked.iri("activity"), related_activities))
    if "verb" in asked.params:
        found.append([Column("verb_iri", asked.iri("verb"))])
    return found


def _about(activity: str, related: bool) -> Clause:
    found: list[Column | Named] = [Column("object_iri", activity)]
    if related:
        found += [Column("part_of", activity), *_mentions(activity_key(activity), related)]
    return found


def _by(agent: dict[str, Any], related: bool) -> Clause:
    key = agent_key(agent)
    assert key is not None
    found: list[Column | Named] = [*_mentions(key, related)]
    account = agent.get("account", {})
    if account.get("homePage") == settings.SITE_URL:
        # What Zwerm wrote itself has its actor in a column.
        if id := _uuid(account["name"]):
            found.append(Column("person", id, Q(credential=None)))
        kind, _colon, of = account["name"].partition(":")
        if related and kind == "credential" and (credential := _uuid(of)):
            found.append(Column("credential", credential))
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _mentions(key: UUID, related: bool) -> list[Named]:
    roles = (Mention.Role.DIRECT, Mention.Role.RELATED) if related else (Mention.Role.DIRECT,)
    return [Named(key, role) for role in roles]
