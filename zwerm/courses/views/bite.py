from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

from django.db.models import Count, Exists
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zwerm.courses.actions import (
    TooLong,
    TooShort,
    Unanswered,
    answer_question,
    finish_bite,
    judge_answer,
    open_bite,
    start_course,
)
from zwerm.courses.generation import draft
from zwerm.courses.models import Answer, Bite, Block, Course, Enrolment, Question
from zwerm.courses.models.enrolment import done_by
from zwerm.courses.models.sight import blocks_for, open_questions, questions_for
from zwerm.courses.rules.marking import LONGEST
from zwerm.courses.rules.passing import nearly, passed, score
from zwerm.courses.views.course import certificate_of, load
from zwerm.courses.views.pictures import picture_sizes
from zwerm.courses.views.reactions import said_of
from zwerm.courses.views.shown import ShownQuestion, compared, given_of, name_of
from zwerm.courses.views.sources import Links, Places, seen_rests, with_places
from zwerm.people.requests import PersonRequest, id_in
from zwerm.ui.rules import keeps_offline


@keeps_offline
def bite(request: PersonRequest, course_id: UUID, number: int) -> HttpResponse:
    """One bite to read and to answer. Where someone reads without having started, they start."""
    course = load(request, course_id)
    bites = _bites(request, course)
    shown = next((one for one in bites if one.position == number - 1), None)
    if shown is None:
        raise Http404
    enrolment = start_course(request.user, course) if course.published else _trial(request, course)
    # A device that only keeps it for later does not read it yet.
    if "Zwerm-Keep" not in request.headers:
        open_bite(enrolment, shown)
    latest = {answer.question_id: answer for answer in enrolment.answers_now.filter(question__block__bite=shown)}
    # Where a script did not run or was not there yet: one question once more, in its place.
    afresh = {request.GET.get("again"), request.GET.get("unanswered")}
    latest = {id: answer for id, answer in latest.items() if str(id) not in afresh}
    rows = list(with_places(blocks_for(request.user, shown), request.user))
    places = Places.of(rows)
    unanswered = request.GET.get("unanswered", "")
    blocks = [_block(block, latest, enrolment, places, unanswered, rows, course.language) for block in rows]
    _close_what_is_asked(blocks)
    context = {
        "course": course,
        "bite": shown,
        "number": number,
        "bites": bites,
        "ends": _ends(enrolment, shown, bites),
        "blocks": blocks,
        "some_hidden": 0 < len(blocks) < shown.block_count,
        "picture_sizes": picture_sizes(request.user, (block["value"] for block in blocks)),
        "bite_address": request.path,
        "longest": LONGEST,
    }
    if "open" in request.GET:
        context |= _still_open(enrolment, shown, ends=bool(context["ends"]))
    if course.published:
        context |= said_of(request, shown)
    return render(request, "courses/bite.html", context)


def _bites(request: PersonRequest, course: Course) -> list[Any]:
    """With how many blocks each has, and whether this person did it."""
    return list(course.bites.annotate(block_count=Count("blocks"), is_done=Exists(done_by(request.user))))


def _ends(enrolment: Enrolment, bite: Bite, bites: Sequence[Any]) -> bool:
    """Whether the course ends with this bite: of who did not pass every other one is done; who passed reads it again in its order."""
    if enrolment.is_passed:
        return bool(bite == bites[-1])
    return all(one.is_done for one in bites if one != bite)


def _still_open(enrolment: Enrolment, bite: Bite, *, ends: bool) -> dict[str, object]:
    """What is open in this bite; where the course ends with it, in all of the course."""
    found = open_questions(enrolment, enrolment.course.bites.all() if ends else [bite])
    return {"still_open": _named(found), "open_in_own_words": not all(one.is_marked for one in found)}


def _named(questions: list[Question]) -> list[tuple[Question, str]]:
    return [(question, name_of(question.value)) for question in questions]


def _trial(request: PersonRequest, course: Course) -> Enrolment:
    """An author tries the draft as a learner would."""
    return start_course(request.user, course)


def _bite(course: Course, number: int) -> Bite:
    return get_object_or_404(course.bites.select_related("course"), position=number - 1)


def _block(
    block: Block,
    latest: dict[UUID, Answer],
    enrolment: Enrolment,
    places: Places,
    unanswered: str,
    rows: list[Block],
    language: str,
) -> dict[str, Any]:
    """`unanswered` is the question that was checked without an answer; `rows` are all blocks of the part."""
    questions = [
        compared(
            ShownQuestion.of(
                question,
                enrolment.pk,
                latest.get(question.pk),
                number,
                links=places.links(block, question),
                unanswered=str(question.pk) == unanswered,
            ),
            rows,
            language,
        )
        for number, question in enumerate(block.questions.all(), start=1)
    ]
    return {
        "row": block,
        "kind": block.kind,
        "value": block.value,
        "questions": questions,
        "links": places.links(block),
        "stale": places.is_stale(block),
    }


def _close_what_is_asked(blocks: list[dict[str, Any]]) -> None:
    """Key points below questions tell their answers: closed, until these are answered or the learner opens them; and still closed
    where they stand already beside what somebody wrote in own words."""
    for before, block in pairwise(blocks):
        asked = before["questions"]
        block["is_closed"] = block["kind"] == draft.KeyPoints.kind and bool(asked)
        shown = any(isinstance(one.value, draft.OpenAnswer) and one.value.picked and one.value.model for one in asked)
        block["is_open"] = not shown and all(question.answer is not None for question in asked)


@require_POST
def answer(request: PersonRequest, question_id: UUID) -> HttpResponse:
    """Answer one question and see at once what was right, and where it stands."""
    question = _question(request, question_id)
    course = question.block.bite.course
    enrolment = start_course(request.user, course)
    shown = partial(
        ShownQuestion.of, question, enrolment.pk, number=question.position + 1, links=_links(request, question)
    )
    written = "" if question.is_marked else request.POST.get("given", "")
    if request.POST.get("edition", str(question.edition)) != str(question.edition):
        return _answered(request, replace(shown(answer=None), changed=True, typed=written), course, status=422)
    try:
        kept = answer_question(
            enrolment, question, given_of(question, enrolment, dict(request.POST.lists())), _key(request)
        )
    except (TooLong, TooShort) as why:
        long = isinstance(why, TooLong)
        back = replace(shown(answer=None), too_long=long, too_short=not long, typed=written)
        return _answered(request, back, course, status=422)
    except Unanswered:
        if not getattr(request, "htmx", False):
            return redirect(f"{_bite_url(question.block.bite)}?unanswered={question.pk}#q-{question.pk}")
        return _answered(request, shown(answer=None, unanswered=True), course, status=422)
    return _answered(request, shown(answer=kept), course, enrolment=enrolment)


@require_POST
def judgement(request: PersonRequest, question_id: UUID) -> HttpResponse:
    """How what someone wrote in own words compares with the model answer, by who wrote it."""
    question = _question(request, question_id)
    course = question.block.bite.course
    enrolment = get_object_or_404(Enrolment.objects.select_related("person"), course=course, person=request.user)
    try:
        kept = judge_answer(enrolment, question, _key(request), request.POST.get("judged", ""))
    except (Answer.DoesNotExist, ValueError):
        raise Http404 from None
    shown = ShownQuestion.of(question, enrolment.pk, kept, question.position + 1, links=_links(request, question))
    return _answered(request, shown, course, enrolment=enrolment)


def _question(request: PersonRequest, question_id: UUID) -> Question:
    return get_object_or_404(questions_for(request.user).select_related("block__bite__course__space"), pk=question_id)


def _links(request: PersonRequest, question: Question) -> Links:
    return Places(seen_rests(request.user).filter(question=question)).links(question.block, question)


def _key(request: PersonRequest) -> UUID:
    return id_in(request.POST.get("key", "")) or uuid4()


def _answered(
    request: PersonRequest, shown: ShownQuestion, course: Course, status: int = 200, enrolment: Enrolment | None = None
) -> HttpResponse:
    bite = shown.question.block.bite
    if not getattr(request, "htmx", False) and status == 200:
        return redirect(f"{_bite_url(bite)}#q-{shown.question.pk}")
    shown = compared(shown, blocks_for(request.user, bite), course.language)
    beside: dict[str, object] = {}
    if enrolment and _tells_open(request):
        ends = _ends(enrolment, bite, _bites(request, course))
        beside = {"bite": bite, "ends": ends, **_still_open(enrolment, bite, ends=ends)}
    return _show_question(request, shown, course, status, beside)


def _tells_open(request: PersonRequest) -> bool:
    """Whether the page on which it was answered tells which questions are open: that changes with the answer."""
    page = request.headers.get("HX-Current-URL", "") if getattr(request, "htmx", False) else ""
    return "open" in parse_qs(urlsplit(page).query)


def _show_question(
    request: PersonRequest,
    shown: ShownQuestion,
    course: Course,
    status: int = 200,
    beside: dict[str, object] | None = None,
) -> HttpResponse:
    """`beside`: what else on its page the answer changes."""
    context = {
        **(beside or {}),
        "shown": shown,
        "course": course,
        "bite_address": _bite_url(shown.question.block.bite),
    }
    if getattr(request, "htmx", False):
        template = "courses/parts/answered.html" if beside else "courses/parts/question.html"
    else:
        template = "courses/question.html"
    return render(request, template, context, status=status)


def _bite_url(bite: Bite) -> str:
    from django.urls import reverse

    return reverse("courses:bite", args=[bite.course_id, bite.position + 1])


def retry(request: PersonRequest, question_id: UUID) -> HttpResponse:
    """The question again, unanswered, to try once more."""
    question = _question(request, question_id)
    course = question.block.bite.course
    enrolment = get_object_or_404(Enrolment, course=course, person=request.user)
    shown = ShownQuestion.of(question, enrolment.pk, None, question.position + 1, links=_links(request, question))
    return _show_question(request, shown, course)


@require_POST
def finish(request: PersonRequest, course_id: UUID, number: int) -> HttpResponse:
    """Done with this bite: on to the next one, or to the end of the course.

    Where questions are open the bite says so first; who goes on without them says so (`anyway`). At the end all that is open is told.
    """
    course = load(request, course_id)
    shown, bites = _bite(course, number), _bites(request, course)
    enrolment = start_course(request.user, course)
    ends, reads_again = _ends(enrolment, shown, bites), enrolment.is_passed
    if not ends and "anyway" not in request.POST and open_questions(enrolment, [shown]):
        return redirect(f"{_bite_url(shown)}?open=1#open")
    finish_bite(enrolment, shown, _seconds(request))
    if ends:
        return redirect("courses:end", course.pk)
    left = [one for one in bites if one != shown and (reads_again or not one.is_done)]
    following = next((one for one in left if one.position > shown.position), left[0])
    return redirect("courses:bite", course.pk, following.position + 1)


def _seconds(request: PersonRequest) -> float | None:
    """How long the bite was open, told by the page; nothing when it is not believable."""
    try:
        seconds = float(request.POST.get("seconds", ""))
    except ValueError:
        return None
    return seconds if 0 < seconds < 4 * 3600 else None


def end(request: PersonRequest, course_id: UUID) -> HttpResponse:
    """What was reached, or what is left to do for it; what is worth another look, and what comes back in practice."""
    course = load(request, course_id)
    enrolment = get_object_or_404(Enrolment.objects.select_related("completion"), course=course, person=request.user)
    completion = enrolment.result
    if completion is None:
        raise Http404
    shares = enrolment.latest_shares()
    seen = (
        questions_for(request.user)
        .filter(block__bite__course=course)
        .select_related("block__bite")
        .order_by("block__bite__position", "block__position", "position")
    )
    still_open = [question for question in seen if question.pk not in shares]
    # Who did not pass may have answered since.
    now = score([shares.get(question.pk) for question in seen if question.is_marked])
    again = [question for question in seen if shares.get(question.pk, 1.0) < 1]
    reached = completion.score if completion.passed else now
    context = {
        "course": course,
        "completion": completion,
        "percentage": None if reached is None else round(reached * 100),
        "certificate": certificate_of(request, course),
        "marks": now is not None,
        "has_cards": course.bites.filter(blocks__kind=draft.Flashcards.kind).exists(),
        "nearly": nearly(reached, course.pass_mark),
        "ready": passed(reached, course.pass_mark) and not still_open,
        "still_open": _named(still_open),
        "asks": bool(seen),
        "weak": _named([question for question in again if question.is_marked]),
        "not_had": _named([question for question in again if not question.is_marked]),
    }
    return render(request, "courses/end.html", context)
