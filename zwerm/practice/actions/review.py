from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.db import transaction

from zwerm.people.models import Person
from zwerm.practice.actions.clock import beginning, day_of, zone
from zwerm.practice.actions.plan import rhythm_of
from zwerm.practice.models import Card, Keep, Review, Session, as_json
from zwerm.practice.rules.calendar import Calendar, window
from zwerm.practice.rules.memory import Memory, Outcome, Rating, Stage, outcome_of, outcomes_of, settle

# Who leaves a card open did not think about it all that time.
LONGEST_SECONDS = 60.0


@transaction.atomic
def review(
    person: Person,
    card: Card,
    rating: Rating,
    key: str,
    seconds: float,
    *,
    session: Session | None = None,
    now: datetime | None = None,
) -> Review:
    """`person` answered `card`; from now on it returns when FSRS says so.

    `key` names this answer: sent again (double click, retry after a lost connection) it counts once, and so does an answer
    to a showing of the card (`Keep.key`) that was answered elsewhere meanwhile. Answers the answer that counts. Raises
    Keep.DoesNotExist when the person does not keep the card, or no longer sees it.
    """
    now = now or datetime.now(UTC)
    keep = Keep.objects.of(person).select_for_update(of=("self",)).get(card=card)
    keep.person = person
    if earlier := _earlier(person, keep, key):
        return earlier
    before = keep.memory
    outcome = outcome_of(before, rating, now, zone())
    keep.memory = settled(keep, outcome, now)
    answered = Review.objects.create(
        person=person,
        card=card,
        session=session,
        key=key,
        rating=rating,
        when=now,
        seconds=min(max(seconds, 0.0), LONGEST_SECONDS),
        stage=0 if before.new else before.stage,
        before=as_json(before),
    )
    keep.first_review = keep.first_review or now
    keep.turn += 1
    keep.save()
    if session is not None:
        Session.objects.filter(pk=session.pk, active__lt=now).update(active=now)
    return answered


def settled(keep: Keep, outcome: Outcome, when: datetime) -> Memory:
    """With the day on which the card returns, after an answer at `when`."""
    return settle(outcome, _calendar(keep.person, [outcome], when), when, zone(), _seed(keep))


def _earlier(person: Person, keep: Keep, key: str) -> Review | None:
    same = Review.objects.filter(person=person, key=key).first()
    if same is None and key.startswith(f"{keep.pk}-") and key != keep.key:
        return Review.objects.filter(person=person, card=keep.card_id).order_by("-pk").first()
    return same


def foresee(keep: Keep, now: datetime) -> dict[Rating, Memory]:
    """What each rating would lead to, exactly as `review` will do it."""
    outcomes = outcomes_of(keep.memory, now, zone())
    calendar = _calendar(keep.person, outcomes.values(), now)
    return {rating: settle(outcome, calendar, now, zone(), _seed(keep)) for rating, outcome in outcomes.items()}


def _calendar(person: Person, outcomes: Iterable[Outcome], now: datetime) -> Calendar:
    windows = [window(outcome.days) for outcome in outcomes if outcome.days is not None]
    if not windows:
        return Calendar()
    today = day_of(now)
    first, last = min(first for first, _ in windows), max(last for _, last in windows)
    returning = Keep.objects.asked().filter(
        person=person,
        put_away__isnull=True,
        stage=Stage.REVIEW,
        due__gte=beginning(today + timedelta(first)),
        due__lt=beginning(today + timedelta(last + 1)),
    )
    load = Counter(day_of(moment) for moment in returning.values_list("due", flat=True))
    return Calendar(load, rhythm_of(person).weekdays_off)


def _seed(keep: Keep) -> str:
    return f"{keep.person_id}/{keep.card_id}/{keep.turn}"
