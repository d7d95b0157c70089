"""What questions holds of a person."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Person
from zwerm.people.registry import Fate, Holding, Table
from zwerm.questions.models import Answer, Comment, Question

REMOVED, NAMELESS = Fate.REMOVED, Fate.NAMELESS


def _questions(person: Person) -> QuerySet[Any]:
    return Question.objects.visible_to(person).filter(person=person)


def _answers(person: Person) -> QuerySet[Any]:
    return Answer.objects.visible_to(person).filter(person=person)


def _comments(person: Person) -> QuerySet[Any]:
    return Comment.objects.visible_to(person).filter(person=person)


HOLDINGS = (
    Holding(
        name="questions",
        order=65,
        title=_("Questions to colleagues"),
        what=_("What you asked colleagues, what you answered and said, which answers you accepted, and what you voted for and follow. What you ask anonymously is not here: nothing tells that it was yours."),
        why=_("So that you get an answer, and the next one who wonders finds it."),
        seen_by=_("Whoever sees the space that you asked in. Nobody else sees what you follow."),
        kept=_("For as long as the question is there, or until you take it back."),
        erased=_("Questions, answers and what you said stay, without your name. Votes and what you follow are removed."),
        acts=("asked-colleagues", "answered-colleague", "accepted", "backed", "let-in"),
        tables=(
            Table("questions.Question", "person", NAMELESS, ("title", "text", "asked", "edited"), rows=_questions),
            Table("questions.Answer", "person", NAMELESS, ("question", "text", "when", "edited"), rows=_answers),
            Table("questions.Comment", "person", NAMELESS, ("question", "words", "when"), rows=_comments),
            Table("questions.Acceptance", "by", NAMELESS, ("question", "when")),
            Table("questions.QuestionSkill", "by", NAMELESS, ("thing", "skill", "at")),
            Table("questions.Kept", "by", NAMELESS, ("question", "item", "when")),
            Table("questions.Vote", "person", REMOVED, ("question", "answer", "when")),
            Table("questions.Following", "person", REMOVED, ("question", "since")),
        ),
    ),
)  # fmt: skip

LABELS = {"text": _("text"), "asked": _("asked"), "edited": _("changed"), "question": _("question"), "answer": _("answer")}  # fmt: skip
ABOUT_NOBODY: dict[str, str] = {}
