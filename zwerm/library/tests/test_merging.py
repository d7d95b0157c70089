"""Items that say nearly the same: found, proposed to who looks after them, made one, and taken apart again."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from zwerm.library.actions import NotAllowed, NotKept, export_space, keep_item, revise_item
from zwerm.library.actions.likeness import compare_new, keep_apart
from zwerm.library.actions.merge import merge_items, undo_merger
from zwerm.library.actions.talk.comments import comment_on
from zwerm.library.actions.talk.following import follow_item
from zwerm.library.models import Following, Item, Likeness, Mention, Merger
from zwerm.library.rules.anchors import Quote
from zwerm.library.rules.likeness import alike, bands, samples, shingles, sketch
from zwerm.library.tests.test_pages import words
from zwerm.library.tests.test_rooms import Browser
from zwerm.people.tests.world import World
from zwerm.records.models import Statement
from zwerm.search.actions import find

TEXT = """Zet de laptop aan en wacht tot je rechtsonder het slotje ziet. Klik op het slotje en kies verbinden. Vul je
personeelsnummer in. Typ de zes cijfers over van de kameleonsleutel, direct gevolgd door je pincode van vier cijfers. Wacht tot
het slotje groen is. Open daarna het dossier via het gewone pictogram op het bureaublad.
"""
NEARLY = TEXT.replace("Klik op", "Druk daarna op") + "\nHet werkt niet via het netwerk voor gasten.\n"
OTHER = "Na een val kijk je eerst naar bewustzijn, ademhaling en heup, en pas daarna til je samen met de lift. " * 2


@pytest.fixture
def pair(world: World) -> tuple[Item, Item]:
    first = keep_item(world.fatima, world.team.space, "howto", "Thuis inloggen", TEXT)
    second = keep_item(world.kees, world.team.space, "howto", "Inloggen vanuit huis", NEARLY)
    keep_item(world.kees, world.team.space, "howto", "Na een val", OTHER)
    compare_new()
    return first, second


def test_what_says_nearly_the_same_is_proposed_to_who_looks_after_it(world: World, pair: tuple[Item, Item]) -> None:
    assert [(one.first, one.second) for one in Likeness.objects.all()] == [pair]
    page = words(world.client(world.sanne).get("/knowledge/alike/"))
    assert "Thuis inloggen" in page
    assert "Na een val" not in page
    assert "Look alike 1" in words(world.client(world.sanne).get("/knowledge/upkeep/"))
    assert "Nothing looks alike" in words(world.client(world.otto).get("/knowledge/alike/"))
    assert compare_new() == 0, "only what is new is compared"
    revise_item(world.kees, pair[1], "Inloggen vanuit huis", OTHER + "Bel daarna de familie.")
    compare_new()
    assert {pair[0].id, pair[1].id} != {id for one in Likeness.objects.all() for id in (one.first_id, one.second_id)}


LONG = f"{OTHER}\n\n## Inloggen\n\n{TEXT}\n\n## Verder\n\n" + " ".join(
    f"Stap {number} van het lange verhaal over de verhuizing staat in kast {number * 7}." for number in range(40)
)


@pytest.mark.parametrize("long_first", [True, False])
def test_what_stands_whole_within_a_longer_text_is_proposed_as_its_part(world: World, long_first: bool) -> None:
    texts = [("Alles over de verhuizing", LONG), ("Thuis inloggen", TEXT)]
    for title, text in texts if long_first else reversed(texts):
        keep_item(world.fatima, world.team.space, "howto", title, text)
        compare_new()
    (pair,) = Likeness.objects.all()
    assert (pair.part.title if pair.part else "", pair.share > 0.95) == ("Thuis inloggen", True)
    page = words(world.client(world.sanne).get(f"/knowledge/alike/{pair.id}/"))
    assert "of “Thuis inloggen” stands in the other" in page
    assert "Alles over de verhuizing stays" in page, "the longer one is kept unless someone chooses otherwise"
    short = Item.objects.get(title="Thuis inloggen")
    revise_item(world.fatima, short, "Thuis inloggen", " ".join(f"Heel anders nummer {n} nu." for n in range(30)))
    compare_new()
    assert not Likeness.objects.exists()


SHORT = (
    "Bel bij een storing van de klimaatkast het nummer van de technische dienst, en zet de monsters meteen over in de kast "
    "van de buren op zaal vier."
)
STEPS = [f"Stap {number} van het lange verhaal over kast {number * 7} hoort hier ook bij." for number in range(60)]


@pytest.mark.parametrize("at", [0, 17, 41, 60])
def test_a_text_of_a_few_lines_is_found_wherever_it_stands_in_a_longer_one(world: World, at: int) -> None:
    assert len(SHORT.split()) == 28
    long = [*STEPS[:at], f"{SHORT} En {at} keer.", *STEPS[at:]]
    items = [("Alles over de kasten", "\n\n".join(long)), ("Storing", SHORT)]
    for title, text in items if at % 2 else reversed(items):
        keep_item(world.fatima, world.team.space, "howto", title, text)
        compare_new()
    (pair,) = Likeness.objects.all()
    assert (pair.part.title if pair.part else "", pair.share) == ("Storing", 1.0)


def test_a_phrase_that_two_texts_share_makes_neither_a_part_of_the_other(world: World) -> None:
    half = " ".join(SHORT.split()[:14])
    keep_item(world.fatima, world.team.space, "howto", "Storing", f"{half}. " + OTHER)
    keep_item(world.fatima, world.team.space, "howto", "Alles", "\n\n".join([*STEPS, SHORT]))
    keep_item(world.fatima, world.team.space, "howto", "Zin", " ".join(SHORT.split()[:20]))
    compare_new()
    assert not Likeness.objects.exists()


def test_nobody_hears_that_something_is_alike_that_they_do_not_see(world: World) -> None:
    keep_item(world.sanne, world.team.space, "howto", "Thuis inloggen", TEXT)
    closed = keep_item(world.fatima, world.closed, "howto", "Geheim inloggen", NEARLY)
    compare_new()
    found = Likeness.objects.get()
    for person in (world.sanne, world.otto):
        client = world.client(person)
        assert "Nothing looks alike" in words(client.get("/knowledge/alike/"))
        assert client.get(f"/knowledge/alike/{found.id}/").status_code == 404
        assert (
            client.post(f"/knowledge/alike/{found.id}/", {"kept": closed.id, "title": "x", "text": "y"}).status_code
            == 404
        )
        assert client.post(f"/knowledge/alike/{found.id}/apart/").status_code == 404
    page = words(world.client(world.fatima).get(f"/knowledge/alike/{found.id}/"))
    assert "Not the same colleagues read these" in page
    assert "Make them one" not in page


def test_two_become_one_with_links_history_credit_and_comments(world: World, pair: tuple[Item, Item]) -> None:
    kept, gone = pair
    link = keep_item(world.kees, world.team.space, "page", "Verwijst", f"Zie [inloggen](item:{gone.id}).")
    comment_on(world.otto, gone, "Ook ’s nachts?", about=Quote("Het werkt niet via het netwerk voor gasten."))
    comment_on(world.otto, gone, "Handig.", about=Quote("Wacht tot het slotje groen is."))
    found = Likeness.objects.get()
    client = world.client(world.sanne)
    assert "Make them one" in words(client.get(f"/knowledge/alike/{found.id}/"))
    sent = {"kept": kept.id, "title": "Thuis inloggen", "text": TEXT + "\nNiet via het netwerk voor gasten.\n"}
    page = words(client.post(f"/knowledge/alike/{found.id}/", sent, follow=True))
    assert "Niet via het netwerk voor gasten." in page
    assert "Fatima El Amrani , Kees Mulder" in page
    assert "Handig." in page
    assert "Ook ’s nachts?" in page
    old = world.client(world.otto).get(gone.get_absolute_url(), follow=True)
    assert old.redirect_chain[0][0] == kept.get_absolute_url()
    assert "Mentioned in Verwijst" in words(old)
    assert [thing.title for thing in find(world.otto, "kameleonsleutel").things] == ["Thuis inloggen"]
    assert Following.objects.filter(item=kept, person=world.kees).exists()
    assert Statement.objects.filter(verb="merged", person=world.sanne).count() == 1
    history = world.client(world.otto).get(f"/knowledge/{kept.id}/versions/")
    assert "Merged into this Inloggen vanuit huis" in words(history)
    assert "netwerk voor gasten" in words(world.client(world.otto).get(f"/knowledge/{gone.id}/versions/1/"))
    editing = world.client(world.kees).get(f"/knowledge/{gone.id}/editing/", follow=True)
    assert editing.redirect_chain[-1][0] == kept.get_absolute_url()
    assert "“Inloggen vanuit huis” is part of this now." in words(editing)
    assert link.get_absolute_url() in world.client(world.otto).get("/knowledge/").content.decode()
    assert gone.get_absolute_url() not in world.client(world.otto).get("/knowledge/").content.decode()


def test_what_someone_is_writing_in_either_is_kept_and_read_before_they_become_one(
    world: World, pair: tuple[Item, Item], monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    kept, gone = pair
    asked: list[UUID] = []
    monkeypatch.setattr("zwerm.library.live.socket._ask_again", asked.append)
    writer = Browser(gone, world.kees)
    writer.sends("Bel bij storing 4400.")
    client, page = world.client(world.sanne), f"/knowledge/alike/{Likeness.objects.get().id}/"
    assert "writing in “Inloggen vanuit huis” now" in words(client.get(page))
    sent = {"kept": kept.id, "title": "Thuis inloggen", "text": TEXT + "\nMeer.\n"}
    refused = words(client.post(page, sent))
    assert "See what of it belongs in the text." in refused
    assert "Bel bij storing 4400." in refused
    assert list(gone.versions.values_list("author", flat=True)) == [world.kees.id] * 2
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page, sent)
    assert gone.id in asked, "sockets close at once"
    writer.sends("Nog een woord.")
    done = world.client(world.kees).post(f"/knowledge/{gone.id}/editing/session/", follow=True)
    assert done.redirect_chain[-1][0] == kept.get_absolute_url()
    assert "What you wrote last is kept among its versions. “Inloggen vanuit huis” is part of this now." in words(done)
    assert "Nog een woord." in gone.versions.get(number=3).text


def test_what_was_changed_while_somebody_read_both_is_read_before_they_become_one(
    world: World, pair: tuple[Item, Item]
) -> None:
    gone = pair[1]
    browser = world.client(world.sanne)
    address = f"/knowledge/alike/{Likeness.objects.get().pk}/"
    page = browser.get(address).text
    sent = {name: re.findall(rf'name="{name}" value="([^"]*)"', page)[0] for name in ("kept", "seen")}
    sent["title"] = "Thuis inloggen"
    revise_item(world.kees, gone, gone.title, NEARLY + "\nBel de helpdesk op 4444.\n")
    answer = browser.post(address, {**sent, "text": "Samen."})
    assert "was changed while you were reading" in answer.text
    assert "4444" in answer.text
    assert "Samen." in answer.text
    assert not Merger.objects.exists()
    again = re.findall(r'name="seen" value="([^"]*)"', answer.text)[0]
    assert browser.post(address, {**sent, "seen": again, "text": "Samen, en bel 4444."}).status_code == 302
    assert Merger.objects.count() == 1


def test_who_makes_a_pair_one_that_a_colleague_just_made_one_reads_who_and_when_and_keeps_what_they_wrote(
    world: World, pair: tuple[Item, Item]
) -> None:
    kept, gone = pair
    second = world.client(world.kees)
    address = f"/knowledge/alike/{Likeness.objects.get().pk}/"
    assert "Make them one" in words(second.get(address))
    merge_items(world.sanne, kept, gone, "Thuis inloggen", TEXT + "\nEerst.\n")
    # The worker compares what was changed.
    compare_new()
    answer = second.post(address, {"kept": kept.pk, "title": "Inloggen, samen", "text": "Zo had ik het <bedacht>."})
    assert answer.status_code == 409
    with override("en"):
        when = date_format(timezone.localtime(Merger.objects.get().when), "j F Y, H:i")
    read = words(answer)
    assert f"{world.sanne.name} made “Inloggen vanuit huis” part of “Thuis inloggen” on {when}." in read
    assert "Zo had ik het &lt;bedacht&gt;.</textarea>" in answer.text
    assert 'value="Inloggen, samen"' in answer.text
    assert f'href="{kept.get_absolute_url()}"' in answer.text
    assert Merger.objects.count() == 1
    later = second.get(address)
    assert (later.status_code, "had ready" in words(later)) == (200, False)
    assert world.client(world.fatima).get(address).status_code == 200
    assert world.client(world.otto).get(address).status_code == 404
    undo_merger(world.sanne, Merger.objects.get())
    assert "Make them one" in words(second.get(address))


def test_who_makes_a_pair_one_that_a_colleague_keeps_apart_reads_who_said_so(
    world: World, pair: tuple[Item, Item]
) -> None:
    found = Likeness.objects.get()
    keep_apart(world.kees, found)
    sent = {"kept": pair[0].pk, "title": "Samen", "text": "Samen."}
    answer = world.client(world.sanne).post(f"/knowledge/alike/{found.pk}/", sent)
    assert answer.status_code == 409
    assert "Kees Mulder said on" in words(answer)
    assert "Samen.</textarea>" in answer.text
    assert not Merger.objects.exists()
    assert world.client(world.otto).post(f"/knowledge/alike/{found.pk}/", sent).status_code == 404


def test_what_was_made_one_is_taken_apart_as_it_was(world: World, pair: tuple[Item, Item]) -> None:
    kept, gone = pair
    comment = comment_on(world.otto, gone, "Ook ’s nachts?")
    merger = merge_items(world.sanne, kept, gone, "Thuis inloggen", TEXT + "\nMeer.\n")
    assert world.client(world.otto).post(f"/knowledge/mergers/{merger.id}/undoing/").status_code == 404
    page = words(world.client(world.fatima).post(f"/knowledge/mergers/{merger.id}/undoing/", follow=True))
    assert "They are two again." in page
    assert "Inloggen vanuit huis" in page
    assert "Ook ’s nachts?" in page
    kept.refresh_from_db()
    comment.refresh_from_db()
    assert kept.version.text.strip() == TEXT.strip()
    assert list(kept.credits.values_list("name", flat=True)) == ["Fatima El Amrani"]
    assert comment.item == gone
    assert {thing.title for thing in find(world.otto, "kameleonsleutel").things} == {kept.title, gone.title}
    with pytest.raises(NotAllowed):
        undo_merger(world.fatima, Merger.objects.get())


def undo(world: World, merger: Merger) -> str:
    return words(world.client(world.sanne).post(f"/knowledge/mergers/{merger.id}/undoing/", follow=True))


def test_what_came_by_way_of_another_comes_apart_in_its_order_and_nothing_stays_behind(
    world: World, pair: tuple[Item, Item]
) -> None:
    first, second = pair
    third = keep_item(world.fatima, world.team.space, "howto", "Alles over thuiswerken", TEXT + "\nEn meer.\n")
    said = {item: comment_on(world.otto, item, f"@Kees Mulder, over {item.title}") for item in (first, second, third)}
    one = merge_items(world.sanne, second, first, "Inloggen", TEXT + "\nSamen.\n")
    two = merge_items(world.sanne, third, second, "Thuiswerken", TEXT + "\nAlles samen.\n")
    assert {(row.item_id, row.comment.item_id) for row in Mention.objects.all() if row.comment} == {
        (third.id, third.id)
    }
    refused = undo(world, one)
    assert "“Inloggen” became part of “Thuiswerken” after that. Take those two apart first, and then these." in refused
    assert "Take apart again" not in refused
    assert not Merger.objects.filter(undone__isnull=False).exists()
    page = words(world.client(world.sanne).get(f"/knowledge/{third.id}/versions/"))
    assert "More was merged into that one before" in page
    Item.objects.filter(id=third.id).update(space=world.closed)
    hidden = undo(world, one)
    assert "“Inloggen” became part of something in another space after that." in hidden
    assert "Thuiswerken" not in hidden
    Item.objects.filter(id=third.id).update(space=world.team.space)
    for merger in (two, one):
        assert "They are two again." in undo(world, merger)
    for item in (first, second, third):
        comment = said[item]
        comment.refresh_from_db()
        item.refresh_from_db()
        assert (comment.item, comment.mentions.get().item, item.merged_into) == (item, item, None)
    assert [item.version.text.strip() for item in (first, second, third)] == [
        TEXT.strip(),
        NEARLY.strip(),
        f"{TEXT}\nEn meer.".strip(),
    ]


@pytest.mark.parametrize("in_order", [True, False])
def test_of_two_that_came_into_one_each_comes_apart_with_its_words_and_who_followed_it(
    world: World, pair: tuple[Item, Item], in_order: bool
) -> None:
    first, second = pair
    kept = keep_item(world.sanne, world.team.space, "howto", "Alles over thuiswerken", "Begin hier.")
    for person, item in ((world.otto, first), (world.otto, second), (world.tom, first)):
        follow_item(person, item)
    one = merge_items(world.sanne, kept, first, kept.title, "Begin hier. En het eerste.")
    two = merge_items(world.sanne, kept, second, kept.title, "Begin hier. En het eerste en tweede.")
    comment_on(world.tom, kept, "Ik blijf dit lezen.")

    def followers() -> set[str]:
        names = Following.objects.filter(item=kept, muted=False).values_list("person__name", flat=True)
        return {name.split()[0] for name in names}

    assert followers() == {"Sanne", "Fatima", "Kees", "Otto", "Tom"}
    if in_order:
        assert "stays as it is" not in undo(world, two)
        assert followers() == {"Sanne", "Fatima", "Otto", "Tom"}
    else:
        assert "“Alles over thuiswerken” was changed since, so its text stays as it is." in undo(world, one)
        assert followers() == {"Sanne", "Kees", "Otto", "Tom"}
    undo(world, one if in_order else two)
    kept.refresh_from_db()
    assert (kept.version.text.strip(), followers()) == ("Begin hier.", {"Sanne", "Tom"})
    assert Following.objects.filter(item=first, person=world.otto).exists()


def test_a_member_can_not_make_the_item_of_another_go(world: World, pair: tuple[Item, Item]) -> None:
    with pytest.raises(NotAllowed):
        merge_items(world.kees, pair[1], pair[0], "x", "y")
    with pytest.raises(NotAllowed):
        merge_items(world.otto, *pair, "x", "y")
    merge_items(world.kees, *pair, "Thuis inloggen", TEXT)


def test_a_steward_lets_their_copy_go_for_one_elsewhere_that_stays_as_it_is(world: World) -> None:
    kept = keep_item(world.fatima, world.community, "howto", "Thuis inloggen", TEXT)
    gone = keep_item(world.kees, world.team.space, "howto", "Inloggen vanuit huis", NEARLY)
    comment_on(world.otto, gone, "Handig.")
    compare_new()
    address = f"/knowledge/alike/{Likeness.objects.get().id}/"
    client = world.client(world.sanne)
    assert "You cannot change what lives in Fall prevention" in words(client.get(address))
    assert client.post(address, {"kept": kept.id, "title": "Anders", "text": TEXT}).status_code == 404
    page = words(client.post(address, {"kept": kept.id}, follow=True))
    assert "They are one now." in page
    assert "Handig." in page
    kept.refresh_from_db()
    assert (kept.version.number, kept.credits.count()) == (1, 1)
    assert "Take apart again" in words(client.get(f"/knowledge/{kept.id}/versions/"))
    client.post(f"/knowledge/mergers/{Merger.objects.get().id}/undoing/")
    assert words(world.client(world.tom).get(gone.get_absolute_url())).count("Handig.") == 1


def test_merging_never_shows_or_hides_by_itself(world: World) -> None:
    closed = keep_item(world.fatima, world.closed, "howto", "Geheim inloggen", NEARLY)
    shown = keep_item(world.fatima, world.team.space, "howto", "Thuis inloggen", TEXT)
    for kept, gone in ((closed, shown), (shown, closed)):
        with pytest.raises(NotKept) as refused:
            merge_items(world.fatima, kept, gone, "x", "y")
        assert refused.type is NotKept, "she may change both"


def test_who_was_writing_in_what_was_merged_is_told_where_it_went_and_nobody_else_is(
    world: World, pair: tuple[Item, Item]
) -> None:
    kept, gone = pair
    address = f"/knowledge/{gone.id}/editing/merger/"
    assert world.client(world.kees).get(address).status_code == 404, "it was not merged"
    merge_items(world.sanne, kept, gone, "Thuis inloggen", TEXT)
    told = {"title": "Thuis inloggen", "address": f"/knowledge/{kept.id}/"}
    assert world.client(world.kees).get(address).json() == told
    assert world.client(world.otto).get(address).json() == told
    Item.objects.filter(id=kept.id).update(space=world.closed)
    assert Item.objects.visible_to(world.otto).filter(id=gone.id).exists()
    assert world.client(world.otto).get(address).status_code == 404, "the other one is not for his eyes any more"


def test_a_space_is_taken_along_without_what_lives_on_in_another(world: World, pair: tuple[Item, Item]) -> None:
    merge_items(world.sanne, *pair, "Thuis inloggen", TEXT)
    with ZipFile(BytesIO(b"".join(export_space(world.sanne, world.team.space)))) as taken:
        titles = {name.rpartition("/")[2] for name in taken.namelist() if name.endswith(".md")}
    assert any("huis-inloggen" in title.lower() or "huis inloggen" in title.lower() for title in titles), titles
    assert not any("vanuit" in title.lower() for title in titles), "it would come back as a second one"


def test_a_pair_that_stays_two_is_not_proposed_again(world: World, pair: tuple[Item, Item]) -> None:
    found = Likeness.objects.get()
    world.client(world.sanne).post(f"/knowledge/alike/{found.id}/apart/")
    revise_item(world.fatima, pair[0], "Thuis inloggen", TEXT + "Een woord.")
    compare_new()
    assert "Nothing looks alike" in words(world.client(world.sanne).get("/knowledge/alike/"))


def test_the_same_text_shares_all_bands_and_another_none() -> None:
    def bands_of(text: str) -> list[str]:
        return bands(sketch(set(shingles(text))))

    assert bands_of(TEXT) == bands_of(f"# Kop\n\n**{TEXT.strip()}**"[7:])
    assert not set(bands_of(TEXT)) & set(bands_of(OTHER))
    assert sketch(set(shingles("Te kort om iets te zeggen."))) == []


@given(st.integers(0, 60), st.integers(1, 60))
def test_the_sketch_estimates_how_much_two_sets_share(shared: int, own: int) -> None:
    one = {number * 7919 for number in range(shared + own + 20)}
    other = {number * 7919 for number in range(own, shared + 2 * own + 20)}
    same = sum(left == right for left, right in zip(sketch(one), sketch(other), strict=True)) / 64
    assert abs(same - alike(one, other)) < 0.35


@given(st.lists(st.integers(0, 10**6), min_size=20), st.lists(st.integers(0, 10**6)), st.lists(st.integers(0, 10**6)))
def test_whatever_is_long_enough_leaves_a_sample_in_what_it_stands_in(
    part: list[int], before: list[int], after: list[int]
) -> None:
    assert set(samples(part)) & set(samples([*before, *part, *after]))
    assert samples(part[:19]) == []
