"""A published course is changed in a working copy: learners see what is published, and keep where they are."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zwerm.courses.actions import keep_course, publish_course
from zwerm.courses.models import Block, Completion, Course, Enrolment, Question
from zwerm.courses.tests.sample import drafted, keep_text
from zwerm.courses.tests.taker import RIGHT, give
from zwerm.people.tests.world import World
from zwerm.practice.models import Card, Keep
from zwerm.records.models import Statement


@pytest.fixture
def course(world: World) -> Course:
    item = keep_text(world.fatima, world.team.space)
    return publish_course(world.fatima, keep_course(world.fatima, world.team.space, drafted(item), [item]))


@pytest.fixture
def author(world: World) -> Client:
    return world.client(world.fatima, "nl")


def change(author: Client, course: Course) -> Course:
    author.post(f"/learn/{course.pk}/changes/")
    return Course.objects.get(revises=course)


def publish(author: Client, copy: Course) -> None:
    author.post(f"/learn/{copy.pk}/publication/")


def block(course: Course, kind: str) -> Block:
    return Block.objects.get(bite__course=course, kind=kind)


def question(course: Course, kind: str) -> Question:
    return Question.objects.get(block__bite__course=course, kind=kind)


def told(course: Course) -> list[Any]:
    return [
        (bite.pk, bite.title, [(b.pk, b.content, [(q.pk, q.content, q.edition) for q in b.questions.all()]) for b in bite.blocks.all()])
        for bite in course.bites.all()
    ]  # fmt: skip


def test_learners_see_what_is_published_until_the_changes_are(world: World, course: Course, author: Client) -> None:
    copy = change(author, course)
    author.post(f"/learn/blocks/{block(copy, 'key_points').pk}/edit/", {"points": "Was je handen."})
    learner = world.client(world.kees)
    assert "Was je handen." not in learner.get(f"/learn/{course.pk}/1/").content.decode()
    page = author.get(f"/learn/{copy.pk}/draft/").content.decode()
    assert "0 nieuw, 1 veranderd, 0 weggehaald" in page
    publish(author, copy)
    page = learner.get(f"/learn/{course.pk}/1/").content.decode()
    assert "Was je handen." in page
    assert not Course.objects.filter(pk=copy.pk).exists()
    assert Statement.objects.filter(person=world.fatima, verb="revised-course").count() == 1


def test_the_draft_of_a_working_copy_asks_four_questions_more_than_another_draft(
    world: World, course: Course, author: Client
) -> None:
    """What it is compared with, and nothing that was read already."""

    def cost(address: str) -> int:
        author.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert author.get(address).status_code == 200
        return len(asked)

    copy = change(author, course)
    more = cost(f"/learn/{copy.pk}/draft/")
    publish(author, copy)
    Course.objects.filter(pk=course.pk).update(published=None)
    own = cost(f"/learn/{course.pk}/draft/")
    assert own <= 12
    assert more - own <= 4


def test_publishing_without_a_change_changes_nothing(course: Course, author: Client) -> None:
    before = told(course)
    rests = sorted(Block.objects.get(kind="quiz").rests_on.values_list("question", "item", "version"))
    publish(author, change(author, course))
    assert told(course) == before
    assert sorted(Block.objects.get(kind="quiz").rests_on.values_list("question", "item", "version")) == rests


def test_progress_answers_and_cards_survive_changed_words_order_and_new_parts(
    world: World, course: Course, author: Client
) -> None:
    learner = world.client(world.kees)
    for kind, given in RIGHT.items():
        give(learner, question(course, kind), *given)
    learner.post(f"/learn/{course.pk}/2/finish/")
    keeps = list(Keep.objects.order_by("pk"))
    assert len(keeps) == 2
    enrolment = Enrolment.objects.get(person=world.kees)
    shares = enrolment.latest_shares()

    copy = change(author, course)
    last = copy.bites.all()[1]
    author.post(f"/learn/bites/{last.pk}/place/", {"to": "up"})
    author.post(f"/learn/questions/{question(copy, 'multiple').pk}/place/", {"to": "up"})
    author.post(f"/learn/blocks/{block(copy, 'flashcards').pk}/place/", {"to": "up"})
    author.post(f"/learn/{copy.pk}/bites/", {"title": "Tot slot"})
    new = copy.bites.all()[2]
    author.post(f"/learn/bites/{new.pk}/blocks/new/prose/", {"markdown": "Dat was het."})
    for _ in range(6):
        author.post(f"/learn/blocks/{block(copy, 'reflection').pk}/place/", {"to": "down"})
    publish(author, copy)

    kinds = [[b.kind for b in bite.blocks.all()] for bite in course.bites.all()]
    assert kinds == [["flashcards", "quiz"], ["text", "key_points", "glossary"], ["prose", "reflection"]]
    assert enrolment.latest_shares() == shares
    assert [done.bite.title for done in enrolment.done.all()] == ["Oefenen"]
    assert list(Keep.objects.order_by("pk")) == keeps
    assert Card.objects.count() == 2
    page = learner.get(f"/learn/{course.pk}/1/").content.decode()
    assert page.count("feedback--right") == 6


def test_who_passed_has_passed_whatever_is_added(world: World, course: Course, author: Client) -> None:
    learner = world.client(world.kees, "nl")
    for kind, given in RIGHT.items():
        give(learner, question(course, kind), *given)
    for number in (1, 2):
        learner.post(f"/learn/{course.pk}/{number}/finish/")
    copy = change(author, course)
    author.post(f"/learn/{copy.pk}/bites/", {"title": "Nieuw deel"})
    new = copy.bites.all()[2]
    author.post(f"/learn/bites/{new.pk}/questions/new/gap/", {"stem": "Vul in.", "sentence": "De [koelkast] is koud."})
    publish(author, copy)
    completion = Completion.objects.get(enrolment__person=world.kees)
    assert (completion.passed, completion.score) == (True, 1.0)
    page = learner.get(f"/learn/{course.pk}/").content.decode()
    assert "Je hebt deze cursus afgerond." in page
    assert "Sindsdien is 1 stukje nieuw." in page


def test_an_answer_to_a_question_that_changed_counts_but_is_not_shown_as_one_to_the_new_question(
    world: World, course: Course, author: Client
) -> None:
    learner, asked = world.client(world.kees), question(course, "order")
    give(learner, asked, *RIGHT["order"])
    copy = change(author, course)
    author.post(
        f"/learn/questions/{question(copy, 'order').pk}/edit/", {"stem": "Zet op volgorde.", "items": "alcohol\nwrijf"}
    )
    author.post(
        f"/learn/questions/{question(copy, 'gap').pk}/edit/",
        {"stem": "Vul aan.", "sentence": "Eerst neem je [alcohol]."},
    )
    publish(author, copy)
    asked.refresh_from_db()
    assert (asked.edition, question(course, "gap").edition) == (2, 1)
    page = learner.get(f"/learn/{course.pk}/2/").content.decode()
    assert "This question has changed since you saw it" in page
    assert Enrolment.objects.get(person=world.kees).latest_shares() == {asked.pk: 1.0}
    give(learner, asked, "0", "1")
    assert "This question has changed" not in learner.get(f"/learn/{course.pk}/2/").content.decode()


def test_a_form_that_was_open_while_the_question_changed_is_not_marked(
    world: World, course: Course, author: Client
) -> None:
    learner, asked = world.client(world.kees), question(course, "gap")
    copy = change(author, course)
    author.post(
        f"/learn/questions/{question(copy, 'gap').pk}/edit/", {"stem": "Vul in.", "sentence": "Neem [handalcohol]."}
    )
    publish(author, copy)
    answer = learner.post(
        f"/learn/questions/{asked.pk}/answers/",
        {"given": "alcohol", "key": str(uuid.uuid4()), "edition": "1"},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 422
    assert "This question has changed since you saw it" in answer.content.decode()
    assert not asked.answers.exists()


def test_what_is_taken_out_is_gone_for_learners_only_after_publishing(
    world: World, course: Course, author: Client
) -> None:
    learner, asked = world.client(world.kees), question(course, "gap")
    give(learner, asked, "Alcohol")
    copy = change(author, course)
    author.post(f"/learn/questions/{question(copy, 'gap').pk}/removal/")
    author.post(f"/learn/bites/{copy.bites.all()[0].pk}/removal/")
    assert question(course, "gap") == asked
    publish(author, copy)
    assert not Question.objects.filter(pk=asked.pk).exists()
    assert [bite.title for bite in course.bites.all()] == ["Oefenen"]


def test_put_back_in_a_working_copy_it_is_the_same_for_learners(world: World, course: Course, author: Client) -> None:
    learner, asked = world.client(world.kees), question(course, "gap")
    give(learner, asked, "Alcohol")
    before = told(course)
    copy = change(author, course)
    author.post(f"/learn/bites/{copy.bites.all()[1].pk}/removal/")
    author.post(f"/learn/removals/{copy.removals.get().pk}/undoing/")
    publish(author, copy)
    assert told(course) == before
    assert asked.answers.count() == 1


def test_a_card_stays_the_same_card_when_another_is_taken_out(world: World, course: Course, author: Client) -> None:
    copy = change(author, course)
    cards = {"front-0": "Hoe lang?", "back-0": "30 seconden", "front-1": "Waarmee?", "back-1": "Alcohol"}
    author.post(f"/learn/blocks/{block(copy, 'flashcards').pk}/edit/", cards)
    publish(author, copy)
    second = Card.objects.get(front="Waarmee?")
    copy = change(author, course)
    author.post(f"/learn/blocks/{block(copy, 'flashcards').pk}/edit/", {"front-0": "Waarmee?", "back-0": "Handalcohol"})
    publish(author, copy)
    second.refresh_from_db()
    assert (second.front, second.back) == ("Waarmee?", "Handalcohol")
    assert Card.objects.filter(front="Hoe lang?").count() == 1


def test_changes_are_thrown_away_without_a_trace(course: Course, author: Client) -> None:
    before = told(course)
    copy = change(author, course)
    author.post(f"/learn/blocks/{block(copy, 'key_points').pk}/edit/", {"points": "Was je handen."})
    author.post(f"/learn/{copy.pk}/removal/")
    assert told(course) == before
    assert Course.objects.count() == 1


def test_there_is_one_working_copy_however_often_it_is_begun(course: Course, author: Client) -> None:
    assert change(author, course) == change(author, course)
    assert author.get(f"/learn/{course.pk}/draft/").headers["Location"].endswith(f"{change(author, course).pk}/draft/")


@pytest.mark.parametrize("name", ["kees", "otto", "sanne"])
def test_nobody_else_begins_reads_or_publishes_changes(world: World, course: Course, author: Client, name: str) -> None:
    other = world.client(getattr(world, name))
    assert other.post(f"/learn/{course.pk}/changes/").status_code == 404
    assert Course.objects.count() == 1
    copy = change(author, course)
    assert other.get(f"/learn/{copy.pk}/").status_code == 404
    assert other.get(f"/learn/{copy.pk}/draft/").status_code == 404
    assert other.post(f"/learn/{copy.pk}/publication/").status_code == 404
    assert "Veranderingen" not in other.get("/learn/").content.decode()


def test_the_cards_of_flashcards_that_are_gone_retire_and_come_back_with_them(
    world: World, course: Course, author: Client
) -> None:
    learner = world.client(world.kees, "nl")
    learner.post(f"/learn/{course.pk}/2/finish/", {"anyway": "1"})
    copy = change(author, course)
    author.post(f"/learn/blocks/{block(copy, 'flashcards').pk}/removal/")
    assert Card.objects.get(front="Hoe lang?").retired is None
    publish(author, copy)
    card = Card.objects.get(front="Hoe lang?")
    assert card.retired
    assert card.pk not in [keep.card_id for keep in Keep.objects.of(world.kees)]
    assert "deel dat er niet meer is" in learner.get("/practice/cards/").text

    copy = change(author, course)
    sent = {"front-0": card.front, "back-0": card.back}
    author.post(f"/learn/bites/{copy.bites.all()[1].pk}/blocks/new/flashcards/", sent)
    publish(author, copy)
    assert card.pk in [keep.card_id for keep in Keep.objects.of(world.kees)]
    assert Card.objects.filter(front="Hoe lang?").count() == 1


def test_publishing_a_copy_in_which_nothing_changed_says_so_and_tells_nobody(course: Course, author: Client) -> None:
    copy = change(author, course)
    assert "Nog niets veranderd" in author.get(f"/learn/{copy.pk}/draft/").text
    before = told(course)
    page = author.post(f"/learn/{copy.pk}/publication/", follow=True).text
    assert "Er was niets veranderd" in page
    assert told(course) == before
    assert not Course.objects.filter(revises=course).exists()
    assert not Statement.objects.filter(verb="revised-course").exists()


def test_publishing_changes_that_another_tab_published_leads_to_the_course_and_says_so(
    world: World, course: Course, author: Client
) -> None:
    copy = change(author, course)
    draft = author.get(f"/learn/{copy.pk}/draft/").text
    assert f'name="of" value="{course.pk}"' in draft
    publish(author, copy)
    sent = {"of": str(course.pk)}
    answer = author.post(f"/learn/{copy.pk}/publication/", sent, follow=True)
    assert answer.redirect_chain == [(f"/learn/{course.pk}/", 302)]
    assert "Deze veranderingen zijn al gepubliceerd, of weggegooid." in answer.text
    assert author.post(f"/learn/{copy.pk}/publication/").status_code == 404
    assert author.post(f"/learn/{copy.pk}/publication/", {"of": "geen-cursus"}).status_code == 404
    # Whoever does not make the course learns nothing, and what is still there is published by no other way.
    assert world.client(world.otto).post(f"/learn/{copy.pk}/publication/", sent).status_code == 404
    again = change(author, course)
    assert world.client(world.kees).post(f"/learn/{again.pk}/publication/", sent).status_code == 404
    assert Course.objects.filter(revises=course).count() == 1
