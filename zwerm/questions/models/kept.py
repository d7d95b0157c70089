from __future__ import annotations

from typing import ClassVar

from django.db import models

from zwerm.library.models import Item
from zwerm.people.models import Person
from zwerm.questions.models.question import Question


class Kept(models.Model):
    """An item of the library that was made of a question and what colleagues answered."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="kept")
    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    when = models.DateTimeField()

    class Meta:
        db_table = "questions_kept"
        ordering: ClassVar = ["-when"]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.item_id}"
