"""Cards of which the flashcard is gone: told kindly, asked by nobody, and back with all that was known."""

from __future__ import annotations

import pytest
from django.test import Client

from zwerm.library.models import Item
from zwerm.people.tests.world import World
from zwerm.practice.actions import CardDraft, due, keep_cards, make_cards, retire_cards, review
from zwerm.practice.models import Card, Keep, Review
from zwerm.practice.rules.memory import Rating
from zwerm.practice.tests.conftest import NOW

GONE = "Deze kaart hoort bij een deel dat er niet meer is."


def card_from(item: Item, origin: str, front: str = "Hoe lang houdt de batterij het?") -> Card:
    return make_cards(item.author, item.space, [CardDraft(front, "Zes uur", item=item, origin=origin)], language="nl")[
        0
    ]


@pytest.fixture
def retired(world: World, pump: Item) -> Card:
    """Kees answered it once; then it was retired."""
    card = card_from(pump, "block:1:1")
    keep_cards(world.kees, [card], now=NOW)
    review(world.kees, card, Rating.GOOD, "first", 3, now=NOW)
    retire_cards(["block:1:1"])
    card.refresh_from_db()
    return card


@pytest.fixture
def browser(world: World) -> Client:
    return world.client(world.kees, "nl")


def test_a_retired_card_is_asked_no_longer_and_the_list_says_why(world: World, retired: Card, browser: Client) -> None:
    assert due(world.kees) == []
    page = browser.get("/practice/cards/").text
    assert GONE in page
    assert "Oefen hem toch" in page
    assert Review.objects.count() == 1
    with pytest.raises(Keep.DoesNotExist):
        review(world.kees, retired, Rating.GOOD, "second", 3)


def test_one_click_goes_on_with_it_as_it_was(world: World, retired: Card, browser: Client) -> None:
    before = Keep.objects.get().memory
    answer = browser.post(f"/practice/cards/{retired.pk}/keep/", {"from": "cards"})
    assert answer["Location"] == "/practice/cards/"
    assert [keep.card for keep in due(world.kees)] == [retired]
    assert Keep.objects.get().memory == before
    page = browser.get("/practice/cards/").text
    assert GONE in page
    assert "Oefen hem toch" not in page


@pytest.mark.parametrize("origin", ["block:1:1", "block:2:9"])
def test_put_back_it_is_the_same_card_also_under_another_origin(
    world: World, pump: Item, retired: Card, browser: Client, origin: str
) -> None:
    assert card_from(pump, origin).pk == retired.pk
    assert [keep.card for keep in due(world.kees)] == [retired]
    assert GONE not in browser.get("/practice/cards/").text
    assert Card.objects.get().origin == origin


def test_other_words_do_not_bring_it_back(pump: Item, retired: Card) -> None:
    assert card_from(pump, "block:2:9", "Waar hangt de pomp?").pk != retired.pk
    retired.refresh_from_db()
    assert retired.retired is not None


def test_nobody_is_offered_a_retired_card_on_the_page_of_its_item(world: World, pump: Item, retired: Card) -> None:
    other = card_from(pump, "block:3:1", "Waar hangt de pomp?")
    priya = world.client(world.priya)
    page = priya.get(pump.get_absolute_url()).text
    assert "Waar hangt de pomp?" in page
    assert retired.front not in page
    priya.post(f"/practice/items/{pump.pk}/keeps/")
    assert [keep.card for keep in Keep.objects.filter(person=world.priya)] == [other]


def test_who_does_not_see_the_card_can_not_go_on_with_it(world: World, secret: Item) -> None:
    card = card_from(secret, "block:4:1")
    keep_cards(world.kees, [card])
    Keep.objects.create(person=world.otto, card=card, since=NOW, due=NOW)
    retire_cards(["block:4:1"])
    otto = world.client(world.otto, "nl")
    assert otto.post(f"/practice/cards/{card.pk}/keep/", {"from": "cards"}).status_code == 404
    assert GONE not in otto.get("/practice/cards/").text
    assert not Keep.objects.get(person=world.otto).anyway
