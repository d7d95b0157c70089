"""Comments: on an item and on marked words of it, threads, who may do what, and who must see nothing."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zwerm.library.actions import NotAllowed, NotKept, doubt_item, keep_item, publish_item, revise_item
from zwerm.library.actions.talk.comments import comment_on, reply_to, withdraw_comment
from zwerm.library.actions.talk.threads import resolve_thread
from zwerm.library.models import Comment, Item, Reaction
from zwerm.library.rules.anchors import Quote
from zwerm.library.tests.test_pages import words
from zwerm.people.tests.world import World
from zwerm.records.models import Statement

TEXT = """## Wacht

Bel bij twijfel **altijd** de arts. Het nummer is 2222.

- Controleer de pomp twee keer, met een collega.
"""
ABOUT = Quote("Controleer de pomp twee keer, met een collega.")


@pytest.fixture
def item(world: World) -> Item:
    return keep_item(world.fatima, world.team.space, "howto", "Pomp aansluiten", TEXT)


def say(world: World, who: object, item: Item, **sent: str) -> object:
    return world.client(who).post(f"/knowledge/{item.id}/comments/", sent, follow=True)  # type: ignore[arg-type]


def test_who_reads_an_item_can_say_something_about_it(world: World, item: Item) -> None:
    page = words(say(world, world.otto, item, words="Bij ons hangt dit\nop de deur."))
    assert "Otto Outsider" in page
    assert "Bij ons hangt dit op de deur." in page
    assert "Bij ons hangt dit op de deur." in words(world.client(world.kees).get(item.get_absolute_url()))
    assert Statement.objects.filter(verb="commented", person=world.otto).count() == 1


def test_a_comment_on_marked_words_stays_with_them_when_the_text_changes(world: World, item: Item) -> None:
    say(world, world.kees, item, words="En als je alleen bent?", exact="troleer de pomp twee keer", prefix="2222.")
    comment = Comment.objects.get()
    assert item.version.text[comment.start : comment.end] == "Controleer de pomp twee keer"
    now = "# Nieuw\n\nEen alinea ervoor.\n\n" + TEXT.replace("de pomp twee", "de **pomp** altijd twee")
    revise_item(world.fatima, item, item.title, now)
    comment.refresh_from_db()
    assert comment.version_id == item.current_id
    assert now[comment.start : comment.end] == "Controleer de **pomp** altijd twee keer"
    assert comment.was == "Controleer de pomp twee keer"
    page = words(world.client(world.fatima).get(item.get_absolute_url()))
    assert "When this was said, it read: Controleer de pomp twee keer" in page


def test_a_comment_on_words_that_went_is_kept_with_them_and_returns_when_they_do(world: World, item: Item) -> None:
    comment = comment_on(world.kees, item, "En als je alleen bent?", about=ABOUT)
    revise_item(world.fatima, item, item.title, "## Wacht\n\nIets heel anders.")
    response = world.client(world.otto).get(item.get_absolute_url())
    page = words(response)
    assert "About an earlier text" in page
    assert ABOUT.exact in page
    assert "En als je alleen bent?" in page
    assert "data-exact" not in response.content.decode()
    there = words(world.client(world.otto).get(response.context["open"][0].where))
    assert "These words have changed since they were quoted" in there
    revise_item(world.fatima, item, item.title, TEXT)
    comment.refresh_from_db()
    assert comment.version_id == item.current_id
    assert "About an earlier text" not in words(world.client(world.otto).get(item.get_absolute_url()))


def test_words_that_are_no_longer_there_are_refused_and_what_was_typed_is_not_lost(world: World, item: Item) -> None:
    response = say(world, world.kees, item, words="Mijn lange zin.", exact="Dit stond er nooit.")
    assert not Comment.objects.exists()
    assert "no longer in the text" in response.content.decode()  # type: ignore[attr-defined]
    assert "Mijn lange zin." in words(response)
    assert "Mijn lange zin." not in words(world.client(world.kees).get(item.get_absolute_url()))


@pytest.mark.parametrize("said", ["", " \n ", "x" * 4001])
def test_nothing_and_too_much_is_not_said(world: World, item: Item, said: str) -> None:
    say(world, world.kees, item, words=said)
    assert not Comment.objects.exists()


def test_what_a_form_sends_twice_is_said_once_and_other_words_from_it_are_kept_too(world: World, item: Item) -> None:
    def keys_on_page() -> set[str]:
        page = world.client(world.kees).get(item.get_absolute_url()).content.decode()
        return set(re.findall(r'name="key" value="([0-9a-f-]{36})"', page))

    (key,) = keys_on_page()
    for _ in range(2):
        assert "Hangt bij ons op de deur." in words(
            say(world, world.kees, item, words="Hangt bij ons op de deur.", key=key)
        )
    thread = Comment.objects.get()
    assert keys_on_page().isdisjoint({key})
    resolve_thread(world.fatima, thread)
    for _ in range(2):
        world.client(world.kees).post(f"/knowledge/comments/{thread.id}/replies/", {"words": "En nu?", "key": key})
        reply = thread.replies.get()
    again = Comment.objects.get(id=thread.id)
    assert again.resolved is None
    resolve_thread(world.fatima, again)
    for _ in range(2):
        world.client(world.kees).post(f"/knowledge/comments/{thread.id}/replies/", {"words": "En nu?", "key": key})
    assert Comment.objects.get(id=thread.id).resolved is not None
    world.client(world.kees).post(f"/knowledge/comments/{thread.id}/replies/", {"words": "Ja.", "key": key})
    assert thread.replies.exclude(id=reply.id).get().words == "Ja."
    say(world, world.kees, item, words="Iets anders.", key=key)
    say(world, world.otto, item, words="Hangt bij ons op de deur.", key=key)
    said = Comment.objects.filter(thread=None).values_list("person__name", "words")
    assert sorted(said) == [
        ("Kees Mulder", "Hangt bij ons op de deur."),
        ("Kees Mulder", "Iets anders."),
        ("Otto Outsider", "Hangt bij ons op de deur."),
    ]
    assert Statement.objects.filter(verb="commented").count() == Comment.objects.count() == 5


def test_a_thread_is_answered_settled_and_opened_again(world: World, item: Item) -> None:
    thread = comment_on(world.otto, item, "Klopt dit nog?")
    address = f"/knowledge/comments/{thread.id}/"
    assert world.client(world.tom).post(f"{address}resolution/").status_code == 404, (
        "neither began it nor may change it"
    )
    world.client(world.kees).post(f"{address}replies/", {"words": "Ja, gisteren nog gedaan."})
    page = words(world.client(world.kees).post(f"{address}resolution/", follow=True))
    assert "1 settled" in page
    assert "Settled by Kees Mulder" in page
    world.client(world.otto).post(f"{address}resolution/", {"undo": "1"})
    thread.refresh_from_db()
    assert (thread.resolved, thread.resolved_by) == (None, None)
    world.client(world.kees).post(f"{address}resolution/")
    reply_to(world.tom, thread, "Bij ons niet.")
    thread.refresh_from_db()
    assert thread.resolved is None, "who answers has more to say"


def test_one_changes_and_takes_back_only_what_one_said(world: World, item: Item) -> None:
    comment = comment_on(world.otto, item, "Eerste woorden")
    address = f"/knowledge/comments/{comment.id}/"
    for part in ("words/", "withdrawal/"):
        assert world.client(world.kees).post(address + part, {"words": "Van een ander"}).status_code == 404
    page = words(world.client(world.otto).post(f"{address}words/", {"words": "Andere woorden"}, follow=True))
    assert "Andere woorden" in page
    assert "changed" in page
    world.client(world.otto).post(f"{address}withdrawal/")
    assert not Comment.objects.exists()


def test_what_was_answered_leaves_a_place_and_no_words(world: World, item: Item) -> None:
    comment = comment_on(world.otto, item, "Domme vraag", about=ABOUT)
    reply = reply_to(world.kees, comment, "Helemaal niet dom.")
    withdraw_comment(world.otto, comment)
    page = words(world.client(world.tom).get(item.get_absolute_url()))
    assert "What stood here was taken back." in page
    assert "Helemaal niet dom." in page
    assert "Domme vraag" not in page
    comment.refresh_from_db()
    assert comment.words == ""
    withdraw_comment(world.kees, reply)
    assert not Comment.objects.exists(), "nothing is left to hold a place for"


def test_a_steward_hides_what_only_its_writer_then_still_reads(world: World, item: Item) -> None:
    comment = comment_on(world.otto, item, "Kees zat weer te slapen")
    address = f"/knowledge/comments/{comment.id}/hiding/"
    assert world.client(world.kees).post(address).status_code == 404
    assert world.client(world.otto).post(address).status_code == 404
    world.client(world.sanne).post(address)
    seen = {
        one.name: "zat weer te slapen" in words(world.client(one).get(item.get_absolute_url()))
        for one in (world.sanne, world.otto, world.kees, world.tom)
    }
    assert seen == {"Sanne de Vries": True, "Otto Outsider": True, "Kees Mulder": False, "Tom Verbeek": False}
    comment.refresh_from_db()
    with pytest.raises(NotKept):
        reply_to(world.kees, comment, "Nietes.")
    world.client(world.sanne).post(address, {"undo": "1"})
    assert "zat weer te slapen" in words(world.client(world.kees).get(item.get_absolute_url()))


def test_an_outsider_gets_nothing_of_the_talk_about_a_closed_item(world: World) -> None:
    item = keep_item(world.fatima, world.closed, "howto", "Geheim", TEXT)
    comment = comment_on(world.kees, item, "Alleen voor ons")
    otto = world.client(world.otto)
    sent = {"words": "Ik kijk mee"}
    parts = [f"{item.id}/comments/", f"{item.id}/reactions/helped/", f"{item.id}/following/"]
    parts += [f"comments/{comment.id}/{part}/" for part in ("replies", "words", "withdrawal", "resolution", "hiding")]
    assert {part: otto.post(f"/knowledge/{part}", sent).status_code for part in parts} == dict.fromkeys(parts, 404)
    assert (Comment.objects.count(), Reaction.objects.count()) == (1, 0)


def test_nobody_talks_about_a_draft(world: World) -> None:
    draft = keep_item(world.fatima, world.team.space, "page", "Concept", TEXT, publish=False)
    with pytest.raises(NotAllowed):
        comment_on(world.fatima, draft, "Tegen mezelf")
    assert say(world, world.fatima, draft, words="x").status_code == 404  # type: ignore[attr-defined]
    assert "What colleagues say" not in words(world.client(world.fatima).get(draft.get_absolute_url()))
    publish_item(world.fatima, draft)
    assert "What colleagues say" in words(world.client(world.fatima).get(draft.get_absolute_url()))


def test_reactions_are_counted_once_per_person_and_can_be_taken_back(world: World, item: Item) -> None:
    address = f"/knowledge/{item.id}/reactions/"
    for _ in range(2):  # twice the same button
        world.client(world.kees).post(f"{address}helped/")
    world.client(world.otto).post(f"{address}helped/")
    world.client(world.otto).post(f"{address}differently/")
    page = words(world.client(world.fatima).get(item.get_absolute_url()))
    assert "This helped me 2" in page
    assert "I do it differently 1" in page
    assert Statement.objects.filter(verb="reacted").count() == 3
    world.client(world.otto).post(f"{address}helped/", {"undo": "1"})
    assert "This helped me 1" in words(world.client(world.otto).get(item.get_absolute_url()))
    assert world.client(world.fatima).post(f"{address}thanks/").status_code == 404, "not to oneself"
    assert world.client(world.otto).post(f"{address}applause/").status_code == 404


def test_what_is_said_is_text_and_never_markup(world: World, item: Item) -> None:
    comment_on(world.otto, item, '<script>alert(1)</script> <a href="x">y</a>')
    html = world.client(world.kees).get(item.get_absolute_url()).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert '<a href="x">' not in html


def test_the_page_costs_as_many_queries_with_one_comment_as_with_three(world: World, item: Item) -> None:
    comment_on(world.otto, item, "Een")
    doubt_item(world.otto, item, "Hm.")
    client = world.client(world.kees)
    client.get(item.get_absolute_url())

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(item.get_absolute_url())
        return len(queries)

    one = cost()
    thread = comment_on(world.tom, item, "Twee @Kees Mulder", about=ABOUT)
    reply_to(world.sanne, thread, "Drie")
    client.get(item.get_absolute_url())
    assert cost() == one
