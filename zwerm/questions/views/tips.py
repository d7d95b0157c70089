"""Tips: the conversations of one's spaces, one of them, a thread, and what people send from there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import CharField, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zwerm.library.models import Item
from zwerm.notices.actions import look_at
from zwerm.operations.once import key_in
from zwerm.people.models import Membership, Space
from zwerm.people.requests import PersonRequest, id_in, ids_in
from zwerm.questions.actions import NotAllowed, NotDone, askable_by, looked_after_by
from zwerm.questions.actions.tips import (
    begun_of_tips,
    change_tip,
    keep_tips,
    last_of,
    react,
    seen_up_to,
    shown,
    spaces_to_keep_in,
    take_back_tip_reaction,
    tell_tip,
    thread_of,
    withdraw_tip,
)
from zwerm.questions.forms import KeepForm, TipForm
from zwerm.questions.models import Tip, TipSeen
from zwerm.questions.views.keeping import keep_once_made

PER_PAGE = 30
# How the island asks: it shows by itself what comes of it.
QUIETLY = "zwerm-quietly"


@require_safe
def tips(request: PersonRequest) -> HttpResponse:
    """The conversations of one's own spaces, and of open ones in which somebody said something; the newest first."""
    newest = Tip.objects.standing().filter(space=OuterRef("pk")).order_by("-number")
    seen = TipSeen.objects.filter(person=request.user, space=OuterRef("pk"))
    mine = Membership.objects.filter(space=OuterRef("pk"), person=request.user)
    found = (
        askable_by(request.user)
        .annotate(
            words=Subquery(newest.values("words")[:1], output_field=CharField()),
            by=Subquery(newest.values("person__name")[:1], output_field=CharField()),
            when=Subquery(newest.values("when")[:1], output_field=DateTimeField()),
            newest=Coalesce(Subquery(newest.values("number")[:1]), Value(0)),
            seen_up_to=Coalesce(Subquery(seen.values("number")[:1]), Value(0)),
        )
        .filter(Q(newest__gt=0) | Q(kind=Space.Kind.ORGANISATION) | Exists(mine))
        .order_by(F("when").desc(nulls_last=True), "name")
    )
    return render(request, "questions/tips/tips.html", {"here": "questions", "spaces": list(found[:100])})


@require_safe
def of_space(request: PersonRequest, slug: str) -> HttpResponse:
    """`?before=` a number: what was said earlier."""
    return _space(request, _place(request, slug))


def _space(request: PersonRequest, space: Space, status: int = 200, **given: Any) -> HttpResponse:
    last = last_of(space.pk)
    earlier = _number(request.GET.get("before", ""))
    found = Tip.objects.filter(space=space).first_ones().counted().select_related("person").order_by("-number")
    if earlier:
        found = found.filter(number__lt=earlier)
    read = list(found[: PER_PAGE + 1])
    if not earlier:
        seen_up_to(request.user, space, last)
    found_here = shown(request.user, read[:PER_PAGE])
    look_at(request.user, *(one.tip.pk for one in found_here if one.replied == len(one.replies)))
    context = {
        **_about(request, space, last),
        "shown": found_here,
        "earlier": earlier,
        "before": read[PER_PAGE - 1].number if len(read) > PER_PAGE else 0,
        **given,
    }
    return render(request, "questions/tips/space.html", context, status=status)


def _about(request: PersonRequest, space: Space, last: int) -> dict[str, Any]:
    return {
        "here": "questions",
        "space": space,
        "last": last,
        "key": uuid4(),
        "keeps": looked_after_by(request.user).filter(pk=space.pk).exists(),
    }


@require_safe
def thread(request: PersonRequest, id: UUID) -> HttpResponse:
    return _thread(request, get_object_or_404(_seen(request), id=id, thread=None))


def _thread(request: PersonRequest, tip: Tip, status: int = 200, **given: Any) -> HttpResponse:
    last = last_of(tip.space_id)
    one = thread_of(request.user, tip)
    if tip.withdrawn and not one.replies:
        raise Http404
    look_at(request.user, tip.pk)
    kept = Item.objects.visible_to(request.user).published().filter(pk__in=tip.kept.values("item"))
    context = {**_about(request, tip.space, last), "one": one, "kept": kept, **given}
    return render(request, "questions/tips/thread.html", context, status=status)


@require_POST
def telling(request: PersonRequest, slug: str) -> HttpResponse:
    """`thread`: below which tip; empty: something new."""
    space = _place(request, slug)
    below = id_in(request.POST.get("thread", ""))
    above = get_object_or_404(_seen(request), id=below, space=space) if below else None
    words = request.POST.get("words", "")
    try:
        key = key_in(request.POST.get("key"))
        tip = tell_tip(request.user, space, words, thread=above, picked=_picked(request), key=key)
    except NotAllowed:
        raise Http404 from None
    except NotDone as refused:
        if QUIETLY in request.headers:
            return JsonResponse({"reason": str(refused.reason)}, status=422)
        again = {"typed": words, "refused": str(refused.reason)}
        return _thread(request, above.thread or above, 422, **again) if above else _space(request, space, 422, **again)
    if QUIETLY in request.headers:
        return JsonResponse({"id": str(tip.id)})
    return redirect(tip) if above else redirect("questions:tips-of", space.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: PersonRequest, id: UUID) -> HttpResponse:
    """Other words for one's own tip."""
    tip = get_object_or_404(_seen(request).standing(), id=id, person=request.user)
    form = TipForm(request.POST) if request.method == "POST" else TipForm(initial={"words": tip.words})
    if request.method == "POST" and form.is_valid():
        try:
            change_tip(request.user, tip, form.cleaned_data["words"], picked=_picked(request))
        except NotDone as refused:
            form.add_error("words", str(refused.reason))
        else:
            messages.success(request, _("Changed."))
            return redirect(tip)
    given = {
        "here": "questions",
        "form": form,
        "back": tip,
        "called": tip.space.called,
        "heading": _("Change what you said"),
        "names": tip.space,
    }
    return render(request, "questions/change.html", given, status=422 if form.errors else 200)


@require_POST
def withdrawal(request: PersonRequest, id: UUID) -> HttpResponse:
    tip = get_object_or_404(_seen(request), id=id)
    return _done(request, tip, lambda: withdraw_tip(request.user, tip))


@require_POST
def reactions(request: PersonRequest, id: UUID) -> HttpResponse:
    """`kind`; `undo`: not after all."""
    tip = get_object_or_404(_seen(request).standing(), id=id)
    act = take_back_tip_reaction if "undo" in request.POST else react
    return _done(request, tip, lambda: act(request.user, tip, request.POST.get("kind", "")))


def _done(request: PersonRequest, tip: Tip, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except NotAllowed:
        raise Http404 from None
    if QUIETLY in request.headers:
        return HttpResponse(status=204)
    back = id_in(request.POST.get("back", ""))
    if back and not tip.withdrawn:
        return redirect(tip)
    return redirect("questions:tips-of", tip.space.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: PersonRequest, id: UUID) -> HttpResponse:
    """A lesson of a thread. What it begins with is what was said; whoever makes it changes what they want."""
    tip = get_object_or_404(_seen(request).standing(), id=id, thread=None)
    spaces = spaces_to_keep_in(request.user, tip)
    key = key_in(request.POST.get("key")) or uuid4()
    if request.method == "POST":
        form = KeepForm(spaces, request.POST)
        made = keep_once_made(request, form, key, partial(keep_tips, request.user, tip), tip.kept)
        if made:
            messages.success(request, _("Kept in the library. The conversation leads to it."))
            return redirect(made)
    else:
        title, text = begun_of_tips(tip)
        form = KeepForm(spaces, initial={"title": title, "text": text, "kind": "lesson", "space": tip.space_id})
    given = {
        "form": form,
        "key": key,
        "here": "questions",
        "back": tip,
        "called": tip.space.called,
        "lead": _("Make it read by itself, for somebody who was not there. Who said something is named."),
    }
    return render(request, "questions/keep.html", given, status=422 if form.errors else 200)


@require_POST
def seen(request: PersonRequest, slug: str) -> HttpResponse:
    """What came in while they looked: `upto` which number of all, and in which `thread`s. What they saw is no news to them."""
    space = _place(request, slug)
    if upto := _number(request.POST.get("upto", "")):
        seen_up_to(request.user, space, min(upto, last_of(space.pk)))
    look_at(request.user, *ids_in(request.POST.getlist("thread")))
    return HttpResponse(status=204)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def _picked(request: PersonRequest) -> set[UUID]:
    return ids_in(request.POST.getlist("named"))


def _place(request: PersonRequest, slug: str) -> Space:
    return get_object_or_404(askable_by(request.user), slug=slug)


def _seen(request: PersonRequest) -> Any:
    seen: QuerySet[Tip] = Tip.objects.visible_to(request.user).select_related("space", "person", "thread")
    return seen
