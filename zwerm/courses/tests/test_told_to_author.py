"""What the author of a draft is told: what a part without marks asks, and that texts are in two languages."""

from __future__ import annotations

import html

from zwerm.courses.actions import ask_for_course, carry_out
from zwerm.courses.models import Course, Drafting, Question, Suggestion
from zwerm.courses.tests.generation.test_two_languages import DUTCH, ENGLISH
from zwerm.courses.tests.generation.world import dutch
from zwerm.courses.tests.test_suggestions import MILL
from zwerm.library.actions import keep_item
from zwerm.people.tests.world import World

RUNNING = """# De tuin

De tuin ligt achter het huis en is van iedereen die er werkt. Wie er komt, groet de anderen en kijkt wat er te doen is.
Op warme dagen zit de groep onder de boom en praat over wat er groeit en wat niet.
"""
MUTE = "In dit deel wordt niets nagekeken"
OWN_WORDS = f"{MUTE}: wie het volgt, antwoordt in eigen woorden."
SURE = "Vragen die worden nagekeken, zet Zwerm er alleen in als het er zeker genoeg van is."
OFFERED = "Hieronder staan vragen waar het aan twijfelt"
NONE_OFFERED = "Weet je een goede vraag? Voeg die zelf toe."


def draft_of(world: World, text: str) -> tuple[Course, str]:
    item = keep_item(world.fatima, world.team.space, "howto", "De tuin", text, language="nl")
    course = carry_out(ask_for_course(world.fatima, world.team.space, [item]))
    assert course is not None
    return course, html.unescape(world.client(world.fatima, "nl").get(f"/learn/{course.pk}/draft/").content.decode())


def test_a_part_without_marks_tells_its_author_what_is_asked_and_what_to_do(world: World) -> None:
    course, page = draft_of(world, RUNNING)
    assert f"{OWN_WORDS} {SURE} {NONE_OFFERED}" in page
    asked = Question.objects.get(block__bite__course=course)
    page = html.unescape(
        world.client(world.fatima, "nl").post(f"/learn/questions/{asked.pk}/removal/", follow=True).text
    )
    assert f"{MUTE}. {SURE} {NONE_OFFERED}" in page
    world.client(world.fatima).post(f"/learn/{course.pk}/publication/")
    for person in (world.fatima, world.kees):
        read = world.client(person, "nl").get(f"/learn/{course.pk}/1/", follow=True)
        assert read.status_code == 200
        assert "niets nagekeken" not in read.content.decode()


def test_where_questions_are_offered_it_leads_to_these_and_says_no_more_once_one_is_taken(world: World) -> None:
    course, page = draft_of(world, MILL)
    offered = Suggestion.objects.questions().filter(bite__course=course)
    assert offered.count() == 1
    assert f"{OWN_WORDS} {SURE} {OFFERED}" in page
    assert NONE_OFFERED not in page
    world.client(world.fatima).post(f"/learn/suggestions/{offered.get().pk}/taking/")
    page = world.client(world.fatima, "nl").get(f"/learn/{course.pk}/draft/").text
    assert MUTE not in page


def test_a_part_with_a_question_says_nothing_of_it(world: World) -> None:
    _, page = draft_of(world, dutch().markdown)
    assert "Wat is de ‘koelketen’?" in page
    assert "niets nagekeken" not in page


def test_texts_in_two_languages_are_told_before_the_course_is_made(world: World) -> None:
    items = [
        keep_item(world.fatima, world.team.space, "howto", one.title, one.markdown, language=one.language)
        for one in (DUTCH, ENGLISH)
    ]
    browser = world.client(world.fatima, "nl")
    given = {"items": [str(item.pk) for item in items], "space": str(world.team.space.pk), "title": ""}
    answer = browser.post("/learn/new/", given)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Deze teksten zijn niet in één taal" in page
    assert page.count("checked") >= len(items)
    assert not Drafting.objects.exists()
    assert browser.post("/learn/new/", given | {"mixed": "1"}).status_code == 302
    assert Drafting.objects.count() == 1
    one = browser.post("/learn/new/", given | {"items": [str(items[0].pk)]})
    assert one.status_code == 302


def test_code_of_a_step_is_read_in_it_and_its_author_is_told_what_is_left_out(world: World) -> None:
    course, page = draft_of(
        world,
        f"{RUNNING}\n## De pomp\n\nMist er iets, laat het ons weten via [mail](mailto:pomp@voorbeeld.nl).\n\nDe pomp staat achter het huis.\n\n"
        "1. Open het scherm en typ dit:\n\n   ```\n   pomp --start nu\n   ```\n\n   De lamp wordt groen.\n2. Sluit het scherm.\n",
    )
    assert "Contact, schrijvers, een disclaimer en dergelijke" in page
    assert "pomp --start nu" in page
    world.client(world.fatima).post(f"/learn/{course.pk}/publication/")
    read = world.client(world.kees, "nl").get(f"/learn/{course.pk}/1/", follow=True).content.decode()
    inside = read[read.index("Open het scherm") : read.index("Sluit het scherm")]
    assert "<code>pomp --start nu</code></pre>" in inside
    assert inside.index("pomp --start") < inside.index("De lamp wordt groen.")
    assert "handleiding" not in read
