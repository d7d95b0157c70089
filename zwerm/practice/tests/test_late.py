"""Answers that come in late are lost nowhere and counted once, in whatever order and however often they are sent."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings as django_settings
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zwerm.library.models import Item
from zwerm.people.models import Person
from zwerm.people.rules.owning import owner_token
from zwerm.people.tests.world import World
from zwerm.practice.actions import LateReview, put_away, review, take_reviews, withdraw
from zwerm.practice.actions.clock import zone
from zwerm.practice.models import Keep, Review, Session
from zwerm.practice.rules.memory import Memory, Rating, outcome_of
from zwerm.practice.tests.conftest import NOW, MakeCards
from zwerm.records.models import Statement


def told(memory: Memory) -> tuple[object, ...]:
    """All but the day, which depends on how full days are."""
    return memory.stage, memory.step, memory.stability, memory.difficulty, memory.last_review


def in_order(memory: Memory, answers: list[tuple[datetime, Rating]]) -> tuple[object, ...]:
    for when, rating in sorted(answers):
        memory = outcome_of(memory, rating, when, zone()).memory
    return told(memory)


# Minutes since the beginning, the card, the rating, and whether there was a connection.
answers = st.lists(
    st.tuples(st.integers(1, 30_000), st.integers(0, 1), st.sampled_from(list(Rating)), st.booleans()),
    min_size=1,
    max_size=8,
    unique_by=lambda answer: answer[0],
)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers, st.randoms(use_true_random=False))
def test_whatever_comes_in_late_leaves_each_card_as_if_it_had_come_in_order(
    world: World, pump: Item, cards_about: MakeCards, done: list[tuple[int, int, Rating, bool]], chance: Any
) -> None:
    cards = cards_about(pump, 2, world.kees)
    begun = {keep.card_id: keep.memory for keep in Keep.objects.filter(card__in=cards)}
    counted = Review.objects.filter(card__in=cards)
    waiting: list[LateReview] = []
    sent: list[LateReview] = []
    for minutes, number, rating, connected in sorted(done):
        when, card = NOW + timedelta(minutes=minutes), cards[number]
        if connected:
            review(world.kees, card, rating, f"live-{card.pk}-{minutes}", 5, now=when)
        else:
            waiting.append(LateReview(str(uuid4()), card.pk, rating, when, 5))
        # Now and then some of it gets through, from whichever device, and something that did before is sent again.
        batch = chance.sample(waiting, chance.randint(0, len(waiting)))
        again = chance.sample(sent, chance.randint(0, len(sent)))
        assert take_reviews(world.kees, [*again, *batch]) == []
        waiting, sent = [one for one in waiting if one not in batch], [*sent, *batch]
    assert take_reviews(world.kees, [*waiting, *sent]) == []
    assert counted.count() == len(done)
    for number, card in enumerate(cards):
        mine = [(NOW + timedelta(minutes=m), rating) for m, which, rating, _ in done if which == number]
        keep = Keep.objects.get(card=card)
        assert told(keep.memory) == in_order(begun[card.pk], mine)
        assert keep.first_review == min((when for when, _ in mine), default=None)


def late(key: str, card: Any, rating: Rating, minutes: int) -> LateReview:
    return LateReview(key, card.pk, rating, NOW + timedelta(minutes=minutes), 4)


def test_what_was_done_together_is_one_statement_at_the_time_when_it_was_done(
    world: World, pump: Item, cards_about: MakeCards
) -> None:
    first, second = cards_about(pump, 2, world.kees)
    take_reviews(world.kees, [late("b", second, Rating.AGAIN, 3), late("a", first, Rating.GOOD, 1)])
    take_reviews(world.kees, [late("c", first, Rating.GOOD, 900)])
    sittings = Session.objects.order_by("started")
    assert [(one.started, one.ended) for one in sittings] == [
        (NOW + timedelta(minutes=1), NOW + timedelta(minutes=3)),
        (NOW + timedelta(minutes=900),) * 2,
    ]
    practised = Statement.objects.filter(verb="practised").order_by("timestamp")
    assert [(one.timestamp, one.scaled) for one in practised] == [
        (NOW + timedelta(minutes=3), 0.5),
        (NOW + timedelta(minutes=900), 1.0),
    ]


def test_a_mistake_can_be_taken_back_after_something_earlier_came_in(
    world: World, pump: Item, cards_about: MakeCards
) -> None:
    (card,) = cards_about(pump, 1, world.kees)
    begun = Keep.objects.get().memory
    mistake = review(world.kees, card, Rating.EASY, "live", 5, now=NOW + timedelta(minutes=60))
    take_reviews(world.kees, [late("late", card, Rating.HARD, 5)])
    assert withdraw(world.kees, mistake.pk) == mistake
    assert told(Keep.objects.get().memory) == in_order(begun, [(NOW + timedelta(minutes=5), Rating.HARD)])


def test_a_card_that_was_put_away_meanwhile_takes_its_answer_and_one_of_nobody_is_told(
    world: World, pump: Item, cards_about: MakeCards
) -> None:
    (card,) = cards_about(pump, 1, world.kees)
    put_away(Keep.objects.get())
    theirs = LateReview("x", UUID(int=7), Rating.GOOD, NOW, 4)
    assert take_reviews(world.kees, [late("a", card, Rating.GOOD, 1), theirs]) == [theirs]
    assert Review.objects.get().key == "a"
    assert Keep.objects.get().put_away is not None


def send(browser: Client, person: Person, *acts: tuple[str, str, dict[str, list[str]]], ago: float = 60) -> Any:
    """As a device does: `acts` are name, key, fields."""
    told = {
        "owner": owner_token(person.pk, django_settings.SECRET_KEY),
        "acts": [{"act": act, "key": key, "ago": ago, "fields": fields} for act, key, fields in acts],
    }
    return browser.post("/late/", json.dumps(told), content_type="application/json")


def test_a_device_sends_what_waited_and_hears_what_was_taken(world: World, pump: Item, cards_about: MakeCards) -> None:
    (card,) = cards_about(pump, 1, world.kees)
    kept = ("practice-review", "one", {"card": [str(card.pk)], "rating": ["3"], "seconds": ["7.5"]})
    gone = ("practice-review", "two", {"card": [str(uuid4())], "rating": ["3"]})
    for _ in range(2):
        answered = send(world.client(world.kees), world.kees, kept, gone).json()
        assert answered["taken"] == ["one"]
        assert answered["refused"] == [{"key": "two", "why": "You keep this card no longer."}]
    assert (Review.objects.get().rating, Review.objects.get().seconds) == (3, 7.5)


def test_what_somebody_else_did_on_this_device_is_never_taken_as_mine(
    world: World, pump: Item, cards_about: MakeCards
) -> None:
    (card,) = cards_about(pump, 1, world.kees)
    act = ("practice-review", "one", {"card": [str(card.pk)], "rating": ["3"]})
    assert send(world.client(world.fatima), world.kees, act).status_code == 409
    assert send(world.client(), world.kees, act).status_code == 302
    assert not Review.objects.exists()


def test_what_is_not_sound_is_refused_whole(world: World) -> None:
    browser = world.client(world.kees)
    assert browser.post("/late/", "{", content_type="application/json").status_code == 400
    assert send(browser, world.kees, ("unknown", "one", {})).status_code == 400
    assert send(browser, world.kees, ("practice-review", "", {})).status_code == 400


def test_a_device_learns_whose_session_it_is_before_it_sends(world: World) -> None:
    browser = world.client(world.kees)
    answered = browser.get("/late/")
    assert answered.json()["owner"] == answered.headers["Zwerm-Person"] == browser.get("/").headers["Zwerm-Person"]
    assert answered.json()["owner"] != world.client(world.fatima).get("/late/").json()["owner"]
    assert world.client().get("/account/login/").headers["Zwerm-Person"] == "nobody"
