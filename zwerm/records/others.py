"""What others recorded about someone: statements in which they are named, and that are not told of as what they did.

Only under what is surely theirs: their account here, their address and its SHA-1, and an account elsewhere that is named by their address.
Never by what somebody is called, nor by an address that they had before, which may have been of another. An address that another had before them
names them in what was told and happened since. What a colleague did is never about who has their address now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zwerm.people.models import FormerAddress, Person
from zwerm.records.models import Mention, Statement
from zwerm.records.rules.identity import address_key, agent_key, agents_in
from zwerm.records.timeline import cut, known_names, read
from zwerm.records.told import results_of, said_of
from zwerm.records.xapi.colleagues import sums_of
from zwerm.records.xapi.find import fitting, is_voided

Json = dict[str, Any]
AT_ONCE = 500
NUMBERS = ("score", "success", "completion", "duration")


@dataclass(frozen=True)
class Recorded:
    """What is shown of a statement about somebody. `names`: what it names them as. `source`: the tool that told it.

    Of one in a space that they do not see: that there is one, when, and, if they did it or it is about them, its result in numbers.
    """

    timestamp: datetime
    sentence: str
    names: str
    details: str
    answer: str
    source: str
    space: str
    voided: bool
    result: Json


def keys_of(person: Person) -> set[UUID]:
    """Of every agent that is surely them. An address of which nothing shows yet that it is theirs is not."""
    ids = (str(person.pk), str(person.pk).upper())
    keys = _keys([{"account": {"homePage": settings.SITE_URL, "name": id}} for id in ids])
    return keys if person.address_unproven else keys | _by_address(person)


def _by_address(person: Person) -> set[UUID]:
    agents = [{"mbox": f"mailto:{one}"} for one in (person.email, person.email.lower())]
    agents += [{"mbox_sha1sum": told} for one in sums_of(person.email) for told in (one, one.upper())]
    return {address_key(person.email), *_keys(agents)}


def _keys(agents: Iterable[Json]) -> set[UUID]:
    return {key for key in map(agent_key, agents) if key}


def _of_another_until(person: Person) -> datetime | None:
    before = FormerAddress.objects.filter(email__iexact=person.email).exclude(person=person)
    return before.order_by("-until").values_list("until", flat=True).first()


def sequences_about(person: Person, before: int | None, most: int) -> list[int]:
    """The newest `most` that were stored before this one, the newest first: each key along its index, and all in one question."""
    parts, given = [], list[Any]()
    statement = Statement.objects.filter(sequence=OuterRef("statement_id"))
    theirs, of_another = Q(person=person), Q(person__isnull=False) & ~Q(object_iri="")
    # Who is named directly in what has an activity as its object is who did it.
    left_out = {Mention.Role.DIRECT: theirs | of_another, Mention.Role.RELATED: theirs}
    by_address, since = _by_address(person), _of_another_until(person)
    for key in sorted(keys_of(person)):
        not_yet = Q(stored__lt=since) | Q(timestamp__lt=since) if since and key in by_address else Q()
        for role in Mention.Role:
            rows = Mention.objects.filter(~Exists(statement.filter(left_out[role] | not_yet)), key=key, role=role)
            rows = rows if before is None else rows.filter(statement__lt=before)
            asked, told = rows.order_by("-statement_id").values("statement_id")[:most].query.sql_with_params()
            parts.append(f"SELECT statement_id FROM ({asked}) AS part")  # noqa: S608  Django's own
            given += told
    with connection.cursor() as cursor:
        # One that is named in two ways stands once.
        cursor.execute(f"{' UNION '.join(parts)} ORDER BY 1 DESC LIMIT {most:d}", given)
        return [sequence for (sequence,) in cursor.fetchall()]


def recorded_about(person: Person, sequences: list[int], language: str) -> list[Recorded]:
    rows: QuerySet[Statement] = Statement.objects.select_related("person", "credential", "space")
    there = rows.annotate(voided=is_voided()).in_bulk(sequences)
    keys, known = keys_of(person), known_names(map(read, there.values()))
    return [_recorded(person, keys, there[one], known, language) for one in sequences if one in there]


def page_about(person: Person, before: int | None, most: int, language: str) -> tuple[list[Recorded], int | None]:
    """And where the next page begins; None after the last."""
    found = sequences_about(person, before, most + 1)
    shown = fitting(found[:most]) if found else []
    return recorded_about(person, shown, language), shown[-1] if len(shown) < len(found) else None


def lines_of_all(person: Person) -> Iterator[dict[str, Any]]:
    """All of it, for the copy that they take along."""
    before: int | None = None
    language = get_language() or settings.LANGUAGE_CODE
    while found := sequences_about(person, before, AT_ONCE):
        shown = fitting(found)
        for one in recorded_about(person, shown, language):
            yield {
                "timestamp": one.timestamp,
                "verb": one.sentence,
                "named_as": one.names,
                "outcome": one.details,
                "result": one.result,
                "told_by": one.source,
                "space": one.space,
            }
        before = shown[-1]


def _recorded(
    person: Person, keys: set[UUID], statement: Statement, known: dict[UUID, dict[str, str]], language: str
) -> Recorded:
    told: Json = msgspec.json.decode(statement.json)
    seen = statement.space_id is None or statement.space_id in person.space_ids
    names = ", ".join(_named_as(told, keys))
    if seen:
        _call(told, keys, person.name)
        if (thing := read(statement)).is_nameless and thing.key in known:
            told["object"].setdefault("definition", {})["name"] = known[thing.key]
        said = said_of(statement, told, language)
    else:
        said = _("Somebody recorded something about you in a space that you do not see.")
    result: Json = told.get("result", {})
    # Named otherwise, the result is of who did it.
    theirs = any(_holds(one, keys) for one in (told["actor"], told["object"]))
    if not seen:
        result = {name: part for name, part in result.items() if theirs and name in NUMBERS}
    answer = str(result.get("response", ""))
    return Recorded(
        statement.happened,
        cut(said),
        names,
        ", ".join(results_of(statement)) if seen or theirs else "",
        cut(answer),
        statement.credential.name if seen and statement.credential else "",
        str(statement.space.called) if seen and statement.space else "",
        bool(getattr(statement, "voided", False)),
        result,
    )


def _is(agent: Json, keys: set[UUID]) -> bool:
    account, mbox = agent.get("account"), agent.get("mbox", "")
    address = account["name"] if account and "@" in account["name"] else mbox.removeprefix("mailto:")
    return agent_key(agent) in keys or bool(address and address_key(address) in keys)


def _holds(agent: Json, keys: set[UUID]) -> bool:
    return _is(agent, keys) or any(_is(one, keys) for one in agent.get("member", ()))


def _call(told: Json, keys: set[UUID], name: str) -> None:
    """By their own name, whatever the tool called them."""
    for agent in agents_in(told):
        if _is(agent, keys):
            agent["name"] = name


def _named_as(told: Json, keys: set[UUID]) -> Iterator[str]:
    """Of a statement within this one what that one names them as."""
    about, context = told["object"], told.get("context", {})
    parts: list[tuple[str, list[Json]]] = [
        (_("who did it"), [told["actor"]]),
        (_("whom it is about"), [about] if about.get("objectType") in ("Agent", "Group") else []),
        (_("instructor"), [context["instructor"]] if "instructor" in context else []),
        (_("one of the team"), [context["team"]] if "team" in context else []),
        (
            _("someone involved"),
            [
                *(one["agent"] for one in context.get("contextAgents", ())),
                *(one["group"] for one in context.get("contextGroups", ())),
            ],
        ),
    ]
    yield from (words for words, agents in parts if any(_holds(one, keys) for one in agents))
    if about.get("objectType") == "SubStatement":
        yield from _named_as(about, keys)
