"""What questions shows on pages that are not its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, OuterRef, Q, Value
from django.http import HttpRequest
from django.utils import timezone

from zwerm.people.models import Person, Space
from zwerm.questions.actions import looked_after_by
from zwerm.questions.models import Answer, Comment, Question

MOST_SHOWN = 5
MOST_READ = 4 * MOST_SHOWN
# What waits for an answer so long is shown to who looks after the space; what nobody answered in two months no longer comes by itself.
WAITS, GIVEN_UP = timedelta(days=2), timedelta(days=60)


@dataclass(frozen=True)
class News:
    """A question in which something happened that this person follows, or that waits for an answer where they look after it."""

    id: UUID
    title: str
    language: str
    space: str
    waits: bool
    answered: bool

    def get_absolute_url(self) -> str:
        return Question(id=self.id).get_absolute_url()


def today(request: HttpRequest) -> dict[str, Any] | None:
    """New answers to what they follow, then what waits for an answer in spaces that they look after. One query, for Today has few to spend."""
    person = request.user
    if not isinstance(person, Person):
        return None
    asked: Any = _followed(person).union(_waiting(person), all=True).order_by("waits", "-asked")[:MOST_READ]
    found = [News(*row[:4], *map(bool, row[4:6])) for row in asked]
    news = [one for one in found if not one.waits][:MOST_SHOWN]
    told = {one.id for one in news}
    waiting = [one for one in found if one.waits and one.id not in told][:MOST_SHOWN]
    return {"news": news, "waiting": waiting} if news or waiting else None


_SHOWN = ("id", "title", "language", "space__name", "waits", "new_answer", "asked")


def _followed(person: Person) -> Any:
    since = {"question": OuterRef("pk"), "when__gt": OuterRef("followings__seen")}
    answered = Exists(Answer.objects.standing().filter(**since).exclude(person=person))
    said = Exists(Comment.objects.filter(**since).exclude(person=person))
    followed = Q(followings__person=person, followings__muted=False)
    return (
        Question.objects.visible_to(person)
        .standing()
        .filter(followed)
        .annotate(waits=Value(False, output_field=BooleanField()), new_answer=answered)
        .filter(Q(new_answer=True) | said)
        .order_by()
        .values_list(*_SHOWN)
    )


def _waiting(person: Person) -> Any:
    now = timezone.now()
    return (
        Question.objects.visible_to(person)
        .unanswered()
        .filter(
            Exists(looked_after_by(person).filter(pk=OuterRef("space"))),
            asked__lt=now - WAITS,
            asked__gt=now - GIVEN_UP,
        )
        .exclude(person=person)
        .annotate(waits=Value(True, output_field=BooleanField()), new_answer=Value(False, output_field=BooleanField()))
        .order_by()
        .values_list(*_SHOWN)
    )


def of_space(request: HttpRequest, space: Space) -> dict[str, Any] | None:
    """The way from the people of a space to what was asked there."""
    return None if space.kind == Space.Kind.PRIVATE else {"space": space}


def nothing(request: HttpRequest) -> dict[str, Any]:
    return {}
