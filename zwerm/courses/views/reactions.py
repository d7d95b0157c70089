"""What learners say of a bite, and what its author makes of it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zwerm.courses.actions import Refused, health_of, react, settle, take_back
from zwerm.courses.models import Bite, Course, Reaction
from zwerm.courses.views.draft import own
from zwerm.courses.views.shown import name_of
from zwerm.people.requests import PersonRequest

WITH_WORDS = [Reaction.Kind.UNCLEAR, Reaction.Kind.OUTDATED, Reaction.Kind.QUESTION]


def said_of(request: PersonRequest, bite: Bite) -> dict[str, object]:
    """What this person said of a bite, for the page below it."""
    said = list(Reaction.objects.filter(bite=bite, person=request.user, settled=None))
    return {
        "bite": bite,
        "said": said,
        "helped": any(reaction.kind == Reaction.Kind.HELPED for reaction in said),
        "kinds": WITH_WORDS,
    }


@require_POST
def reactions(request: PersonRequest, bite_id: UUID) -> HttpResponse:
    bite = _bite(request, bite_id)
    kind, words = request.POST.get("kind", ""), request.POST.get("words", "")
    return _answer(request, bite, lambda: react(request.user, bite, kind, words))


@require_POST
def withdrawal(request: PersonRequest, bite_id: UUID) -> HttpResponse:
    bite = _bite(request, bite_id)
    return _answer(request, bite, lambda: take_back(request.user, bite, request.POST.get("kind", "")))


def _bite(request: PersonRequest, bite_id: UUID) -> Bite:
    courses = Course.objects.visible_to(request.user).published()
    return get_object_or_404(Bite.objects.select_related("course__space").filter(course__in=courses), pk=bite_id)


def _answer(request: PersonRequest, bite: Bite, act: Callable[[], object]) -> HttpResponse:
    refused = ""
    try:
        act()
    except Refused as refusal:
        refused = str(refusal)
    if getattr(request, "htmx", False):
        context = said_of(request, bite) | {"refused": refused, "typed": request.POST if refused else {}}
        return render(request, "courses/parts/reactions.html", context)
    if refused:
        messages.error(request, refused)
    return redirect(f"{reverse('courses:bite', args=[bite.course_id, bite.position + 1])}#reactions")


def health(request: PersonRequest, course_id: UUID) -> HttpResponse:
    """How a course does, for its author: what to look at first, and how sure that is. Nobody is named, and its figures go in steps."""
    course = get_object_or_404(own(request).filter(published__isnull=False), pk=course_id)
    waiting = Reaction.objects.waiting().filter(bite__course=course).select_related("bite")
    bites, questions = health_of(course)
    context = {
        "course": course,
        "waiting": waiting,
        "bites": bites,
        "flawed": [(row, name_of(row.question.value)) for row in questions if row.found.flaw],
        "questions": [(row, name_of(row.question.value)) for row in questions],
        "in_own_words": any(row.own_words for row in questions),
        "marked": not all(row.own_words for row in questions),
    }
    return render(request, "courses/health.html", context)


@require_POST
def settlement(request: PersonRequest, reaction_id: int) -> HttpResponse:
    """The author looked at it."""
    remarks = Reaction.objects.filter(bite__course__in=own(request)).exclude(kind=Reaction.Kind.HELPED)
    found = get_object_or_404(remarks.select_related("bite__course"), pk=reaction_id)
    settle(request.user, found)
    return redirect("courses:health", found.bite.course_id)
