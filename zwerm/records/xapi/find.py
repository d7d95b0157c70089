"""Statements are asked for: by id, or by what they say (1.0.3, part three, 2.1.3)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from zwerm.people.requests import id_in
from zwerm.people.rules.sealed import BrokenSeal, seal, unseal
from zwerm.records.models import Attachment, Credential, Mention, Reference, Statement
from zwerm.records.rules import scopes
from zwerm.records.rules.identity import activity_key, agent_key, identifier_of, verb_key
from zwerm.records.rules.statement import agent_faults
from zwerm.records.rules.values import moment_of, sequence_of
from zwerm.records.rules.values import timestamp as timestamp_check
from zwerm.records.xapi.asked import Asked, Refused, parse
from zwerm.records.xapi.ways import (
    Among,
    Aside,
    Clause,
    Column,
    Named,
    Stretch,
    Way,
    count_of,
    first_of,
    found_by,
    of_row,
    ways_to,
)

ONE = ("statementId", "voidedStatementId", "attachments", "format")
MANY = (
    *("agent", "verb", "activity", "registration", "related_activities", "related_agents"),
    *("since", "until", "limit", "format", "attachments", "ascending"),
)
MOST = 100
# Of one answer; a single statement may be as big as a request.
MOST_BYTES = 16 * 1024 * 1024
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
    return in_reach(credential)


def in_reach(credential: Credential) -> Q:
    """What lies in its space or in none that is closed, whatever of that it may read."""
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
    after = _begins(asked.params.get("from", ""))
    clauses, own = _said(asked), list[Clause]()
    stretch = _stretch(asked, after, ascending)
    # Who follows the log from old to new must not pass by what is still on its way.
    rows = Statement.objects.settled() if ascending else Statement.objects.all()
    rows = rows.filter(~is_voided()).filter(_between(asked))
    if asked.credential.may(scopes.READ_ALL):
        rows = rows.filter(_sight(asked.credential))
    else:
        own = [[Column("credential", asked.credential)]]
    order = "" if ascending else "-"
    page = first_of(ways_to(rows, clauses + own, most), stretch, most + 1, order)
    if clauses:
        # What comes after a page that is full is not on it.
        near = stretch.until(page[most], order) if len(page) > most else stretch
        through = _through(asked.credential, rows.filter(*map(of_row, own)), clauses, near)
        page = first_of(through, near, most + 1, order, page)
    shown = fitting(page[:most], with_files=asked.flag("attachments"))
    told = to_tell(shown, order)
    if len(page) == len(shown):
        return told, ""
    further = urlencode({**asked.params, "from": seal(str(shown[-1]), settings.SECRET_KEY)})
    return told, f"/xapi/statements?{further}"


def _begins(further: str) -> int | None:
    """Sealed: the number of a statement tells how many there are, also where its reader may not look."""
    try:
        return sequence_of(unseal(further, settings.SECRET_KEY)) if further else None
    except BrokenSeal:
        raise Refused(400, "this is no address of more statements") from None


def naming(key: UUID, credential: Credential, most: int) -> list[Statement]:
    """The newest that name this agent, whatever they do in it, of those that this credential may see."""
    newest = first_of(ways_to(seen_by(credential), [_mentions(key, True, "")], most), Stretch(None, None), most, "-")
    return to_tell(fitting(newest), "-")


def to_tell(sequences: list[int], order: str = "", *besides: str) -> list[Statement]:
    """With no more of each than is told: a page has hundreds of columns besides, and few tools. `besides`: and these columns."""
    rows = Statement.objects.only("stored", "json", "credential", *besides).filter(Among(F("sequence"), sequences))
    told = list(rows.order_by(f"{order}sequence"))
    tools = Credential.objects.only("name").in_bulk({row.credential_id for row in told if row.credential_id})
    for row in told:
        if row.credential_id:
            row.credential = tools[row.credential_id]
    return told


def fitting(sequences: list[int], *, with_files: bool = False) -> list[int]:
    """As many of these statements, at least one, as fit into an answer: it is put together in memory."""
    those = Statement.objects.filter(Among(F("sequence"), sequences))
    sizes = dict(those.values_list("sequence", Length("json")))
    if with_files:
        files = Attachment.objects.filter(statement__in=sequences)
        for sequence, hash in files.values_list("statement_id", "hash"):
            path = Attachment.path_of(hash)
            sizes[sequence] += default_storage.size(path) if default_storage.exists(path) else 0
    total = 0
    for place, sequence in enumerate(sequences):
        total += sizes.get(sequence, 0)
        if place and total > MOST_BYTES:
            return sequences[:place]
    return sequences


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


def _through(credential: Credential, rows: Found, clauses: list[Clause], stretch: Stretch) -> list[Way]:
    """To those of `rows` that refer, however far, to one that says what is wanted.

    From the references of this stretch, or from what says it, of which there are fewer.
    """
    references = Reference.objects.filter(**stretch.of("source"))
    number = references.count()
    if not number:
        return []
    # Of what it may not see it learns nothing by a statement about it either: not what that one says, nor to what that one refers.
    hidden_before = Reference.objects.filter(~_is_seen(credential), source=OuterRef("source"), pk__lt=OuterRef("pk"))
    references = references.filter(~Exists(hidden_before))
    seen = references.filter(_is_seen(credential))
    counts = [count_of(clause, number) for clause in clauses]
    least = counts.index(min(counts))
    if counts[least] >= number:
        return [Way(rows.filter(Among(F("sequence"), _referring(credential, references, clauses))))]
    others = [of_row(clause) for place, clause in enumerate(clauses) if place != least]
    wanted = [one.found().filter(*others).values("id") for one in clauses[least]]
    return [Way(rows.filter(sequence__in=seen.filter(target__in=ids).values("source"))) for ids in wanted]


def _is_seen(credential: Credential) -> Exists:
    return Exists(seen_by(credential).filter(id=OuterRef("target")))


def _referring(credential: Credential, references: QuerySet[Reference], clauses: list[Clause]) -> list[int]:
    """What refers to a statement that says what is wanted, and that may be seen."""
    target = Statement.objects.filter(id=OuterRef("target")).values("sequence")[:1]
    sources: dict[int, list[int]] = {}
    for source, at in references.annotate(at=Subquery(target)).values_list("source", "at"):
        if at is not None:
            sources.setdefault(at, []).append(source)
    those = found_by(clauses, sources)
    seen = seen_by(credential).filter(*map(of_row, clauses)).filter(Among(F("sequence"), those))
    return [source for at in seen.values_list("sequence", flat=True) for source in sources[at]]


def _said(asked: Asked) -> list[Clause]:
    """What is asked of the statement itself; what finds fewest comes first."""
    found: list[Clause] = []
    related_activities, related_agents = asked.flag("related_activities"), asked.flag("related_agents")
    verb = asked.iri("verb") if "verb" in asked.params else ""
    if registration := asked.uuid("registration"):
        found.append([Column("registration", registration)])
    agent = agent_of(asked) if "agent" in asked.params else None
    activity = asked.iri("activity") if "activity" in asked.params else ""
    if agent and activity and not related_agents and not related_activities and Mention.all_paired():
        found.append(_by(agent, False, verb, activity))
    else:
        found += [_by(agent, related_agents, verb)] if agent else []
        found += [_about(activity, related_activities, verb)] if activity else []
    if verb:
        found.append([Column("verb_iri", verb)])
    return found


def _about(activity: str, related: bool, verb: str) -> Clause:
    found: list[Column | Named] = [Column("object_iri", activity, verb=verb)]
    if related:
        found += [Column("part_of", activity), *_mentions(activity_key(activity), related, verb)]
    return found


def _by(agent: dict[str, Any], related: bool, verb: str, activity: str = "") -> Clause:
    """`activity`: and what they did was about it."""
    key = agent_key(agent)
    assert key is not None
    found: list[Column | Named] = [*_mentions(key, related, verb, activity)]
    account = agent.get("account", {})
    if account.get("homePage") == settings.SITE_URL:
        # What Zwerm wrote itself has its actor in a column.
        if id := id_in(account["name"]):
            found.append(_own(id, verb, activity))
        kind, _colon, of = account["name"].partition(":")
        if related and kind == "credential" and (credential := id_in(of)):
            found.append(Column("credential", credential))
    return found


def _own(person: UUID, verb: str, activity: str) -> Column:
    if not activity:
        return Column("person", person, Q(credential=None), verb)
    about = Column("object_iri", activity, verb=verb)
    # No index holds both: what one colleague did here is never so much.
    return Column("person", person, Q(credential=None) & about.of_row(), verb, [[about]])


def _mentions(key: UUID, related: bool, verb: str, activity: str = "") -> list[Named]:
    roles = (Mention.Role.DIRECT, Mention.Role.RELATED) if related else (Mention.Role.DIRECT,)
    return [Named(key, role, verb_key(verb) if verb else None, activity) for role in roles]
