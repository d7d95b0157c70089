from __future__ import annotations

from typing import ClassVar

from django.db import models

from zwerm.people.models.person import Person


class Handed(models.Model):
    """A colleague looks after this from now on, or got it. Told on Today until they say that they have read it; then it goes.

    `kind`: the name of a belonging. `things`: `{"title", "address"}` of the first of them.
    """

    to = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="handed")
    of = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    things = models.JSONField(default=list)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "people_handed"
        ordering: ClassVar = ["-at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
