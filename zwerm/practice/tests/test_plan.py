from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zwerm.library.models import Item
from zwerm.people.actions import join_space
from zwerm.people.models import Membership
from zwerm.people.tests.world import World
from zwerm.practice.actions import ahead, due, keep_cards, plan_of, put_away, review, set_rhythm
from zwerm.practice.models import Card, Keep
from zwerm.practice.rules.memory import Rating, Stage
from zwerm.practice.rules.queue import Waiting, apart, in_order
from zwerm.practice.tests.conftest import NOW, MakeCards
from zwerm.records.models import Statement


def make_known(count: int, days_late: int = 0) -> None:
    keeps = list(Keep.objects.order_by("pk")[:count])
    Keep.objects.filter(pk__in=[keep.pk for keep in keeps]).update(
        stage=Stage.REVIEW,
        step=None,
        stability=5.0,
        difficulty=5.0,
        due=NOW - timedelta(days_late),
        last_review=NOW - timedelta(5),
        first_review=NOW - timedelta(30),
    )


def test_today_brings_what_is_due_and_a_few_new_ones(world: World, pump: Item, cards_about: MakeCards) -> None:
    cards_about(pump, 20, world.kees)
    make_known(6)
    plan = plan_of(world.kees, NOW)
    assert (plan.known, plan.new, plan.kept, plan.cards) == (6, 8, 20, 14)
    assert plan.minutes == 4
    assert len(due(world.kees, now=NOW)) == 14


def test_new_cards_are_limited_per_day(world: World, pump: Item, cards_about: MakeCards) -> None:
    set_rhythm(world.kees, days_off=[], new_per_day=3, minutes=5)
    cards = cards_about(pump, 5, world.kees)
    for card in cards[:2]:
        review(world.kees, card, Rating.EASY, str(card.pk), 5, now=NOW)
    assert plan_of(world.kees, NOW).new == 1
    assert [keep.last_review for keep in due(world.kees, now=NOW)] == [None]
    assert plan_of(world.kees, NOW + timedelta(1)).new == 3


def test_a_card_of_a_space_that_i_left_does_not_come_up(world: World, secret: Item, cards_about: MakeCards) -> None:
    join_space(world.otto, world.closed)
    (card,) = cards_about(secret, 1, world.otto)
    assert [keep.card for keep in due(world.otto, now=NOW)] == [card]
    Membership.objects.filter(person=world.otto, space=world.closed).delete()
    assert due(world.otto, now=NOW) == []
    assert plan_of(world.otto, NOW).cards == 0
    assert sum(day.cards for day in ahead(world.otto, NOW)) == 0


def test_a_card_about_an_item_that_moved_out_of_sight_does_not_come_up(
    world: World, pump: Item, cards_about: MakeCards
) -> None:
    """The card stayed in an open space; what it quotes did not."""
    (card,) = cards_about(pump, 1, world.otto)
    pump.space = world.closed
    pump.save()
    assert due(world.otto, now=NOW) == []
    assert not Card.objects.visible_to(world.otto).exists()
    assert list(Card.objects.visible_to(world.kees)) == [card]


def test_keeping_is_only_possible_for_what_one_sees(world: World, secret: Item, cards_about: MakeCards) -> None:
    cards = cards_about(secret, 2)
    assert keep_cards(world.otto, cards) == 0
    assert keep_cards(world.fatima, cards) == 2
    assert keep_cards(world.fatima, cards) == 0
    assert Keep.objects.filter(person=world.otto).count() == 0
    assert Statement.objects.filter(verb="kept").count() == 1


def test_a_card_that_was_put_away_comes_back_as_it_was(world: World, pump: Item, cards_about: MakeCards) -> None:
    (card,) = cards_about(pump, 1, world.kees)
    make_known(1)
    put_away(Keep.objects.get(), NOW)
    assert plan_of(world.kees, NOW).cards == 0
    assert keep_cards(world.kees, [card]) == 1
    assert due(world.kees, now=NOW)[0].stability == 5.0


def test_the_days_ahead_count_what_returns_and_rest_on_days_off(
    world: World, pump: Item, cards_about: MakeCards
) -> None:
    set_rhythm(world.kees, days_off=[5, 6], new_per_day=2, minutes=5)
    cards_about(pump, 8, world.kees)
    make_known(3, days_late=2)
    week = ahead(world.kees, NOW)
    assert [(day.known, day.new, day.off) for day in week] == [
        (3, 2, False), (0, 2, False), (0, 0, True), (0, 0, True), (0, 1, False), (0, 0, False), (0, 0, False)
    ]  # fmt: skip


def test_a_day_off_is_told(world: World) -> None:
    set_rhythm(world.kees, days_off=[3], new_per_day=2, minutes=5)
    assert plan_of(world.kees, NOW).day_off
    assert not plan_of(world.kees, NOW + timedelta(1)).day_off


WAITING = st.builds(
    Waiting,
    keep=st.integers(1, 10_000),
    source=st.sampled_from(["a", "b", "c", ""]),
    due=st.integers(-3000, 3000).map(lambda minutes: NOW + timedelta(minutes=minutes)),
    learning=st.booleans(),
    new=st.just(False),
)


@given(st.lists(WAITING, unique_by=lambda card: card.keep, max_size=30))
def test_the_order_loses_nothing_but_what_must_wait(cards: list[Waiting]) -> None:
    order = in_order(cards, NOW, NOW.date())
    later = {card for card in cards if card.learning and card.due > NOW + timedelta(minutes=20)}
    assert sorted(order, key=lambda card: card.keep) == sorted(set(cards) - later, key=lambda card: card.keep)
    assert order == in_order(reversed(cards), NOW, NOW.date())


def test_neighbours_have_different_sources_where_possible() -> None:
    line = [Waiting(number, source, NOW, False, False) for number, source in enumerate("aaabbc")]
    assert [card.source for card in apart(line, "a")] == ["b", "a", "b", "a", "c", "a"]


def test_new_cards_come_between_known_ones() -> None:
    known = [Waiting(number, str(number), NOW, False, False) for number in range(4)]
    new = [Waiting(number, str(number), NOW, False, True) for number in range(10, 13)]
    assert [card.new for card in in_order(known + new, NOW, NOW.date())] == [
        False,
        False,
        True,
        False,
        False,
        True,
        True,
    ]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    memberships=st.lists(st.tuples(st.sampled_from(["closed", "team"]), st.booleans()), max_size=8),
    moved=st.booleans(),
    published=st.booleans(),
)
def test_whoever_joins_and_leaves_never_gets_a_card_out_of_sight(
    world: World,
    pump: Item,
    secret: Item,
    cards_about: MakeCards,
    memberships: list[tuple[str, bool]],
    moved: bool,
    published: bool,
) -> None:
    mark = transaction.savepoint()
    cards = cards_about(pump, 2) + cards_about(secret, 2)
    Keep.objects.bulk_create(Keep(person=world.otto, card=card, since=NOW, due=NOW) for card in cards)
    if moved:
        Item.objects.filter(pk=pump.pk).update(space=world.closed)
    if not published:
        Item.objects.filter(pk=secret.pk).update(published=None)
    for name, joins in memberships:
        space = world.closed if name == "closed" else world.team.space
        Membership.objects.filter(person=world.otto, space=space).delete()
        if joins:
            join_space(world.otto, space)
    inside = Membership.objects.filter(person=world.otto, space=world.closed).exists()
    expected = {pump.pk} if inside or not moved else set()
    expected |= {secret.pk} if inside and published else set()
    assert {keep.card.item_id for keep in due(world.otto, now=NOW)} == expected
    assert plan_of(world.otto, NOW).kept == 2 * len(expected)
    transaction.savepoint_rollback(mark)
