"""What is written together: kept as it comes, made into one version with its authors, and never doubled or dropped."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pycrdt import Doc, XmlElement, XmlText
from uuid_utils.compat import uuid7

from zwerm.library.actions import NotAllowed, NotKept, keep_item, revise_item
from zwerm.library.actions.editing import (
    BegunAnew,
    TooMuch,
    add_updates,
    attend,
    begin_draft,
    begun_of,
    end_abandoned,
    keep_session,
    open_room,
    read_since,
)
from zwerm.library.actions.editing import rooms as rooms_module
from zwerm.library.actions.forgetting import follow_versions
from zwerm.library.models import Item, Room, RoomUpdate, Version
from zwerm.library.rules.rich.documents import write_document
from zwerm.library.rules.rich.shared import blocks_in, fragment_of
from zwerm.library.rules.rich.tree import words_of
from zwerm.people.models import Person
from zwerm.people.tests.world import World
from zwerm.records.models import Statement

TEXT = "## Wat gebeurde er\n\nDe pomp viel uit.\nEn niemand zag het.\n\n* ster\n"


class Browser:
    """One that has the document of a room."""

    def __init__(self, item: Item, person: Person) -> None:
        self.item, self.person = item, person
        self.doc: Doc[Any] = Doc()
        self.doc.apply_update(open_room(item.id).state)

    def writes(self, words: str, at: int = -1) -> bytes:
        before = self.doc.get_state()
        children = fragment_of(self.doc).children
        children.insert(len(children) if at < 0 else at, XmlElement("paragraph", None, [XmlText(words)]))
        return self.doc.get_update(before)

    def sends(self, words: str, at: int = -1) -> None:
        add_updates(self.item.id, [(self.person.id, self.writes(words, at))], begun=begun_of(self.item.id))

    def rename(self, title: str) -> None:
        before = self.doc.get_state()
        rooms_module.about_of(self.doc)["title"] = title
        add_updates(self.item.id, [(self.person.id, self.doc.get_update(before))], begun=begun_of(self.item.id))

    @property
    def words(self) -> list[str]:
        return [words_of(one) for one in blocks_in(self.doc)]


@pytest.fixture
def item(world: World) -> Item:
    return keep_item(world.fatima, world.team.space, "lesson", "De pomp", TEXT)


def newest(item: Item) -> Version:
    found = item.versions.first()
    assert found is not None
    return found


def test_two_who_open_at_once_have_one_beginning(world: World, item: Item) -> None:
    one, other = Browser(item, world.fatima), Browser(item, world.kees)
    one.doc.apply_update(other.doc.get_update())
    assert one.words == ["Wat gebeurde er", "De pomp viel uit. En niemand zag het.", "ster"]


def test_a_session_makes_one_version_with_all_who_wrote_and_leaves_other_bytes(world: World, item: Item) -> None:
    Browser(item, world.fatima).sends("Van Fatima")
    Browser(item, world.kees).sends("Van Kees")
    keep_session(item.id)
    version = newest(item)
    assert (version.number, version.text) == (2, f"{TEXT}\nVan Fatima\n\nVan Kees\n")
    assert set(version.authors.all()) == {world.fatima, world.kees}
    assert [credit.name for credit in item.credits.all()] == ["Fatima El Amrani", "Kees Mulder"]
    assert Statement.objects.filter(verb="revised").count() == 2
    keep_session(item.id)
    assert newest(item).number == 2


def test_a_session_in_which_nothing_changed_makes_no_version(world: World, item: Item) -> None:
    browser = Browser(item, world.fatima)
    browser.sends("even")
    before = browser.doc.get_state()
    del fragment_of(browser.doc).children[3]
    add_updates(item.id, [(world.fatima.id, browser.doc.get_update(before))], begun=begun_of(item.id))
    keep_session(item.id)
    assert newest(item).number == 1
    assert Room.objects.get(item=item).changed is None


def test_what_was_written_without_a_connection_long_ago_is_still_added(world: World, item: Item) -> None:
    away = Browser(item, world.kees)
    late = away.writes("van onderweg")
    for round in range(3):
        Browser(item, world.fatima).sends(f"ronde {round}")
        keep_session(item.id)
    assert RoomUpdate.objects.filter(room=item.id).count() == 0
    add_updates(item.id, [(world.kees.id, late)], begun=begun_of(item.id))
    keep_session(item.id)
    text = newest(item).text
    assert all(
        text.count(words) == 1 for words in ["van onderweg", "ronde 0", "ronde 1", "ronde 2", "De pomp viel uit."]
    )


def test_a_version_from_elsewhere_comes_into_the_room_and_neither_text_goes(world: World, item: Item) -> None:
    browser = Browser(item, world.kees)
    browser.sends("uit de kamer")
    last = open_room(item.id).last
    revise_item(world.fatima, item, "De pomp en de zuil", TEXT.replace("* ster", "* ster\n* maan"))
    assert read_since(item.id, last, begun_of(item.id)) == ([], True)
    open_room(item.id)
    updates, behind = read_since(item.id, last, begun_of(item.id))
    assert not behind
    for _, data in updates:
        browser.doc.apply_update(data)
    assert browser.words[-2:] == ["stermaan", "uit de kamer"]
    keep_session(item.id)
    assert newest(item).number == 3
    assert newest(item).title == "De pomp en de zuil"
    assert newest(item).text == f"{TEXT}* maan\n\nuit de kamer\n"


def test_many_updates_become_one_snapshot_and_who_followed_misses_nothing(
    world: World, item: Item, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms_module, "COMPACT_AFTER", 3)
    follower, last = Browser(item, world.kees), open_room(item.id).last
    for number in range(6):
        Browser(item, world.fatima).sends(f"regel {number}")
    assert RoomUpdate.objects.filter(room=item.id).count() <= 3
    for _, data in read_since(item.id, last, begun_of(item.id))[0]:
        follower.doc.apply_update(data)
    assert follower.words[3:] == [f"regel {number}" for number in range(6)]


def test_a_document_can_not_grow_without_end(world: World, item: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms_module, "MOST_BYTES", 2000)
    browser = Browser(item, world.fatima)
    with pytest.raises(TooMuch):
        browser.sends("x" * 3000)
    assert not RoomUpdate.objects.exists()


def test_only_sessions_that_everybody_left_end_by_themselves(world: World, item: Item) -> None:
    Browser(item, world.fatima).sends("nieuw")
    attend([item.id])
    end_abandoned()
    assert newest(item).number == 1
    Room.objects.update(attended=datetime.now(UTC) - timedelta(minutes=5))
    end_abandoned()
    assert (newest(item).number, newest(item).author) == (2, world.fatima)


def test_a_text_that_can_not_be_kept_stays_in_its_room(world: World, item: Item) -> None:
    browser = Browser(item, world.fatima)
    browser.rename("   ")
    before = browser.doc.get_state()
    children = fragment_of(browser.doc).children
    del children[0 : len(children)]
    add_updates(item.id, [(world.fatima.id, browser.doc.get_update(before))], begun=begun_of(item.id))
    with pytest.raises(NotKept):
        keep_session(item.id, world.fatima)
    Room.objects.update(attended=None)
    end_abandoned()
    assert newest(item).number == 1
    assert Browser(item, world.fatima).words == []


def test_one_text_that_cannot_be_kept_keeps_no_other_from_its_version(
    world: World, item: Item, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = keep_item(world.kees, world.team.space, "page", "Tweede", "Iets anders.")
    for one in (item, other):
        Browser(one, world.fatima).sends("Erbij.")
    Room.objects.update(attended=None)

    def fails(blocks: Any, base: Any) -> str:
        told = list(blocks)
        if any("pomp" in words_of(block) for block in told):
            raise RecursionError
        return write_document(told, base)

    monkeypatch.setattr("zwerm.library.actions.editing.sessions.write_document", fails)
    end_abandoned()
    assert newest(other).number == 2
    assert newest(item).number == 1
    assert Room.objects.get(item=item).changed is not None
    with pytest.raises(NotKept, match=r"deeper|dieper"):
        keep_session(item.id)


def test_a_draft_begins_empty_and_is_published_without_unanswered_questions(world: World) -> None:
    identity = uuid7()
    draft = begin_draft(world.fatima, world.team.space, "lesson", "De pomp", language="nl", identity=identity)
    assert begin_draft(world.fatima, world.team.space, "lesson", "Weer", language="nl", identity=identity) == draft
    assert draft.owner == world.fatima
    with pytest.raises(NotAllowed):
        begin_draft(world.kees, world.team.space, "lesson", "Van mij", language="nl", identity=identity)
    browser = Browser(draft, world.fatima)
    before = browser.doc.get_state()
    children = fragment_of(browser.doc).children
    for heading, words in (("Wat gebeurde er", "De pomp viel uit."), ("Wat leerden we", "")):
        children.append(XmlElement("heading", None, [XmlText(heading)]))
        children.append(XmlElement("paragraph", None, [XmlText(words)] if words else []))
    add_updates(draft.id, [(world.fatima.id, browser.doc.get_update(before))], begun=begun_of(draft.id))
    assert not Item.objects.visible_to(world.kees).filter(id=draft.id).exists()
    keep_session(draft.id, world.fatima, publish=True)
    seen = Item.objects.visible_to(world.kees).get(id=draft.id)
    assert seen.version.text.strip() == "## Wat gebeurde er\n\nDe pomp viel uit."


def asks(browser: Browser, **answers: str) -> None:
    """Headings with what stands below them, at the end."""
    before, children = browser.doc.get_state(), fragment_of(browser.doc).children
    for heading, words in answers.items():
        children.append(XmlElement("heading", None, [XmlText(heading.replace("_", " "))]))
        children.append(XmlElement("paragraph", None, [XmlText(words)] if words else []))
    update = browser.doc.get_update(before)
    add_updates(browser.item.id, [(browser.person.id, update)], begun=begun_of(browser.item.id))


@pytest.mark.parametrize("shared_from_its_page", [False, True])
def test_questions_that_stayed_open_when_a_text_was_shared_come_back_in_no_version_and_not_in_the_editor(
    world: World, client: Client, shared_from_its_page: bool
) -> None:
    draft = begin_draft(world.fatima, world.team.space, "howto", "De pomp", language="nl", identity=uuid7())
    asks(Browser(draft, world.fatima), Wanneer_gebruik_je_dit="Bij alarm.", Wat_heb_je_nodig="", Stappen="")
    client.force_login(world.fatima)
    client.post(f"/knowledge/{draft.id}/editing/session/", {"do": "draft"})
    again = Browser(draft, world.fatima)
    assert again.words == ["Wanneer gebruik je dit", "Bij alarm.", "Wat heb je nodig", "", "Stappen", ""]
    if shared_from_its_page:
        client.post(f"/knowledge/{draft.id}/publication/")
    else:
        client.post(f"/knowledge/{draft.id}/editing/session/", {"do": "publish"})
    again.sends("Ook bij stilte.", at=2)  # before anyone opens it anew
    client.post(f"/knowledge/{draft.id}/editing/session/", {"do": "done"})
    wanted = "## Wanneer gebruik je dit\n\nBij alarm.\n\nOok bij stilte.\n"
    assert newest(draft).text == wanted
    late = Browser(draft, world.kees)
    assert late.words == ["Wanneer gebruik je dit", "Bij alarm.", "Ook bij stilte."]
    late.sends("En van Kees.")
    again.sends("Van Fatima.")
    keep_session(draft.id)
    assert newest(draft).text == f"{wanted}\nEn van Kees.\n\nVan Fatima.\n"


def test_a_heading_that_stands_empty_in_a_shared_text_stays_whether_its_kind_asks_it_or_not(world: World) -> None:
    text = "## Wat gebeurde er\n\n## Eigen kop\n\nDe pomp viel uit.\n"
    item = keep_item(world.fatima, world.team.space, "lesson", "De pomp", text)
    browser = Browser(item, world.kees)
    browser.sends("Meer.")
    asks(browser, Nog_een_kop="", Wat_leerden_we="")
    keep_session(item.id, world.kees)
    assert newest(item).text == f"{text}\nMeer.\n\n## Nog een kop\n"
    assert Browser(item, world.fatima).words[:2] == ["Wat gebeurde er", "Eigen kop"]


def test_nobody_begins_a_draft_where_they_may_not_write(world: World) -> None:
    with pytest.raises(NotAllowed):
        begin_draft(world.otto, world.closed, "page", "Stiekem", language="nl", identity=uuid7())


@pytest.mark.parametrize("written", ["Foute toevoeging. ", " *Vet* ", "@Sanne "])
def test_text_that_is_put_back_is_not_doubled_in_the_editor(
    world: World, client: Client, item: Item, written: str
) -> None:
    first, open_elsewhere = Browser(item, world.fatima), Browser(item, world.kees)
    first.sends(written)
    first.sends("")
    first.rename(" De  zuil ")
    keep_session(item.id, world.fatima)
    client.force_login(world.fatima)
    client.post(f"/knowledge/{item.id}/versions/1/restoration/", {"based_on": 2})
    put_back = ["Wat gebeurde er", "De pomp viel uit. En niemand zag het.", "ster", ""]
    again = Browser(item, world.fatima)
    assert again.words == put_back
    assert rooms_module.about_of(again.doc)["title"] == "De pomp"
    open_elsewhere.doc.apply_update(again.doc.get_update())
    assert open_elsewhere.words == put_back
    again.sends("Erbij.")
    keep_session(item.id, world.fatima)
    assert newest(item).text == f"{TEXT}\nErbij.\n"


def test_who_puts_a_version_back_while_colleagues_write_is_warned_first(
    world: World, client: Client, item: Item
) -> None:
    revise_item(world.kees, item, "De pomp", TEXT.replace("viel uit", "sloeg af"))
    browser, address = Browser(item, world.fatima), f"/knowledge/{item.id}/versions/1/"
    warning = "Collega’s schrijven hier nu"
    client.force_login(world.kees)
    assert warning not in client.get(address).text
    browser.sends("Nog bezig.")
    refused = client.post(f"{address}restoration/", {"based_on": 2}, follow=True).text
    assert "Intussen begonnen collega’s hier te schrijven. Er is nog niets teruggezet." in refused
    assert newest(item).number == 2
    assert warning in refused
    assert 'name="told" value="yes"' in refused
    for page in (f"{address}difference/?with=now", address):
        assert warning in client.get(page).text
    client.post(f"{address}restoration/", {"based_on": 2, "told": "yes"})
    assert newest(item).text == TEXT
    assert Browser(item, world.fatima).words[-1] == "Nog bezig."
    keep_session(item.id, world.fatima)
    assert newest(item).text == f"{TEXT}\nNog bezig.\n"
    assert newest(item).author == world.fatima
    assert set(newest(item).authors.all()) == {world.fatima, world.kees}, "it holds what both of them did"


def test_own_words_that_are_not_kept_yet_warn_nobody_of_themselves(world: World, client: Client, item: Item) -> None:
    revise_item(world.kees, item, "De pomp", TEXT.replace("viel uit", "sloeg af"))
    Browser(item, world.fatima).sends("Nog bezig.")
    client.force_login(world.fatima)
    assert "Collega’s schrijven hier nu" not in client.get(f"/knowledge/{item.id}/versions/1/").text
    client.post(f"/knowledge/{item.id}/versions/1/restoration/", {"based_on": 2})
    assert newest(item).number == 3


def test_a_paragraph_that_ends_in_a_space_is_changed_by_the_plain_form_and_not_doubled(
    world: World, client: Client, item: Item
) -> None:
    Browser(item, world.fatima).sends("Vraag het aan @Sanne ")
    keep_session(item.id, world.fatima)
    client.force_login(world.kees)
    text = newest(item).text.replace("@Sanne", "@Sanne of Kees")
    client.post(f"/knowledge/{item.id}/edit/", {"title": "De pomp", "text": text, "based_on": 2})
    assert newest(item).number == 3
    assert Browser(item, world.fatima).words[3:] == ["Vraag het aan @Sanne of Kees"]


@pytest.mark.parametrize("older", [True, False])
def test_a_document_that_was_begun_anew_takes_no_words_for_the_one_before_and_has_what_was_written_once(
    world: World, item: Item, older: bool
) -> None:
    browser = Browser(item, world.kees)
    if older:
        Room.objects.filter(item=item).update(begun=None)  # made before beginnings were told apart
    browser.sends("stond er al")
    before, late = begun_of(item.id), browser.writes("van onderweg")
    follow_versions([newest(item).id])
    for _ in range(2):
        with pytest.raises(BegunAnew):
            add_updates(item.id, [(world.kees.id, late)], begun=before)
        with pytest.raises(BegunAnew):
            read_since(item.id, 0, before)
        open_room(item.id)
    assert begun_of(item.id) != before
    assert Browser(item, world.fatima).words == [*browser.words[:3], "stond er al"]
