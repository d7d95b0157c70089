"""One question, with what colleagues say to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from uuid_utils.compat import uuid7

from zwerm.library.models import Item
from zwerm.notices.actions import look_at as look_at_notices
from zwerm.people.models import Person
from zwerm.people.requests import PersonRequest
from zwerm.questions.actions import is_offered, look_at, looked_after_by, may_accept, offer_on
from zwerm.questions.models import (
    Answer,
    Comment,
    Following,
    Kept,
    Offer,
    Question,
    QuestionQuerySet,
    QuestionSkill,
    Vote,
)
from zwerm.skills.actions import skills_on


@dataclass(frozen=True)
class Said:
    """An answer as this reader sees it."""

    answer: Answer
    own: bool
    accepted: bool
    may_accept: bool
    may_take_back: bool
    comments: list[Comment] = field(default_factory=list)

    @property
    def votes(self) -> int:
        return int(self.answer.votes_for)  # type: ignore[attr-defined]  # annotated

    @property
    def mine(self) -> bool:
        return bool(self.answer.voted)  # type: ignore[attr-defined]  # annotated


def with_standing(questions: QuestionQuerySet, person: Person) -> QuestionQuerySet:
    """With what this reader may do and how far they had come."""
    following = Following.objects.filter(person=person, question=OuterRef("pk"), muted=False)
    return questions.counted().annotate(
        keeps=Exists(looked_after_by(person).filter(pk=OuterRef("space"))),
        voted=Exists(Vote.objects.filter(person=person, question=OuterRef("pk"))),
        seen=Subquery(following.values("seen")[:1]),
    )


@require_safe
def question(request: PersonRequest, id: UUID) -> HttpResponse:
    return show(request, id)


def show(request: PersonRequest, id: UUID, status: int = 200, **typed: Any) -> HttpResponse:
    """The page; `typed` is what somebody wrote there that could not be taken: nothing of it is lost."""
    person = request.user
    seen = with_standing(Question.objects.visible_to(person), person)
    found = get_object_or_404(seen.select_related("space", "person", "acceptance__by"), id=id)
    comments = defaultdict(list)
    for comment in found.comments.select_related("person"):
        comments[comment.answer_id].append(comment)
    answers = _answers(person, found, comments)
    _seen_now(
        person,
        found,
        [*(one.answer.when for one in answers), *(one.when for rows in comments.values() for one in rows)],
    )
    look_at_notices(person, found.pk)
    own = found.person_id == person.pk
    given = {
        "here": "questions",
        "question": found,
        "answers": answers,
        "standing": sum(not one.answer.withdrawn for one in answers),
        "comments": comments[None],
        "offered": offer_on(person, found),
        # Only where saying so leads: else it costs every reader a query.
        "said_no": "said" in request.GET and Offer.objects.of(person).refused().filter(question=found).exists(),
        "is_offered": is_offered(found),
        "own": own,
        "followed": found.seen is not None,  # type: ignore[attr-defined]  # annotated
        "kept": list(
            Item.objects.visible_to(person)
            .published()
            .filter(pk__in=Kept.objects.filter(question=found).values("item"))
        ),
        "skills": skills_on(QuestionSkill, found.pk),
        "may_tell": may_tell(person, found),
        # Of every form below: what one sends twice is kept once.
        "key": uuid7(),
        **typed,
    }
    return render(request, "questions/question.html", given, status=status)


def _answers(person: Person, question: Question, comments: dict[UUID | None, list[Comment]]) -> list[Said]:
    """The accepted one first, then what helped most colleagues, then as they came."""
    mine = Vote.objects.filter(person=person, answer=OuterRef("pk"))
    rows = question.answers.select_related("person").annotate(votes_for=Count("votes"), voted=Exists(mine))
    acceptance = getattr(question, "acceptance", None)
    accepted = acceptance.answer_id if acceptance else None
    own, now = question.person_id == person.pk, datetime.now(UTC)
    keeps: bool = question.keeps  # type: ignore[attr-defined]  # annotated
    said = [
        Said(
            answer,
            answer.person_id == person.pk,
            answer.pk == accepted,
            answer.pk != accepted and may_accept(person, question, answer, keeps=keeps, now=now),
            answer.pk == accepted and (own or (acceptance is not None and acceptance.by_id == person.pk)),
            comments[answer.pk],
        )
        for answer in rows
    ]
    return sorted(said, key=lambda one: (not one.accepted, bool(one.answer.withdrawn), -one.votes, one.answer.when))


def _seen_now(person: Person, question: Question, said: Iterable[datetime]) -> None:
    """Who follows it and looks at it has seen what is there."""
    seen: datetime | None = question.seen  # type: ignore[attr-defined]  # annotated
    if seen is not None and seen < max(said, default=seen):
        look_at(person, question)


def may_tell(person: Person, question: Question) -> bool:
    """Whether this person may say what a question (with standing) is about: who asked, and who looks after the space."""
    return not question.withdrawn and (question.person_id == person.pk or question.keeps)  # type: ignore[attr-defined]


def found_to_tell_of(person: Person, id: UUID) -> tuple[Question, bool] | None:
    """The question, and whether this person may say which skills it is about."""
    found = (
        with_standing(Question.objects.visible_to(person).standing(), person)
        .select_related("space")
        .filter(id=id)
        .first()
    )
    return (found, may_tell(person, found)) if found else None
