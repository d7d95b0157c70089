"""A long title stands whole above its page, in its own language; where it is only named, its first words are enough."""

from __future__ import annotations

import re

import pytest
from lxml.html import HtmlElement, fromstring

from zwerm.courses.actions import keep_course, publish_course
from zwerm.courses.actions.generate import draft_of
from zwerm.courses.models import Course
from zwerm.library.actions import keep_item
from zwerm.people.tests.world import World

TITLE = (
    "Binnenvaartschippersvergunningsaanvragen: hoe de medewerkers van het havenkantoor de aanvragen van schippers "
    "ontvangen, bekijken, bespreken, goedkeuren of afwijzen, en daarna voor de gemeente bewaren"
)
TEXT = (
    "Het havenkantoor ontvangt elke aanvraag per post en schrijft op dezelfde dag een brief terug aan de schipper. "
    "De havenmeester bekijkt de aanvraag binnen vijf werkdagen. Een vergunning is een brief waarmee een schip hier mag "
    "liggen. Zonder vergunning mag geen enkel schip langer dan drie dagen aan de kade blijven. Wie een aanvraag afwijst, "
    "schrijft de reden op en belt de schipper. De gemeente bewaart elke brief tien jaar.\n"
)


@pytest.fixture
def course(world: World) -> Course:
    item = keep_item(world.fatima, world.team.space, "howto", TITLE, TEXT, language="nl")
    made, _sources = draft_of(world.fatima, world.team.space, [item])
    return publish_course(world.fatima, keep_course(world.fatima, world.team.space, made, [item]))


def page_of(world: World, address: str) -> HtmlElement:
    return fromstring(world.client(world.fatima, "en").get(address).text)


def test_above_its_page_it_stands_whole_smaller_and_in_its_own_language(world: World, course: Course) -> None:
    item = course.sources.get().item
    assert item
    for address in (f"/knowledge/{item.pk}/", f"/learn/{course.pk}/", f"/learn/{course.pk}/draft/"):
        (heading,) = page_of(world, address).cssselect("h1")
        told = (heading.text_content(), heading.get("lang"), heading.get("class"))
        assert told == (TITLE, "nl", "long"), address
    (short,) = page_of(world, "/knowledge/").cssselect("h1")
    assert (short.get("lang"), short.get("class")) == (None, None)


def test_in_a_list_its_words_are_in_its_language_and_what_is_told_of_it_in_that_of_the_reader(
    world: World, course: Course
) -> None:
    for address in ("/knowledge/", "/learn/"):
        (card,) = [card for card in page_of(world, address).cssselect(".item-card") if TITLE in card.text_content()]
        (title,), (facts,) = card.cssselect(".item-card__title"), card.cssselect(".item-card__facts")
        assert title.get("lang") == "nl"
        assert not [above for above in (facts, *facts.iterancestors()) if above.get("lang") not in (None, "en")]


def test_a_question_and_the_sources_of_a_draft_name_it_by_its_first_words(world: World, course: Course) -> None:
    draft = page_of(world, f"/learn/{course.pk}/draft/")
    asked = [stem.text_content() for stem in draft.cssselect(".card strong") if "‘" in stem.text_content()]
    assert [re.findall("‘(.*?)’", stem) for stem in asked] == [
        ["Binnenvaartschippersvergunningsaanvragen: hoe de medewerkers van het havenkantoor de …"]
    ]
    named = [link.text_content() for link in draft.cssselect(".source__where a")]
    assert named
    assert {len(name) for name in named} == {80}
    assert {len(link.get("title") or "") for link in draft.cssselect("a.cite")} == {80}
