"""A course leads on to where its source leads on to, for who takes it and for who makes it."""

from __future__ import annotations

import msgspec
import pytest

from zwerm.courses.actions import keep_course, publish_course
from zwerm.courses.actions.generate import draft_of
from zwerm.courses.generation import draft
from zwerm.courses.models import Block, Course
from zwerm.library.actions import keep_item
from zwerm.library.models import Item
from zwerm.people.models import Space
from zwerm.people.tests.world import World

FORM = "https://haven.example/meld?a=1&b=2"


@pytest.fixture
def hidden(world: World) -> Item:
    """Of Fatima alone."""
    space = Space.objects.private_of(world.fatima).get()
    return keep_item(world.fatima, space, "howto", "Geheime oven", "Niemand weet dit.", language="nl")


@pytest.fixture
def course(world: World, hidden: Item) -> Course:
    text = (
        "De bakkerij staat aan de haven en levert elke ochtend brood aan de schepen. Wie er werkt, draagt een schort en bindt het haar vast.\n\n"
        f"Meld het altijd met [dit formulier]({FORM}) aan de bakker, of [bel hem](tel:+31101234567) op.\n\n"
        f"- Leg de aslade leeg, zoals [de werkwijze](item:{hidden.pk}) van de oven zegt.\n"
        "- Stapel het hout naast [de klep](javascript:alert(1)) van de oven.\n\n"
        "| Brood | Waar je het vindt |\n|---|---|\n| rogge | [de kade](https://haven.example/kade) |\n| wit | op de markt |\n"
    )
    item = keep_item(world.fatima, world.team.space, "howto", "De bakkerij", text, language="nl")
    made, _sources = draft_of(world.fatima, world.team.space, [item])
    return publish_course(world.fatima, keep_course(world.fatima, world.team.space, made, [item]))


def test_who_takes_the_course_follows_the_links_of_its_source(world: World, course: Course, hidden: Item) -> None:
    page = world.client(world.kees, "nl").get(f"/learn/{course.pk}/1/").text
    assert f'<a href="{FORM.replace("&", "&amp;")}" class="external" rel="noopener">dit formulier</a>' in page
    assert '<a href="tel:+31101234567" rel="noopener">bel hem</a>' in page
    assert '<td><a href="https://haven.example/kade" class="external" rel="noopener">de kade</a></td>' in page
    # As the library draws it: what the reader does not see is not told, and is not there when they go.
    assert f'<a href="/knowledge/{hidden.pk}/" rel="noopener">de werkwijze</a>' in page
    assert "Geheime oven" not in page
    assert world.client(world.kees).get(f"/knowledge/{hidden.pk}/").status_code == 404
    assert "de klep van de oven" in page
    assert "javascript:" not in page


def test_its_maker_reads_and_writes_with_the_links(world: World, course: Course) -> None:
    browser = world.client(world.fatima, "nl")
    browser.post(f"/learn/{course.pk}/changes/")
    copy = Course.objects.get(revises=course)
    assert ">dit formulier</a>" in browser.get(f"/learn/{copy.pk}/draft/").text
    block = Block.objects.filter(bite__course=copy, kind="text").first()
    assert block
    writing = browser.get(f"/learn/blocks/{block.pk}/edit/").text
    assert f"[dit formulier]({FORM.replace('&', '&amp;')})" in writing
    assert "[de kade](&lt;https://haven.example/kade&gt;)" in writing


def test_what_was_kept_with_a_hostile_address_is_shown_as_words(world: World, course: Course) -> None:
    block = Block.objects.filter(bite__course=course, kind="text").first()
    assert block
    words = 'Klik hier <b> & "daar" nu.'
    bad = [
        draft.Link(0, 4, "javascript:alert(1)"),
        draft.Link(5, 9, "data:text/html,x"),
        draft.Link(10, 13, 'https://haven.example/"onclick="x'),
        draft.Link(20, 900, "https://haven.example/over"),
        draft.Link(-3, 2, "https://haven.example/voor"),
    ]
    sentence = draft.Sentence(words, (), tuple(bad))
    block.content = msgspec.to_builtins(draft.TextBlock((draft.Paragraph((sentence,)),)))
    block.save()
    page = world.client(world.kees, "nl").get(f"/learn/{course.pk}/1/").text
    assert "Klik hier &lt;b&gt; &amp; &quot;daar&quot; nu." in page


def test_courses_of_before_have_no_links_and_still_show(world: World, course: Course) -> None:
    block = Block.objects.filter(bite__course=course, kind="text").first()
    assert block
    block.content = {
        "kind": "text",
        "parts": [{"kind": "paragraph", "label": "", "sentences": [{"text": "Zoals het was.", "spans": []}]}],
    }
    block.save()
    assert "Zoals het was." in world.client(world.kees, "nl").get(f"/learn/{course.pk}/1/").text
