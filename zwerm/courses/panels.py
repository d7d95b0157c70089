"""What courses show on pages of other modules."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, UUIDField, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from zwerm.courses.actions.together import untold_to
from zwerm.courses.models import Comment, Course, Reaction, Rests, Review
from zwerm.courses.models.learning import Learning, learning_of
from zwerm.courses.models.sight import visible_blocks
from zwerm.courses.tasks import compare_later
from zwerm.library.models import ImportedFile, ImportRun, Item
from zwerm.library.models.counting import count_of
from zwerm.people.models import Person
from zwerm.people.models.prepared import Prepared
from zwerm.people.registry import beginning_of

SHOWN = 3
MOST_OF_AN_IMPORT = 8


def asked_courses(request: HttpRequest) -> dict[str, Any] | None:
    """Today: what this person is asked to take, the nearest day first."""
    asked = [one for one in _learning(request) if one.asked]
    return {"asked": asked[:SHOWN], "more": max(0, len(asked) - SHOWN)} if asked else None


def busy_courses(request: HttpRequest) -> dict[str, Any] | None:
    """Today: go on where you were; or something new, when you are not in the middle of anything."""
    learning = _learning(request)
    busy = [one for one in learning if one.begun and not one.asked]
    fresh = [one.course for one in learning if not one.begun and not one.asked]
    if busy:
        return {"busy": busy[:SHOWN]}
    return {"fresh": fresh[:SHOWN]} if fresh and len(fresh) == len(learning) else None


def _learning(request: HttpRequest) -> list[Learning]:
    """Asked once for both panels."""
    found: list[Learning] | None = getattr(request, "courses_learning", None)
    if found is None:
        found = learning_of(request.user) if isinstance(request.user, Person) else []
        request.courses_learning = found  # type: ignore[attr-defined]
    return found


def make_course_of(request: HttpRequest, item: Item) -> dict[str, Any] | None:
    """A button on an item: a course of this."""
    return {"item": item} if item.in_use else None


def course_of_import(request: HttpRequest, run: ImportRun) -> dict[str, Any] | None:
    """Below the report of an import: a course of what came in, when that is not too much for one."""
    told = run.lines.exclude(outcome=ImportedFile.Outcome.GONE).filter(item__isnull=False)
    there = Item.objects.filter(id__in=told.order_by().values("item")).order_by("id")
    items = list(there.values_list("id", flat=True)[: MOST_OF_AN_IMPORT + 1])
    return {"items": items} if 0 < len(items) <= MOST_OF_AN_IMPORT else None


def course_to_begin(request: HttpRequest) -> dict[str, Any] | None:
    """Today, for who has nothing else on it: a course, as soon as there is a text to make it of."""
    person = request.user
    return {} if isinstance(person, Person) and beginning_of(person)["texts"] else None


def new_course(request: HttpRequest) -> dict[str, Any]:
    return {}


def stale_courses(request: HttpRequest) -> dict[str, Any] | None:
    """Today: courses of this person that rest on words that changed or of which colleagues said something, drafts to look at, and
    courses that nobody looks after any more."""
    person = request.user
    found = _TO_LOOK_AT.rows(person) if isinstance(person, Person) else []
    names = ("pk", "title", "language", "stale", "remarks", "comments", "asked", "closed", "orphan")
    return {"courses": [dict(zip(names, row, strict=True)) for row in found]} if found else None


def _to_look_at(person: Person) -> QuerySet[Any, Any]:
    mine = Course.objects.written_by(person)
    stale = Rests.objects.stale().filter(block__in=visible_blocks(person), block__bite__course=OuterRef("pk"))
    # Of a course that is being changed the copy is what its author works on.
    stale = stale.filter(block__bite__course__working_copy=None, block__bite__course__in=mine)
    said = Reaction.objects.waiting().filter(bite__course=OuterRef("pk"), bite__course__in=mine)
    said_to = _comments(person)
    looked = Review.objects.filter(course=OuterRef("pk"), reviewer=person)
    orphan = Exists(Course.objects.adoptable_by(person).filter(pk=OuterRef("pk")))
    asked, closed = Exists(looked.filter(given=None)), untold_to(person)
    found = (
        Course.objects.visible_to(person)
        .annotate(
            stale=count_of(stale, "block__bite__course"),
            remarks=count_of(said, "bite__course"),
            talk=count_of(said_to, "here"),
            asked=asked,
            closed=closed,
            orphan=orphan,
        )
        .filter(Q(stale__gt=0) | Q(remarks__gt=0) | Q(talk__gt=0) | Q(asked=True) | Q(closed=True) | Q(orphan=True))
    )
    return found.values_list("pk", "title", "language", "stale", "remarks", "talk", "asked", "closed", "orphan")[
        : 2 * SHOWN
    ]


def _comments(person: Person) -> QuerySet[Any]:
    """What others said about blocks of a course as it is worked on, where this person did not answer yet."""
    here = visible_blocks(person).filter(
        Q(pk=OuterRef("block")) | Q(origin=OuterRef("block")), bite__course=OuterRef(OuterRef("pk"))
    )
    waiting = Comment.objects.waiting_for(person).filter(
        Exists(here.filter(bite__course__working_copy=None, bite__course__in=Course.objects.discussed_by(person))),
        course=Coalesce(OuterRef("revises"), OuterRef("pk"), output_field=UUIDField()),
    )
    return waiting.annotate(here=Value(1))


_TO_LOOK_AT = Prepared(_to_look_at)


def source_changed(item: UUID) -> None:
    """A worker looks which courses that touches; most items are in none."""
    if Rests.objects.filter(item=item).exists():
        compare_later.enqueue(str(item))
