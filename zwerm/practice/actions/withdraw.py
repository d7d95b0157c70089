from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from zwerm.people.models import Person
from zwerm.practice.actions.clock import zone
from zwerm.practice.actions.review import settled
from zwerm.practice.models import Keep, Review, Withdrawal
from zwerm.practice.rules.memory import Memory, Rating, outcome_of


@transaction.atomic
def withdraw(person: Person, review_id: int, now: datetime | None = None) -> Review | None:
    """The last answer was a mistake: the card is as it was before it. Twice is once.

    None when the answer is not the person's last one: what was decided after it cannot be undone with it.
    """
    last = Review.objects.counted().filter(person=person).select_related("card").order_by("-when", "-pk").first()
    if last is None or last.pk != review_id:
        return Review.objects.filter(person=person, pk=review_id, withdrawal__isnull=False).first()
    keep = Keep.objects.select_for_update().get(person=person, card=last.card_id)
    if Withdrawal.objects.filter(review=last).exists():
        return last
    Withdrawal.objects.create(review=last, when=now or datetime.now(UTC))
    keep.person = person
    keep.memory = memory_without(keep, last)
    if keep.memory.new:
        keep.first_review = None
    keep.turn += 1
    keep.save()
    return last


def beginning_of_memory(keep: Keep) -> Memory:
    """What was known of the card before its first answer came in."""
    first = Review.objects.filter(person=keep.person_id, card=keep.card_id).order_by("pk").first()
    return first.memory_before if first else keep.memory


def memory_without(keep: Keep, withdrawn: Review) -> Memory:
    """What is known of a card when its last answer was a mistake.

    That is what the answer found; unless one given earlier came in after it.
    """
    counted = Review.objects.counted().filter(person=keep.person_id, card=keep.card_id).exclude(pk=withdrawn.pk)
    if not counted.filter(pk__gt=withdrawn.pk).exists():
        return withdrawn.memory_before
    memory, outcome = beginning_of_memory(keep), None
    for one in counted.order_by("when", "pk"):
        outcome = outcome_of(memory, Rating(one.rating), one.when, zone())
        memory = outcome.memory
    assert outcome is not None, "one came in after it"
    assert memory.last_review is not None, "it was answered"
    return settled(keep, outcome, memory.last_review)
