from __future__ import annotations

from typing import ClassVar

from django.db import models

from zwerm.people.models import Space


class RetentionRule(models.Model):
    """How long statements with a verb, in a space, or both are kept, in months; 0: for as long as Zwerm is here.

    An empty `verb_iri` is every verb, no space every space; a rule is about at least one of the two.
    """

    verb_iri = models.CharField(max_length=300, blank=True)
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="+")
    months = models.PositiveIntegerField()

    class Meta:
        db_table = "records_retention_rule"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["verb_iri", "space"], name="records_retention_rule_once"),
            models.UniqueConstraint(
                fields=["verb_iri"], condition=models.Q(space=None), name="records_retention_rule_once_anywhere"
            ),
            models.CheckConstraint(
                condition=~models.Q(verb_iri="", space=None), name="records_retention_rule_about_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb_iri or '*'} {self.space_id or '*'}: {self.months}"


class Clearing(models.Model):
    """Statements that were removed because they were too old: by which rule, before when they were, how many."""

    at = models.DateTimeField(auto_now_add=True)
    verb_iri = models.CharField(max_length=300, blank=True)
    space = models.ForeignKey(Space, on_delete=models.SET_NULL, null=True, related_name="+")
    before = models.DateTimeField()
    removed = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "records_clearing"
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at} {self.removed}"
