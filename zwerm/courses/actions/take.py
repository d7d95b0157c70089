from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from zwerm.courses.actions.activity import bite_activity, course_activity, question_activity
from zwerm.courses.actions.cards import keep_bite_cards
from zwerm.courses.actions.certify import award_certificate
from zwerm.courses.models import Answer, Bite, BiteDone, Completion, Course, Enrolment, Question
from zwerm.courses.models.sight import score_of, standings_of
from zwerm.courses.rules.marking import TooLong, TooShort, Unanswered, mark
from zwerm.courses.rules.passing import passed
from zwerm.library.rules.markdown import clean_text
from zwerm.people.models import Person
from zwerm.records.actions import record

__all__ = [
    "TooLong",
    "TooShort",
    "Unanswered",
    "answer_question",
    "finish_bite",
    "judge_answer",
    "open_bite",
    "start_course",
]


def start_course(person: Person, course: Course) -> Enrolment:
    """Begin, or go on: starting twice gives the same enrolment."""
    if begun := Enrolment.objects.select_related("completion").filter(course=course, person=person).first():
        begun.course, begun.person = course, person
        return begun
    return _begin(person, course)


@transaction.atomic
def _begin(person: Person, course: Course) -> Enrolment:
    now = timezone.now()
    enrolment, new = Enrolment.objects.get_or_create(
        course=course, person=person, defaults={"started": now, "seen": now, "current": course.bites.first()}
    )
    if new:
        record(person, "started", course_activity(course), space=course.space, registration=enrolment.pk)
    return enrolment


def open_bite(enrolment: Enrolment, bite: Bite) -> None:
    """Remember where the learner is, so that the course resumes there on any device."""
    Enrolment.objects.filter(pk=enrolment.pk).update(current=bite, seen=timezone.now())


@transaction.atomic
def answer_question(
    enrolment: Enrolment, question: Question, given: Sequence[str], key: UUID, when: datetime | None = None
) -> Answer:
    """Mark and keep one try. The same `key` again (a double click, a retry) answers what was kept the first time.

    `when`: for a try that comes in late; among the tries at a question it stands where it was given. Raises Unanswered when something
    is missing, TooShort and TooLong; then nothing is kept.
    """
    given = [clean_text(text) for text in given]
    # Two tabs and double clicks wait here for each other.
    enrolment = Enrolment.objects.select_for_update().select_related("course__space", "person").get(pk=enrolment.pk)
    before = Answer.objects.filter(enrolment=enrolment, key=key).first()
    if before:
        return before
    marked, course = mark(question.value, given), enrolment.course
    answer = Answer.objects.create(
        enrolment=enrolment,
        question=question,
        edition=question.edition,
        key=key,
        given=given,
        share=marked.share,
        correct=marked.correct,
        when=when or timezone.now(),
        by_maker=course.is_made_by(enrolment.person),
    )
    record(
        enrolment.person,
        "answered",
        question_activity(question, course),
        part_of=bite_activity(question.block.bite),
        space=course.space,
        scaled=marked.share,
        success=marked.correct,
        registration=enrolment.pk,
        when=when,
    )
    return answer


@transaction.atomic
def judge_answer(
    enrolment: Enrolment, question: Question, key: UUID, judged: str, when: datetime | None = None
) -> Answer:
    """The learner says how what they wrote in own words compares with the model answer. Said again, the latest holds.

    No statement tells it: it is theirs. Raises Answer.DoesNotExist, also when that answer is marked, and ValueError for another word.
    """
    judged, moment = Answer.Judged(judged), when or timezone.now()
    answer = enrolment.answers.select_for_update().get(question=question, key=key, share__isnull=True)
    if answer.judged_at is None or moment >= answer.judged_at:
        answer.judged, answer.judged_at = judged, moment
        answer.save(update_fields=["judged", "judged_at"])
    return answer


@transaction.atomic
def finish_bite(
    enrolment: Enrolment, bite: Bite, seconds: float | None = None, when: datetime | None = None
) -> Completion | None:
    """The learner is through a bite; through the last one, through the course. Answers the completion if there is one.

    A course of which all parts were done, and that was not passed, is completed again at each later finish, until it is passed.
    """
    enrolment = Enrolment.objects.select_for_update().select_related("course__space", "person").get(pk=enrolment.pk)
    course = enrolment.course
    now = when or timezone.now()
    done, new = BiteDone.objects.get_or_create(enrolment=enrolment, bite=bite, defaults={"when": now})
    if not enrolment.counts(done.when) and enrolment.counts(now):
        done.when, new = now, True
        done.save(update_fields=["when"])
    if new:
        keep_bite_cards(enrolment.person, bite)
        record(
            enrolment.person,
            "completed",
            bite_activity(bite),
            space=course.space,
            seconds=seconds,
            registration=enrolment.pk,
            when=when,
        )
    if enrolment.done_now.count() < course.bites.count():
        return None
    return _complete(enrolment, now)


def _complete(enrolment: Enrolment, now: datetime) -> Completion:
    before = enrolment.result
    if before and before.passed:
        return before
    # What comes in late may be of before this round; then the rest of the round was finished already.
    now = max(now, enrolment.again) if enrolment.again else now
    course, person = enrolment.course, enrolment.person
    standings = standings_of(enrolment)
    reached = score_of(standings)
    succeeded = passed(reached, course.pass_mark) and all(one.is_answered for one in standings)
    completion, _ = Completion.objects.update_or_create(
        enrolment=enrolment, defaults={"when": now, "score": reached, "passed": succeeded}
    )
    # Where nothing is marked it is not completed before everything is answered.
    if succeeded or (before is None and reached is not None):
        record(
            person,
            # Where nothing is marked, nothing is passed.
            "passed" if succeeded and reached is not None else "completed",
            course_activity(course),
            space=course.space,
            scaled=reached,
            success=None if reached is None else succeeded,
            registration=enrolment.pk,
            when=now,
        )
    if succeeded and course.published:
        award_certificate(enrolment)
    return completion
