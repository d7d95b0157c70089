"""Which teams and communities are left without anybody who looks after them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zwerm.people.models import Membership, Person, Space
from zwerm.people.registry import Risk
from zwerm.people.rules.risk import risk

MOST_HEIRS = 4


def space_risks(rows: Sequence[Any], reader: Person) -> dict[Any, Risk]:
    """Of a role in a space: whether anybody else looks after it. Who does, or was there longest, goes on. One query."""
    spaces = {row.space_id for row in rows}
    there = Membership.objects.filter(
        space__in=Space.objects.visible_to(reader).filter(pk__in=spaces), person__is_active=True
    )
    others: dict[Any, list[Membership]] = {}
    for one in there.select_related("person").order_by("since", "pk"):
        others.setdefault(one.space_id, []).append(one)
    found = {}
    for row in rows:
        rest = [one for one in others.get(row.space_id, []) if one.person_id != row.person_id]
        managing = [one.person for one in rest if one.role in Membership.MANAGING]
        heirs_ = tuple([*managing, *(one.person for one in rest if one.role not in Membership.MANAGING)][:MOST_HEIRS])
        found[row.pk] = Risk(
            risk(len(rest), len(managing), overdue=False), _why_space(len(rest), len(managing)), heirs_
        )
    return found


def _why_space(people: int, managing: int) -> tuple[str, ...]:
    return (
        ngettext("%(people)s other in it", "%(people)s others in it", people) % {"people": people},
        _("nobody else looks after it")
        if not managing
        else ngettext("%(people)s other looks after it", "%(people)s others look after it", managing)
        % {"people": managing},
    )
