from __future__ import annotations

import re
from typing import Any, ClassVar, cast
from uuid import UUID

import msgspec
from django.db import models
from uuid_utils.compat import uuid7

from zwerm.courses.generation import draft
from zwerm.courses.models.course import Course
from zwerm.courses.rules.authored import BlockValue
from zwerm.library.models import Item, Picture, Version
from zwerm.library.rules.markdown import RENDERER, clean_text, read_markdown

_HEADING_ID = re.compile(r'<(h[1-6]) id="[^"]*">')


def render_words(markdown: str, language: str) -> str:
    """Markdown as it is shown within a page: several may stand on it, so that headings have no address.

    Pictures show to who sees an item that holds them, as everywhere.
    """
    reading = read_markdown(clean_text(markdown), language)
    kept = Picture.objects.filter(hash__in=reading.pictures) if reading.pictures else ()
    return _HEADING_ID.sub(r"<\1>", reading.render({picture.hash: (picture.width, picture.height) for picture in kept}))


class Bite(models.Model):
    """Five to ten minutes of a course. In a working copy `origin` is the published row that it will change."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="bites")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    minutes = models.FloatField()
    origin = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        db_table = "courses_bite"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "position"], name="courses_bite_position"),
        ]

    def __str__(self) -> str:
        return self.title


class Block(models.Model):
    """A part of a bite. `content` is a `rules.authored.BlockValue`; a quiz keeps its questions in rows of their own.

    The id is what progress, cards and remakings hang on: it stays when words change and when the block moves.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    bite = models.ForeignKey(Bite, on_delete=models.CASCADE, related_name="blocks")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    content = models.JSONField()
    made_in = models.PositiveSmallIntegerField(
        null=True, help_text="Which bite of the course as it was drafted; empty: an author added it."
    )
    edited = models.DateTimeField(null=True, help_text="When an author last changed its words.")
    origin = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        db_table = "courses_block"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bite", "position"], name="courses_block_position"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.position} of {self.bite_id}"

    @property
    def root_id(self) -> UUID:
        """The block itself; in a working copy the published one that it will change."""
        return self.origin_id or self.pk

    @property
    def next_remaking(self) -> int:
        """The number that another remaking gets. Not how many there are: those of somebody who was erased went."""
        last = next(reversed(self.remakings.all()), None)
        return last.number + 1 if last else 1

    @property
    def value(self) -> BlockValue:
        return cast("BlockValue", msgspec.convert(self.content, BlockValue))

    @property
    def html(self) -> str:
        """An author's Markdown as it is shown, harmless."""
        content = cast("dict[str, Any]", self.content)
        if content.get("renderer") == RENDERER:
            return str(content["html"])
        return render_words(str(content.get("markdown") or content.get("said") or ""), self.bite.course.language)

    @property
    def card_keys(self) -> list[str]:
        """Of flashcards, what names each within the block, so that it stays the same card wherever it comes to stand."""
        content = cast("dict[str, Any]", self.content)
        return list(content.get("keys") or map(str, range(len(content.get("cards", ())))))

    @property
    def whole(self) -> BlockValue:
        """The value, of a quiz with its questions."""
        value = self.value
        if not isinstance(value, draft.Quiz):
            return value
        return draft.Quiz(tuple(question.value for question in self.questions.all()))


class QuizQuestionQuerySet(models.QuerySet["Question"]):
    def marked(self) -> QuizQuestionQuerySet:
        """Without what is answered in own words: that nobody marks."""
        return self.exclude(kind__in=draft.UNMARKED)


class Question(models.Model):
    """One question of a quiz. `content` is a `generation.draft.Question`.

    `edition` goes up when what counts as right changes: an answer belongs to the edition that it was given to.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    content = models.JSONField()
    edition = models.PositiveSmallIntegerField(default=1)
    origin = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")

    objects = QuizQuestionQuerySet.as_manager()

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

    @property
    def is_marked(self) -> bool:
        return self.kind not in draft.UNMARKED


class RestsQuerySet(models.QuerySet["Rests"]):
    def stale(self) -> RestsQuerySet:
        """What rests on words that changed, where nobody looked since."""
        return self.filter(since__isnull=False)

    def unread(self) -> RestsQuerySet:
        """What was not compared with the newest version of its item."""
        older = self.exclude(version=models.F("item__current"))
        return older.filter(models.Q(compared__isnull=True) | ~models.Q(compared=models.F("item__current")))


class Rests(models.Model):
    """A block, or one question of it, rests on an item, at the version that its spans point into.

    Who does not see the item does not see the block, wherever the course stands. `changes` is what became of the sentences since,
    up to version `compared`: pairs of old and new words; `kept` are those that an author saw and left as they are.
    """

    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="rests_on")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, null=True, related_name="rests_on")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    compared = models.UUIDField(null=True)
    since = models.DateTimeField(null=True, help_text="Since when it is stale; empty: it is not.")
    changes = models.JSONField(default=list)
    kept = models.JSONField(default=list)

    objects = RestsQuerySet.as_manager()

    class Meta:
        db_table = "courses_rests"
        indexes: ClassVar = [
            models.Index(fields=["block"], condition=models.Q(since__isnull=False), name="courses_rests_stale")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["block", "item"], condition=models.Q(question__isnull=True), name="courses_rests_once"
            ),
            models.UniqueConstraint(fields=["question", "item"], name="courses_rests_question_once"),
        ]

    def __str__(self) -> str:
        return f"{self.block_id} ← {self.version_id}"

    @property
    def value(self) -> BlockValue | draft.Question:
        """What rests on it: the question, else the block."""
        return self.question.value if self.question else self.block.value
