"""A source changes: the owner is told of exactly what rests on it, and takes it over or keeps it; what colleagues reached stays."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from zwerm.courses.actions import keep_course, publish_course
from zwerm.courses.actions.stale import compare_unread
from zwerm.courses.generation import draft
from zwerm.courses.models import Block, Course, Enrolment, Question, Rests
from zwerm.courses.tests.sample import TEXT, keep_text, said, span_in
from zwerm.courses.tests.taker import give
from zwerm.library.actions import revise_item
from zwerm.library.actions.aside import put_back, set_items_aside
from zwerm.library.models import ImportRun, Item
from zwerm.people.tests.world import World
from zwerm.practice.models import Card, Keep

FIRST = "Handen desinfecteren kost 30 seconden."
SECOND = "Een infectie is een ontsteking door bacteriën."
QUICKER = TEXT.replace("30 seconden", "20 seconden")


def drafted(item: Item) -> draft.CourseDraft:
    """A course of which it is known what rests on which sentence."""
    first, second = said(item, FIRST), said(item, SECOND)
    questions = (
        draft.Numeric("Hoe lang?", "Handen desinfecteren kost ", " seconden.", 30, "30", (first,), first.spans),
        draft.SingleChoice(
            "Wat is een infectie?",
            (
                draft.Option("een ontsteking", True, (span_in(item, "een ontsteking"),)),
                draft.Option("een breuk", False, ()),
            ),
            (second,),
            second.spans,
        ),
    )
    blocks = (
        draft.TextBlock((draft.Paragraph((first, second)),)),
        draft.KeyPoints((first,)),
        draft.Glossary((draft.Term("infectie", second),)),
        draft.Quiz(questions),
        draft.Flashcards((draft.Card("Hoe lang?", FIRST, first.spans), draft.Card("Infectie?", SECOND, second.spans))),
        draft.Reflection("Wanneer sla jij het over?", second.spans),
    )
    bites = (draft.Bite("Waarom", 5.0, blocks),)
    return draft.CourseDraft("Schone handen", "nl", (), bites, ())


@pytest.fixture
def item(world: World) -> Item:
    return keep_text(world.fatima, world.team.space)


@pytest.fixture
def course(world: World, item: Item) -> Course:
    return publish_course(world.fatima, keep_course(world.fatima, world.team.space, drafted(item), [item]))


@pytest.fixture
def author(world: World) -> Client:
    return world.client(world.fatima, "nl")


def stale(course: Course) -> list[str]:
    found = Rests.objects.stale().filter(block__bite__course=course).select_related("block", "question")
    return sorted(rest.question.kind if rest.question else rest.block.kind for rest in found)


def revise(world: World, item: Item, text: str) -> None:
    item.refresh_from_db()
    revise_item(world.fatima, item, item.title, text)


def rest(course: Course, kind: str) -> Rests:
    rests = Rests.objects.stale().filter(block__bite__course=course)
    found = rests.filter(question__kind=kind).first() or rests.filter(question=None, block__kind=kind).first()
    assert found is not None
    return found


def content(course: Course, kind: str) -> Any:
    found = Question.objects.filter(block__bite__course=course, kind=kind).first()
    return found.content if found else Block.objects.get(bite__course=course, kind=kind).content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (QUICKER, ["flashcards", "key_points", "numeric", "text"]),
        (TEXT.replace("bacteriën", "virussen"), ["flashcards", "glossary", "reflection", "single", "text"]),
        (TEXT.replace(FIRST, ""), ["flashcards", "key_points", "numeric", "text"]),
        (TEXT.replace("Eerst neem je", "Daarna neem je"), []),
        (TEXT.replace(" ", "  "), []),
        (TEXT.replace(FIRST, "") + f"\n\n- **{FIRST}**\n", []),
    ],
    ids=["reworded", "another reworded", "deleted", "not cited", "spaces", "moved"],
)
def test_exactly_what_rests_on_a_changed_sentence_is_stale(
    world: World, course: Course, item: Item, text: str, expected: list[str]
) -> None:
    revise(world, item, text)
    assert stale(course) == expected


def test_a_source_that_says_what_it_said_before_makes_nothing_stale(world: World, course: Course, item: Item) -> None:
    revise(world, item, QUICKER)
    revise(world, item, TEXT + "\nEn meer.\n")
    assert stale(course) == []


def test_the_owner_is_told_under_today_and_sees_old_and_new_words(world: World, course: Course, item: Item) -> None:
    author = world.client(world.fatima, "nl")
    assert "te bekijken" not in author.get("/").content.decode()
    revise(world, item, QUICKER)
    assert "4 plekken rusten op woorden die veranderden" in author.get("/").content.decode()
    page = author.get(f"/learn/{course.pk}/stale/").content.decode()
    assert page.count("<del>30</del><ins>20</ins>") == 4
    assert (
        "4 plekken rusten op woorden die in hun bron veranderden."
        in author.get(f"/learn/{course.pk}/").content.decode()
    )
    assert "te bekijken" not in world.client(world.kees, "nl").get("/").content.decode()


def test_of_a_heading_in_other_words_the_page_shows_what_taking_over_says(
    world: World, item: Item, author: Client
) -> None:
    text = TEXT.replace("# Handhygiëne", "# Cijfers")
    revise(world, item, text)
    item.refresh_from_db()
    heading = draft.Heading("Cijfers", (span_in(item, "Cijfers"),), 2)
    blocks = (draft.TextBlock((heading, draft.Paragraph((said(item, FIRST),)))),)
    told = draft.CourseDraft("Schone handen", "nl", (), (draft.Bite("Waarom", 5.0, blocks),), ())
    course = publish_course(world.fatima, keep_course(world.fatima, world.team.space, told, [item]))
    revise(world, item, text.replace("# Cijfers", "# De cijfers"))
    page = author.get(f"/learn/{course.pk}/stale/").text
    assert "<del>Cijfers</del> <ins>De cijfers</ins>" in page
    author.post(f"/learn/sources/{rest(course, 'text').pk}/takeover/")
    assert content(course, "text")["parts"][0]["text"] == "De cijfers"


def test_cards_are_called_by_the_one_that_rests_on_what_changed(
    world: World, course: Course, item: Item, author: Client
) -> None:
    revise(world, item, TEXT.replace("bacteriën", "virussen"))
    titles = re.findall(r'<h2 class="card__title"[^>]*>([^<]+)<', author.get(f"/learn/{course.pk}/stale/").text)
    assert "Infectie?" in titles
    assert "Hoe lang?" not in titles


def test_learners_read_that_the_source_has_changed(world: World, course: Course, item: Item) -> None:
    revise(world, item, TEXT.replace("bacteriën", "virussen"))
    page = world.client(world.kees, "nl").get(f"/learn/{course.pk}/1/").content.decode()
    assert page.count("De tekst waar dit op rust is sindsdien veranderd.") == 4


def test_taking_over_says_it_as_the_source_does_and_what_learners_reached_stays(
    world: World, course: Course, item: Item, author: Client
) -> None:
    learner = world.client(world.kees)
    asked = Question.objects.get(kind="numeric")
    give(learner, asked, "30")
    learner.post(f"/learn/{course.pk}/1/finish/", {"anyway": "1"})
    revise(world, item, "Vooraf.\n\n" + QUICKER)
    for kind in ("text", "key_points", "numeric", "flashcards"):
        author.post(f"/learn/sources/{rest(course, kind).pk}/takeover/")
    assert stale(course) == []
    assert content(course, "key_points")["points"][0]["text"] == "Handen desinfecteren kost 20 seconden."
    numeric = content(course, "numeric")
    assert (numeric["answer"], numeric["shown"], numeric["explanation"][0]["text"]) == (
        20.0, "20", "Handen desinfecteren kost 20 seconden.",
    )  # fmt: skip
    page = learner.get(f"/learn/{course.pk}/1/").content.decode()
    assert "Handen desinfecteren kost 20 seconden." in page
    assert "This question has changed since you saw it" in page
    enrolment = Enrolment.objects.get(person=world.kees)
    assert (enrolment.latest_shares(), enrolment.done.count()) == ({asked.pk: 1.0}, 1)
    assert Keep.objects.filter(person=world.kees).count() == Card.objects.count() == 2
    assert Card.objects.get(front="Hoe lang?").back == "Handen desinfecteren kost 20 seconden."


def test_after_taking_over_every_place_stands_in_the_new_version(
    world: World, course: Course, item: Item, author: Client
) -> None:
    revise(world, item, "Vooraf.\n\n" + QUICKER)
    author.post(f"/learn/sources/{rest(course, 'text').pk}/takeover/")
    text = Block.objects.get(bite__course=course, kind="text")
    item.refresh_from_db()
    assert text.rests_on.get().version == item.version
    for sentence in text.content["parts"][0]["sentences"]:
        span = sentence["spans"][0]
        assert item.version.text[span["start"] : span["end"]] == sentence["text"]


def test_what_is_kept_is_told_again_only_when_it_changes_again(
    world: World, course: Course, item: Item, author: Client
) -> None:
    revise(world, item, QUICKER)
    before = content(course, "key_points")
    author.post(f"/learn/sources/{rest(course, 'key_points').pk}/keeping/")
    assert "key_points" not in stale(course)
    assert content(course, "key_points") == before
    revise(world, item, QUICKER + "\nNog iets.\n")
    assert "key_points" not in stale(course)
    revise(world, item, QUICKER.replace("20", "25"))
    assert "key_points" in stale(course)


def test_what_asks_for_a_person_is_not_taken_over(world: World, course: Course, item: Item, author: Client) -> None:
    revise(world, item, TEXT.replace("een ontsteking door bacteriën", "een ziekte"))
    page = author.get(f"/learn/{course.pk}/stale/").content.decode()
    asked = rest(course, "single")
    assert f"/learn/sources/{asked.pk}/takeover/" not in page
    assert "Dit vraagt om een mens" in page
    before = content(course, "single")
    author.post(f"/learn/sources/{asked.pk}/takeover/")
    assert content(course, "single") == before
    assert "single" in stale(course)


def test_who_changes_it_by_hand_has_seen_the_change(world: World, course: Course, item: Item, author: Client) -> None:
    revise(world, item, QUICKER)
    points = Block.objects.get(bite__course=course, kind="key_points")
    answer = author.post(f"/learn/{course.pk}/changes/", {"block": str(points.pk)})
    assert answer.headers["Location"].startswith("/learn/blocks/")
    copy = Course.objects.get(revises=course)
    author.post(answer.headers["Location"], {"points": "Handen desinfecteren kost maar 20 seconden."})
    assert "key_points" not in stale(copy)
    assert "key_points" in stale(course)
    author.post(f"/learn/{copy.pk}/publication/")
    assert "key_points" not in stale(course)
    assert "numeric" in stale(course)


def test_in_a_working_copy_it_is_taken_over_for_learners_after_publishing(
    world: World, course: Course, item: Item, author: Client
) -> None:
    author.post(f"/learn/{course.pk}/changes/")
    copy = Course.objects.get(revises=course)
    revise(world, item, QUICKER)
    assert author.post(f"/learn/sources/{rest(course, 'key_points').pk}/takeover/").status_code == 404
    author.post(f"/learn/sources/{rest(copy, 'key_points').pk}/takeover/")
    assert "30" in content(course, "key_points")["points"][0]["text"]
    author.post(f"/learn/{copy.pk}/publication/")
    assert "20" in content(course, "key_points")["points"][0]["text"]
    assert "key_points" not in stale(course)


def test_a_text_that_an_author_wrote_in_takes_over_its_sentence_and_keeps_the_rest(
    world: World, course: Course, item: Item, author: Client
) -> None:
    author.post(f"/learn/{course.pk}/changes/")
    copy = Course.objects.get(revises=course)
    text = Block.objects.get(bite__course=copy, kind="text")
    author.post(f"/learn/blocks/{text.pk}/edit/", {"markdown": f"Van mij. {FIRST} Ook **van mij**.\n\n- {SECOND}"})
    revise(world, item, QUICKER)
    assert "prose" in stale(copy)
    author.post(f"/learn/sources/{rest(copy, 'prose').pk}/takeover/")
    text.refresh_from_db()
    assert text.content["markdown"] == (
        f"Van mij. Handen desinfecteren kost 20 seconden. Ook **van mij**.\n\n- {SECOND}"
    )
    assert "20 seconden" in text.content["html"]


def test_what_a_worker_missed_is_compared_later(world: World, course: Course, item: Item) -> None:
    revise(world, item, QUICKER)
    Rests.objects.update(since=None, changes=[], compared=None)
    compare_unread()
    assert stale(course) == ["flashcards", "key_points", "numeric", "text"]


@pytest.mark.parametrize("name", ["kees", "otto", "sanne"])
def test_nobody_else_reads_or_settles_what_is_stale(world: World, course: Course, item: Item, name: str) -> None:
    revise(world, item, QUICKER)
    other, found = world.client(getattr(world, name)), rest(course, "key_points")
    assert other.get(f"/learn/{course.pk}/stale/").status_code == 404
    for act in ("keeping", "takeover"):
        assert other.post(f"/learn/sources/{found.pk}/{act}/").status_code == 404
    assert "key_points" in stale(course)


def test_an_author_who_no_longer_sees_the_source_is_not_told_its_words(
    world: World, course: Course, item: Item
) -> None:
    revise(world, item, QUICKER)
    found = rest(course, "key_points")
    Item.objects.filter(pk=item.pk).update(space=world.closed)
    world.closed.memberships.filter(person=world.fatima).delete()
    author = world.client(world.fatima, "nl")
    page = author.get(f"/learn/{course.pk}/stale/").content.decode()
    assert "desinfecteren" not in page
    assert author.post(f"/learn/sources/{found.pk}/takeover/").status_code == 404
    assert "te bekijken" not in author.get("/").content.decode()


def set_aside(world: World, item: Item) -> None:
    run = ImportRun.objects.create(person=world.fatima, space=item.space, title="Map")
    with transaction.atomic():
        set_items_aside(world.fatima, run, [item.id])


def test_a_source_that_is_set_aside_is_told_and_makes_no_new_course(
    world: World, course: Course, item: Item, author: Client
) -> None:
    chosen = {"items": [str(item.pk)], "space": str(item.space_id), "title": ""}
    assert "Handhygiëne" in author.get(f"/learn/new/?item={item.pk}").content.decode()
    set_aside(world, item)
    assert stale(course) == ["flashcards", "glossary", "key_points", "numeric", "reflection", "single", "text"]
    page = author.get(f"/learn/{course.pk}/stale/").content.decode()
    assert page.count("Het bestand van deze tekst is weg. Daarom is de tekst opzijgezet.") == 7
    assert "Overnemen" not in page
    assert author.post(f"/learn/sources/{rest(course, 'text').pk}/takeover/").status_code == 302
    assert len(stale(course)) == 7, "there is nothing to take over"
    author.post(f"/learn/sources/{rest(course, 'text').pk}/keeping/")
    assert len(stale(course)) == 6
    assert author.post("/learn/new/", chosen).status_code == 422
    assert "Handhygiëne" not in author.get(f"/learn/new/?item={item.pk}").content.decode()
    put_back(world.fatima, [item.id])
    assert stale(course) == []
    set_aside(world, item)
    assert len(stale(course)) == 7, "another time"
