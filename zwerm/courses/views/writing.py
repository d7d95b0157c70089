"""Writing in a draft: one block or question, there already or new."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zwerm.courses.actions import Refused, add_block, add_question, edit_block, edit_question
from zwerm.courses.forms import BLOCK_FORMS, QUESTION_FORMS, ProseForm, Setting
from zwerm.courses.generation.draft import Span
from zwerm.courses.models import Bite, Block, Course
from zwerm.courses.rules.rewriting import spans_of, without_spans
from zwerm.courses.views.draft import own_bites, own_blocks, own_questions, place_of
from zwerm.courses.views.kinds import BLOCK_KINDS, QUESTION_KINDS
from zwerm.courses.views.sources import Places, Quote, Quotes, key_of, seen_rests
from zwerm.people.requests import PersonRequest


def block(request: PersonRequest, block_id: UUID) -> HttpResponse:
    """Write in a block. Which of its sources it still rests on is ticked."""
    found = get_object_or_404(own_blocks(request), pk=block_id)
    if found.kind not in BLOCK_FORMS:
        raise Http404
    quotes = Quotes(request.user, Places.of([found]))
    setting = Setting(found.bite.course.language, quotes.texts(found))
    before = found.value
    form = BLOCK_FORMS[found.kind](request.POST or None, request.FILES or None, setting=setting, before=before)
    if request.method == "POST" and form.is_valid():
        value = without_spans(form.value(), _unticked(request, before))
        try:
            edit_block(request.user, found, value)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(place_of(found))
    return _page(request, form, found.bite.course, BLOCK_KINDS[found.kind], quotes.of(found), f"b-{found.pk}")


def question(request: PersonRequest, question_id: UUID) -> HttpResponse:
    """Write in one question of a quiz."""
    found = get_object_or_404(own_questions(request), pk=question_id)
    quotes = Quotes(request.user, Places(seen_rests(request.user).filter(question=found)))
    course, before = found.block.bite.course, found.value
    form = QUESTION_FORMS[found.kind](request.POST or None, setting=Setting(course.language), before=before)
    value = form.checked() if request.method == "POST" else None
    if value is not None:
        try:
            edit_question(request.user, found, without_spans(value, _unticked(request, before)))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"{reverse('courses:draft', args=[course.pk])}#dq-{found.pk}")
    label = QUESTION_KINDS[found.kind]
    return _page(request, form, course, label, quotes.of(found.block, found), f"dq-{found.pk}")


def new_block(request: PersonRequest, bite_id: UUID, kind: str) -> HttpResponse:
    """A block of the author's own. `?after=` says below which block of this part."""
    bite = get_object_or_404(own_bites(request), pk=bite_id)
    if kind not in BLOCK_FORMS:
        raise Http404
    form = BLOCK_FORMS[kind](request.POST or None, request.FILES or None, setting=Setting(bite.course.language))
    after = _after(request, bite)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_block(request.user, bite, form.value(), after)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(place_of(made))
    return _page(request, form, bite.course, BLOCK_KINDS[kind], [], _beside(bite, after), new=True)


def new_question(request: PersonRequest, bite_id: UUID, kind: str) -> HttpResponse:
    bite = get_object_or_404(own_bites(request), pk=bite_id)
    if kind not in QUESTION_FORMS:
        raise Http404
    form = QUESTION_FORMS[kind](request.POST or None, setting=Setting(bite.course.language))
    after = _after(request, bite)
    value = form.checked() if request.method == "POST" else None
    if value is not None:
        try:
            made = add_question(request.user, bite, value, after)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"{reverse('courses:draft', args=[bite.course_id])}#dq-{made.pk}")
    return _page(request, form, bite.course, QUESTION_KINDS[kind], [], _beside(bite, after), new=True)


def _after(request: PersonRequest, bite: Bite) -> Block | None:
    wanted = request.GET.get("after", "")
    return next((block for block in bite.blocks.all() if str(block.pk) == wanted), None)


def _beside(bite: Bite, after: Block | None) -> str:
    return f"b-{after.pk}" if after else f"bite-{bite.pk}"


def _unticked(request: PersonRequest, before: object) -> set[Span]:
    """The places that the author no longer wants it to rest on: shown, and not ticked."""
    shown, ticked = set(request.POST.getlist("shown")), set(request.POST.getlist("rests"))
    return {span for span in spans_of(before) if key_of(span) in shown - ticked}


def _page(
    request: PersonRequest, form: Any, course: Course, label: Any, quotes: list[Quote], place: str, *, new: bool = False
) -> HttpResponse:
    ticked = set(request.POST.getlist("rests")) if request.method == "POST" else {quote.key for quote in quotes}
    context = {
        "form": form,
        "course": course,
        "label": label,
        "all_quotes": quotes,
        # A text rests on those of its sentences that stay: nothing to tick.
        "by_words": isinstance(form, ProseForm),
        "quotes": [(quote, quote.key in ticked) for quote in quotes],
        "back": f"{reverse('courses:draft', args=[course.pk])}#{place}",
        "new": new,
    }
    return render(request, "courses/write.html", context, status=422 if form.errors else 200)
