from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from zwerm.people.models import Person
from zwerm.skills.models.skill import Skill


class SkillList(models.Model):
    """A file with skills: first looked at, then brought in, and undone as long as nobody built on it.

    `asked`, `ended`: when bringing in (or undoing) was asked for and was done. `seen`: when it last went on; long ago: it was killed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    asked = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    undo_asked = models.DateTimeField(null=True)
    undone = models.DateTimeField(null=True)
    seen = models.DateTimeField(null=True)

    class Meta:
        db_table = "skills_list"
        ordering: ClassVar = ["-made"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_busy(self) -> bool:
        return bool((self.asked and not self.ended) or (self.undo_asked and not self.undone))


class SkillLine(models.Model):
    """One line of such a file. `told`: what it says (rules/taxonomy.py). `what`: what is wrong with it, or what changes.

    `undo`: what was made and how things were before; kept until the import is undone.
    """

    class State(models.TextChoices):
        WRONG = "wrong", _("Wrong")
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        SAME = "same", _("The same")

    in_list = models.ForeignKey(SkillList, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=300)
    told = models.JSONField()
    state = models.CharField(max_length=8, choices=State.choices)
    what = models.JSONField(default=list)
    skill = models.ForeignKey(Skill, on_delete=models.SET_NULL, null=True, related_name="+")
    undo = models.JSONField(default=dict)
    done = models.BooleanField(default=False)

    class Meta:
        db_table = "skills_line"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["in_list", "number"], name="skills_line_once")]
        indexes: ClassVar = [models.Index(fields=["in_list", "state", "number"], name="skills_line_state")]

    def __str__(self) -> str:
        return self.name
