from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from zwerm.library.models import Item
from zwerm.people.tests.world import World
from zwerm.practice.actions import put_away, review, set_rhythm, withdraw
from zwerm.practice.actions.clock import day_of, zone
from zwerm.practice.actions.review import foresee
from zwerm.practice.models import Keep, Review
from zwerm.practice.rules.memory import Memory, Rating, Stage, outcome_of
from zwerm.practice.tests.conftest import NOW, MakeCards


def test_an_answer_moves_the_card_as_fsrs_says(world: World, pump: Item, cards_about: MakeCards) -> None:
    (card,) = cards_about(pump, 1, world.kees)
    keep = Keep.objects.get()
    expected = outcome_of(keep.memory, Rating.GOOD, NOW, zone()).memory
    answered = review(world.kees, card, Rating.GOOD, keep.key, 7.5, now=NOW)
    keep.refresh_from_db()
    assert keep.memory == expected
    assert (keep.turn, keep.first_review) == (1, NOW)
    assert (answered.rating, answered.seconds, answered.stage, answered.when) == (3, 7.5, 0, NOW)


def test_an_answer_sent_twice_counts_once(world: World, pump: Item, cards_about: MakeCards) -> None:
    (card,) = cards_about(pump, 1, world.kees)
    first = review(world.kees, card, Rating.GOOD, "my-phone-1", 5, now=NOW)
    again = review(world.kees, card, Rating.AGAIN, "my-phone-1", 9, now=NOW + timedelta(hours=3))
    assert again == first
    assert Review.objects.count() == 1
    assert Keep.objects.get().turn == 1


def test_two_windows_with_the_same_card_count_once(world: World, pump: Item, cards_about: MakeCards) -> None:
    (card,) = cards_about(pump, 1, world.kees)
    shown = Keep.objects.get().key
    first = review(world.kees, card, Rating.GOOD, "mail-7", 5, now=NOW)
    assert review(world.kees, card, Rating.AGAIN, shown, 5, now=NOW) == first
    assert Review.objects.count() == 1


def test_the_same_key_of_two_people_is_two_answers(world: World, pump: Item, cards_about: MakeCards) -> None:
    (card,) = cards_about(pump, 1, world.kees)
    Keep.objects.create(person=world.fatima, card=card, since=NOW, due=NOW)
    for person in (world.kees, world.fatima):
        review(person, card, Rating.GOOD, "one", 5, now=NOW)
    assert Review.objects.count() == 2


def test_an_answer_can_be_withdrawn_and_the_card_is_as_before(world: World, pump: Item, cards_about: MakeCards) -> None:
    (card,) = cards_about(pump, 1, world.kees)
    before = Keep.objects.get().memory
    answered = review(world.kees, card, Rating.EASY, Keep.objects.get().key, 5, now=NOW)
    assert withdraw(world.kees, answered.pk) == answered
    assert withdraw(world.kees, answered.pk) == answered
    keep = Keep.objects.get()
    assert (keep.memory, keep.first_review) == (before, None)
    assert Review.objects.counted().count() == 0
    review(world.kees, card, Rating.AGAIN, keep.key, 5, now=NOW)
    assert Review.objects.counted().get().rating == Rating.AGAIN


def test_only_the_last_answer_can_be_withdrawn_and_only_ones_own(
    world: World, pump: Item, cards_about: MakeCards
) -> None:
    first, second = cards_about(pump, 2, world.kees)
    earlier = review(world.kees, first, Rating.GOOD, "1", 5, now=NOW)
    last = review(world.kees, second, Rating.GOOD, "2", 5, now=NOW)
    assert withdraw(world.kees, earlier.pk) is None
    assert withdraw(world.fatima, last.pk) is None
    assert Review.objects.counted().count() == 2


def test_answers_are_not_changed(world: World, pump: Item, cards_about: MakeCards) -> None:
    (card,) = cards_about(pump, 1, world.kees)
    answered = review(world.kees, card, Rating.GOOD, "1", 5, now=NOW)
    answered.rating = Rating.EASY
    with pytest.raises(IntegrityError), transaction.atomic():
        answered.save()


def test_who_does_not_keep_a_card_cannot_answer_it(world: World, pump: Item, cards_about: MakeCards) -> None:
    (card,) = cards_about(pump, 1, world.kees)
    with pytest.raises(Keep.DoesNotExist):
        review(world.fatima, card, Rating.GOOD, "1", 5)
    put_away(Keep.objects.get())
    with pytest.raises(Keep.DoesNotExist):
        review(world.kees, card, Rating.GOOD, "1", 5)


def test_what_the_buttons_say_is_what_happens(world: World, pump: Item, cards_about: MakeCards) -> None:
    set_rhythm(world.kees, days_off=[5, 6], new_per_day=8, minutes=5)
    (card,) = cards_about(pump, 1, world.kees)
    keep = Keep.objects.get()
    keep.memory = Memory(NOW, Stage.REVIEW, None, 9.0, 5.0, NOW - timedelta(9))
    keep.save()
    for rating, foreseen in foresee(keep, NOW).items():
        with transaction.atomic():
            review(world.kees, card, rating, f"try-{rating}", 5, now=NOW)
            assert Keep.objects.get().memory == foreseen
            transaction.set_rollback(True)
        assert foreseen.due.astimezone(zone()).weekday() not in {5, 6}


def test_cards_answered_on_one_day_return_on_several(world: World, pump: Item, cards_about: MakeCards) -> None:
    cards = cards_about(pump, 9, world.kees)
    Keep.objects.update(stage=Stage.REVIEW, step=None, stability=4.0, difficulty=5.0, last_review=NOW - timedelta(4))
    for card in cards:
        review(world.kees, card, Rating.HARD, f"{card.pk}", 5, now=NOW)
    days = [day_of(due) for due in Keep.objects.values_list("due", flat=True)]
    assert max(days.count(day) for day in days) <= 3


@pytest.mark.django_db(transaction=True)
def test_a_double_click_that_arrives_at_once_counts_once(world: World, pump: Item, cards_about: MakeCards) -> None:
    (card,) = cards_about(pump, 1, world.kees)
    key = Keep.objects.get().key
    failures: list[Exception] = []

    def click() -> None:
        try:
            review(world.kees, card, Rating.GOOD, key, 5)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Review.objects.count() == 1
    assert Keep.objects.get().turn == 1
