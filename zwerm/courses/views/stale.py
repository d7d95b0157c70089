"""What rests on words that changed in their source: the difference, and what to do with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zwerm.courses.actions import Refused, keep_as_it_is, take_over
from zwerm.courses.actions.remake import can_be_renewed
from zwerm.courses.actions.stale import Compared, can_be_taken_over
from zwerm.courses.models import Course, Rests
from zwerm.courses.models.sight import visible_blocks
from zwerm.courses.rules.first_words import first_words
from zwerm.courses.rules.staleness import words_of
from zwerm.courses.rules.told_lines import lines_of
from zwerm.courses.views.draft import own
from zwerm.courses.views.kinds import BLOCK_KINDS, QUESTION_KINDS
from zwerm.library.rules import difference
from zwerm.people.requests import PersonRequest


@dataclass(frozen=True)
class StaleChange:
    """One sentence, before and now. `line` tells the difference word by word; empty when the sentence went, or became quite another.

    `aside`: its whole source was set aside.
    """

    old: str
    new: str
    order: bool
    line: object
    aside: bool = False

    @classmethod
    def of(cls, change: dict[str, object]) -> StaleChange:
        old, new = str(change["old"]), str(change["new"])
        lines = difference.compare(old, new) if new and not change["order"] else []
        return cls(old, new, bool(change["order"]), lines[0] if len(lines) == 1 else None, bool(change.get("aside")))


@dataclass(frozen=True)
class Stale:
    """One block or question that rests on words that changed."""

    rest: Rests
    kind: Promise
    name: str
    changes: list[StaleChange]
    can_be_taken_over: bool = False

    @property
    def block(self) -> dict[str, object]:
        """As the button has it that makes it again from the newest text."""
        return {"id": self.rest.block_id, "next": self.rest.block.next_remaking}

    @property
    def renews(self) -> bool:
        return can_be_renewed(self.rest.block)

    @classmethod
    def of(cls, rest: Rests, compared: Compared | None = None) -> Stale:
        value = rest.value
        kind = (QUESTION_KINDS if rest.question_id else BLOCK_KINDS)[value.kind]
        can = compared is not None and can_be_taken_over(rest, compared)
        changes = [StaleChange.of(change) for change in rest.changes]
        return cls(rest, kind, first_words(part_about(value, changes)), changes, can)


def part_about(value: object, changes: list[StaleChange]) -> object:
    """Of a block of cards, points or terms the one that shares most words with what changed: it is called by that."""
    parts = getattr(value, "cards", ()) or getattr(value, "points", ()) or getattr(value, "terms", ())
    changed = {word for change in changes for word in words_of(change.old)}
    return max(parts, key=lambda part: len(changed.intersection(words_of(" ".join(lines_of(part))))), default=value)


def stale_rests(request: PersonRequest) -> QuerySet[Rests]:
    """Of this person's courses: in the working copy where there is one. In the order of the course."""
    courses = own(request).filter(working_copy=None)
    found = Rests.objects.stale().filter(block__in=visible_blocks(request.user).filter(bite__course__in=courses))
    return found.select_related("item", "question", "block__bite__course").order_by(
        "block__bite__position", "block__position", "question__position"
    )


def stale(request: PersonRequest, course_id: UUID) -> HttpResponse:
    """All that is stale in a course, with the difference in the source."""
    course = get_object_or_404(own(request), pk=course_id)
    working = own(request).filter(revises=course).first() or course
    compared = Compared()
    rests = stale_rests(request).filter(block__bite__course=working)
    rests = rests.prefetch_related("block__rests_on__item", "block__remakings")
    rows = [Stale.of(rest, compared) for rest in rests]
    return render(request, "courses/stale.html", {"course": working, "rows": rows})


@require_POST
def keeping(request: PersonRequest, rest_id: int) -> HttpResponse:
    """The author saw the change and leaves the words as they are."""
    found = get_object_or_404(stale_rests(request), pk=rest_id)
    return _done(request, found, lambda: keep_as_it_is(request.user, found), _("Kept as it is."))


@require_POST
def takeover(request: PersonRequest, rest_id: int) -> HttpResponse:
    """Say it as the source does now."""
    found = get_object_or_404(stale_rests(request), pk=rest_id)
    if found.block.bite.course.published:
        said = _("Taken over. Colleagues see it from now on.")
    else:
        said = _("Taken over. Colleagues see it when you publish.")
    return _done(request, found, lambda: take_over(request.user, found), said)


def _done(request: PersonRequest, rest: Rests, act: Callable[[], object], said: str) -> HttpResponse:
    course: Course = rest.block.bite.course
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("courses:stale", course.pk)
    messages.success(request, said)
    if stale_rests(request).filter(block__bite__course=course).exists():
        return redirect("courses:stale", course.pk)
    return redirect("courses:course" if course.published else "courses:draft", course.pk)
