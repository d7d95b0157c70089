"""Asking colleagues to take a course by a date: for leads, and learning & development."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from zwerm.courses.actions import Refused, assign_course, change_assignment, withdraw_assignment
from zwerm.courses.forms.assignment import AssignForm, DueForm
from zwerm.courses.models import Assignment
from zwerm.courses.models.assignment import people_to_ask, spaces_to_ask
from zwerm.courses.models.learning import counted
from zwerm.courses.models.sight import marks_anything
from zwerm.courses.views.course import load
from zwerm.operations.days import organisation_day
from zwerm.people.models import Person, whose_name_has
from zwerm.people.registry import who_reads_the_log
from zwerm.people.requests import PersonRequest

# So many people stand on the page at once; of more, names are searched.
FEW = 40
PAGE = 50
USUAL_DAYS = 14


def overview(request: PersonRequest) -> HttpResponse:
    """All that this person asked of others, or that is asked of their team, with how many finished."""
    if not spaces_to_ask(request.user).exists():
        raise Http404
    page = Paginator(_managed(request), PAGE).get_page(request.GET.get("page"))
    return render(request, "courses/asked.html", {"page": page, "asked": _counted(page)})


def _counted(asked: Iterable[Assignment]) -> list[tuple[Assignment, int, int]]:
    """Each with of how many people it is asked, and how many of them finished."""
    shown = list(asked)
    counts = counted(shown)
    return [(one, *counts[one.pk]) for one in shown]


def assignments(request: PersonRequest, course_id: UUID) -> HttpResponse:
    """Of whom this course is asked, and the form to ask it. `?q=` finds colleagues by name."""
    course = load(request, course_id)
    if not course.published or not spaces_to_ask(request.user).exists():
        raise Http404
    words = request.GET.get("q", "").split()
    shown, many = _found(request.user, words)
    due = organisation_day() + timedelta(days=USUAL_DAYS)
    form = AssignForm(request.user, shown, request.POST if request.method == "POST" else None, {"due": due})
    if form.is_valid():
        try:
            asked = assign_course(request.user, course, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            _tell(request, asked.new, asked.already)
            return redirect("courses:assignments", course.pk)
    managed = _managed(request).filter(course=course)
    context = {
        "course": course,
        "form": form,
        "words": " ".join(words),
        "many": many,
        "asked": _counted(managed[:PAGE]),
    }
    return render(request, "courses/assignments.html", context, status=422 if form.errors else 200)


def _found(person: Person, words: list[str]) -> tuple[QuerySet[Person], bool]:
    """The people to choose from, and whether they are too many to show without words."""
    people = whose_name_has(people_to_ask(person), words)
    if not words and people.count() > FEW:
        return people.none(), True
    return people.filter(pk__in=people.order_by("name").values("pk")[:FEW]).order_by("name"), False


def _tell(request: PersonRequest, new: list[Assignment], already: list[Assignment]) -> None:
    if new:
        names = ", ".join(one.whom for one in new)
        messages.success(request, _("Asked of %(names)s. They see it on Today.") % {"names": names})
    if already:
        names = ", ".join(one.whom for one in already)
        said = ngettext(
            "It was asked of %(names)s already. That stays as it was.",
            "It was asked of %(names)s already. Those stay as they were.",
            len(already),
        )
        messages.info(request, said % {"names": names})


def assignment(request: PersonRequest, assignment_id: UUID) -> HttpResponse:
    """Who finished, who is busy and who did not begin; the date and the words to change."""
    shown = _load(request, assignment_id)
    posted = request.POST if request.method == "POST" else None
    form = DueForm(posted, initial={"due": shown.due, "words": shown.words})
    if form.is_valid():
        try:
            change_assignment(request.user, shown, form.cleaned_data["due"], form.cleaned_data["words"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is changed."))
            return redirect(shown)
    takers = shown.takers().order_by("passed", "begun", "name")
    [(_one, count, finished)] = _counted([shown])
    context = {
        "assignment": shown,
        "course": shown.course,
        "marks": marks_anything(shown.course),
        "form": form,
        "page": Paginator(takers, PAGE).get_page(request.GET.get("page")),
        "count": count,
        "finished": finished,
        "unseeing": _unseeing(shown, count),
        "read_by": who_reads_the_log(),
    }
    return render(request, "courses/assignment.html", context, status=422 if form.errors else 200)


def _unseeing(shown: Assignment, count: int) -> int:
    """How many are in the space and do not see the course."""
    if not shown.space_id or shown.course.space.open:
        return 0
    return shown.meant(Person.objects.colleagues()).count() - count


@require_POST
def withdrawal(request: PersonRequest, assignment_id: UUID) -> HttpResponse:
    shown = _load(request, assignment_id)
    try:
        withdraw_assignment(request.user, shown)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is not asked any more. Who is busy with it may go on."))
    return redirect("courses:assignments", shown.course_id)


def _load(request: PersonRequest, assignment_id: UUID) -> Assignment:
    return get_object_or_404(_managed(request), pk=assignment_id)


def _managed(request: PersonRequest) -> QuerySet[Assignment]:
    managed = Assignment.objects.managed_by(request.user)
    return managed.select_related("course__space", "space", "person", "by")
