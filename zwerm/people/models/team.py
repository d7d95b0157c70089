from __future__ import annotations

from typing import ClassVar

from django.db import models

from zwerm.people.models.person import Person
from zwerm.people.models.space import Membership, Space


class Team(models.Model):
    """People who work together. Who is in it is told by the memberships of its space, and nowhere else."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, primary_key=True, related_name="team")

    class Meta:
        db_table = "people_team"
        ordering: ClassVar = ["space__name"]

    def __str__(self) -> str:
        return self.space.name

    @property
    def people(self) -> models.QuerySet[Person]:
        return Person.objects.filter(memberships__space=self.space_id, is_active=True)

    @property
    def leads(self) -> models.QuerySet[Person]:
        return self.people.filter(memberships__space=self.space_id, memberships__role=Membership.Role.LEAD)
