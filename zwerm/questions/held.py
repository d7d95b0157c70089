"""What questions holds of a person."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zwerm.people.models import Person
from zwerm.people.registry import Fate, Holding, Table
from zwerm.questions.actions.forgetting import forget_named
from zwerm.questions.models import Answer, Comment, Offer, Question, Tip, TipNaming

REMOVED, NAMELESS = Fate.REMOVED, Fate.NAMELESS


def _questions(person: Person) -> QuerySet[Any]:
    return Question.objects.visible_to(person).filter(person=person)


def _answers(person: Person) -> QuerySet[Any]:
    return Answer.objects.visible_to(person).filter(person=person)


def _comments(person: Person) -> QuerySet[Any]:
    return Comment.objects.visible_to(person).filter(person=person)


def _offers(person: Person) -> QuerySet[Any]:
    return Offer.objects.of(person)


def _named(person: Person) -> QuerySet[Any]:
    return Question.objects.visible_to(person).filter(named=person)


def _passed(person: Person) -> QuerySet[Any]:
    """What a colleague passed on is told with the offer that came of it: that it was passed on says what came to that colleague."""
    return Offer.objects.none()


def _tips(person: Person) -> QuerySet[Any]:
    return Tip.objects.visible_to(person).filter(person=person)


def _namings(person: Person) -> QuerySet[Any]:
    return TipNaming.objects.filter(person=person, tip__in=Tip.objects.visible_to(person))


HOLDINGS = (
    Holding(
        name="questions",
        order=65,
        title=_("Questions to colleagues"),
        what=_("What you asked colleagues, what you answered and said, which answers you accepted, and what you voted for and follow; and which questions were asked with you in mind. What you ask anonymously is not here: nothing tells that it was yours."),
        why=_("So that you get an answer, and the next one who wonders finds it."),
        seen_by=_("Whoever sees the space that you asked in. Nobody else sees what you follow."),
        kept=_("For as long as the question is there, or until you take it back."),
        erased=_("Questions, answers and what you said stay, without your name. Votes and what you follow are removed."),
        acts=("asked-colleagues", "answered-colleague", "accepted", "backed", "let-in"),
        tables=(
            Table("questions.Question", "person", NAMELESS, ("title", "text", "asked", "edited"), rows=_questions),
            Table("questions.Question", "named", NAMELESS, ("title", "asked"), rows=_named),
            Table("questions.Answer", "person", NAMELESS, ("question", "text", "when", "edited"), rows=_answers),
            Table("questions.Comment", "person", NAMELESS, ("question", "words", "when"), rows=_comments),
            Table("questions.Acceptance", "by", NAMELESS, ("question", "when")),
            Table("questions.QuestionSkill", "by", NAMELESS, ("thing", "skill", "at")),
            Table("questions.Kept", "by", NAMELESS, ("question", "item", "when")),
            Table("questions.Vote", "person", REMOVED, ("question", "answer", "when")),
            Table("questions.Following", "person", REMOVED, ("question", "since")),
        ),
    ),
    Holding(
        name="questions-offered",
        order=66,
        title=_("Questions that were offered to you"),
        what=_("Which questions of colleagues Zwerm offered to you and why, what you said to it, to whom you passed one on; and how many you want, when, and until when none."),
        why=_("So that a question reaches the few who may know, and nobody gets too many."),
        seen_by=_("Only you. Whom you pass a question on to sees that it came from you. What you said makes that the like comes to you less."),
        kept=_("Half a year. What you chose: until you change it, or leave."),
        erased=_("It is removed. Where a colleague passed a question on to you, your name goes out of it."),
        tables=(
            Table("questions.Offer", "person", REMOVED, ("question", "at", "said", "why", "said_at", "passed_to"), rows=_offers),
            Table("questions.Offer", "passed_to", NAMELESS, ("question", "said_at"), rows=_passed),
            Table("questions.Room", "person", REMOVED, ("a_week", "begins", "ends", "away")),
        ),
    ),
    Holding(
        name="tips",
        order=67,
        title=_("Tips"),
        what=_("What you said in the tips of a space and when, how you reacted to what others said, in which you are named, and up to where you saw them."),
        why=_("So that colleagues read what you found out, and you see what is new."),
        seen_by=_("Whoever sees the space. Up to where you saw them nobody else sees."),
        kept=_("For as long as the space is there, or until you take it back."),
        erased=_("What you said stays, without your name. Your name goes out of tips that name you. Reactions and up to where you saw them are removed."),
        acts=("tipped",),
        before=forget_named,
        tables=(
            Table("questions.Tip", "person", NAMELESS, ("space", "words", "when", "edited"), rows=_tips),
            Table("questions.TipKept", "by", NAMELESS, ("tip", "item", "when")),
            Table("questions.TipReaction", "person", REMOVED, ("tip", "kind", "when")),
            Table("questions.TipNaming", "person", REMOVED, ("tip", "name"), rows=_namings),
            Table("questions.TipSeen", "person", REMOVED, ("space", "number")),
        ),
    ),
)  # fmt: skip

LABELS = {"text": _("text"), "asked": _("asked"), "edited": _("changed"), "question": _("question"), "answer": _("answer"), "said": _("what you said"), "said_at": _("said at"), "why": _("why"), "passed_to": _("passed on to"), "a_week": _("in a week at most"), "begins": _("not before"), "ends": _("not from"), "away": pgettext_lazy("a day", "nothing until"), "tip": _("tip"), "number": _("up to number")}  # fmt: skip
ABOUT_NOBODY: dict[str, str] = {}
