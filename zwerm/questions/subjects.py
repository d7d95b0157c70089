"""What notices about questions show."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef
from django.urls import reverse

from zwerm.notices.registry import Shown, shown_of
from zwerm.people.models import Person, Space
from zwerm.questions.actions import to_let_in
from zwerm.questions.models import Offer, Question, QuestionQuerySet


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


def _seen(person: Person, keys: Collection[str]) -> QuestionQuerySet:
    return Question.objects.visible_to(person).standing().filter(pk__in=keys)
