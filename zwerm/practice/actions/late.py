"""Answers that come in late: given without a connection, with their own time, among others that came in before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zwerm.people.models import Person
from zwerm.practice.actions.clock import zone
from zwerm.practice.actions.review import LONGEST_SECONDS, settled
from zwerm.practice.actions.session import AWAY, record_session
from zwerm.practice.actions.withdraw import beginning_of_memory
from zwerm.practice.models import Keep, Review, Session, as_json
from zwerm.practice.rules.memory import Memory, Outcome, Rating, outcome_of


@dataclass(frozen=True)
class LateReview:
    """`key` names this answer, `when` tells when it was given."""

    key: str
    card: UUID
    rating: Rating
    when: datetime
    seconds: float


@transaction.atomic
def take_reviews(person: Person, answers: Sequence[LateReview]) -> list[LateReview]:
    """Take in what `person` answered elsewhere, each `key` once, in whatever order it comes; answers what they keep no more.

    A card's memory is then as if all its answers had come in the order in which they were given. A card that was put away
    or that the person no longer sees takes its answer all the same: it was theirs when they gave it.
    """
    keeps = {
        keep.card_id: keep
        for keep in Keep.objects.select_for_update().filter(person=person, card__in={one.card for one in answers})
    }
    for keep in keeps.values():
        keep.person = person
    known = set(Review.objects.filter(person=person, key__in=[a.key for a in answers]).values_list("key", flat=True))
    fresh = {one.key: one for one in answers if one.key not in known and one.card in keeps}
    for sitting in _sittings(sorted(fresh.values(), key=lambda one: (one.when, one.key))):
        _take_sitting(person, sitting, keeps)
    return [one for one in answers if one.key not in known and one.card not in keeps]


def _sittings(answers: Iterable[LateReview]) -> list[list[LateReview]]:
    """Who was away for a while sat down anew."""
    found: list[list[LateReview]] = []
    for one in answers:
        if found and one.when - found[-1][-1].when <= AWAY:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _take_sitting(person: Person, answers: list[LateReview], keeps: dict[UUID, Keep]) -> None:
    first, last = answers[0].when, answers[-1].when
    session = Session.objects.create(person=person, started=first, active=last, ended=last, aim=len(answers))
    by_card: dict[UUID, list[LateReview]] = {}
    for one in answers:
        by_card.setdefault(one.card, []).append(one)
    for card, given in by_card.items():
        _take_card(keeps[card], given, session)
    record_session(session, last)


def _take_card(keep: Keep, given: list[LateReview], session: Session) -> None:
    """Go through all its answers again, with these in their places."""
    history = list(Review.objects.counted().filter(person=keep.person_id, card=keep.card_id))
    steps: list[tuple[datetime, int, Rating, LateReview | None]]
    steps = [(one.when, one.pk, Rating(one.rating), None) for one in history]
    later = max((pk for _, pk, _, _ in steps), default=0)
    steps += [(one.when, later + place, one.rating, one) for place, one in enumerate(given, 1)]
    memory, outcome = beginning_of_memory(keep), None
    for when, _, rating, late in sorted(steps, key=lambda step: step[:2]):
        if late is not None:
            _write(keep, late, memory, session)
        outcome = outcome_of(memory, rating, when, zone())
        memory = outcome.memory
    assert outcome is not None, "there is at least one answer"
    _settle(keep, outcome, min(when for when, *_ in steps))


def _write(keep: Keep, late: LateReview, before: Memory, session: Session) -> None:
    Review.objects.create(
        person_id=keep.person_id,
        card_id=keep.card_id,
        session=session,
        key=late.key,
        rating=late.rating,
        when=late.when,
        seconds=min(max(late.seconds, 0.0), LONGEST_SECONDS),
        stage=0 if before.new else before.stage,
        before=as_json(before),
    )


def _settle(keep: Keep, outcome: Outcome, first: datetime) -> None:
    when = outcome.memory.last_review
    assert when is not None, "it was answered"
    keep.memory = settled(keep, outcome, when)
    keep.first_review = min(first, keep.first_review or first)
    keep.turn += 1
    keep.save()
