from __future__ import annotations

from typing import ClassVar, cast

import msgspec
from django.db import models
from uuid_utils.compat import uuid7

from zwerm.courses.generation import draft
from zwerm.courses.models.course import Course
from zwerm.library.models import Item


class Bite(models.Model):
    """Five to ten minutes of a course."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="bites")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    minutes = models.FloatField()

    class Meta:
        db_table = "courses_bite"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "position"], name="courses_bite_position"),
        ]

    def __str__(self) -> str:
        return self.title


class Block(models.Model):
    """A part of a bite. `content` is a `generation.draft.Block`; a quiz keeps its questions in rows of their own."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    bite = models.ForeignKey(Bite, on_delete=models.CASCADE, related_name="blocks")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    content = models.JSONField()

    class Meta:
        db_table = "courses_block"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bite", "position"], name="courses_block_position"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.position} of {self.bite_id}"

    @property
    def value(self) -> draft.Block:
        return cast("draft.Block", msgspec.convert(self.content, draft.Block))

    @property
    def whole(self) -> draft.Block:
        """The value, of a quiz with its questions."""
        value = self.value
        if not isinstance(value, draft.Quiz):
            return value
        return draft.Quiz(tuple(question.value for question in self.questions.all()))


class Question(models.Model):
    """One question of a quiz. `content` is a `generation.draft.Question`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    content = models.JSONField()

    class Meta:
        db_table = "courses_question"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["block", "position"], name="courses_question_position"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.position} of {self.block_id}"

    @property
    def value(self) -> draft.Question:
        return cast("draft.Question", msgspec.convert(self.content, draft.Question))


class Rests(models.Model):
    """A block rests on an item: who does not see the item does not see the block, wherever the course stands."""

    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="rests_on")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")

    class Meta:
        db_table = "courses_rests"
        constraints: ClassVar = [models.UniqueConstraint(fields=["block", "item"], name="courses_rests_once")]

    def __str__(self) -> str:
        return f"{self.block_id} ← {self.item_id}"
