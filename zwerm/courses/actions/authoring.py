"""Who may change a course, and what follows from a change."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

import msgspec
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from zwerm.courses.actions.refused import Changed, Refused
from zwerm.courses.models import Bite, Block, Course, Question
from zwerm.courses.rules.authored import minutes_of_value
from zwerm.courses.rules.told_lines import lines_of
from zwerm.people.models import Person

Row = TypeVar("Row", Bite, Block, Question)
# Further than any position, so that rows can be put in order without two of them meeting.
FAR = 10_000


def check_author(person: Person, course: Course) -> None:
    if not Course.objects.written_by(person).filter(pk=course.pk).exists():
        raise Refused(_("Only who makes this course can change it."))


def check_draft(person: Person, course: Course) -> None:
    """Raises Refused unless `person` may change what is in the course now."""
    check_author(person, course)
    if course.published:
        raise Refused(
            _("This course is published. Choose “Change this course”: colleagues see it when you publish the changes.")
        )


def lock_draft(person: Person, course: Course) -> Course:
    """The draft, for one who writes at a time. Raises Refused."""
    found = Course.objects.select_for_update(of=("self",)).filter(pk=course.pk).first()
    if found is None:
        raise Refused(_("These changes are published meanwhile, or thrown away. Open the course again."))
    check_draft(person, found)
    return found


def read_anew(row: Bite | Block | Question) -> None:
    """As it is now, under the lock of its draft: who acted on it saw it before that. Raises Refused when it is gone."""
    try:
        row.refresh_from_db()
    except ObjectDoesNotExist:
        raise Refused(_("A colleague took this out meanwhile. It stands under what was taken out.")) from None


def state_of(row: Block | Question) -> str:
    """Tells what a block or question says now from what it said before."""
    said = msgspec.json.encode([row.kind, row.content], order="deterministic")
    return sha256(said).hexdigest()[:20]


def check_unchanged(row: Block | Question, seen: str | None, value: object) -> None:
    """Read the row anew, under the lock; raises Changed when it no longer says what its writer saw, nor what they say now."""
    read_anew(row)
    if seen is not None and state_of(row) != seen and lines_of(row.value) != lines_of(value):
        raise Changed(_("Someone else changed this in the meantime. Your words are not lost: compare, and save again."))


def measure_bite(bite: Bite) -> None:
    """How long a bite takes, after something in it changed."""
    blocks = bite.blocks.prefetch_related("questions")
    bite.minutes = round(sum(minutes_of_value(block.whole) for block in blocks), 1)
    bite.save(update_fields=["minutes"])
    Course.objects.filter(pk=bite.course_id).update(updated=timezone.now())


def arrange(rows: Sequence[Row]) -> None:
    """Give all rows of one parent the positions 0, 1, 2, … in this order."""
    if [row.position for row in rows] == list(range(len(rows))):
        return
    kind = type(rows[0])
    kind._default_manager.filter(pk__in=[row.pk for row in rows]).update(position=F("position") + FAR)
    for position, row in enumerate(rows):
        row.position = position
    kind._default_manager.bulk_update(rows, ["position"])
