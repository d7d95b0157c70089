"""Being named, following, and what of it stands on Today."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zwerm.library.actions import keep_item, publish_item, revise_item
from zwerm.library.actions.talk.comments import change_comment, comment_on, hide_comment, withdraw_comment
from zwerm.library.actions.talk.following import follow_item, follow_space, stop_following_item
from zwerm.library.models import Following, Item, Mention
from zwerm.library.tests.test_pages import words
from zwerm.people.actions import add_person
from zwerm.people.models import Membership, Person
from zwerm.people.tests.world import World

NAMED, CHANGED = "You were named", "Changed in what you follow"


@pytest.fixture
def item(world: World) -> Item:
    return keep_item(world.fatima, world.team.space, "howto", "Pomp aansluiten", "Sluit de pomp aan.")


def today(world: World, person: Person) -> str:
    return words(world.client(person).get("/"))


def link_to(person: Person) -> str:
    return f"[@{person.name}]({person.get_absolute_url()})"


def test_who_is_named_in_a_comment_finds_it_on_today_until_they_looked(world: World, item: Item) -> None:
    comment_on(world.otto, item, "@Kees Mulder, weet jij dit?")
    page = today(world, world.kees)
    assert NAMED in page
    assert "Otto Outsider named you in what was said" in page
    assert NAMED not in today(world, world.fatima)
    shown = world.client(world.kees).get(item.get_absolute_url()).content.decode()
    assert f'<a href="{world.kees.get_absolute_url()}">@Kees Mulder</a>, weet jij dit?' in shown
    assert NAMED not in today(world, world.kees)


def test_who_does_not_see_it_cannot_be_named(world: World) -> None:
    item = keep_item(world.fatima, world.closed, "page", "Geheim", f"Vraag het {link_to(world.otto)}.")
    comment = comment_on(world.fatima, item, "@Otto Outsider en @Kees Mulder, kijk eens")
    assert comment.named == {"Kees Mulder": str(world.kees.id)}
    assert {mention.person for mention in Mention.objects.all()} == {world.kees}
    page = today(world, world.otto)
    assert NAMED not in page
    assert "Geheim" not in page


def test_who_no_longer_sees_it_no_longer_reads_that_they_were_named(world: World) -> None:
    item = keep_item(world.fatima, world.closed, "page", "Geheim", "Tekst.")
    comment_on(world.fatima, item, "@Kees Mulder kijk eens")
    Membership.objects.filter(space=world.closed, person=world.kees).delete()
    assert "Geheim" not in today(world, world.kees)


def test_only_who_can_read_it_is_offered_while_typing(world: World, item: Item) -> None:
    closed = keep_item(world.fatima, world.closed, "page", "Geheim", "Tekst.")

    def offered(person: Person, **where: object) -> set[str]:
        asked = {"kind": "person", "q": "", **{name: str(value) for name, value in where.items()}}
        found = world.client(person).get("/knowledge/things/", asked).json()["things"]
        return {one["title"] for one in found}

    assert "Otto Outsider" in offered(world.fatima, item=item.id)
    assert offered(world.fatima, item=closed.id) == {"Fatima El Amrani", "Kees Mulder"}
    assert offered(world.fatima, space=world.closed.id) == {"Fatima El Amrani", "Kees Mulder"}
    assert offered(world.otto, item=closed.id) == set()
    assert offered(world.otto, space=world.closed.id) == set()
    assert offered(world.fatima) == offered(world.fatima, item="x") == set()


def test_of_two_with_one_name_the_picked_one_is_meant(world: World, item: Item) -> None:
    other = add_person("kees2@lindehof.example", "Kees Mulder")
    sent = {"words": "Dag @Kees Mulder!", "named": str(other.id)}
    world.client(world.otto).post(f"/knowledge/{item.id}/comments/", sent)
    assert Mention.objects.get().person == other


def test_a_changed_comment_names_others_and_one_taken_back_or_hidden_nobody(world: World, item: Item) -> None:
    comment = comment_on(world.otto, item, "@Kees Mulder kijk")
    change_comment(world.otto, comment, "@Tom Verbeek kijk")
    assert NAMED not in today(world, world.kees)
    assert NAMED in today(world, world.tom)
    hide_comment(world.sanne, comment)
    assert NAMED not in today(world, world.tom)
    withdraw_comment(world.otto, comment)
    assert not Mention.objects.exists()


def test_who_is_named_in_a_text_hears_it_once_and_not_while_it_is_a_draft(world: World) -> None:
    text = f"Vraag het {link_to(world.kees)}."
    draft = keep_item(world.fatima, world.team.space, "page", "Pomp", text, publish=False)
    assert NAMED not in today(world, world.kees)
    publish_item(world.fatima, draft)
    assert "Fatima El Amrani named you in the text" in today(world, world.kees)
    world.client(world.kees).get(draft.get_absolute_url())
    revise_item(world.fatima, draft, "Pomp", text + " Echt waar.")
    assert NAMED not in today(world, world.kees)


def test_authors_follow_what_they_shared_and_hear_what_others_do_with_it(world: World, item: Item) -> None:
    assert CHANGED not in today(world, world.fatima)
    comment_on(world.otto, item, "Mooi.")
    page = today(world, world.fatima)
    assert CHANGED in page
    assert "Otto Outsider said something" in page
    world.client(world.fatima).get(item.get_absolute_url())
    assert CHANGED not in today(world, world.fatima)
    revise_item(world.kees, item, item.title, "Sluit de nieuwe pomp aan.")
    assert "Pomp aansluiten changed by Kees Mulder" in today(world, world.fatima)
    assert CHANGED not in today(world, world.tom), "who does not follow it"


def test_a_row_leads_to_all_that_changed_since_they_looked_and_goes_when_that_is_read(world: World, item: Item) -> None:
    client = world.client(world.fatima)
    client.get(item.get_absolute_url())
    revise_item(world.kees, item, item.title, "Sluit de pomp aan. Zet hem uit.")
    revise_item(world.sanne, item, item.title, "Sluit de pomp aan. Zet hem uit en bel.")
    address = f"/knowledge/{item.id}/versions/1/difference/?with=now"
    assert address in client.get("/").text
    comment_on(world.otto, item, "Mooi.")
    page = client.get(address).text
    assert "<ins>" in page
    assert "Zet hem uit en bel" in page
    assert "changed by Sanne de Vries; Otto Outsider said something" in today(world, world.fatima), (
        "what was said is not read yet"
    )
    client.get(item.get_absolute_url())
    assert CHANGED not in today(world, world.fatima)
    revise_item(world.kees, item, item.title, "Sluit de pomp aan.")
    address = f"/knowledge/{item.id}/versions/3/difference/?with=now"
    assert address in client.get("/").text
    client.get(address)
    assert CHANGED not in today(world, world.fatima)
    comment_on(world.otto, item, "Nog iets.")
    assert f'"{item.get_absolute_url()}#talk"' in client.get("/").text


def test_who_wrote_along_follows_it_and_who_stopped_does_not_again(world: World, item: Item) -> None:
    revise_item(world.kees, item, item.title, "Samen.", authors=(world.kees, world.tom))
    assert set(Following.objects.values_list("person", flat=True)) == {world.fatima.id, world.kees.id, world.tom.id}
    revise_item(world.fatima, item, item.title, "Alleen ik.")
    assert "changed by Fatima El Amrani" in today(world, world.tom)
    stop_following_item(world.tom, item)
    revise_item(world.kees, item, item.title, "Weer samen.", authors=(world.kees, world.tom))
    revise_item(world.fatima, item, item.title, "En ik weer.")
    assert CHANGED not in today(world, world.tom)
    client = world.client(world.sanne)
    client.post(f"/knowledge/{item.id}/edit/", {"title": item.title, "text": "Van Sanne.", "based_on": "5"})
    assert Following.objects.filter(person=world.sanne, item=item).exists()


def test_one_page_tells_what_one_follows_and_who_changed_it_and_stops_it(world: World, item: Item) -> None:
    client = world.client(world.fatima)
    closed = keep_item(world.fatima, world.closed, "page", "Geheim", "Tekst.")
    draft = keep_item(world.fatima, world.team.space, "page", "Nog niet af", "Tekst.", publish=False)
    follow_space(world.fatima, world.team.space)
    revise_item(world.kees, item, item.title, "Sluit de nieuwe pomp aan.")
    page = client.get("/knowledge/followed/")
    said = words(page)
    assert "Pomp aansluiten Changed since you looked" in said
    assert "Kees Mulder" in said
    assert "Geheim" in said
    assert draft.title not in said
    assert f"/knowledge/{item.id}/versions/1/difference/?with=now" in page.text
    assert f"/knowledge/spaces/{world.team.space.slug}/following/" in page.text
    assert 'href="/knowledge/followed/"' in client.get("/").text
    back = client.post(f"/knowledge/{item.id}/following/", {"undo": "1", "next": "/knowledge/followed/"}, follow=True)
    assert back.redirect_chain == [("/knowledge/followed/", 302)]
    assert item.title not in words(back).split("You no longer follow this.")[1].split("Geheim")[0]
    elsewhere = client.post(f"/knowledge/{item.id}/following/", {"next": "https://elders.example/"})
    assert elsewhere.headers["Location"] == item.get_absolute_url()
    Membership.objects.filter(space=world.closed, person=world.fatima).delete()
    assert closed.title not in words(client.get("/knowledge/followed/"))
    assert item.title not in words(world.client(world.otto).get("/knowledge/followed/"))


def test_the_page_of_what_one_follows_costs_as_many_queries_with_one_text_as_with_three(
    world: World, item: Item
) -> None:
    client = world.client(world.fatima)
    client.get("/knowledge/followed/")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/knowledge/followed/")
        return len(queries)

    one = cost()
    assert one <= 12
    for number in range(2):
        keep_item(world.fatima, world.community, "page", f"Nog {number}", "Tekst.")
    assert cost() == one


def test_what_one_did_oneself_is_no_news(world: World, item: Item) -> None:
    revise_item(world.fatima, item, item.title, "Sluit de nieuwe pomp aan.")
    comment_on(world.fatima, item, "Aangepast.")
    assert CHANGED not in today(world, world.fatima)


def test_who_stops_following_hears_nothing_more_even_when_they_say_something(world: World, item: Item) -> None:
    client = world.client(world.fatima)
    page = client.post(f"/knowledge/{item.id}/following/", {"undo": "1"}, follow=True)
    assert "You no longer follow this." in page.content.decode()
    comment_on(world.fatima, item, "Nog iets.")
    comment_on(world.otto, item, "Mooi.")
    assert CHANGED not in today(world, world.fatima)
    client.post(f"/knowledge/{item.id}/following/")
    comment_on(world.otto, item, "Nog een keer.")
    assert CHANGED in today(world, world.fatima)


def test_who_follows_a_space_hears_what_is_new_there_until_they_looked(world: World, item: Item) -> None:
    client = world.client(world.tom)
    client.post(f"/knowledge/spaces/{world.team.space.slug}/following/")
    assert CHANGED not in today(world, world.tom)
    keep_item(world.kees, world.team.space, "page", "Nieuwe pomp", "Tekst.")
    assert "Nieuwe pomp new, by Kees Mulder" in today(world, world.tom)
    client.get(f"/knowledge/spaces/{world.team.space.slug}/")
    assert CHANGED not in today(world, world.tom)
    client.post(f"/knowledge/spaces/{world.team.space.slug}/following/", {"undo": "1"})
    assert not Following.objects.filter(person=world.tom).exists()


def test_a_closed_space_cannot_be_followed_by_an_outsider_nor_after_leaving(world: World) -> None:
    address = f"/knowledge/spaces/{world.closed.slug}/following/"
    assert world.client(world.otto).post(address).status_code == 404
    follow_space(world.kees, world.closed)
    item = keep_item(world.fatima, world.closed, "page", "Geheim", "Tekst.")
    follow_item(world.kees, item)
    Following.objects.update(seen=datetime.now(UTC) - timedelta(days=1))
    assert "Geheim" in today(world, world.kees)
    Membership.objects.filter(space=world.closed, person=world.kees).delete()
    assert "Geheim" not in today(world, world.kees)


def test_what_was_brought_in_nobody_follows_by_itself(world: World, item: Item) -> None:
    brought = keep_item(world.fatima, world.team.space, "page", "Oud", "Tekst.", source="map/oud.docx")
    assert set(Following.objects.values_list("item", flat=True)) == {item.id}
    stop_following_item(world.fatima, brought)  # safe for who does not follow it


def test_today_costs_as_many_queries_with_one_piece_of_news_as_with_three(world: World, item: Item) -> None:
    client = world.client(world.fatima)
    comment_on(world.otto, item, "@Fatima El Amrani Mooi.")
    client.get("/")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        return len(queries)

    one = cost()
    for number in range(2):
        more = keep_item(world.fatima, world.community, "page", f"Nog {number}", "Tekst.")
        comment_on(world.otto, more, "@Fatima El Amrani Ook mooi.")
    assert cost() == one
