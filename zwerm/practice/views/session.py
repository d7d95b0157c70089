from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zwerm.people.models import Person
from zwerm.practice.actions import begin_session, due, end_session, left_of, plan_of, review, rhythm_of, withdraw
from zwerm.practice.actions.review import foresee
from zwerm.practice.actions.session import open_session
from zwerm.practice.models import Card, Keep, Review, Session
from zwerm.practice.quotation import quotation_of
from zwerm.practice.rules.memory import Rating
from zwerm.practice.wording import wait_in_words

# Answers beyond the aim, for cards that were not known and come back within the session.
MOST_EXTRA = 10


def session(request: HttpRequest) -> HttpResponse:
    """POST: sit down to practise. GET: the card whose turn it is."""
    person, now = cast("Person", request.user), datetime.now(UTC)
    if request.method == "POST":
        begin_session(person, now)
        return redirect("practice:session")
    current = open_session(person, now)
    if current is None:
        return redirect("practice:start")
    shown = _turn(person, current, now, request.GET.get("card", ""))
    if shown is None:
        return _finish(request, current)
    return render(request, "practice/session.html", {**shown, "here": "learn"})


@require_POST
def answers(request: HttpRequest) -> HttpResponse:
    """Someone rated a card. Sent twice, or for a card that was answered in another window, it counts once."""
    person, now = cast("Person", request.user), datetime.now(UTC)
    rating = request.POST.get("rating", "")
    if rating not in {str(known.value) for known in Rating}:
        raise Http404
    card = get_object_or_404(Card.objects.visible_to(person), pk=_uuid(request.POST.get("card", "")))
    current = open_session(person, now) or begin_session(person, now)
    try:
        review(
            person,
            card,
            Rating(int(rating)),
            request.POST.get("key", "")[:80] or f"form-{card.pk}-{now.timestamp()}",
            _seconds_since(request.POST.get("shown", ""), now),
            session=current,
            now=now,
        )
    except Keep.DoesNotExist as gone:
        raise Http404 from gone
    return _next(request, person, current, now)


@require_POST
def withdrawal(request: HttpRequest, review: int) -> HttpResponse:
    """The last answer was a mistake: its card comes back at once."""
    person, now = cast("Person", request.user), datetime.now(UTC)
    withdrawn = withdraw(person, review, now)
    current = open_session(person, now)
    if current is None:
        return redirect("practice:start")
    return _next(request, person, current, now, str(withdrawn.card_id) if withdrawn else "")


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    person = cast("Person", request.user)
    current = open_session(person, datetime.now(UTC))
    return _finish(request, current) if current else redirect("practice:start")


def ended(request: HttpRequest, id: UUID) -> HttpResponse:
    """What this session brought."""
    person, now = cast("Person", request.user), datetime.now(UTC)
    found = get_object_or_404(Session.objects.filter(person=person, ended__isnull=False), pk=id)
    reviews = list(
        Review.objects.counted()
        .filter(session=found, card__in=Card.objects.visible_to(person))
        .select_related("card__item", "card__version")
        .order_by("pk")
    )
    missed = {answer.card_id: answer.card for answer in reviews if answer.rating == Rating.AGAIN}
    cards = {answer.card_id for answer in reviews}
    return render(
        request,
        "practice/ended.html",
        {
            "here": "learn",
            "cards": len(cards),
            "known": len(cards) - len(missed),
            "minutes": max(1, round(sum(answer.seconds for answer in reviews) / 60)),
            "missed": missed.values(),
            "plan": plan_of(person, now),
        },
    )


def _turn(person: Person, current: Session, now: datetime, card: str = "") -> dict[str, Any] | None:
    """What the page shows for the next card; None when the session is over. `card`: this one first, when it waits."""
    done = list(
        Review.objects.counted()
        .filter(session=current)
        .order_by("-pk")
        .values("pk", "card_id", "card__item_id", "seconds")
    )
    rhythm = rhythm_of(person)
    enough = len(done) >= current.aim or sum(answer["seconds"] for answer in done) >= rhythm.minutes * 60
    too_much = len(done) >= current.aim + MOST_EXTRA
    last_source = str(done[0]["card__item_id"] or "") if done else ""
    waiting = [] if too_much else due(person, now=now, last_source=last_source, limit=None if enough or card else 1)
    if enough:
        # What was begun is finished; what has not come up yet comes another time.
        waiting = [keep for keep in waiting if keep.begun_since(current.started) or str(keep.card_id) == card]
    keep = next((keep for keep in waiting if str(keep.card_id) == card), waiting[0] if waiting else None)
    if keep is None:
        return None
    seen: set[UUID] = {answer["card_id"] for answer in done}
    first, again = _left(person, current, waiting if enough else None, seen, len(done), now)
    return {
        "keep": keep,
        "quotation": quotation_of(keep.card, person),
        "ratings": [
            {"value": rating.value, "wait": wait_in_words(memory.due, now)}
            for rating, memory in foresee(keep, now).items()
        ],
        "shown": int(time.time()),
        "left": first + again,
        "again": again,
        "done": len(done),
        "of": len(done) + first + again,
        "last": done[0]["pk"] if done else None,
    }


def _left(
    person: Person, current: Session, waiting: list[Keep] | None, seen: set[UUID], done: int, now: datetime
) -> tuple[int, int]:
    """Cards that come for the first time, and once more, as far as is known now; counted as on Today. `waiting`: nothing else comes."""
    if waiting is None:
        first, again = left_of(person, seen, now)
        # The rest comes another time.
        first = min(first, current.aim - done)
    else:
        again = sum(keep.card_id in seen for keep in waiting)
        first = len(waiting) - again
    again = min(again, current.aim + MOST_EXTRA - done - first)
    return first, again


def _next(request: HttpRequest, person: Person, current: Session, now: datetime, card: str = "") -> HttpResponse:
    if not getattr(request, "htmx", False):
        return redirect(f"{reverse('practice:session')}?card={card}" if card else "practice:session")
    shown = _turn(person, current, now, card)
    if shown is None:
        return _finish(request, current)
    return render(request, "practice/parts/turn.html", shown)


def _finish(request: HttpRequest, current: Session) -> HttpResponse:
    session = end_session(current)
    address = reverse("practice:ended", args=[session.pk]) if session else reverse("practice:start")
    if getattr(request, "htmx", False):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = address
        return response
    return redirect(address)


def _seconds_since(shown: str, now: datetime) -> float:
    return now.timestamp() - int(shown) if shown.isdecimal() and len(shown) < 12 else 0.0


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise Http404 from wrong
