from __future__ import annotations

from typing import Self

from django.db import models

from zwerm.people.models.person import Person
from zwerm.people.models.space import Membership, Reader


class LeavingQuerySet(models.QuerySet["Leaving"]):
    def visible_to(self, reader: Reader) -> Self:
        """Who leaves themselves, administrators, and who leads a team in which they are. Nobody else hears of it."""
        if not isinstance(reader, Person) or not reader.is_active:
            return self.none()
        if reader.is_admin:
            return self.all()
        led = Membership.objects.filter(person=reader, role=Membership.Role.LEAD, space__kind="team")
        in_them = Membership.objects.filter(person=models.OuterRef("person"), space__in=led.values("space"))
        return self.filter(models.Q(person=reader) | models.Exists(in_them))


class Leaving(models.Model):
    """That a colleague leaves, and on which day. Only since it stands here others read what would go with them."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="leaving")
    day = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = LeavingQuerySet.as_manager()

    class Meta:
        db_table = "people_leaving"

    def __str__(self) -> str:
        return f"{self.person_id} on {self.day}"
