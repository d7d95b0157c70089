"""What notices about questions show."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

from zwerm.notices.registry import Shown, shown_of
from zwerm.people.models import Person, Space
from zwerm.questions.actions import to_let_in
from zwerm.questions.models import Offer, Question, QuestionQuerySet, Tip, TipNaming

MOST_IN_TITLE = 90


def questions(person: Person, keys: Collection[str]) -> dict[str, Shown]:
    return shown_of(_seen(person, keys))


def offers(person: Person, keys: Collection[str]) -> dict[str, Shown]:
    """What is still offered to them: what somebody answered, or they declined, asks nothing of them any more."""
    theirs = Offer.objects.waiting().filter(person=person, question=OuterRef("pk"))
    return shown_of(_seen(person, keys).filter(Exists(theirs)))


def to_be_let_in(person: Person, keys: Collection[str]) -> dict[str, Shown]:
    """Spaces in which something waits to be read by them."""
    waiting = to_let_in(person).filter(space=OuterRef("pk"))
    spaces = Space.objects.visible_to(person).filter(Exists(waiting), pk__in=keys)
    return {str(one.pk): Shown(one.called, reverse("questions:waiting"), "", one) for one in spaces}


def namings(person: Person, keys: Collection[str]) -> dict[str, Shown]:
    """Threads in which they are named, by the newest tip that does so."""
    named = TipNaming.objects.filter(person=person, tip=OuterRef("pk"))
    seen = Tip.objects.visible_to(person).standing().filter(Q(pk__in=keys) | Q(thread__in=keys), Exists(named))
    return {str(tip.thread_id or tip.pk): _shown(tip) for tip in seen.select_related("space").order_by("number")}


def threads(person: Person, keys: Collection[str]) -> dict[str, Shown]:
    """Threads, by what somebody else said there last."""
    newest = Tip.objects.standing().filter(thread=OuterRef("thread")).exclude(person=person).order_by("-number")
    seen = Tip.objects.visible_to(person).filter(thread__pk__in=keys, pk=Subquery(newest.values("pk")[:1]))
    return {str(tip.thread_id): _shown(tip) for tip in seen.select_related("space")}


def _shown(tip: Tip) -> Shown:
    return Shown(tip.beginning(MOST_IN_TITLE), tip.get_absolute_url(), "", tip.space)


def _seen(person: Person, keys: Collection[str]) -> QuestionQuerySet:
    return Question.objects.visible_to(person).standing().filter(pk__in=keys)
