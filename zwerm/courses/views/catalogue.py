from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet, Sum
from django.http import HttpResponse
from django.shortcuts import render

from zwerm.courses.models import Course, Enrolment
from zwerm.courses.models.assignment import spaces_to_ask
from zwerm.courses.models.enrolment import passing
from zwerm.courses.models.learning import under_way
from zwerm.language.words import fold_text
from zwerm.people.models import Person
from zwerm.people.requests import PersonRequest
from zwerm.ui.rules import keeps_offline

PAGE = 24
BUSY = 6


@keeps_offline
def catalogue(request: PersonRequest) -> HttpResponse:
    """Every course that this person can take: what they are busy with first."""
    words = request.GET.get("q", "").strip()
    courses = _offered(request.user)
    if words:
        courses = courses.filter(pk__in=_called(request.user, words))
    page = Paginator(courses, PAGE).get_page(request.GET.get("page"))
    context = {
        **(_going_on(request.user) if not words else {}),
        "asks": spaces_to_ask(request.user).exists(),
        "drafts": _measured(Course.objects.written_by(request.user).filter(published__isnull=True)).order_by(
            "-updated"
        ),
        "page": page,
        "words": words,
        "finished": set(Enrolment.objects.filter(passing(), person=request.user).values_list("course_id", flat=True)),
    }
    return render(request, "courses/catalogue.html", context)


def _going_on(person: Person) -> dict[str, object]:
    """What this person is asked to take, and what else they began and did not pass, latest first."""
    mine = under_way(person)
    return {"asked": [one for one in mine if one.asked], "busy": [one for one in mine if not one.asked][:BUSY]}


def _measured(courses: QuerySet[Course]) -> QuerySet[Course]:
    return courses.select_related("space", "author").annotate(
        bite_count=Count("bites"), minute_count=Sum("bites__minutes")
    )


def _called(person: Person, words: str) -> list[UUID]:
    """Courses with all these words in their title, accents and capitals aside: no database folds as we do."""
    wanted = fold_text(words).split()
    titles = Course.objects.visible_to(person).published().values_list("pk", "title")
    return [pk for pk, title in titles if all(word in fold_text(title) for word in wanted)]


def _offered(person: Person) -> QuerySet[Course]:
    return _measured(Course.objects.visible_to(person).published()).order_by("-published")
