"""A course in which nothing is marked is finished by doing all its parts and answering all that it asks: nowhere it speaks of passing, or of a share that is right."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import urlsplit
from uuid import uuid4

import jwt
import msgspec
import pypdfium2
import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from zwerm.courses.actions import (
    answer_question,
    badge,
    finish_bite,
    keep_course,
    publish_course,
    set_up_course,
    start_course,
)
from zwerm.courses.generation import draft
from zwerm.courses.models import Certificate, Completion, Course, Question
from zwerm.courses.tests.sample import drafted, keep_text
from zwerm.courses.tests.taker import RIGHT, course_in, give, pass_course
from zwerm.people.models import Person, Space
from zwerm.people.tests.world import World
from zwerm.records.models import Statement

SPOKEN_OF = {
    "nl": re.compile(r"slaag|behaald|haalde|\d% (?:goed|van de vragen)", re.IGNORECASE),
    "en": re.compile(r"\bpass(?:ed|es)?\b|\d% (?:right|of the)", re.IGNORECASE),
}
HOLDER = {"nl": "die deze cursus heeft afgerond", "en": "who finished the course"}
BEGIN = {
    "nl": "Deze cursus heb je af als je alle stukjes hebt gedaan en elke vraag hebt beantwoord.",
    "en": "You finish this course by doing all its parts and answering every question.",
}


def unmarked_course(world: World, space: Space, *, asks: bool = True) -> Course:
    """With a question in own words, or without any."""
    item = keep_text(world.fatima, space)
    first, second = drafted(item).bites
    (quiz,) = [block for block in second.blocks if isinstance(block, draft.Quiz)]
    left = tuple(q for q in quiz.questions if not q.is_marked)
    blocks = (draft.Quiz(left), *second.blocks[1:]) if asks else second.blocks[1:]
    made = msgspec.structs.replace(drafted(item), bites=(first, msgspec.structs.replace(second, blocks=blocks)))
    return publish_course(world.fatima, keep_course(world.fatima, space, made, [item]))


@pytest.fixture(params=[True, False], ids=["own words", "no questions"])
def course(world: World, request: pytest.FixtureRequest) -> Course:
    return unmarked_course(world, world.team.space, asks=request.param)


def finish(person: Person, course: Course) -> None:
    enrolment = start_course(person, course)
    for asked in Question.objects.filter(block__bite__course=course, kind="open"):
        answer_question(enrolment, asked, RIGHT["open"], uuid4())
    for bite in course.bites.all():
        finish_bite(enrolment, bite)


def shown(world: World, person: Person | None, address: str, language: str) -> str:
    """The words of a page below its heading, without the addresses and names of what is on it."""
    page = world.client(person, language).get(address)
    assert page.status_code == 200, address
    main = page.text.split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", re.sub(r'data-confirms="([^"]*)"[^>]*>', r"> \1 <b>", main)))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_page_speaks_of_passing_where_nothing_is_marked(world: World, course: Course, language: str) -> None:
    world.kees.language = language
    world.kees.save(update_fields=["language"])
    browser = world.client(world.tom, language)
    browser.post(
        f"/learn/{course.pk}/assignments/", {"due": timezone.localdate() + timedelta(9), "people": [world.kees.pk]}
    )
    assignment = course.assignments.get()
    for person in (world.kees, world.fatima, world.tom):
        assert not SPOKEN_OF[language].search(shown(world, person, f"/learn/{course.pk}/", language))
    assert BEGIN[language] in shown(world, world.kees, f"/learn/{course.pk}/", language)
    finish(world.kees, course)
    certificate = Certificate.objects.get()
    pages: list[tuple[Person | None, str]] = [
        (world.kees, f"/learn/{course.pk}/"),
        (world.kees, f"/learn/{course.pk}/end/"),
        (world.kees, "/learn/certificates/"),
        (world.kees, certificate.get_absolute_url()),
        (None, certificate.get_absolute_url()),
        (world.fatima, f"/learn/{course.pk}/edit/"),
        (world.fatima, f"/learn/{course.pk}/health/"),
        (world.tom, f"/learn/assignments/{assignment.pk}/"),
    ]
    for reader, address in pages:
        page = shown(world, reader, address, language)
        assert not SPOKEN_OF[language].search(page), (address, SPOKEN_OF[language].search(page))
    assert HOLDER[language] in shown(world, None, certificate.get_absolute_url(), language)


ENDS = {
    ("nl", True): ("Je bent klaar met deze cursus", "In deze cursus wordt niets nagekeken. Je hebt alle stukjes gehad en elke vraag in je eigen woorden beantwoord."),
    ("nl", False): ("Je bent klaar met deze cursus", "In deze cursus wordt niets nagekeken. Je hebt alle stukjes gehad."),
    ("en", True): ("You are done with this course", "In this course nothing is marked. You went through all parts and answered every question in your own words."),
    ("en", False): ("You are done with this course", "In this course nothing is marked. You went through all parts."),
}  # fmt: skip


@pytest.mark.parametrize(("language", "asks"), ENDS)
def test_its_end_says_that_nothing_is_marked_and_praises_no_result(world: World, language: str, asks: bool) -> None:
    course = unmarked_course(world, world.team.space, asks=asks)
    finish(world.kees, course)
    end = shown(world, world.kees, f"/learn/{course.pk}/end/", language)
    title, words = ENDS[language, asks]
    assert f"{title} " in end
    assert f"{words} " in end
    assert not re.search("Goed gedaan|Well done", end)
    marked = course_in(world, world.team.space)
    pass_course(world.kees, marked)
    end = shown(world, world.kees, f"/learn/{marked.pk}/end/", language)
    assert re.search("Goed gedaan|Well done", end)
    assert words not in end


@pytest.mark.parametrize("language", ["nl", "en"])
def test_its_pdf_says_finished(world: World, language: str) -> None:
    world.kees.language = language
    world.kees.save(update_fields=["language"])
    finish(world.kees, unmarked_course(world, world.team.space))
    address = Certificate.objects.get().get_absolute_url()
    pdf = pypdfium2.PdfDocument(world.client(world.kees).get(f"{address}pdf/").content)
    text = pdf[0].get_textpage().get_text_bounded()
    assert HOLDER[language] in text
    assert not SPOKEN_OF[language].search(text)


def test_its_badge_asks_to_do_it_and_is_another_than_that_of_who_passed(world: World) -> None:
    finish(world.kees, unmarked_course(world, world.team.space))
    certificate = Certificate.objects.get()
    token = world.client().get(urlsplit(certificate.badge_address).path).text
    told = jwt.decode(token, options={"verify_signature": False})["credentialSubject"]["achievement"]
    assert told["criteria"]["narrative"] == "De cursus tot het einde volgen en elke vraag erin beantwoorden."
    assert told["description"] == "Lindehof geeft dit aan wie de cursus ‘Schone handen’ heeft afgerond."
    assert badge.picture_of(certificate).word == "Afgerond"
    course = certificate.course
    assert course
    question = Question.objects.create(
        block=course.bites.last().blocks.create(position=9, kind="quiz", content={"kind": "quiz", "questions": []}),  # type: ignore[union-attr]
        position=0,
        kind="gap",
        content=msgspec.to_builtins(draft.Gap("Vul in.", "Eerst neem je ", ".", "alcohol", (), ())),
    )
    start_course(world.fatima, course)
    give(world.client(world.fatima), question, "alcohol")
    finish(world.fatima, course)
    passed = Certificate.objects.get(person=world.fatima)
    assert passed.achievement != certificate.achievement
    assert badge.picture_of(passed).word == "Behaald"


def test_who_did_it_finished_and_passed_nothing(world: World, course: Course) -> None:
    finish(world.kees, course)
    told = (
        Statement.objects.filter(person=world.kees, object_iri=f"urn:uuid:{course.pk}")
        .exclude(verb="kept")
        .order_by("sequence")
    )
    assert list(told.values_list("verb", "success", "scaled")) == [("started", None, None), ("completed", None, None)]
    completion = Completion.objects.get()
    assert (completion.passed, completion.score) == (True, None)


def test_the_settings_have_no_pass_mark_and_keep_the_one_that_was(world: World, course: Course) -> None:
    set_up_course(world.fatima, course, course.title, 85, None)
    browser = world.client(world.fatima)
    assert 'name="pass_mark"' not in browser.get(f"/learn/{course.pk}/edit/").text
    browser.post(f"/learn/{course.pk}/edit/", {"title": "Handen", "valid_months": 12})
    course.refresh_from_db()
    assert (course.title, course.pass_mark, course.valid_months) == ("Handen", 85, 12)


def test_where_something_is_marked_passing_is_spoken_of_as_before(world: World) -> None:
    course = course_in(world, world.team.space)
    assert "Je slaagt bij 70% goed" in shown(world, world.kees, f"/learn/{course.pk}/", "nl")
    assert 'name="pass_mark"' in world.client(world.fatima).get(f"/learn/{course.pk}/edit/").text
    pass_course(world.kees, course)
    certificate = Certificate.objects.get()
    assert "die slaagde voor de cursus" in shown(world, None, certificate.get_absolute_url(), "nl")


def test_who_sees_none_of_what_is_marked_is_told_of_no_percentage(world: World) -> None:
    """What is marked rests on a text in a space that Kees is not in."""
    hidden = keep_text(world.fatima, Space.objects.private_of(world.fatima).get(), "Verborgen")
    course = unmarked_course(world, world.team.space)
    block = course.bites.last().blocks.create(position=9, kind="quiz", content={"kind": "quiz", "questions": []})  # type: ignore[union-attr]
    content = msgspec.to_builtins(draft.Gap("Vul in.", "Eerst neem je ", ".", "alcohol", (), ()))
    block.questions.create(position=0, kind="gap", content=content)
    block.rests_on.create(item=hidden, version=hidden.version)
    assert BEGIN["nl"] in shown(world, world.kees, f"/learn/{course.pk}/", "nl")
    assert "Je slaagt bij 70%" in shown(world, world.fatima, f"/learn/{course.pk}/", "nl")


def test_an_open_question_in_own_words_is_not_said_to_count_as_wrong(world: World) -> None:
    course = unmarked_course(world, world.team.space)
    browser = world.client(world.kees)
    page = browser.post(f"/learn/{course.pk}/2/finish/", follow=True).text
    assert "1 question is still open" in page
    assert "What you answer in your own words nobody marks." in page


def test_certificates_of_before_say_what_was_true(world: World) -> None:
    finish(world.kees, unmarked_course(world, world.team.space))
    pass_course(world.sanne, course_in(world, world.team.space))
    Certificate.objects.update(marked=True)
    migration = importlib.import_module("zwerm.courses.migrations.0024_finished_without_marks")
    migration.say_what_was_finished(apps, SimpleNamespace(connection=connection))
    assert list(Certificate.objects.order_by("awarded").values_list("marked", flat=True)) == [False, True]


def test_telling_it_asks_no_more_than_a_page_may(
    world: World, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    course = unmarked_course(world, world.team.space)
    asked = {"due": timezone.localdate() + timedelta(9), "people": [world.kees.pk]}
    world.client(world.tom).post(f"/learn/{course.pk}/assignments/", asked)
    finish(world.kees, course)
    for person, address in (
        (world.kees, f"/learn/{course.pk}/"),
        (world.kees, f"/learn/{course.pk}/end/"),
        (world.fatima, f"/learn/{course.pk}/"),
        (world.fatima, f"/learn/{course.pk}/edit/"),
        (world.tom, f"/learn/assignments/{course.assignments.get().pk}/"),
    ):
        browser = world.client(person)
        browser.get(address)
        with django_assert_max_num_queries(12):
            browser.get(address)
