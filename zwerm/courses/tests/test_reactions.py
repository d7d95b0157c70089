"""What learners say of a part, and what their answers say of questions: without names, and unsure while few say it."""

from __future__ import annotations

from uuid import uuid4

import numpy as np
import pytest
from django.test import Client
from django.utils import timezone

from zwerm.courses.actions import health_of, keep_course, publish_course
from zwerm.courses.models import Answer, Bite, Course, Enrolment, Question, Reaction
from zwerm.courses.models.health import BiteHealth, QuestionHealth
from zwerm.courses.rules.certainty import correlation, health, statistics, wilson
from zwerm.courses.tests.sample import drafted, keep_text
from zwerm.people.models import Person
from zwerm.people.tests.world import World


@pytest.fixture
def course(world: World) -> Course:
    item = keep_text(world.fatima, world.team.space)
    return publish_course(world.fatima, keep_course(world.fatima, world.team.space, drafted(item), [item]))


@pytest.fixture
def bite(course: Course) -> Bite:
    return course.bites.all()[0]


def say(browser: Client, bite: Bite, kind: str, words: str = "") -> str:
    given = {"kind": kind, "words": words}
    answer = browser.post(f"/learn/bites/{bite.pk}/reactions/", given, headers={"HX-Request": "true"})
    return answer.content.decode()


def colleagues(world: World, count: int) -> list[Person]:
    return [
        Person.objects.create(email=f"c{number}@lindehof.example", name=f"Collega {number}") for number in range(count)
    ]


def bites_of(course: Course) -> list[BiteHealth]:
    return health_of(course)[0]


def questions_of_course(course: Course) -> list[QuestionHealth]:
    return health_of(course)[1]


def test_a_learner_says_it_once_changes_it_and_takes_it_back(world: World, course: Course, bite: Bite) -> None:
    browser = world.client(world.kees, "nl")
    assert "Hoe was dit stukje?" in browser.get(f"/learn/{course.pk}/1/").content.decode()
    say(browser, bite, "unclear", "Wat is een  infectie?")
    page = say(browser, bite, "unclear", "Wat is een infectie precies?")
    assert "Je zei: <strong>Onduidelijk</strong> “Wat is een infectie precies?”" in page.replace("\n", "")
    say(browser, bite, "helped")
    assert sorted(Reaction.objects.values_list("kind", "words")) == [
        ("helped", ""),
        ("unclear", "Wat is een infectie precies?"),
    ]
    browser.post(f"/learn/bites/{bite.pk}/reactions/withdrawal/", {"kind": "unclear"})
    assert list(Reaction.objects.values_list("kind", flat=True)) == ["helped"]


def test_a_question_needs_words_and_no_other_kind_exists(world: World, bite: Bite) -> None:
    browser = world.client(world.kees, "nl")
    assert "Schrijf je vraag in een paar woorden." in say(browser, bite, "question", " ")
    assert "Kies wat je van dit stukje wilt zeggen." in say(browser, bite, "great")
    assert not Reaction.objects.exists()


def test_the_author_reads_the_words_without_a_name_and_settles_them(world: World, course: Course, bite: Bite) -> None:
    say(world.client(world.kees), bite, "question", "Geldt dit ook thuis?")
    author = world.client(world.fatima, "nl")
    assert "1 opmerking van een collega" in author.get("/").content.decode()
    page = author.get(f"/learn/{course.pk}/health/").content.decode()
    assert "Geldt dit ook thuis?" in page
    assert world.kees.name not in page
    author.post(f"/learn/reactions/{Reaction.objects.get().pk}/settlement/")
    assert "Geldt dit ook thuis?" not in author.get(f"/learn/{course.pk}/health/").content.decode()
    say(world.client(world.kees), bite, "question", "En in de auto?")
    assert Reaction.objects.count() == 2


@pytest.mark.parametrize(
    ("helped", "hindered", "expected"),
    [(0, 0, "none"), (1, 0, "unsure"), (0, 1, "unsure"), (0, 2, "unsure"), (0, 3, "bad"), (3, 0, "unsure"), (6, 0, "good"), (20, 4, "good"), (8, 6, "unsure"), (4, 20, "bad")],
)  # fmt: skip
def test_few_votes_do_not_shout(helped: int, hindered: int, expected: str) -> None:
    assert health(helped, hindered) == expected


def test_the_interval_is_that_of_wilson() -> None:
    found = wilson(8, 10)
    assert found is not None
    # Newcombe 1998, table I gives 81 of 263: 0.2553–0.3662; here 8 of 10 by hand.
    assert (round(found.low, 4), round(found.high, 4)) == (0.4902, 0.9433)
    known = wilson(81, 263)
    assert known is not None
    assert (round(known.low, 4), round(known.high, 4)) == (0.2553, 0.3662)


def test_votes_are_counted_per_part_without_the_authors_own_and_what_was_settled(
    world: World, course: Course, bite: Bite
) -> None:
    for person in (*colleagues(world, 5), world.fatima):
        say(world.client(person), bite, "unclear")
    first = bites_of(course)[0]
    assert (first.hindered, first.state) == (5, "bad")
    Reaction.objects.update(settled=timezone.now())
    assert bites_of(course)[0].state == "none"


def answer(person: Person, shares: dict[Question, float]) -> None:
    course = next(iter(shares)).block.bite.course
    now = timezone.now()
    enrolment = Enrolment.objects.create(course=course, person=person, started=now, seen=now)
    for question, share in shares.items():
        for value in (share, 1.0):
            Answer.objects.create(
                enrolment=enrolment,
                question=question,
                key=uuid4(),
                given=[],
                share=value,
                correct=value == 1,
                when=now,
                by_maker=course.is_made_by(person),
            )


def test_a_question_that_those_miss_who_know_the_rest_is_pointed_at(world: World, course: Course) -> None:
    questions = list(Question.objects.filter(block__bite__course=course))
    wrong_key = questions[0]
    for number, person in enumerate(colleagues(world, 12)):
        knows = number % 2 == 0
        answer(person, {q: float(knows != (q == wrong_key)) for q in questions})
    found = {row.question.pk: row.found for row in questions_of_course(course)}
    assert [key for key, told in found.items() if told.flaw] == [wrong_key.pk]
    assert found[wrong_key.pk].flaw == "against"
    difficulty = found[wrong_key.pk].difficulty
    assert difficulty is not None
    assert difficulty.share == 0.5
    page = world.client(world.fatima, "nl").get(f"/learn/{course.pk}/health/").content.decode()
    assert "Kijk of het goede antwoord klopt." in page


def test_of_few_people_nothing_is_told_about_a_question(world: World, course: Course) -> None:
    questions = list(Question.objects.filter(block__bite__course=course))
    for person in colleagues(world, 4):
        answer(person, dict.fromkeys(questions, 0.0))
    assert all(row.found.difficulty is None and not row.found.flaw for row in questions_of_course(course))
    page = world.client(world.fatima, "nl").get(f"/learn/{course.pk}/health/").content.decode()
    assert "minder dan 5" in page
    assert "0%" not in page


def test_answers_to_an_earlier_edition_and_the_authors_own_do_not_count(world: World, course: Course) -> None:
    questions = list(Question.objects.filter(block__bite__course=course))
    for person in (*colleagues(world, 5), world.fatima):
        answer(person, dict.fromkeys(questions, 0.0))
    Question.objects.filter(pk=questions[0].pk).update(edition=2)
    people = {row.question.pk: row.found.people for row in questions_of_course(course)}
    assert (people[questions[0].pk], people[questions[1].pk]) == (0, 5)


def test_the_correlation_is_pearsons_and_nothing_where_all_are_the_same() -> None:
    pairs = [(0, 0.1), (1, 0.9), (0, 0.3), (1, 0.6), (1, 0.8)]
    found = correlation(pairs)
    assert found is not None
    assert found.share == pytest.approx(np.corrcoef(np.array(pairs).T)[0, 1])
    assert correlation([(1, 0.1), (1, 0.9), (1, 0.3), (1, 0.6)]) is None
    assert statistics([(1.0, None)] * 20).discrimination is None


@pytest.mark.parametrize("name", ["kees", "otto", "sanne"])
def test_nobody_else_sees_how_a_course_does_or_settles_remarks(
    world: World, course: Course, bite: Bite, name: str
) -> None:
    say(world.client(world.kees), bite, "unclear", "Wat?")
    other = world.client(getattr(world, name))
    assert other.get(f"/learn/{course.pk}/health/").status_code == 404
    assert other.post(f"/learn/reactions/{Reaction.objects.get().pk}/settlement/").status_code == 404


def test_who_does_not_see_a_course_says_nothing_of_it(world: World) -> None:
    item = keep_text(world.kees, world.closed)
    closed = publish_course(world.kees, keep_course(world.kees, world.closed, drafted(item), [item]))
    bite = closed.bites.all()[0]
    assert world.client(world.otto).post(f"/learn/bites/{bite.pk}/reactions/", {"kind": "helped"}).status_code == 404
    assert not Reaction.objects.exists()
