from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, OuterRef, Value
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from zwerm.courses.actions import (
    Refused,
    ask_everyone_again,
    begin_changes,
    publish_course,
    remove_course,
    set_up_course,
    start_course,
    take_on,
    what_changed,
)
from zwerm.courses.actions.certify import may_run
from zwerm.courses.actions.together import see_closed, untold_to
from zwerm.courses.forms import CourseForm
from zwerm.courses.models import Block, Certificate, Course, CourseSkill, Enrolment, Question, Reaction
from zwerm.courses.models.assignment import spaces_to_ask
from zwerm.courses.models.learning import asked_in
from zwerm.courses.models.sight import marks_anything, marks_for, score_of, standings_of
from zwerm.courses.rules.passing import passed
from zwerm.courses.views.stale import stale_rests
from zwerm.library.models import Item
from zwerm.library.models.counting import count_of
from zwerm.notices.actions import look_at
from zwerm.people.models import Person, Space
from zwerm.people.requests import PersonRequest, id_in
from zwerm.skills.actions import skills_on
from zwerm.ui.rules import keeps_offline


def load(request: PersonRequest, course_id: UUID) -> Course:
    """The course if this person sees it; 404 otherwise."""
    courses = Course.objects.visible_to(request.user).select_related("space", "author")
    return get_object_or_404(courses, pk=course_id)


def found_to_tell_of(person: Person, id: UUID) -> tuple[Course, bool] | None:
    """The course, and whether this person may say which skills it is about: who makes it, and who cares for learning."""
    course = Course.objects.visible_to(person).filter(pk=id, revises=None).select_related("space").first()
    if course is None:
        return None
    makes = Course.objects.written_by(person).filter(pk=id).exists()
    return course, makes or person.cares_for_learning


@keeps_offline
def course(request: PersonRequest, course_id: UUID) -> HttpResponse:
    """What the course is about, how long it takes, and how far this person is."""
    shown = load(request, course_id)
    if shown.revises_id:
        return redirect("courses:draft", shown.pk)
    coauthors = [one.person for one in shown.coauthors.select_related("person")]
    is_author = request.user in coauthors or shown.author_id == request.user.pk
    if "Zwerm-Keep" not in request.headers:  # A device that keeps it for later has shown it to nobody.
        look_at(request.user, shown.pk, kinds=("course-asked", "course-due"))
    marks, asks, untold, stale, waiting = _for_me(request, shown, is_author)
    if untold:
        see_closed(request.user, shown)
    enrolment = (
        Enrolment.objects.filter(course=shown, person=request.user).select_related("completion", "person").first()
    )
    finished = Exists(enrolment.done_now.filter(bite=OuterRef("pk"))) if enrolment else Value(False)
    bites: list[Any] = list(shown.bites.annotate(finished=finished))
    done = {bite.pk for bite in bites if bite.finished}
    resume = next((bite for bite in bites if bite.pk not in done), bites[0] if bites else None)
    if enrolment and enrolment.current_id and enrolment.current_id not in done:
        resume = next((bite for bite in bites if bite.pk == enrolment.current_id), resume)
    certificate = certificate_of(request, shown) if enrolment else None
    standings = standings_of(enrolment) if enrolment else []
    reached = score_of(standings)
    # Who passed stays so, also when more is asked since.
    left = Counter(one.bite for one in standings if not one.is_answered and enrolment and not enrolment.is_passed)
    for bite in bites:
        bite.left = left[bite.pk]
    context = {
        "course": shown,
        "bites": bites,
        "done": done,
        "minutes": sum(bite.minutes for bite in bites),
        "enrolment": enrolment,
        "completion": enrolment.result if enrolment else None,
        "resume": resume,
        "share": round(100 * len(done) / len(bites)) if bites else 0,
        "withdrawn": bool(enrolment and enrolment.again and _withdrawn(certificate) == enrolment.again),
        "marks": marks,
        "reached": None if reached is None else round(reached * 100),
        "left": left.total(),
        "ready": passed(reached, shown.pass_mark) and not left.total(),
        "sources": Item.objects.visible_to(request.user).filter(pk__in=shown.sources.values("item")),
        "is_author": is_author,
        "coauthors": coauthors,
        "skills": skills_on(CourseSkill, shown.pk),
        "may_tell": is_author or request.user.cares_for_learning,
        "asked": asked_in(request.user, shown),
        "asks": bool(shown.published) and asks,
        "certificate": certificate,
        "may_take_on": _is_orphaned(shown, coauthors)
        and Course.objects.adoptable_by(request.user).filter(pk=shown.pk).exists(),
        "may_run": bool(shown.published) and (is_author or request.user.cares_for_learning),
        "added": sum(bite.pk not in done for bite in bites) if done else 0,
    }
    if is_author:
        working_copy = Course.objects.written_by(request.user).filter(revises=shown).first()
        context |= {"working_copy": working_copy, "stale": stale, "waiting": waiting}
    return render(request, "courses/course.html", context)


def _for_me(request: PersonRequest, shown: Course, is_author: bool) -> tuple[bool, bool, bool, int, int]:
    """Whether something of what this person gets is marked, whether they may ask others to take it, whether they are yet to see that it was published, and of an author:
    how many sources are stale and how many reactions wait. One query."""
    stale = stale_rests(request).filter(block__bite__course=OuterRef("pk"))
    waiting = Reaction.objects.waiting().filter(bite__course=OuterRef("pk"))
    told = {
        "marks": marks_for(request.user),
        "asks": Exists(spaces_to_ask(request.user)),
        "untold": untold_to(request.user),
        "stale": count_of(stale, "block__bite__course") if is_author else Value(0),
        "waiting": count_of(waiting, "bite__course") if is_author else Value(0),
    }
    mine: tuple[bool, bool, bool, int, int] = (
        Course.objects.filter(pk=shown.pk).annotate(**told).values_list(*told).get()
    )
    return mine


def _is_orphaned(shown: Course, coauthors: list[Person]) -> bool:
    """Known without asking, for nearly every course."""
    return not any(one.is_active for one in [shown.author, *coauthors] if one)


def certificate_of(request: PersonRequest, shown: Course) -> Certificate | None:
    """The newest that this person got for it."""
    return shown.certificates.filter(person=request.user).select_related("revocation").first()


def _withdrawn(certificate: Certificate | None) -> datetime | None:
    return certificate.revocation.when if certificate and certificate.state == Certificate.State.REVOKED else None


@require_POST
def start(request: PersonRequest, course_id: UUID) -> HttpResponse:
    """Begin or go on: at the bite where this person was; who did all bites, at what is left to answer."""
    enrolment = start_course(request.user, load(request, course_id))
    undone = enrolment.course.bites.exclude(pk__in=enrolment.done_now.values("bite"))
    if enrolment.result and not enrolment.is_passed and not undone.exists():
        return redirect("courses:end", course_id)
    bite = enrolment.current or enrolment.course.bites.first()
    if bite is None:
        return redirect(enrolment.course)
    return redirect("courses:bite", bite.course_id, bite.position + 1)


def edit(request: PersonRequest, course_id: UUID) -> HttpResponse:
    """Name, pass mark where something is marked, and how long a certificate is valid."""
    shown = get_object_or_404(Course.objects.written_by(request.user), pk=course_id)
    form = CourseForm(request.POST or None, instance=shown, marks=marks_anything(shown))
    if request.method == "POST" and form.is_valid():
        set_up_course(request.user, shown, **{"pass_mark": shown.pass_mark, **form.cleaned_data})
        messages.success(request, _("The course is changed."))
        return redirect(shown)
    return render(request, "courses/edit.html", {"course": shown, "form": form}, status=422 if form.errors else 200)


@require_POST
def publication(request: PersonRequest, course_id: UUID) -> HttpResponse:
    """Publish the draft. `of`: the published course that these are changes to, to go to when they are there no longer."""
    if (changed := _changed_already(request, course_id)) is not None:
        messages.info(
            request, _("These changes were published already, or thrown away. This is how colleagues see it.")
        )
        return redirect(changed)
    shown = load(request, course_id)
    is_changed = bool(shown.revises) and any(what_changed(shown).values())
    unseen = ", ".join(shown.reviews.filter(given=None).values_list("reviewer__name", flat=True))
    try:
        published = publish_course(request.user, shown)
    except Refused as refusal:
        messages.error(request, str(refusal))
        is_gone = not Course.objects.filter(pk=shown.pk).exists()
        return redirect(shown.revises if is_gone and shown.revises else shown)
    if shown.revises_id and not is_changed:
        messages.info(request, _("There were no changes: colleagues see the course as it was."))
    elif shown.revises_id:
        messages.success(request, _("Colleagues see the changes from now on. Where they are in the course stays."))
    elif published.space.kind == Space.Kind.PRIVATE:
        messages.success(request, _("The course is published. It is in your own space, so only you see it."))
    else:
        messages.success(request, _("The course is published. Colleagues who see this space can take it."))
    if unseen:
        said = _("Asked to look, and did not yet: %(names)s. They are told that it is published.")
        messages.info(request, said % {"names": unseen})
    return redirect(published)


def _changed_already(request: PersonRequest, copy: UUID) -> Course | None:
    """The course of which this was the working copy, for who makes it."""
    of = request.POST.get("of", "")
    if not id_in(of) or Course.objects.filter(pk=copy).exists():
        return None
    return Course.objects.written_by(request.user).filter(pk=of, published__isnull=False).first()


@require_POST
def changes(request: PersonRequest, course_id: UUID) -> HttpResponse:
    """Begin to change a published course, or go on; at one block or question when that is named."""
    shown = get_object_or_404(Course.objects.written_by(request.user), pk=course_id)
    copy = begin_changes(request.user, shown)
    for block in Block.objects.filter(bite__course=copy).exclude(kind="quiz"):
        if str(block.origin_id) == request.POST.get("block"):
            return redirect("courses:block-edit", block.pk)
    for question in Question.objects.filter(block__bite__course=copy):
        if str(question.origin_id) == request.POST.get("question"):
            return redirect("courses:question-edit", question.pk)
    return redirect("courses:draft", copy.pk)


@require_POST
def removal(request: PersonRequest, course_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    shown = load(request, course_id)
    try:
        remove_course(request.user, shown)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(shown)
    if shown.revises_id:
        messages.success(request, _("The changes are gone. The course is as colleagues see it."))
        return redirect("courses:course", shown.revises_id)
    messages.success(request, _("The draft is gone. The texts it was made from are still there."))
    return redirect("courses:catalogue")


@require_POST
def again(request: PersonRequest, course_id: UUID) -> HttpResponse:
    """Everyone who passed takes it again."""
    shown = load(request, course_id)
    if not may_run(request.user, shown):
        raise Http404
    try:
        count = ask_everyone_again(request.user, shown)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = ngettext("%(count)d colleague takes it again.", "%(count)d colleagues take it again.", count)
        messages.success(request, said % {"count": count})
    return redirect(shown)


@require_POST
def author(request: PersonRequest, course_id: UUID) -> HttpResponse:
    """Take on a course of which who made it left."""
    shown = load(request, course_id)
    try:
        take_on(request.user, shown)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You look after this course now."))
    return redirect(shown)
