"""What somebody does with a question that was offered to them, and how many may come. Whoever was offered nothing gets what a stranger gets;
who comes too late is told so, at the question."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zwerm.people.models import meant_or_near
from zwerm.people.requests import PersonRequest, id_in
from zwerm.questions.actions import (
    NotDone,
    keep_room,
    pass_on,
    passable_to,
    promise_answer,
    refuse_offer,
    room_of,
    tell_why,
    usual,
    why_over,
)
from zwerm.questions.forms import RoomForm
from zwerm.questions.models import Offer

FOUND = 8
Answers = Callable[[PersonRequest, UUID], HttpResponse]


class _Over(Exception):
    """It was offered to them, and waits for their word no longer."""

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self.offer = offer


def _tells_what_is_over(view: Answers) -> Answers:
    """Whoever comes too late reads what became of it, at the question."""

    @wraps(view)
    def answer(request: PersonRequest, id: UUID) -> HttpResponse:
        try:
            return view(request, id)
        except _Over as over:
            messages.info(request, str(why_over(request.user, over.offer)))
            return redirect(over.offer.question)

    return answer


@require_POST
@_tells_what_is_over
def promise(request: PersonRequest, id: UUID) -> HttpResponse:
    """I'll answer."""
    offer = _offer(request, id)
    _still(offer, lambda: promise_answer(request.user, offer))
    messages.success(request, _("Good. Nobody else is asked for now."))
    return redirect(f"{offer.question.get_absolute_url()}#answer-text")


@require_POST
@_tells_what_is_over
def refusal(request: PersonRequest, id: UUID) -> HttpResponse:
    """Not me: one click. Why can be said after it, or not."""
    offer = _offer(request, id)
    _still(offer, lambda: refuse_offer(request.user, offer))
    return redirect(f"{offer.question.get_absolute_url()}?said=not-me#offer")


@require_POST
@_tells_what_is_over
def why_not(request: PersonRequest, id: UUID) -> HttpResponse:
    """Why not them, when they want to say."""
    offer, why = _offered(request, id), request.POST.get("why", "")
    if offer.why:
        raise _Over(offer)
    _allowed(lambda: tell_why(request.user, offer, why))
    if why == Offer.Why.NOT_MINE:
        messages.success(request, _("Clear. Questions like this come to you less. Nobody sees that you said so."))
    else:
        messages.success(request, _("Clear. Nobody sees that you said so."))
    return redirect("ui:today")


@require_http_methods(["GET", "HEAD", "POST"])
@_tells_what_is_over
def passing(request: PersonRequest, id: UUID) -> HttpResponse:
    """To whom, and then doing it."""
    offer = _offer(request, id)
    others = passable_to(request.user, offer.question)
    if request.method == "POST":
        to = get_object_or_404(others, pk=id_in(request.POST.get("to", "")))
        _still(offer, lambda: pass_on(request.user, offer, to))
        told = _("Thank you. If they have room for it, %(name)s sees that you passed it on. If not, we look further.")
        messages.success(request, told % {"name": to.name})
        return redirect("ui:today")
    query, asked = request.GET.get("q", "").strip()[:100], request.GET.get("to", "")
    found, near = meant_or_near(others, query, FOUND)
    given = {
        "here": "questions",
        "question": offer.question,
        "to": get_object_or_404(others, pk=id_in(asked)) if asked else None,
        "wanted": query,
        "found": found,
        "near": near,
    }
    return render(request, "questions/passing.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
def room(request: PersonRequest) -> HttpResponse:
    """When questions may come to me, and how many."""
    known = room_of(request.user)
    names = ("a_week", "begins", "ends", "away")
    form = RoomForm(request.POST or None, initial={name: getattr(known, name) for name in names})
    if request.method == "POST" and form.is_valid():
        try:
            keep_room(request.user, **form.cleaned_data)
        except NotDone as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            messages.success(request, _("Kept. It holds from the next question on."))
            return redirect("questions:room")
    given = {"here": "questions", "form": form, "usual": usual()}
    return render(request, "questions/room.html", given, status=422 if form.errors else 200)


def _offered(request: PersonRequest, id: UUID) -> Offer:
    mine = Offer.objects.of(request.user).select_related("question__space", "question__person")
    return get_object_or_404(mine, question=id)


def _offer(request: PersonRequest, id: UUID) -> Offer:
    """What waits for their word."""
    offer = _offered(request, id)
    if why_over(request.user, offer):
        raise _Over(offer)
    return offer


def _still(offer: Offer, act: Callable[[], None]) -> None:
    """For what may be over between a look and a word."""
    try:
        act()
    except NotDone as refused:
        raise _Over(offer) from refused


def _allowed(act: Callable[[], None]) -> None:
    try:
        act()
    except NotDone as refused:
        raise Http404 from refused
