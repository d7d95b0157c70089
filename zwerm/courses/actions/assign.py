"""Asking colleagues to take a course by a date, and preparing what they are told about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zwerm.courses.actions.activity import course_activity
from zwerm.courses.actions.refused import Refused
from zwerm.courses.models import Assignment, Course, Reminder
from zwerm.courses.models.assignment import people_to_ask, spaces_to_ask
from zwerm.courses.rules.due import stage
from zwerm.notices.actions import News, notify
from zwerm.operations.days import beginning_of_day, organisation_day
from zwerm.people.models import Person, Space
from zwerm.records.actions import record

# Further off it is a slip of the hand.
FURTHEST = timedelta(days=5 * 366)


@dataclass
class Asked:
    """What came of it: asked now, and asked already, by whomever, which stays as it was."""

    new: list[Assignment] = field(default_factory=list)
    already: list[Assignment] = field(default_factory=list)


@transaction.atomic
def assign_course(
    person: Person,
    course: Course,
    *,
    spaces: Iterable[Space] = (),
    people: Iterable[Person] = (),
    due: date,
    words: str,
) -> Asked:
    """Ask everyone in these spaces, also who comes into them later, and these people. Safe to repeat. Raises Refused."""
    spaces, people, today = list(spaces), list(people), organisation_day()
    _check_due(due, today)
    if not course.published:
        raise Refused(_("Publish the course first."))
    if not spaces and not people:
        raise Refused(_("Choose of whom you ask it."))
    if spaces_to_ask(person).filter(pk__in=[one.pk for one in spaces]).count() < len(spaces):
        raise Refused(_("You can ask this of the teams that you lead."))
    if people_to_ask(person).filter(pk__in=[one.pk for one in people]).count() < len(people):
        raise Refused(_("You can ask this of the people in the teams that you lead."))
    seeing = set(course.space.seen_by().filter(pk__in=[one.pk for one in people]).values_list("pk", flat=True))
    for one in people:
        if one.pk not in seeing:
            raise Refused(_("%(name)s does not see the space of this course.") % {"name": one.name})
    asked = Asked()
    told: dict[str, Any] = {
        "by": person,
        "words": words,
        "due": due,
        "days": (due - today).days,
        "made": timezone.now(),
    }
    targets: list[dict[str, Any]] = [*({"space": one} for one in spaces), *({"person": one} for one in people)]
    for whom in targets:
        assignment, new = Assignment.objects.get_or_create(course=course, withdrawn=None, **whom, defaults=told)
        (asked.new if new else asked.already).append(assignment)
    if asked.new:
        record(person, "assigned", course_activity(course), space=course.space)
    return asked


@transaction.atomic
def change_assignment(person: Person, assignment: Assignment, due: date, words: str) -> None:
    """Another date or other words; reminders follow the new date. Raises Refused."""
    assignment = _lock(person, assignment)
    if due != assignment.due:
        _check_due(due, organisation_day())
        assignment.due, assignment.days = due, max(0, (due - organisation_day(assignment.made)).days)
        assignment.reminders.exclude(kind=Reminder.Kind.NEW).delete()
    assignment.words = words
    assignment.save(update_fields=["due", "days", "words"])


@transaction.atomic
def withdraw_assignment(person: Person, assignment: Assignment) -> None:
    """It is asked no more. What people finished stays theirs. Raises Refused."""
    assignment = _lock(person, assignment)
    assignment.withdrawn, assignment.withdrawn_by = timezone.now(), person
    assignment.save(update_fields=["withdrawn", "withdrawn_by"])
    assignment.reminders.filter(sent=None).delete()


def _lock(person: Person, assignment: Assignment) -> Assignment:
    """For one who changes at a time: whoever was later reads what was done."""
    locked = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if not Assignment.objects.managed_by(person).filter(pk=locked.pk).exists():
        raise Refused(_("This is not asked any more."))
    return locked


def _check_due(due: date, today: date) -> None:
    if due < today:
        raise Refused(_("Choose a day that is still to come."))
    if due > today + FURTHEST:
        raise Refused(_("Choose a day within five years."))


def prepare_reminders() -> int:
    """For everyone of whom something is asked and who did not finish: what they are told next. Safe to repeat.

    Answers how many are new. Of what was not sent yet only the latest stays, so that nobody gets two at once.
    """
    made, today = 0, organisation_day()
    for assignment in Assignment.objects.open().select_related("course__space", "space"):
        made += _prepare(assignment, today)
    return made


@transaction.atomic
def _prepare(assignment: Assignment, today: date) -> int:
    before: dict[object, set[str]] = {}
    for told, kind in assignment.reminders.values_list("person", "kind"):
        before.setdefault(told, set()).add(kind)
    fitting = []
    for person in assignment.takers():
        if person.passed:
            continue
        left = (assignment.due_for(person.since) - today).days
        kind = stage(left) if person.pk in before else Reminder.Kind.NEW
        if kind and kind not in before.get(person.pk, ()):
            fitting.append(Reminder(assignment=assignment, person=person, kind=kind, made=timezone.now()))
    assignment.reminders.filter(sent=None, person__in=[one.person_id for one in fitting]).delete()
    Reminder.objects.bulk_create(fitting, ignore_conflicts=True)
    return len(fitting)


def tell_reminders() -> int:
    """What was prepared becomes a notice, each once; answers how many. Safe to repeat."""
    told = 0
    waiting = Reminder.objects.waiting().select_related("assignment__course__space", "person")
    for reminder in waiting.order_by("made", "id"):
        told += _tell(reminder)
    return told


@transaction.atomic
def _tell(reminder: Reminder) -> bool:
    if not Reminder.objects.filter(pk=reminder.pk, sent=None).update(sent=timezone.now()):
        return False
    course, due = reminder.assignment.course, reminder.assignment.due
    kind = "course-asked" if reminder.kind == Reminder.Kind.NEW else "course-due"
    # Of use until the day is over.
    before = beginning_of_day(due + timedelta(days=1), reminder.person.zone)
    notify(reminder.person, News(kind, course.pk, course.space, before=before))
    return True
