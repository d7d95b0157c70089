"""Making a course together: who makes it, and a colleague who looks at it first."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zwerm.courses.actions import Refused, add_coauthor, ask_review, give_review, remove_coauthor, withdraw_review
from zwerm.courses.actions.together import MAKES_IT
from zwerm.courses.models import Course, Review
from zwerm.courses.models.looked_at import looks_like, sign_of
from zwerm.courses.views.draft import own, parts, reviews_of
from zwerm.courses.views.unkept import words_back
from zwerm.notices.actions import look_at
from zwerm.people.models import Person, whose_name_has
from zwerm.people.requests import PersonRequest, id_in

SHOWN = 12


def people(request: PersonRequest, course_id: UUID) -> HttpResponse:
    """Who makes this course, and whom to ask. `?q=` finds colleagues."""
    course = get_object_or_404(own(request).select_related("author"), pk=course_id)
    words = request.GET.get("q", "").split()
    others = Person.objects.listed().exclude(pk=request.user.pk)
    found = whose_name_has(others, words) if words else Person.objects.none()
    context = {
        "course": course,
        "coauthors": [one.person for one in _root(course).coauthors.select_related("person")],
        "reviews": reviews_of(course),
        "words": " ".join(words),
        "found": found.order_by("name")[:SHOWN],
        "is_first": course.author_id == request.user.pk,
    }
    return render(request, "courses/people.html", context)


def _root(course: Course) -> Course:
    return course.revises or course


@require_POST
def coauthors(request: PersonRequest, course_id: UUID) -> HttpResponse:
    return _with_colleague(request, course_id, add_coauthor, _("%(name)s can change this course too."))


@require_POST
def coauthor_removal(request: PersonRequest, course_id: UUID) -> HttpResponse:
    return _with_colleague(request, course_id, remove_coauthor, _("%(name)s no longer makes this course."))


@require_POST
def reviews(request: PersonRequest, course_id: UUID) -> HttpResponse:
    """Ask a colleague to look."""
    return _with_colleague(request, course_id, ask_review, _("%(name)s sees it under Today."))


def _with_colleague(
    request: PersonRequest, course_id: UUID, act: Callable[[Person, Course, Person], object], said: str
) -> HttpResponse:
    course = get_object_or_404(own(request), pk=course_id)
    other = _colleague(request)
    return _done(request, course, lambda: act(request.user, course, other), said % {"name": other.name})


@require_POST
def review_withdrawal(request: PersonRequest, review_id: UUID) -> HttpResponse:
    found = get_object_or_404(Review.objects.select_related("course").filter(course__in=own(request)), pk=review_id)
    return _done(request, found.course, lambda: withdraw_review(request.user, found), _("No longer asked."))


def _colleague(request: PersonRequest) -> Person:
    return get_object_or_404(Person.objects.colleagues(), pk=id_in(request.POST.get("person", "")))


def _done(request: PersonRequest, course: Course, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    if not own(request).filter(pk=course.pk).exists():
        return redirect("courses:catalogue")
    return redirect("courses:people", course.pk)


def review(request: PersonRequest, course_id: UUID) -> HttpResponse:
    """Read a draft that someone asks to look at; then approve it, or send it back with remarks."""
    if own(request).filter(pk=course_id).exists():
        return _makes_it(request, course_id)
    course = Course.objects.looked_at_by(request.user).select_related("space").filter(pk=course_id).first()
    reviews = Review.objects.select_related("asked_by").filter(course=course, reviewer=request.user, given=None)
    if course is None or (asked := reviews.first()) is None:
        return words_back(request)
    look_at(request.user, course.pk, kinds=("review-asked", "course-talk"))
    verdict, words, refused = request.POST.get("verdict", ""), request.POST.get("words", ""), ""
    if request.method == "POST":
        try:
            give_review(request.user, asked, verdict, words, request.POST.get("seen", ""))
        except Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("Thank you. Who makes the course sees it at once."))
            return redirect("courses:catalogue")
    # Before the rest is read: what changes in between is not approved unread.
    context: dict[str, object] = {"seen": sign_of(looks_like(course))}
    context |= parts(request, course, writing=False) | {"asked": asked, "words": words, "refused": refused}
    return render(request, "courses/review.html", context, status=422 if refused else 200)


def _makes_it(request: PersonRequest, course_id: UUID) -> HttpResponse:
    """Who became co-author meanwhile does not approve what they make; remarks that they wrote stay theirs to tell."""
    messages.info(request, MAKES_IT)
    if request.POST.get("words", "").strip():
        return words_back(request, makes=True)
    return redirect("courses:draft", course_id)
