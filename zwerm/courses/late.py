"""What was learnt without a connection, as a device sends it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zwerm.courses.actions import (
    TooLong,
    TooShort,
    Unanswered,
    answer_question,
    finish_bite,
    judge_answer,
    start_course,
)
from zwerm.courses.models import Answer, Bite, Course, Enrolment, Question
from zwerm.courses.models.sight import questions_for
from zwerm.courses.views.shown import given_of
from zwerm.people.models import Person
from zwerm.people.registry import LateAct, Refused

_GONE = _("This question is no longer there for you.")
_CHANGED = _("This question has changed since you saw it. You can answer it again.")
_NOT_WHOLE = _("This was not a whole answer.")
_TOO_LONG = _("Your answer was too long. Open the question again and write it shorter.")
_TOO_SHORT = _("Your answer was too short. Write it in a few words.")
_NOT_WRITTEN = _("What you wrote is no longer there to be judged.")
_NO_PART = _("This part is no longer there for you.")


def take_answers(person: Person, acts: list[LateAct]) -> Refused:
    """Fields: `question`, `edition` and what was given, as the form of a question has them."""
    return _refused(person, acts, _take_answer)


def take_judgements(person: Person, acts: list[LateAct]) -> Refused:
    """Fields: `question` and `judged`, of what was written under the act's own key."""
    return _refused(person, acts, _take_judgement)


def take_finishes(person: Person, acts: list[LateAct]) -> Refused:
    """Fields: `bite`, `seconds`. A bite is finished once, whatever the key says."""
    return _refused(person, acts, _take_finish)


def _refused(person: Person, acts: list[LateAct], take: Callable[[Person, LateAct], Promise | None]) -> Refused:
    found = {act.key: take(person, act) for act in acts}
    return {key: why for key, why in found.items() if why}


def _take_answer(person: Person, act: LateAct) -> Promise | None:
    try:
        key, id = UUID(act.key), UUID(act.field("question"))
    except ValueError:
        return _GONE
    question = questions_for(person).select_related("block__bite__course__space").filter(pk=id).first()
    if question is None:
        return _GONE
    if act.field("edition") != str(question.edition):
        return _CHANGED
    enrolment = start_course(person, question.block.bite.course)
    try:
        answer_question(enrolment, question, given_of(question, enrolment, act.fields), key, act.when)
    except TooShort:
        return _TOO_SHORT
    except Unanswered:
        return _NOT_WHOLE
    except TooLong:
        return _TOO_LONG
    return None


def _take_judgement(person: Person, act: LateAct) -> Promise | None:
    try:
        key, id = UUID(act.key), UUID(act.field("question"))
        question = questions_for(person).get(pk=id)
        enrolment = Enrolment.objects.get(course=question.block.bite.course, person=person)
        judge_answer(enrolment, question, key, act.field("judged"), act.when)
    except (ValueError, Question.DoesNotExist, Enrolment.DoesNotExist, Answer.DoesNotExist):
        return _NOT_WRITTEN
    return None


def _take_finish(person: Person, act: LateAct) -> Promise | None:
    try:
        id = UUID(act.field("bite"))
    except ValueError:
        return _NO_PART
    seen = Course.objects.visible_to(person)
    bite = Bite.objects.select_related("course").filter(pk=id, course__in=seen).first()
    if bite is None:
        return _NO_PART
    try:
        seconds = float(act.field("seconds") or 0)
    except ValueError:
        seconds = 0.0
    finish_bite(start_course(person, bite.course), bite, seconds if 0 < seconds < 4 * 3600 else None, act.when)
    return None
