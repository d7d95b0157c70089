"""A colleague leaves: saying so, what would go with them, and handing it over one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from zwerm.people.actions.audit import lately, write_down
from zwerm.people.actions.handed import tell_handed
from zwerm.people.actions.refusals import NotAllowed, NotWithThem
from zwerm.people.models import AuditEntry, Leaving, Person
from zwerm.people.registry import Belonging, Risk, belongings, heirs, in_order
from zwerm.people.rules.risk import in_words

MOST_SHOWN, MOST_HEIRS, DONE_SHOWN = 30, 4, 20
# What the trail tells that somebody looked at; declares.py has the words.
WOULD_GO = "would-go"


@dataclass(frozen=True)
class AtRisk:
    """One thing that they look after, with who could take it over, nearest first."""

    belonging: Belonging
    key: Any
    title: str
    address: str
    risk: Risk
    heirs: tuple[Person, ...]

    @property
    def how_much(self) -> str:
        return in_words(self.risk.much)


@dataclass(frozen=True)
class LookedAfter:
    """What they look after of one kind: what is lost most first, and how many more the reader sees."""

    belonging: Belonging
    rows: Sequence[AtRisk]
    more: int


@transaction.atomic
def say_leaving(by: Person, person: Person, day: date) -> None:
    """`person` leaves on `day`; whoever may, reads from now on what would go with them. Raises NotAllowed."""
    _check_says(by, person)
    Leaving.objects.update_or_create(person=person, defaults={"day": day, "by": by})
    write_down(by, AuditEntry.Act.LEAVES, person, day.isoformat())


@transaction.atomic
def stay(by: Person, person: Person) -> None:
    """They don't leave after all. Raises NotAllowed."""
    _check_says(by, person)
    if Leaving.objects.filter(person=person).delete()[0]:
        write_down(by, AuditEntry.Act.STAYS, person)


def _check_says(by: Person, person: Person) -> None:
    if not by.is_active or (by != person and not by.is_admin):
        raise NotAllowed


def left_by(person: Person, reader: Person) -> tuple[list[LookedAfter], dict[str, Any]]:
    """What they look after that the reader sees, of the kinds that are weighed; and what modules know of them beside that, by their names."""
    found = [
        (belonging, list(belonging.weighed(rows)))
        for belonging in in_order(belongings)
        if belonging.risks and (rows := _handable(belonging, person, reader)) is not None
    ]
    told = [_weighed(belonging, rows, reader) for belonging, rows in found if rows]
    things = [(one.thing, row.pk) for one, rows, _risks in told if one.thing for row in rows]
    known = {name: find(person, reader, things) for name, find in heirs.items()}
    next_to_know: dict[Any, list[Person]] = {}
    for one in known.values():
        for thing, people in one.next.items():
            next_to_know.setdefault(thing, []).extend(people)
    left = [
        LookedAfter(
            belonging,
            [_at_risk(belonging, row, risks, next_to_know, person) for row in rows[:MOST_SHOWN]],
            max(0, len(rows) - MOST_SHOWN),
        )
        for belonging, rows, risks in told
    ]
    return left, {name: one.told for name, one in known.items()}


def trail_of(person: Person, reader: Person) -> list[AuditEntry]:
    """What was handed over of theirs, the newest first. That the reader looks stands there as well, for who leaves to read: one query, two when it is written."""
    act = AuditEntry.Act
    rows = AuditEntry.objects.filter(Q(act=act.HANDED_OVER) | lately(reader, act.LOOKED, WOULD_GO), about=person)
    # Whether they looked comes first, however much was handed over since.
    found = list(rows.select_related("by", "about").order_by("-act", "-at", "-pk")[: DONE_SHOWN + 1])
    if reader != person and not any(one.act == act.LOOKED for one in found):
        write_down(reader, act.LOOKED, person, WOULD_GO)
    return [one for one in found if one.act == act.HANDED_OVER][:DONE_SHOWN]


def _handable(belonging: Belonging, person: Person, by: Person) -> QuerySet[Any] | None:
    """The rows that `by` sees; None where it is not for them to hand over."""
    if not belonging.by_leads and by != person and not by.is_admin:
        return None
    return belonging.takes(belonging.of(person), by)


def _weighed(belonging: Belonging, rows: list[Any], reader: Person) -> tuple[Belonging, list[Any], Mapping[Any, Risk]]:
    assert belonging.risks
    risks = belonging.risks(rows, reader)
    return belonging, sorted(rows, key=lambda row: -risks[row.pk].much), risks


def _at_risk(
    belonging: Belonging, row: Any, risks: Mapping[Any, Risk], known: Mapping[Any, Sequence[Person]], person: Person
) -> AtRisk:
    one = risks[row.pk]
    people = {other.pk: other for other in (*one.heirs, *known.get((belonging.thing, row.pk), ())) if other != person}
    some = tuple(people.values())[:MOST_HEIRS]
    return AtRisk(belonging, row.pk, belonging.title(row), belonging.address(row), one, some)


@transaction.atomic
def hand_one(by: Person, person: Person, kind: str, key: str, to: Person) -> str:
    """`to` looks after one thing that `person` did, and is told; it stands in the trail. Answers what it is called. Raises NotAllowed and NotWithThem.

    Only of who leaves, of what `by` sees and may hand over, and to who sees it too.
    """
    # Two who hand over the same take turns: the second finds it in other hands.
    Person.objects.select_for_update(of=("self",), no_key=True).filter(pk=person.pk).values_list("pk").first()
    belonging = belongings.get(kind)
    leaves = Leaving.objects.visible_to(by).filter(person=person).exists()
    if belonging is None or not belonging.risks or not leaves or to == person or not to.is_active:
        raise NotAllowed
    seen = _handable(belonging, person, by)
    if seen is None:
        raise NotAllowed
    theirs = seen.filter(pk=key)
    if not theirs.exists():
        raise NotWithThem
    rows = belonging.takes(theirs, to)
    first = list(rows)
    if not first:
        raise NotAllowed
    title = belonging.title(first[0])
    belonging.hand(rows, person, to)
    tell_handed(to, person, kind, 1, first)
    write_down(by, AuditEntry.Act.HANDED_OVER, person, f"→ {to.name}: {{{kind}}} 1")
    return title
