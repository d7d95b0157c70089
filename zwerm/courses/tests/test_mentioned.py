"""What somebody's own words touch on, section by section, beside what they wrote."""

from __future__ import annotations

import re

import pytest
from django.db.models import F

from zwerm.courses.actions import ask_for_course, carry_out, publish_course
from zwerm.courses.generation.draft import Heading, Paragraph, Sentence, TextBlock
from zwerm.courses.models import Block, Course, Question
from zwerm.courses.rules.mentioned import Section, find_mentions, sections_in
from zwerm.courses.tests.taker import give
from zwerm.library.actions import keep_item
from zwerm.library.models import Item
from zwerm.people.models import Person, Space
from zwerm.people.tests.world import World

TEXT = """De dijkwacht loopt bij hoog water elke twee uur langs de dijk, ook in de nacht. Elke ronde loop je met twee mensen.

## Voor de ronde

Elke dijkwacht controleert voor de ronde de lamp en de telefoon, want zonder licht ziet niemand een lek. Trek een reddingsvest aan. De vesten
hangen in de schuur naast het gemaal.

## Tijdens de ronde

Wie een lek ziet, belt eerst de dijkgraaf en stort daarna pas zelf zand. Zet een vlag bij elke natte plek, zodat de volgende ploeg hem vindt.
"""
PUMP = """## De pomp starten

Draai de sleutel op het paneel naar rechts en wacht tot het groene lampje brandt. Open dan de schuif en kijk of het peil in de sloot zakt.

## De pomp stoppen

Sluit eerst de schuif en draai daarna pas de sleutel terug. Noteer de stand van de teller in het logboek dat op de kast ligt.
"""
PUMPS = {"De pomp starten", "De pomp stoppen"}
ASKED = "‘Ronde langs de dijk’: hoe pak je dit aan?"
BEFORE = Section(
    "Voor de ronde", "Elke dijkwacht controleert de lamp en de telefoon. De vesten hangen in de schuur.", "a"
)
DURING = Section("Tijdens de ronde", "Wie een lek ziet, belt de dijkgraaf. Zet een vlag bij elke natte plek.", "b")


def touched(said: str, *sections: Section) -> list[tuple[str, ...]]:
    return [mention.words for mention in find_mentions(sections or (BEFORE, DURING), said, ASKED, "nl")]


def test_words_are_recognised_in_other_forms_and_told_as_they_were_written() -> None:
    assert touched("Ik pak een Lamp en controleer mijn telefoon.") == [("Lamp", "controleer", "telefoon"), ()]
    assert touched("De vlaggen zet ik op natte plekken.") == [(), ("vlaggen", "zet", "natte", "plekken")]


def test_one_word_may_stand_anywhere_unless_the_heading_has_it() -> None:
    assert touched("Het is nat.") == [(), ()]
    assert touched("Ik ga naar de schuur.") == [(), ()]
    assert touched("Iets met melden.", Section("Melden in het systeem", "Vul het formulier in.", "a"), BEFORE)[0] == (
        "melden",
    )


def test_what_the_question_says_or_every_section_tells_nothing() -> None:
    assert touched("De ronde loop je langs de dijk.") == [(), ()]
    lamp = Section("Na de ronde", "Hang de lamp terug en laad de telefoon op. Meld je af bij de post.", "c")
    assert touched("Lamp, telefoon, en dan langs de post om af te melden.", BEFORE, lamp) == [(), ("post", "melden")]
    assert touched("Lamp en telefoon.", BEFORE, lamp) == [("Lamp", "telefoon")] * 2


def block(*parts: tuple[int, str]) -> TextBlock:
    """Headings with their level, and 0 for text."""
    made = [Heading(text, (), level) if level else Paragraph((Sentence(text, ()),)) for level, text in parts]
    return TextBlock(tuple(made))


LONG = "Dit is een zin van wel meer dan twaalf woorden, zodat hij ook echt iets vertelt aan wie hem leest."


def test_a_section_runs_on_in_the_next_block_and_one_that_says_nothing_is_none() -> None:
    found = sections_in(
        [
            ("x", block((0, LONG), (2, "Inleiding"), (0, LONG), (2, "Eén"))),
            ("y", block((0, LONG), (2, "Leeg"), (0, "Kort."))),
        ]
    )
    assert [(one.heading, one.place) for one in found] == [("", ""), ("Eén", "p-x-3")]


def test_of_many_headings_only_the_highest_begin_a_section() -> None:
    deep = [part for number in range(8) for part in ((3, f"Onder {number}"), (0, LONG))]
    found = sections_in([("x", block((2, "Boven"), *deep, (2, "Daarna"), (0, LONG)))])
    assert [one.heading for one in found] == ["Boven", "Daarna"]
    assert "Onder 7" in found[0].text


@pytest.fixture
def course(world: World) -> Course:
    return course_of(world.fatima, world.team.space)


def course_of(person: Person, space: Space, *more: Item) -> Course:
    item = keep_item(person, space, "howto", "Ronde langs de dijk", TEXT, language="nl")
    made = carry_out(ask_for_course(person, space, [item, *more]))
    assert made is not None
    return publish_course(person, made)


def test_the_answer_shows_what_it_touches_on_with_the_way_back_to_the_rest(world: World, course: Course) -> None:
    browser, asked = world.client(world.kees), Question.objects.get(kind="open", block__bite__course=course)
    place = f"/learn/{course.pk}/1/"
    assert "mentions" not in browser.get(place).content.decode()
    shown = give(browser, asked, "Eerst controleer ik de lamp en de telefoon, en ik trek een vest aan.")
    assert told_in(shown) == {"How it begins": "no", "Voor de ronde": "yes", "Tijdens de ronde": "no"}
    assert "controleer, lamp, telefoon" in shown
    page = browser.get(place).content.decode()
    assert told_in(page) == told_in(shown)
    for anchor in re.findall(r'href="[^"]*#(p-[^"]+)"', page):
        assert page.count(f'id="{anchor}"') == 1


def told_in(page: str) -> dict[str, str]:
    rows = re.findall(r'data-told="(\w+)">.*?<a [^>]*>([^<]+)</a>', page, re.DOTALL)
    return {heading: told for told, heading in rows}


def test_nobody_is_told_of_a_section_that_they_do_not_see(world: World) -> None:
    hidden = keep_item(world.fatima, world.team.space, "howto", "Het gemaal bedienen", PUMP, language="nl")
    course = course_of(world.fatima, world.team.space, hidden)
    # A part of two texts, as courses of before have them.
    first, second = course.bites.all()
    Block.objects.filter(bite=second, kind="text").update(bite=first, position=F("position") + 50)
    asked = list(Question.objects.filter(kind="open", block__bite=first))
    assert told_of(world, world.kees, asked) >= PUMPS
    Item.objects.filter(pk=hidden.pk).update(space=world.fatima.memberships.get(space__kind="private").space)
    assert told_of(world, world.kees, asked) == {"How it begins", "Voor de ronde", "Tijdens de ronde"}
    assert told_of(world, world.fatima, asked) >= PUMPS


def told_of(world: World, person: Person, asked: list[Question]) -> set[str]:
    browser = world.client(person)
    return {heading for one in asked for heading in told_in(give(browser, one, "De lamp en de telefoon."))}
