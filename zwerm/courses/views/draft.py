from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zwerm.courses.actions import what_changed
from zwerm.courses.actions.remake import can_be_remade, can_be_renewed, value_before
from zwerm.courses.generation.draft import TextBlock
from zwerm.courses.models import Bite, Block, Course, Question, Remaking, Removal, Review
from zwerm.courses.models.looked_at import changed_since, looks_like
from zwerm.courses.models.reading import Whole, read_whole
from zwerm.courses.models.sight import visible_blocks
from zwerm.courses.models.suggestion import with_suggestions_counted
from zwerm.courses.rules.first_words import first_words
from zwerm.courses.rules.told_lines import lines_of
from zwerm.courses.views.asks import Asks, publishing, publishing_beside
from zwerm.courses.views.discussion import Discussion, discussions_of
from zwerm.courses.views.kinds import BLOCK_KINDS
from zwerm.courses.views.left_out import DOUBTS, left_out_of, making_of, rejected_of
from zwerm.courses.views.pictures import picture_sizes
from zwerm.courses.views.shown import ShownQuestion
from zwerm.courses.views.sources import Places, Quotes, source_links, with_places
from zwerm.library.rules import difference
from zwerm.notices.actions import look_at
from zwerm.people.models import Person
from zwerm.people.requests import PersonRequest


def draft(request: PersonRequest, course_id: UUID) -> HttpResponse:
    """The whole course on one page for its author: read, write, put in order, take out, publish."""
    asked = Exists(Review.objects.filter(course=OuterRef("pk")))
    took_out = Exists(Removal.objects.filter(course=OuterRef("pk")))
    courses = own(request).annotate(is_looked_at=asked, took_out=took_out)
    courses = courses.select_related("space", "revises__making", "making")
    course: Any = get_object_or_404(courses, pk=course_id)
    if course.published and (begun := own(request).filter(revises=course).first()):
        return redirect("courses:draft", begun.pk)
    look_at(request.user, course.pk, kinds=("review-given", "course-talk"))
    return render(request, "courses/draft.html", whole(request, course, reviewed=course.is_looked_at))


def whole(
    request: PersonRequest, course: Course, removed: Removal | None = None, *, reviewed: bool = True
) -> dict[str, object]:
    links, making = source_links(request.user, course), making_of(course)
    read = read_whole(filter(None, (course.pk, course.revises_id))) if course.revises_id or reviewed else {}
    reviews = reviews_of(course, read) if reviewed else []
    return parts(request, course, removed) | {
        "whole": True,
        "source_links": links,
        "left_out": left_out_of(making, links),
        "rejected": rejected_of(making),
        "changes": what_changed(course, read) if course.revises_id else None,
        "reviews": reviews,
        "unseen": [review.reviewer.name for review in reviews if not review.verdict],
    }


def reviews_of(course: Course, read: Mapping[UUID, Whole] | None = None) -> list[Review]:
    """Who was asked to look and what they said; `since`, where it differs now, how much changed since they looked. `read`: the course, read whole."""
    reviews: list[Any] = list(course.reviews.select_related("reviewer"))
    now = looks_like(course, read) if any(review.looked for review in reviews) else []
    for review in reviews:
        since = changed_since(review.looked, now) if review.looked else {}
        review.since = since if any(since.values()) else None
    return reviews


def parts(
    request: PersonRequest, course: Course, removed: Removal | None = None, *, writing: bool = True
) -> dict[str, object]:
    """What the part of the page shows that changes with every change. `removed` was just taken out, and can be put back.

    The caller has checked who may see the course.
    """
    blocks = list(_read_along(visible_blocks(request.user), request.user).filter(bite__course=course))
    author = Author(request, blocks)
    marks = Exists(Question.objects.marked().filter(block__bite=OuterRef("pk")))
    bites: list[Any] = list(with_suggestions_counted(course.bites.annotate(marks=marks), request.user))
    order = [block for bite in bites for block in blocks if block.bite_id == bite.pk]
    by_bite: dict[UUID, list[dict[str, object]]] = {}
    for block in order:
        edges = {
            "is_first": block is order[0] and block.bite_id == bites[0].pk,
            "is_last": block is order[-1] and block.bite_id == bites[-1].pk,
        }
        by_bite.setdefault(block.bite_id, []).append(author.shown(block) | edges)
    asked = [question for block in order for question in block.questions.all()]
    asking = {question.block.bite_id for question in asked}
    return {
        **publishing(course, Asks.of(asked, bites)),
        "course": course,
        "writing": writing and not course.published,
        "makes": writing,
        "bites": [
            {
                "bite": bite,
                "blocks": by_bite.get(bite.pk, []),
                "is_mute": not bite.marks and any(b["kind"] == TextBlock.kind for b in by_bite.get(bite.pk, [])),
                "asks": bite.pk in asking,
            }
            for bite in bites
        ],
        "picture_sizes": picture_sizes(request.user, (b["value"] for inside in by_bite.values() for b in inside)),
        "removals": _removals(course) if writing and not course.published else [],
        "removed": removed,
    }


def _removals(course: Course) -> list[Removal]:
    """What was taken out, without asking for it where it is known that nothing was."""
    return list(course.removals.defer("rows")) if getattr(course, "took_out", True) else []


def own(request: PersonRequest) -> QuerySet[Course]:
    return Course.objects.written_by(request.user)


def own_blocks(request: PersonRequest) -> QuerySet[Block]:
    """Blocks of this person's courses that rest on nothing hidden from them."""
    return _read_along(visible_blocks(request.user).filter(bite__course__in=own(request)), request.user)


def _read_along(blocks: QuerySet[Block], person: Person) -> QuerySet[Block]:
    return with_places(blocks.select_related("bite__course").prefetch_related("remakings"), person)


def own_questions(request: PersonRequest) -> QuerySet[Question]:
    return Question.objects.select_related("block__bite__course").filter(
        block__in=visible_blocks(request.user).filter(bite__course__in=own(request))
    )


def own_bites(request: PersonRequest) -> QuerySet[Bite]:
    return Bite.objects.select_related("course").filter(course__in=own(request))


@dataclass
class Author:
    """Shows blocks to who may change them. All texts that they quote are read once."""

    request: PersonRequest
    blocks: list[Block]

    def __post_init__(self) -> None:
        self.places = Places.of(self.blocks)
        self.quotes = Quotes(self.request.user, self.places)
        self.talks = discussions_of(self.blocks[0].bite.course, self.blocks) if self.blocks else {}

    def shown(self, block: Block) -> dict[str, object]:
        last = next(reversed(block.remakings.all()), None)
        return {
            "id": block.pk,
            "row": block,
            "kind": block.kind,
            "kind_label": BLOCK_KINDS[block.kind],
            "name": first_words(block.whole, 60),
            "value": block.value,
            "links": self.places.links(block),
            "stale": self.places.is_stale(block),
            "quotes": self.quotes.joined(block),
            "talk": self.talks.get(block.pk, Discussion()),
            "questions": [self._question(question, number) for number, question in enumerate(block.questions.all(), 1)],
            "can_be_remade": can_be_remade(block),
            "can_be_renewed": can_be_renewed(block),
            "remaking": last,
            "became": _became(block, last),
            "next": block.next_remaking,
        }

    def _question(self, question: Question, number: int) -> dict[str, object]:
        block = next(block for block in self.blocks if block.pk == question.block_id)
        links = self.places.links(block, question)
        shown = ShownQuestion.of(question, block.bite.course_id, None, number, links=links)
        stale = self.places.is_stale(block, question)
        doubt = DOUBTS.get(getattr(shown.value, "doubt", None) or "", "")
        return {"shown": shown, "quotes": self.quotes.joined(block, question), "stale": stale, "doubt": doubt}


def _became(block: Block, last: Remaking | None) -> list[object]:
    """What was and is different, after it was made again."""
    if last is None or last.other is None or block.bite.course.published:
        return []
    other, now = ("\n".join(lines_of(value)) for value in (value_before(last), block.whole))
    return list(difference.compare(now, other) if last.undone else difference.compare(other, now))


def block(request: PersonRequest, block_id: UUID) -> HttpResponse:
    """One block of the draft: what a page asks for while it is made again."""
    found = get_object_or_404(own_blocks(request), pk=block_id)
    if not getattr(request, "htmx", False):
        return redirect(place_of(found))
    shown = Author(request, [found]).shown(found)
    context = {
        "block": shown,
        "bite": found.bite,
        "writing": not found.bite.course.published,
        "makes": True,
        "course": found.bite.course,
        "picture_sizes": picture_sizes(request.user, (shown["value"],)),
    }
    last = shown["remaking"]
    if not (isinstance(last, Remaking) and last.is_busy):
        context |= changes_beside(found.bite.course)
        context |= publishing_beside(request.user, found.bite.course) if context["writing"] else {}
    return render(request, "courses/parts/draft_block_alone.html", context)


def changes_beside(course: Course) -> dict[str, object]:
    """What an answer says of a working copy as a whole, beside the part of the page that it is about."""
    return {"beside": True, "changes": what_changed(course)} if course.revises else {}


def place_of(block: Block) -> str:
    return f"{reverse('courses:draft', args=[block.bite.course_id])}#b-{block.pk}"
