"""Nothing is a part of itself, however many steps it takes, nor by way of what was merged."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zwerm.skills.actions.refusals import NotDone
from zwerm.skills.models import Merger, Relation, Skill, stands_for

BROADER = Relation.Kind.BROADER


def check_above(skill: Skill, wanted: Collection[UUID]) -> None:
    """`skill` can be a part of each of `wanted`. Raises NotDone."""
    if wanted and set(wanted) & parts_of({skill.pk}):
        raise NotDone(_("That would make it a part of itself."), "broader")


def check_one(skill: Skill, into: Skill) -> None:
    """The two can be one: neither is a part of something that is a part of the other. Raises NotDone.

    That one is a part of the other itself is no hindrance: afterwards they are the same.
    """
    both = {skill.pk, into.pk}
    between = _directly(both) - both
    if both & parts_of(between):
        raise NotDone(_("That would make it a part of itself."))


def parts_of(skills: Collection[UUID]) -> set[UUID]:
    """Everything that is, over any number of steps, a part of one of these; all as they stand now."""
    found: set[UUID] = set()
    layer = set(skills)
    while layer:
        layer = _directly(layer) - found
        found |= layer
    return found


def _directly(skills: Collection[UUID]) -> set[UUID]:
    told = Relation.objects.filter(Q(other__in=skills) | Q(other__merger__into__in=skills), kind=BROADER)
    return set(told.annotate(means=stands_for()).values_list("means", flat=True))


class Tree:
    """What is a part of what, as it stands now, held while many are added."""

    def __init__(self) -> None:
        self._means = dict(Merger.objects.values_list("skill", "into"))
        self._above: dict[UUID, set[UUID]] = {}
        for skill, other in Relation.objects.filter(kind=BROADER).values_list("skill", "other"):
            self._add(skill, other)

    def _add(self, skill: UUID, other: UUID) -> None:
        self._above.setdefault(self._means.get(skill, skill), set()).add(self._means.get(other, other))

    def take(self, skill: UUID, other: UUID) -> bool:
        """`skill` is a part of `other` from now on; False, and nothing taken, when that would make it a part of itself."""
        below = self._means.get(skill, skill)
        found: set[UUID] = set()
        layer = {self._means.get(other, other)} - {below}
        while layer:
            found |= layer
            layer = {above for one in layer for above in self._above.get(one, ())} - found
        if below in found:
            return False
        self._add(skill, other)
        return True
