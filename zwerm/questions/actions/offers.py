"""What somebody says to a question that was offered to them. Nobody else hears of it, and no statement tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Person
from zwerm.people.registry import has_sign
from zwerm.questions.actions.refusals import NotAllowed
from zwerm.questions.actions.routing import look_again
from zwerm.questions.models import Offer, Question
from zwerm.skills.actions import reasons_for
from zwerm.skills.rules.consenting import SAID

# Of what came to somebody and waits; the rest waits behind it.
MOST_SHOWN = 5


@dataclass(frozen=True)
class Offered:
    """A question that was offered to who reads this, and why."""

    question: Question
    reason: str
    said_so: bool
    passed_by: str
    named_by: str
    promised: bool


def offer_on(person: Person, question: Question) -> Offered | None:
    """What this person was offered of a question, and did not answer yet."""
    if not has_sign(person, "offers"):
        return None
    return next(iter(offered_to(person, Offer.objects.of(person).open().filter(question=question), in_full=True)), None)


def offered_to(person: Person, offers: QuerySet[Offer], *, in_full: bool = False) -> list[Offered]:
    """These offers of theirs, as they read them; `in_full` with what each reason leans on, which asks more queries."""
    rows = list(offers.select_related("question__space", "question__person", "via__person").order_by("at")[:MOST_SHOWN])
    reasons = reasons_for(person, {one.because for one in rows if one.because}) if in_full else {}
    return [
        Offered(
            one.question,
            reasons.get(one.because, "") if one.because else "",
            one.because_kind == SAID,
            one.via.person.name if one.via else "",
            one.question.person.name if one.question.named_id == person.pk and one.question.person else "",
            one.said == Offer.Said.WILL,
        )
        for one in rows
    ]


def why_over(person: Person, offer: Offer) -> str | Promise:
    """What became of a question that was offered to them and waits for their word no longer; empty while it does."""
    if Offer.objects.of(person).open().filter(pk=offer.pk).exists():
        return ""
    answers = offer.question.answers.standing()
    if answers.filter(person=person).exists():
        return _("You answered this already.")
    if answers.exists():
        return _("A colleague answered this meanwhile.")
    if offer.said == Offer.Said.NOT_ME:
        return _("You said already that this is not for you. You can still answer, if you want to.")
    if offer.said == Offer.Said.PASSED:
        return _("You passed this on already. You can still answer, if you want to.")
    return _("We asked on meanwhile. Nobody answered yet: you still can, if you want to.")


def promise_answer(person: Person, offer: Offer) -> None:
    """They will answer: it is waited for longer. Raises NotAllowed."""
    _say(person, offer, said=Offer.Said.WILL)


@transaction.atomic
def refuse_offer(person: Person, offer: Offer) -> None:
    """Not them; others are looked for. Raises NotAllowed."""
    _say(person, offer, said=Offer.Said.NOT_ME)
    look_again(offer.question_id)


def tell_why(person: Person, offer: Offer, why: str) -> None:
    """Why not them, once they said so. “Not my subject” makes that the like comes to them less, and says nothing of what others may find them for.

    Raises NotAllowed.
    """
    refused = Offer.objects.of(person).refused().filter(pk=offer.pk)
    known = why in Offer.Why.values
    if not known or not Offer.objects.filter(pk__in=refused.values("pk")).update(why=why):
        raise NotAllowed


@transaction.atomic
def pass_on(person: Person, offer: Offer, to: Person) -> None:
    """A colleague may know better. Whether it comes to them depends on their room, hours and whether they had it already, and who passes it on never hears
    that: it would tell what came to a colleague. Raises NotAllowed.
    """
    if not passable_to(person, offer.question).filter(pk=to.pk).exists():
        raise NotAllowed
    _say(person, offer, said=Offer.Said.PASSED, passed_to=to)
    look_again(offer.question_id)


def passable_to(person: Person, question: Question) -> QuerySet[Person]:
    """Colleagues who see it, but for who asked in the open."""
    return question.space.seen_by().exclude(pk__in=[person.pk, *filter(None, [question.person_id])])


def _say(person: Person, offer: Offer, **said: Any) -> None:
    open_now = Offer.objects.of(person).open().filter(pk=offer.pk)
    if not Offer.objects.filter(pk__in=open_now.values("pk")).update(said_at=datetime.now(UTC), **said):
        raise NotAllowed
