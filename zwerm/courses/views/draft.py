from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zwerm.courses.actions import Refused, ask_to_remake, remove_block, remove_question
from zwerm.courses.actions.remake import FIXED
from zwerm.courses.models import Block, Course, Question
from zwerm.courses.models.sight import visible_blocks
from zwerm.courses.tasks import remake_later
from zwerm.courses.views.left_out import left_out_of, rejected_of
from zwerm.courses.views.shown import ShownQuestion, picture_sizes, source_links
from zwerm.people.requests import PersonRequest


def draft(request: PersonRequest, course_id: UUID) -> HttpResponse:
    """The whole course on one page for its author: read, make poor parts again or take them out, publish."""
    course = get_object_or_404(_own(request).select_related("space"), pk=course_id)
    links = source_links(request.user, course)
    blocks: dict[UUID, list[dict[str, object]]] = {}
    for block in _blocks(request).filter(bite__course=course):
        blocks.setdefault(block.bite_id, []).append(_shown(block))
    context = {
        "course": course,
        "bites": [{"bite": bite, "blocks": blocks.get(bite.pk, [])} for bite in course.bites.all()],
        "source_links": links,
        "picture_sizes": picture_sizes(request.user, (b["value"] for inside in blocks.values() for b in inside)),
        "left_out": left_out_of(course, links),
        "rejected": rejected_of(course),
    }
    return render(request, "courses/draft.html", context)


def _own(request: PersonRequest) -> QuerySet[Course]:
    return Course.objects.visible_to(request.user).filter(author=request.user)


def _blocks(request: PersonRequest) -> QuerySet[Block]:
    """Blocks of this person's courses that rest on nothing hidden from them."""
    blocks = visible_blocks(request.user).filter(bite__course__in=_own(request))
    return blocks.select_related("bite__course").prefetch_related("remakings")


def _shown(block: Block) -> dict[str, object]:
    last = next(reversed(block.remakings.all()), None)
    return {
        "id": block.pk,
        "kind": block.kind,
        "value": block.value,
        "questions": [
            ShownQuestion.of(question, block.bite.course_id, None, number)
            for number, question in enumerate(block.questions.all(), start=1)
        ],
        "can_be_remade": block.kind not in FIXED,
        "remaking": last,
        "next": last.number + 1 if last else 1,
    }


def block(request: PersonRequest, block_id: UUID) -> HttpResponse:
    """One block of the draft: what a page asks for while it is made again."""
    found = get_object_or_404(_blocks(request), pk=block_id)
    if not getattr(request, "htmx", False):
        return redirect(_place(found))
    course = found.bite.course
    shown = _shown(found)
    context = {
        "block": shown,
        "course": course,
        "source_links": source_links(request.user, course),
        "picture_sizes": picture_sizes(request.user, (shown["value"],)),
    }
    return render(request, "courses/parts/draft_block.html", context)


def _place(block: Block) -> str:
    return f"{reverse('courses:draft', args=[block.bite.course_id])}#b-{block.pk}"


@require_POST
def remakings(request: PersonRequest, block_id: UUID) -> HttpResponse:
    """Ask for another version of a block. `number` says how many times that makes."""
    found = get_object_or_404(_blocks(request), pk=block_id)
    number = request.POST.get("number", "")
    try:
        asked, new = ask_to_remake(request.user, found, int(number) if number.isdecimal() and len(number) < 4 else 1)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if new:
            remake_later.enqueue(str(asked.pk))
    if not getattr(request, "htmx", False):
        return redirect(_place(found))
    return block(request, block_id)


@require_POST
def block_removal(request: PersonRequest, block_id: UUID) -> HttpResponse:
    found = get_object_or_404(_blocks(request), pk=block_id)
    return _removed(request, found.bite.course, lambda: remove_block(request.user, found))


@require_POST
def question_removal(request: PersonRequest, question_id: UUID) -> HttpResponse:
    questions = Question.objects.select_related("block__bite__course").filter(block__in=_blocks(request))
    found = get_object_or_404(questions, pk=question_id)
    return _removed(request, found.block.bite.course, lambda: remove_question(request.user, found))


def _removed(request: PersonRequest, course: Course, remove: Callable[[], None]) -> HttpResponse:
    try:
        remove()
    except Refused as refusal:
        messages.error(request, str(refusal))
    if getattr(request, "htmx", False):
        return HttpResponse()
    return redirect("courses:draft", course.pk)
