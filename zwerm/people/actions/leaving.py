"""Someone leaves: what they look after goes to a colleague, and their account is closed."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from zwerm.people.actions.account import check_admin, deactivate
from zwerm.people.actions.audit import write_down
from zwerm.people.actions.handed import SHOWN as TOLD
from zwerm.people.actions.handed import tell_handed
from zwerm.people.actions.join import join_space
from zwerm.people.actions.refusals import NotAllowed
from zwerm.people.actions.space_risks import space_risks
from zwerm.people.models import AuditEntry, Membership, Person, Space
from zwerm.people.registry import Belonging, belongings, in_order

SHOWN = 20


class Handing(NamedTuple):
    """What someone looks after of one kind. `titles`: of what the administrator sees, `unseen`: how many besides.

    `taken`: how many the colleague can take over; None when nobody was chosen yet.
    """

    belonging: Belonging
    number: int
    titles: list[str]
    unseen: int
    taken: int | None


def looked_after_by(person: Person, by: Person, to: Person | None = None) -> list[Handing]:
    """As `by` reads it before it is done: of what they do not see only a number."""
    told = []
    would = _tried(person, to) if to else {}
    for belonging in in_order(belongings):
        rows = belonging.of(person)
        count = rows.count()
        if count:
            seen = belonging.takes(rows, by)
            taken = would.get(belonging.name, 0) if to else None
            titles = [belonging.title(row) for row in seen[:SHOWN]]
            told.append(Handing(belonging, count, titles, count - seen.count(), taken))
    return told


@transaction.atomic
def hand_over(by: Person, person: Person, to: Person, *, close: bool) -> dict[str, int]:
    """`to` looks after what `person` did, as far as `to` sees it; answers how many of each kind. Then the account is closed, if asked.

    Raises NotAllowed, also when `to` left or is the same; LastAdministrator.
    """
    check_admin(by)
    if to == person or not to.is_active:
        raise NotAllowed
    handed = _hand_all(person, to)
    told = ", ".join(f"{{{name}}} {count}" for name, count in handed.items())
    write_down(by, AuditEntry.Act.HANDED_OVER, person, f"→ {to.name}: {told or '0'}")
    if close and person.is_active:
        deactivate(by, person)
    return handed


def _hand_all(person: Person, to: Person) -> dict[str, int]:
    handed = {}
    for belonging in in_order(belongings):
        rows = belonging.takes(belonging.of(person), to)
        first = list(rows[:TOLD])
        if count := belonging.hand(rows, person, to):
            handed[belonging.name] = count
            tell_handed(to, person, belonging.name, count, first)
    return handed


def _tried(person: Person, to: Person) -> dict[str, int]:
    """What would be handed over. A role in a space opens the way to more, so it is done, counted and put back."""
    with transaction.atomic():
        handed = _hand_all(Person.objects.get(pk=person.pk), Person.objects.get(pk=to.pk))
        transaction.set_rollback(True)
    return handed


def _managed(person: Person) -> QuerySet[Any]:
    spaces = Space.objects.together()
    rows = Membership.objects.filter(person=person, role__in=Membership.MANAGING, space__in=spaces)
    return rows.select_related("space").order_by("space__name")


def _in_spaces_of(rows: QuerySet[Any], to: Person) -> QuerySet[Any]:
    """Nobody comes to see a closed space by being handed it."""
    return rows.filter(space__in=Space.objects.visible_to(to))


def _hand_spaces(rows: QuerySet[Any], person: Person, to: Person) -> int:
    """`to` gets the role, unless they have one there already; who leaves becomes a member like others."""
    handed = list(rows)
    for row in handed:
        there = Membership.objects.filter(space=row.space, person=to, role__in=Membership.MANAGING)
        if not there.exists():
            join_space(to, row.space, row.role)
        join_space(person, row.space, Membership.Role.MEMBER)
    return len(handed)


def spaces_looked_after(label: Any) -> Belonging:
    return Belonging(
        "spaces",
        10,
        label,
        _managed,
        _in_spaces_of,
        _hand_spaces,
        lambda row: row.space.name,
        address=lambda row: reverse("people:space", args=[row.space.slug]),
        risks=space_risks,
        by_leads=False,
    )
