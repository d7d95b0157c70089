"""What who makes a course, and who is asked to look at it, say to each other about one block. Learners never see it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Coalesce
from uuid_utils.compat import uuid7

from zwerm.courses.models.course import Course
from zwerm.people.models import Person


class BlockCommentQuerySet(models.QuerySet["Comment"]):
    def waiting_for(self, person: Person) -> BlockCommentQuerySet:
        """Threads that nobody settled, in which somebody else spoke last."""
        replies = Comment.objects.filter(thread=models.OuterRef("pk"), withdrawn=None).order_by("-when", "-id")
        last: Any = Coalesce(models.Subquery(replies.values("person")[:1]), "person", output_field=models.UUIDField())
        return self.filter(thread=None, resolved=None).annotate(last=last).exclude(last=person.pk)


class Comment(models.Model):
    """Something said about a block, or a reply to it.

    It hangs on the course itself and on `Block.root_id`, so that it stays with its block in a working copy and through publishing.
    No foreign key: a block that is taken out can be put back, and then its comments stand with it again.
    """

    MOST_WORDS = 2000

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="comments")
    block = models.UUIDField()
    thread = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.TextField()
    when = models.DateTimeField()
    withdrawn = models.DateTimeField(null=True, help_text="Taken back, but answered: only its place is left.")
    resolved = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = BlockCommentQuerySet.as_manager()

    class Meta:
        db_table = "courses_comment"
        ordering: ClassVar = ["when", "id"]
        indexes: ClassVar = [models.Index(fields=["course", "block"], name="courses_comment_block")]

    def __str__(self) -> str:
        return f"{self.block}: {self.words[:40]}"
