"""Writing in a draft: one block or question, there already or new."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from zwerm.courses.actions import Refused, add_block, add_question, ask_about, begin_changes, edit_block, edit_question
from zwerm.courses.actions.authoring import state_of
from zwerm.courses.actions.refused import Changed
from zwerm.courses.forms import BLOCK_FORMS, QUESTION_FORMS, ProseForm, Setting
from zwerm.courses.generation.draft import Span
from zwerm.courses.models import Bite, Block
from zwerm.courses.rules.asking import KINDS, begun_about
from zwerm.courses.rules.rewriting import spans_of, without_spans
from zwerm.courses.rules.told_lines import lines_of
from zwerm.courses.views.about import EXAMPLE, about_of
from zwerm.courses.views.draft import own, own_bites, own_blocks, own_questions, place_of
from zwerm.courses.views.kinds import BLOCK_KINDS, QUESTION_KINDS
from zwerm.courses.views.sources import Places, Quote, Quotes, key_of, quotes_at, seen_rests
from zwerm.courses.views.unkept import words_back
from zwerm.library.rules import difference
from zwerm.people.requests import PersonRequest, id_in


def block(request: PersonRequest, block_id: UUID) -> HttpResponse:
    """Write in a block. Which of its sources it still rests on is ticked."""
    found = own_blocks(request).filter(pk=block_id).first()
    if found is None:
        return _taken_out(request, BLOCK_FORMS, "block")
    if found.kind not in BLOCK_FORMS:
        raise Http404
    quotes = Quotes(request.user, Places.of([found]))
    setting = Setting(found.bite.course.language, quotes.texts(found))
    before = found.value
    form = BLOCK_FORMS[found.kind](request.POST or None, request.FILES or None, setting=setting, before=before)
    value = form.value() if request.method == "POST" and form.is_valid() else None
    kept, theirs = _save(request, form, found, edit_block, value)
    if kept:
        return redirect(place_of(found))
    place = f"b-{found.pk}"
    return _page(request, form, found.bite, BLOCK_KINDS, found.kind, quotes.of(found), place, theirs)


def question(request: PersonRequest, question_id: UUID) -> HttpResponse:
    """Write in one question of a quiz."""
    found = own_questions(request).filter(pk=question_id).first()
    if found is None:
        return _taken_out(request, QUESTION_FORMS, "question")
    quotes = Quotes(request.user, Places(seen_rests(request.user).filter(question=found)))
    course, before = found.block.bite.course, found.value
    form = QUESTION_FORMS[found.kind](request.POST or None, setting=Setting(course.language), before=before)
    kept, theirs = _save(request, form, found, edit_question, form.checked() if request.method == "POST" else None)
    if kept:
        return redirect(f"{reverse('courses:draft', args=[course.pk])}#dq-{found.pk}")
    told, place = quotes.of(found.block, found), f"dq-{found.pk}"
    return _page(request, form, found.block.bite, QUESTION_KINDS, found.kind, told, place, theirs)


def new_block(request: PersonRequest, bite_id: UUID, kind: str) -> HttpResponse:
    """A block of the author's own. `?after=` says below which block of this part."""
    bite = own_bites(request).filter(pk=bite_id).first()
    if bite is None:
        return _taken_out(request, BLOCK_FORMS, "block")
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
    return _page(request, form, bite, BLOCK_KINDS, kind, [], _beside(bite, after), new=True)


def new_question(request: PersonRequest, bite_id: UUID, kind: str) -> HttpResponse:
    """A question of the author's own, below block `?after=`; or about a point, `?about=`, with the point as its answer."""
    bite = own_bites(request).filter(pk=bite_id).first()
    if bite is None:
        return _taken_out(request, QUESTION_FORMS, "question")
    if kind not in QUESTION_FORMS:
        raise Http404
    about = about_of(request, bite) if kind in KINDS else None
    before = begun_about(about.point, kind) if about else None
    form = QUESTION_FORMS[kind](request.POST or None, setting=Setting(bite.course.language), before=before)
    after = _after(request, bite)
    value = form.checked() if request.method == "POST" else None
    if value is not None:
        try:
            if about:
                rested = without_spans(value, _unticked(request, before))
                made = ask_about(request.user, bite, rested, about.versions)
            else:
                made = add_question(request.user, bite, value, after)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"{reverse('courses:draft', args=[bite.course_id])}#dq-{made.pk}")
    if about is None:
        return _page(request, form, bite, QUESTION_KINDS, kind, [], _beside(bite, after), new=True)
    if kind == "open":
        form.fields["stem"].help_text = EXAMPLE
    quotes = quotes_at(request.user, about.point.spans, about.versions)
    more = {"other_kinds": about.kinds(bite, kind)}
    return _page(request, form, bite, QUESTION_KINDS, kind, quotes, about.stands, more, new=True)


def _taken_out(request: PersonRequest, forms: Mapping[str, Any], what: Literal["block", "question"]) -> HttpResponse:
    """For who wrote in what a colleague took out meanwhile, or in a part that is gone: their words, to put in as new ones; or, for who may not
    write here any more, to copy."""
    kind = request.POST.get("kind", "")
    part, course = (id_in(request.POST.get(name, "")) for name in ("bite", "course"))
    left = own_bites(request).filter(course=course).order_by("position") if course else own_bites(request).none()
    said = _(
        "A colleague took this out while you were writing. Your words are below. Save, and they stand in “%(part)s” as something new, without the sources."
    )
    if course and not left.exists() and kind in forms:
        # Published meanwhile: what was the working copy is the course itself now.
        left = _in_new_changes(request)
        said = _(
            "The changes were published while you were writing. Your words are below. Save, and they stand in “%(part)s” as something new, in new changes that colleagues do not see yet."
        )
    bite = (left.filter(pk=part).first() if part else None) or left.first()
    if bite is None or kind not in forms:
        return words_back(request)
    form = forms[kind](request.POST, request.FILES, setting=Setting(bite.course.language))
    form.is_valid()
    form.add_error(None, said % {"part": bite.title})
    kinds = BLOCK_KINDS if what == "block" else QUESTION_KINDS
    action = {"action": reverse(f"courses:{what}-new", args=[bite.pk, kind])}
    return _page(request, form, bite, kinds, kind, [], _beside(bite, None), action, new=True)


def _in_new_changes(request: PersonRequest) -> QuerySet[Bite]:
    """The parts of the working copy of the course that was being changed; a new one where there is none."""
    whole = id_in(request.POST.get("whole", ""))
    course = own(request).filter(pk=whole).first() if whole else None
    if course is None:
        return own_bites(request).none()
    return own_bites(request).filter(course=begin_changes(request.user, course)).order_by("position")


def _after(request: PersonRequest, bite: Bite) -> Block | None:
    wanted = request.GET.get("after", "")
    return next((block for block in bite.blocks.all() if str(block.pk) == wanted), None)


def _beside(bite: Bite, after: Block | None) -> str:
    return f"b-{after.pk}" if after else f"bite-{bite.pk}"


def _unticked(request: PersonRequest, before: object) -> set[Span]:
    """The places that the author no longer wants it to rest on: shown, and not ticked."""
    shown, ticked = set(request.POST.getlist("shown")), set(request.POST.getlist("rests"))
    return {span for span in spans_of(before) if key_of(span) in shown - ticked}


def _save(
    request: PersonRequest, form: Any, found: Any, edit: Callable[..., object], value: Any
) -> tuple[bool, dict[str, Any]]:
    """Whether `value` was kept, and else what the page tells of what stands there: when someone else wrote in it meanwhile, also what
    saving again would make of that. No `value`: the form has something to tell first."""
    seen = request.POST.get("seen")
    if value is None:
        return False, {"seen": seen or state_of(found)}
    value = without_spans(value, _unticked(request, found.value))
    try:
        edit(request.user, found, value, seen)
    except Changed as changed:
        form.add_error(None, str(changed))
        now, then = ("\n".join(lines_of(one)) for one in (found.value, value))
        return False, {"seen": state_of(found), "changes": list(difference.compare(now, then))}
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False, {"seen": seen or state_of(found)}
    return True, {}


def _page(
    request: PersonRequest,
    form: Any,
    bite: Bite,
    kinds: Mapping[str, Any],
    kind: str,
    quotes: list[Quote],
    place: str,
    more: Mapping[str, Any] | None = None,
    *,
    new: bool = False,
) -> HttpResponse:
    ticked = set(request.POST.getlist("rests")) if request.method == "POST" else {quote.key for quote in quotes}
    context = {
        "form": form,
        "course": bite.course,
        "bite": bite,
        "kind": kind,
        "label": kinds[kind],
        "all_quotes": quotes,
        # A text rests on those of its sentences that stay: nothing to tick.
        "by_words": isinstance(form, ProseForm),
        "quotes": [(quote, quote.key in ticked) for quote in quotes],
        "back": f"{reverse('courses:draft', args=[bite.course_id])}#{place}",
        "new": new,
        **(more or {}),
    }
    return render(request, "courses/write.html", context, status=422 if form.errors else 200)
