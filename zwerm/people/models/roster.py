from __future__ import annotations

from typing import ClassVar

from django.db import models
from uuid_utils.compat import uuid7

from zwerm.people.models.person import Person


class RosterImport(models.Model):
    """A list of people from a file: what it said, what was done with it, and what is needed to undo that.

    `lines`: as read (rules/roster.py). `report`: per line `{"number", "state", "email", "name", "what"}` with state new, changed, same,
    closed or wrong. `undo`: what was made and how things were before;
    what is undone goes out of it, and is counted in its `told` (actions/roster_undo.py).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=200)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    lines = models.JSONField()
    report = models.JSONField(default=list)
    undo = models.JSONField(default=dict)
    done = models.DateTimeField(null=True)
    undone = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_roster_import"
        ordering: ClassVar = ["-made"]

    def __str__(self) -> str:
        return self.name
