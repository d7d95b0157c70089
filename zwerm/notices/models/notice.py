from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from uuid_utils.compat import uuid7

from zwerm.people.models import Membership, Person, Space


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> Self:
        return self.filter(read__isnull=True)

    def to_send(self) -> Self:
        """What is still to be sent, when the time is there: who has read it is told no more."""
        return self.unread().filter(look__isnull=False)

    def in_sight(self) -> Self:
        """Not of spaces that their reader does not see any more. What it is about is asked again when it is shown."""
        member = Membership.objects.filter(space=models.OuterRef("space"), person=models.OuterRef("person"))
        return self.filter(models.Q(space=None) | models.Q(space__open=True) | models.Exists(member))


class Notice(models.Model):
    """That something happened that a person wants to know: what kind, about which thing. It holds no words: those are read where they stand.

    More of the same about the same thing is one notice, which is unread again. `before`: it is of use until then.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    thing = models.CharField(max_length=40, help_text="Key of what it is about.")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="+")
    came = models.DateTimeField()
    before = models.DateTimeField(null=True)
    read = models.DateTimeField(null=True)
    look = models.DateTimeField(
        null=True, help_text="When to look whether it can be sent; empty: there is nothing to send."
    )
    push_again = models.DateTimeField(
        null=True, help_text="A push that did not come, or may not have, is sent again from then on."
    )
    mailed = models.ForeignKey(
        "notices.Sending",
        on_delete=models.SET_NULL,
        null=True,
        related_name="mailed",
        help_text="In which mail it went.",
    )
    pushed = models.ForeignKey(
        "notices.Sending",
        on_delete=models.SET_NULL,
        null=True,
        related_name="pushed",
        help_text="With which push it went.",
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        db_table = "notices_notice"
        ordering: ClassVar = ["-came", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["person", "-came", "-id"], name="notices_notice_newest"),
            models.Index(fields=["person"], condition=models.Q(read__isnull=True), name="notices_notice_unread"),
            models.Index(fields=["thing"], name="notices_notice_thing"),
            models.Index(fields=["look"], condition=models.Q(look__isnull=False), name="notices_notice_look"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind", "thing"], name="notices_notice_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.person_id}"

    def get_absolute_url(self) -> str:
        return reverse("notices:notice", args=[self.id])


def number_unread() -> Any:
    """Of the person of a request, in the query that reads them."""
    theirs = Notice.objects.unread().in_sight().filter(person=models.OuterRef("pk")).order_by()
    return models.Subquery(theirs.values("person").annotate(number=models.Count("pk")).values("number"))
