"""Who follows a text or a space is told of what changes there: once until they look, and never what they may not see."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zwerm.library.actions import keep_item, publish_item, revise_item
from zwerm.library.actions.move import move_item
from zwerm.library.actions.talk.following import (
    follow_item,
    follow_space,
    stop_following_item,
    stop_following_space,
)
from zwerm.library.models import Item
from zwerm.notices.actions import lines_of
from zwerm.notices.models import Notice, Sending
from zwerm.notices.registry import Mail, kinds
from zwerm.notices.rules.planning import Way
from zwerm.people.actions import leave_space
from zwerm.people.models import Person
from zwerm.people.tests.world import World

TEXT = "Sluit de pomp aan en wacht tot hij piept."


@pytest.fixture
def item(world: World) -> Item:
    return keep_item(world.fatima, world.team.space, "howto", "Pomp aansluiten", TEXT)


def told(person: Person) -> list[tuple[str, str]]:
    """Kind and title of what they have to read."""
    unread = Notice.objects.unread().filter(person=person).order_by("kind", "came")
    return [(line.notice.kind, line.shown.title) for line in lines_of(person, unread)]


def test_who_follows_a_text_is_told_that_it_changed_and_led_to_what_did(world: World, item: Item) -> None:
    follow_item(world.otto, item)
    revise_item(world.kees, item, item.title, TEXT + " Dan pas weg.")
    assert told(world.otto) == told(world.fatima) == [("item-changed", "Pomp aansluiten")]
    assert told(world.kees) == [], "he did it himself"
    assert told(world.sanne) == []
    otto = world.client(world.otto)
    assert "A text that you follow changed" in otto.get("/notices/").text
    where = otto.get(Notice.objects.get(person=world.otto).get_absolute_url())["Location"]
    assert "Dan pas weg." in otto.get(where).text
    assert where.endswith("/versions/1/difference/?with=now")
    assert told(world.otto) == []
    # He looked: what comes now is news.
    revise_item(world.kees, item, item.title, TEXT + " Anders.")
    assert told(world.otto) == [("item-changed", "Pomp aansluiten")]


def test_reading_the_text_or_what_changed_in_it_is_having_read_the_notice(world: World, item: Item) -> None:
    follow_item(world.otto, item)
    for address in (item.get_absolute_url(), f"/knowledge/{item.id}/versions/1/difference/?with=now"):
        revise_item(world.kees, item, item.title, f"{TEXT} {address}")
        assert told(world.otto)
        assert world.client(world.otto).get(address).status_code == 200
        assert told(world.otto) == []


def test_ten_changes_are_one_notice_that_is_sent_once(world: World, item: Item) -> None:
    revise_item(world.kees, item, item.title, TEXT + " 0")
    now = datetime.now(UTC)
    went = Sending.objects.create(person=world.fatima, way=Way.MAIL, day=now.date(), number=1, when=now)
    theirs = Notice.objects.filter(person=world.fatima)
    theirs.update(mailed=went, look=None)
    for number in range(1, 10):
        revise_item(world.kees, item, item.title, f"{TEXT} {number}")
    assert (theirs.get().mailed, theirs.get().look) == (went, None)


def test_of_a_space_one_notice_tells_all_that_is_new_and_changed(world: World, item: Item) -> None:
    follow_space(world.otto, world.team.space)
    revise_item(world.kees, item, item.title, TEXT + " Dan pas weg.")
    for number in range(3):
        keep_item(world.kees, world.team.space, "lesson", f"Les {number}", "Let op.")
    draft = keep_item(world.kees, world.team.space, "lesson", "Concept", "Nog niet.", publish=False)
    assert told(world.otto) == [("space-changed", "Emergency department")]
    assert Notice.objects.filter(person=world.otto).count() == 1
    otto = world.client(world.otto)
    assert "Something is new or changed in a space that you follow" in otto.get("/notices/").text
    assert otto.get(Notice.objects.get(person=world.otto).get_absolute_url())["Location"] == "/knowledge/spaces/seh/"
    publish_item(world.kees, draft)
    assert told(world.otto) == [("space-changed", "Emergency department")]
    otto.get("/knowledge/spaces/seh/")
    assert told(world.otto) == []


def test_a_draft_is_nobodys_news(world: World) -> None:
    follow_space(world.otto, world.team.space)
    draft = keep_item(world.kees, world.team.space, "lesson", "Concept", "Nog niet.", publish=False)
    follow_item(world.otto, draft)
    revise_item(world.kees, draft, "Concept", "Nog steeds niet.")
    assert not Notice.objects.exists()


def test_who_follows_both_is_told_once_and_who_follows_neither_any_more_not_at_all(world: World, item: Item) -> None:
    follow_space(world.otto, world.team.space)
    follow_item(world.otto, item)
    revise_item(world.kees, item, item.title, TEXT + " 1")
    assert told(world.otto) == [("item-changed", "Pomp aansluiten")]
    stop_following_item(world.otto, item)
    assert told(world.otto) == [], "what they do not follow any more is no news"
    Notice.objects.all().delete()
    revise_item(world.kees, item, item.title, TEXT + " 2")
    assert told(world.otto) == []
    keep_item(world.kees, world.team.space, "lesson", "Les", "Let op.")
    assert told(world.otto) == [("space-changed", "Emergency department")]
    stop_following_space(world.otto, world.team.space)
    assert told(world.otto) == []


def test_who_loses_sight_of_it_hears_nothing_of_it(world: World) -> None:
    secret = keep_item(world.kees, world.closed, "lesson", "Het zeepaardje", "Gaat dicht.")
    follow_item(world.fatima, secret)
    follow_space(world.fatima, world.closed)
    revise_item(world.kees, secret, secret.title, "Gaat toch niet dicht.")
    keep_item(world.kees, world.closed, "lesson", "Nog een zeepaardje", "Open.")
    assert told(world.fatima) == [("item-changed", "Het zeepaardje"), ("space-changed", "Works council")]
    leave_space(world.fatima, world.closed)
    fatima = world.client(world.fatima)
    assert told(world.fatima) == []
    shown = fatima.get("/notices/?show=all").text
    assert "zeepaardje" not in shown
    assert "Works council" not in shown
    for notice in Notice.objects.filter(person=world.fatima):
        assert fatima.get(notice.get_absolute_url()).status_code == 404
    Notice.objects.all().delete()
    revise_item(world.kees, secret, secret.title, "Gaat open.")
    assert not Notice.objects.filter(person=world.fatima).exists()


def test_what_moves_where_they_do_not_see_it_is_told_no_more(world: World) -> None:
    item = keep_item(world.kees, world.team.space, "lesson", "Het zeepaardje", "Gaat dicht.")
    follow_item(world.otto, item)
    revise_item(world.kees, item, item.title, "Gaat toch niet dicht.")
    assert told(world.otto)
    move_item(world.kees, item, world.closed)
    assert told(world.otto) == []
    revise_item(world.kees, item, item.title, "Gaat open.")
    assert "zeepaardje" not in world.client(world.otto).get("/notices/").text


def test_who_is_named_in_what_changed_hears_that_alone(world: World, item: Item) -> None:
    follow_item(world.otto, item)
    revise_item(world.kees, item, item.title, f"{TEXT} Vraag [Otto Outsider]({world.otto.get_absolute_url()}).")
    assert told(world.otto) == [("named", "Pomp aansluiten")]


def test_it_comes_in_the_overview_for_who_chose_nothing_and_can_be_chosen_otherwise(world: World) -> None:
    assert {kinds[name].mail for name in ("item-changed", "space-changed")} == {Mail.DIGEST}
    page = world.client(world.otto).get("/notices/settings/").text
    assert "Changes in a text that I follow, or wrote" in page
    assert re.search(r'name="mail:space-changed"', page)


def test_the_pages_ask_as_much_with_a_notice_as_the_budget_has(world: World, item: Item) -> None:
    follow_space(world.otto, world.team.space)
    follow_item(world.otto, item)
    otto = world.client(world.otto)
    otto.get("/notices/")
    counts = []
    for number in range(2):
        for other in range(3):
            other_item = keep_item(world.kees, world.team.space, "lesson", f"Les {number} {other}", "Let op.")
            follow_item(world.otto, other_item)
            revise_item(world.kees, other_item, other_item.title, "Let goed op.")
        with CaptureQueriesContext(connection) as asked:
            otto.get("/notices/")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12
