"""What questions shows on pages that are not its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, CharField, DateTimeField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils import timezone

from zwerm.people.models import Person, Space
from zwerm.people.registry import has_sign
from zwerm.questions.actions import looked_after_by, offered_to, to_let_in
from zwerm.questions.models import Answer, Comment, Offer, Question

MOST_SHOWN = 5
MOST_READ = 4 * MOST_SHOWN
FOLLOWED, TO_LET_IN, UNANSWERED = KINDS = ("followed", "to_let_in", "unanswered")
# What waits for an answer so long is shown to who looks after the space; what nobody answered in two months no longer comes by itself.
WAITS, GIVEN_UP = timedelta(days=2), timedelta(days=60)


@dataclass(frozen=True)
class News:
    """A question in which something happened that this person follows, or, where they look after the space, that waits for an answer or to be let in."""

    id: UUID
    title: str
    language: str
    space: str
    kind: str
    answered: bool

    def get_absolute_url(self) -> str:
        return Question(id=self.id).get_absolute_url()


def today(request: HttpRequest) -> dict[str, Any] | None:
    """New answers to what they follow, then what waits for an answer in spaces that they look after. One query, for Today has few to spend."""
    person = request.user
    if not isinstance(person, Person):
        return None
    asked: Any = _followed(person).union(_unanswered(person), _to_let_in(person), all=True)
    rows = asked.order_by("kind", "-asked")[:MOST_READ]
    found = [News(id, title, language, space, kind, bool(new)) for id, title, language, space, kind, new, _at in rows]
    shown = {kind: [one for one in found if one.kind == kind][:MOST_SHOWN] for kind in KINDS}
    told = {one.id for one in shown[FOLLOWED]}
    shown[UNANSWERED] = [one for one in shown[UNANSWERED] if one.id not in told]
    return shown if any(shown.values()) else None


_SHOWN = ("id", "title", "language", "space__name", "kind", "new_answer", "asked")


def _followed(person: Person) -> Any:
    since = {"question": OuterRef("pk"), "when__gt": OuterRef("followings__seen")}
    answered = Exists(Answer.objects.standing().filter(**since).exclude(person=person))
    said = Exists(Comment.objects.filter(**since).exclude(person=person))
    followed = Q(followings__person=person, followings__muted=False)
    return (
        Question.objects.visible_to(person)
        .standing()
        .filter(followed)
        .annotate(kind=_called(FOLLOWED), new_answer=answered)
        .filter(Q(new_answer=True) | said)
        .order_by()
        .values_list(*_SHOWN)
    )


def _unanswered(person: Person) -> Any:
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
        .annotate(kind=_called(UNANSWERED), new_answer=Value(False, output_field=BooleanField()))
        .order_by()
        .values_list(*_SHOWN)
    )


def _to_let_in(person: Person) -> Any:
    """Without its day: what waits stands below the others, in an order that tells nothing."""
    return (
        to_let_in(person)
        .annotate(
            kind_of=_called(TO_LET_IN),
            new_answer=Value(False, output_field=BooleanField()),
            asked=Cast(Value(None), DateTimeField()),
        )
        .order_by()
        .values_list("id", "title", "language", "space__name", "kind_of", "new_answer", "asked")
    )


def _called(kind: str) -> Value:
    return Value(kind, output_field=CharField())


def offers(request: HttpRequest) -> dict[str, Any] | None:
    """What colleagues ask this person, for nobody else."""
    person = request.user
    if not isinstance(person, Person) or not has_sign(person, "offers"):
        return None
    found = offered_to(person, Offer.objects.of(person).waiting())
    return {"offered": found} if found else None


def of_space(request: HttpRequest, space: Space) -> dict[str, Any] | None:
    """The way from the people of a space to what was asked there."""
    return None if space.kind == Space.Kind.PRIVATE else {"space": space}


def nothing(request: HttpRequest) -> dict[str, Any]:
    return {}
