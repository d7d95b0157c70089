from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpResponse
from django.shortcuts import render

from zwerm.courses.models import Course, Enrolment
from zwerm.people.models import Person
from zwerm.people.requests import PersonRequest
from zwerm.ui.rules import keeps_offline

PAGE = 24


@keeps_offline
def catalogue(request: PersonRequest) -> HttpResponse:
    """Every course that this person can take: what they are busy with first."""
    words = request.GET.get("q", "").strip()
    courses = _offered(request.user)
    if words:
        courses = courses.filter(title__icontains=words)
    page = Paginator(courses, PAGE).get_page(request.GET.get("page"))
    context = {
        "busy": _busy(request.user) if not words else [],
        "drafts": _measured(Course.objects.written_by(request.user).filter(published__isnull=True)),
        "page": page,
        "words": words,
        "finished": set(
            Enrolment.objects.filter(person=request.user, completion__passed=True).values_list("course_id", flat=True)
        ),
    }
    return render(request, "courses/catalogue.html", context)


def _measured(courses: QuerySet[Course]) -> QuerySet[Course]:
    return courses.select_related("space", "author").annotate(
        bite_count=Count("bites"), minute_count=Sum("bites__minutes")
    )


def _offered(person: Person) -> QuerySet[Course]:
    return _measured(Course.objects.visible_to(person).published()).order_by("-published")


def _busy(person: Person) -> QuerySet[Enrolment]:
    """What this person began and did not finish, latest first."""
    return (
        Enrolment.objects.filter(person=person, course__in=Course.objects.visible_to(person))
        .filter(Q(completion__isnull=True) | Q(completion__passed=False))
        .select_related("course__space", "current")
        .annotate(done_count=Count("done", distinct=True), bite_count=Count("course__bites", distinct=True))
        .order_by("-seen")[:6]
    )
