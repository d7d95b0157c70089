"""Order, what is taken out and put back, and the parts of a draft. Every answer is the whole list of parts."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zwerm.courses.actions import (
    Refused,
    accept_question,
    add_bite,
    move_bite,
    move_block,
    move_question,
    put_back,
    remove_bite,
    remove_block,
    remove_question,
    rename_bite,
)
from zwerm.courses.forms import BiteForm
from zwerm.courses.models import Bite, Block, Course, Question, Removal
from zwerm.courses.views.draft import changes_beside, own, own_bites, own_blocks, own_questions, parts
from zwerm.people.requests import PersonRequest


def _answer(
    request: PersonRequest,
    course: Course,
    change: Callable[[], Removal | None],
    place: str,
    moved: Bite | Block | Question | None = None,
) -> HttpResponse:
    """Change something and show the parts as they are now. `place`: the element to return to without a script.

    Of what was `moved` is said aloud where it stands now.
    """
    removed, refused = None, ""
    try:
        removed = change()
    except Refused as refusal:
        refused = str(refusal)
    if not getattr(request, "htmx", False):
        if refused:
            messages.error(request, refused)
        return redirect(f"{reverse('courses:draft', args=[course.pk])}#{place}")
    if refused and not Course.objects.filter(pk=course.pk).exists():
        messages.error(request, refused)
        return HttpResponse(headers={"HX-Redirect": (course.revises or course).get_absolute_url()})
    told = _where(moved) if moved and not refused else ""
    shown = parts(request, course, removed) | {"told": told} | changes_beside(course)
    answer = render(request, "courses/parts/draft_parts.html", shown)
    if refused:
        answer["HX-Trigger"] = json.dumps({"toast": {"text": refused, "kind": "bad"}})
    return answer


def _where(row: Bite | Block | Question) -> str:
    row.refresh_from_db()
    match row:
        case Bite():
            total = row.course.bites.count()
        case Block():
            total = row.bite.blocks.count()
        case Question():
            total = row.block.questions.count()
    told = _("Now at place %(place)d of %(total)d") % {"place": row.position + 1, "total": total}
    return f"{told}: {row.bite.title}" if isinstance(row, Block) else told


def _up(request: PersonRequest) -> bool:
    return request.POST.get("to") == "up"


@require_POST
def block_place(request: PersonRequest, block_id: UUID) -> HttpResponse:
    found = get_object_or_404(own_blocks(request), pk=block_id)
    course = found.bite.course
    return _answer(request, course, lambda: move_block(request.user, found, _up(request)), f"b-{found.pk}", found)


@require_POST
def question_place(request: PersonRequest, question_id: UUID) -> HttpResponse:
    found = get_object_or_404(own_questions(request), pk=question_id)
    course = found.block.bite.course
    return _answer(request, course, lambda: move_question(request.user, found, _up(request)), f"dq-{found.pk}", found)


@require_POST
def bite_place(request: PersonRequest, bite_id: UUID) -> HttpResponse:
    found = get_object_or_404(own_bites(request), pk=bite_id)
    return _answer(
        request, found.course, lambda: move_bite(request.user, found, _up(request)), f"bite-{found.pk}", found
    )


@require_POST
def block_removal(request: PersonRequest, block_id: UUID) -> HttpResponse:
    found = get_object_or_404(own_blocks(request), pk=block_id)
    return _answer(request, found.bite.course, lambda: remove_block(request.user, found), "taken-out")


@require_POST
def question_acceptance(request: PersonRequest, question_id: UUID) -> HttpResponse:
    """The author looked at a doubtful question and keeps it as it is."""
    found = get_object_or_404(own_questions(request), pk=question_id)

    def accept() -> None:
        accept_question(request.user, found)

    return _answer(request, found.block.bite.course, accept, f"dq-{found.pk}")


@require_POST
def question_removal(request: PersonRequest, question_id: UUID) -> HttpResponse:
    found = get_object_or_404(own_questions(request), pk=question_id)
    return _answer(request, found.block.bite.course, lambda: remove_question(request.user, found), "taken-out")


@require_POST
def bite_removal(request: PersonRequest, bite_id: UUID) -> HttpResponse:
    found = get_object_or_404(own_bites(request), pk=bite_id)
    return _answer(request, found.course, lambda: remove_bite(request.user, found), "taken-out")


@require_POST
def undoing(request: PersonRequest, removal_id: UUID) -> HttpResponse:
    """Put back what was taken out."""
    removals = Removal.objects.select_related("course").filter(course__in=own(request))
    found = get_object_or_404(removals, pk=removal_id)
    return _answer(request, found.course, lambda: put_back(request.user, found), "parts")


@require_POST
def bites(request: PersonRequest, course_id: UUID) -> HttpResponse:
    """A new, empty part: after another one, or as the last."""
    course = get_object_or_404(own(request), pk=course_id)
    after = next((bite for bite in course.bites.all() if str(bite.pk) == request.POST.get("after")), None)
    return _answer(request, course, lambda: _nothing(add_bite(request.user, course, _title(request), after)), "parts")


@require_POST
def bite_title(request: PersonRequest, bite_id: UUID) -> HttpResponse:
    found = get_object_or_404(own_bites(request), pk=bite_id)
    change = partial(rename_bite, request.user, found)
    return _answer(request, found.course, lambda: change(_title(request)), f"bite-{found.pk}")


def _nothing(_made: object) -> None:
    """Nothing was taken out."""


def _title(request: PersonRequest) -> str:
    """Raises Refused when it can not be one."""
    form = BiteForm(request.POST)
    if not form.is_valid():
        raise Refused(str(form.errors["title"][0]))
    return str(form.cleaned_data["title"])
