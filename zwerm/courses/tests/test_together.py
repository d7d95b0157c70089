"""Making a course together, and a colleague who looks before it is published."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from zwerm.courses.actions import Refused, give_review, keep_course, publish_course
from zwerm.courses.models import Block, CoAuthor, Course, Review
from zwerm.courses.tests.sample import drafted, keep_text
from zwerm.people.models import Person
from zwerm.people.tests.world import World


@pytest.fixture
def course(world: World) -> Course:
    item = keep_text(world.fatima, world.team.space)
    return keep_course(world.fatima, world.team.space, drafted(item), [item])


@pytest.fixture
def author(world: World) -> Client:
    return world.client(world.fatima, "nl")


def ask(author: Client, course: Course, path: str, person: Person) -> str:
    return author.post(f"/learn/{course.pk}/{path}/", {"person": str(person.pk)}, follow=True).content.decode()


def points(course: Course) -> Block:
    return Block.objects.get(bite__course=course, kind="key_points")


def test_a_coauthor_writes_publishes_and_changes_as_the_author_does(
    world: World, course: Course, author: Client
) -> None:
    assert world.client(world.kees).get(f"/learn/{course.pk}/draft/").status_code == 404
    assert f"{world.kees.name} kan deze cursus ook veranderen." in ask(author, course, "coauthors", world.kees)
    other = world.client(world.kees, "nl")
    assert "Schone handen" in other.get("/learn/").content.decode()
    other.post(f"/learn/blocks/{points(course).pk}/edit/", {"points": "Was je handen."})
    other.post(f"/learn/{course.pk}/publication/")
    course.refresh_from_db()
    assert (course.published is not None, course.author) == (True, world.fatima)
    other.post(f"/learn/{course.pk}/changes/")
    copy = Course.objects.get(revises=course)
    assert author.get(f"/learn/{copy.pk}/draft/").status_code == 200
    assert other.get(f"/learn/{copy.pk}/draft/").status_code == 200
    assert other.get(f"/learn/{course.pk}/health/").status_code == 200
    named = [f'<a href="{one.get_absolute_url()}">{one.name}</a>' for one in (world.fatima, world.kees)]
    assert ", ".join(named) in author.get(f"/learn/{course.pk}/").text


def test_a_coauthor_steps_back_and_the_author_sends_away_and_nobody_else(
    world: World, course: Course, author: Client
) -> None:
    for person in (world.kees, world.sanne):
        ask(author, course, "coauthors", person)
    other = world.client(world.kees, "nl")
    ask(other, course, "coauthors/removal", world.sanne)
    assert CoAuthor.objects.count() == 2
    assert "Alleen de schrijver kiest wie deze cursus maakt." in ask(other, course, "coauthors", world.tom)
    ask(other, course, "coauthors/removal", world.kees)
    ask(author, course, "coauthors/removal", world.sanne)
    assert not CoAuthor.objects.exists()
    assert other.get(f"/learn/{course.pk}/draft/").status_code == 404


def test_a_colleague_finds_it_under_today_reads_and_sends_it_back_with_remarks(
    world: World, course: Course, author: Client
) -> None:
    ask(author, course, "reviews", world.kees)
    reviewer = world.client(world.kees, "nl")
    assert "Je bent gevraagd te kijken" in reviewer.get("/").content.decode()
    page = reviewer.get(f"/learn/{course.pk}/review/").content.decode()
    assert "Handen desinfecteren kost 30 seconden." in page
    assert f"/learn/blocks/{points(course).pk}/edit/" not in page
    assert reviewer.post(f"/learn/{course.pk}/review/", {"verdict": "returned"}).status_code == 422
    reviewer.post(f"/learn/{course.pk}/review/", {"verdict": "returned", "words": "Vraag 2 is te makkelijk."})
    page = author.get(f"/learn/{course.pk}/draft/").content.decode()
    assert "Vraag 2 is te makkelijk." in page
    assert "Teruggestuurd" in page
    assert reviewer.get(f"/learn/{course.pk}/review/").status_code == 404
    assert reviewer.get(f"/learn/{course.pk}/").status_code == 404
    ask(author, course, "reviews", world.kees)
    reviewer.post(f"/learn/{course.pk}/review/", {"verdict": "approved"})
    assert "Goedgekeurd" in author.get(f"/learn/{course.pk}/draft/").content.decode()


def test_who_is_asked_to_look_changes_nothing(world: World, course: Course, author: Client) -> None:
    ask(author, course, "reviews", world.kees)
    reviewer = world.client(world.kees)
    before = points(course).content
    for path in (f"blocks/{points(course).pk}/edit/", f"blocks/{points(course).pk}/removal/", f"{course.pk}/bites/"):
        assert reviewer.post(f"/learn/{path}", {"points": "x", "title": "x"}).status_code == 404
    reviewer.post(f"/learn/{course.pk}/publication/")
    reviewer.post(f"/learn/{course.pk}/removal/")
    course.refresh_from_db()
    assert (course.published, points(course).content) == (None, before)
    assert reviewer.get(f"/learn/{course.pk}/people/").status_code == 404


def test_changes_of_a_published_course_are_looked_at_too(world: World, course: Course, author: Client) -> None:
    publish_course(world.fatima, course)
    assert "Er is niets te bekijken voor het publiceren" in ask(author, course, "reviews", world.kees)
    author.post(f"/learn/{course.pk}/changes/")
    copy = Course.objects.get(revises=course)
    author.post(f"/learn/blocks/{points(copy).pk}/edit/", {"points": "Nieuw punt."})
    ask(author, copy, "reviews", world.kees)
    reviewer = world.client(world.kees, "nl")
    assert "Nieuw punt." in reviewer.get(f"/learn/{copy.pk}/review/").content.decode()
    assert "Nieuw punt." not in reviewer.get(f"/learn/{course.pk}/1/").content.decode()


def test_a_request_is_withdrawn_and_the_draft_is_closed_again(world: World, course: Course, author: Client) -> None:
    ask(author, course, "reviews", world.kees)
    author.post(f"/learn/reviews/{Review.objects.get().pk}/withdrawal/")
    assert not Review.objects.exists()
    assert world.client(world.kees).get(f"/learn/{course.pk}/review/").status_code == 404


@pytest.mark.parametrize("path", ["coauthors", "reviews"])
def test_who_does_not_see_the_space_is_not_brought_in(world: World, path: str) -> None:
    item = keep_text(world.kees, world.closed)
    closed = keep_course(world.kees, world.closed, drafted(item), [item])
    page = ask(world.client(world.kees, "nl"), closed, path, world.otto)
    assert "ziet de ruimte van deze cursus niet." in page
    other = world.client(world.otto)
    for address in ("draft", "review", "people", ""):
        assert other.get(f"/learn/{closed.pk}/{address}/".replace("//", "/")).status_code == 404
    assert "Schone handen" not in other.get("/").content.decode()


def test_a_draft_shows_a_colleague_only_what_rests_on_texts_that_they_see(world: World) -> None:
    item = keep_text(world.kees, world.closed)
    made = keep_course(world.kees, world.closed, drafted(item), [item])
    made.space = world.organisation
    made.save()
    ask(world.client(world.kees), made, "reviews", world.otto)
    page = world.client(world.otto).get(f"/learn/{made.pk}/review/").content.decode()
    assert "desinfecteren" not in page


def test_publishing_tells_who_did_not_look_yet_and_keeps_what_others_said(
    world: World, course: Course, author: Client
) -> None:
    publish_course(world.fatima, course)
    author.post(f"/learn/{course.pk}/changes/")
    copy = Course.objects.get(revises=course)
    for colleague in (world.kees, world.sanne):
        ask(author, copy, "reviews", colleague)
    world.client(world.sanne).post(f"/learn/{copy.pk}/review/", {"verdict": "approved", "words": "Helder."})
    assert "Nog niet bekeken door Kees Mulder. Toch publiceren?" in author.get(f"/learn/{copy.pk}/draft/").text
    page = author.post(f"/learn/{copy.pk}/publication/", follow=True).text
    assert "Gevraagd om te kijken, en nog niet gedaan: Kees Mulder." in page
    kept = {one.reviewer: (one.course, one.verdict, one.words) for one in Review.objects.all()}
    assert kept == {world.kees: (course, "closed", ""), world.sanne: (course, "approved", "Helder.")}
    reviewer, told = world.client(world.kees), "you need not look at it any more"
    assert told in reviewer.get("/").text
    assert f'href="/learn/{course.pk}/"' in reviewer.get("/").text
    assert told not in world.client(world.sanne).get("/").text
    reviewer.get(f"/learn/{course.pk}/")
    assert told not in reviewer.get("/").text


def test_a_first_publication_closes_what_was_asked_too(world: World, course: Course, author: Client) -> None:
    ask(author, course, "reviews", world.kees)
    author.post(f"/learn/{course.pk}/publication/")
    page = world.client(world.kees).get("/").text
    assert "you need not look at it any more" in page
    assert f"/learn/{course.pk}/review/" not in page


def test_words_for_a_block_that_a_colleague_took_out_are_kept_and_can_be_put_back(
    world: World, course: Course, author: Client
) -> None:
    ask(author, course, "coauthors", world.kees)
    taken = points(course)
    address = f"/learn/blocks/{taken.pk}/edit/"
    words = dict(re.findall(r'type="hidden" name="(course|bite|kind)" value="([^"]+)"', author.get(address).text))
    words["points"] = "Was je handen,\ntwintig tellen."
    world.client(world.kees).post(f"/learn/blocks/{taken.pk}/removal/")
    assert not Block.objects.filter(pk=taken.pk).exists()
    answer = author.post(address, words)
    page = answer.text
    assert answer.status_code == 422
    assert "heeft dit weggehaald terwijl je schreef" in page
    assert "twintig tellen." in page
    (again,) = re.findall(r'<form[^>]* action="(/learn/bites/[^"]+)"', page)
    assert world.client(world.sanne).post(address, words).status_code == 404
    assert author.post(address, words | {"course": "elsewhere"}).status_code == 404
    assert author.post(again, words).status_code == 302
    assert "twintig tellen." in str(points(course).content)


def test_words_for_a_part_that_a_colleague_took_out_go_to_one_that_is_left(
    world: World, course: Course, author: Client
) -> None:
    part = course.bites.last()
    assert part is not None
    address = f"/learn/bites/{part.pk}/questions/new/gap/"
    words = {"course": str(course.pk), "bite": str(part.pk), "kind": "gap"}
    words |= {"stem": "Hoe lang?", "sentence": "Was [twintig] tellen.", "wrong": "", "accepted": ""}
    part.delete()
    page = author.post(address, words).text
    assert "Was [twintig] tellen." in page
    (again,) = re.findall(r'<form[^>]* action="(/learn/bites/[^"]+)"', page)
    assert author.post(again, words).status_code == 302
    assert course.bites.get().blocks.filter(questions__content__answer="twintig").exists()


NO_LONGER = "Je schreef in een cursus waarin je niet meer mag schrijven"


def test_a_coauthor_who_is_sent_away_while_writing_gets_their_words_back_and_nothing_of_the_course(
    world: World, course: Course, author: Client
) -> None:
    ask(author, course, "coauthors", world.kees)
    other, stranger = world.client(world.kees, "nl"), world.client(world.otto, "nl")
    part, block = course.bites.all()[0], points(course)
    address = f"/learn/blocks/{block.pk}/edit/"
    sent = dict(
        re.findall(r'type="hidden" name="(course|bite|kind|seen|whole)" value="([^"]*)"', other.get(address).text)
    )
    asked = block.bite.course.bites.all()[1].blocks.get(kind="quiz").questions.all()[0]
    ask(author, course, "coauthors/removal", world.kees)
    for path, words in (
        (address, sent | {"points": "Droog goed af.\nAltijd."}),
        (f"/learn/questions/{asked.pk}/edit/", sent | {"kind": asked.kind, "stem": "Droog goed af."}),
        (f"/learn/bites/{part.pk}/blocks/new/prose/", sent | {"kind": "prose", "markdown": "Droog goed af."}),
        (f"/learn/bites/{part.pk}/questions/new/gap/", sent | {"kind": "gap", "sentence": "Droog goed af."}),
        (f"/learn/blocks/{block.pk}/comments/", {"words": "Droog goed af."}),
    ):
        answer = other.post(path, words)
        assert answer.status_code == 404
        assert NO_LONGER in answer.text
        assert "Droog goed af." in answer.text
        assert not leaks(course, answer.text)
        assert without_names(stranger.post(path, words).text) == without_names(answer.text)
    assert Block.objects.get(pk=block.pk).content == block.content
    assert other.get(address).status_code == 404


def test_a_reviewer_who_need_not_look_any_more_gets_their_remarks_back_and_nothing_of_the_course(
    world: World, course: Course, author: Client
) -> None:
    ask(author, course, "reviews", world.kees)
    reviewer, address = world.client(world.kees, "nl"), f"/learn/{course.pk}/review/"
    assert reviewer.get(address).status_code == 200
    author.post(f"/learn/reviews/{Review.objects.get().pk}/withdrawal/")
    answer = reviewer.post(address, {"verdict": "returned", "words": "Vraag 2 is te makkelijk."})
    assert answer.status_code == 404
    assert NO_LONGER in answer.text
    assert "Vraag 2 is te makkelijk." in answer.text
    assert not leaks(course, answer.text)
    assert not Review.objects.exists()
    assert NO_LONGER not in reviewer.post(address, {"verdict": "approved"}).text


def leaks(course: Course, page: str) -> list[str]:
    """What `page` says of the course; the address that was asked for stands around it."""
    said = ["Schone handen", "Handen desinfecteren", str(course.pk), *(bite.title for bite in course.bites.all())]
    return [words for words in said if words in page[page.index("<main") : page.index("</main>")]]


def without_names(page: str) -> str:
    """What the page says, without what differs per person around it."""
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r'(value|href)="[^"]*"', "", main)


def test_what_was_approved_and_changed_afterwards_says_so_with_how_much(
    world: World, course: Course, author: Client
) -> None:
    ask(author, course, "reviews", world.kees)
    draft_page, people_page = f"/learn/{course.pk}/draft/", f"/learn/{course.pk}/people/"
    world.client(world.kees).post(f"/learn/{course.pk}/review/", {"verdict": "approved"})
    assert "Goedgekeurd" in author.get(draft_page).text
    assert "Daarna veranderd" not in author.get(draft_page).text
    author.post(f"/learn/blocks/{points(course).pk}/edit/", {"points": "Heel iets anders."})
    first = course.bites.all()[0]
    author.post(f"/learn/bites/{first.pk}/blocks/new/prose/", {"markdown": "Nog iets nieuws."})
    author.post(f"/learn/blocks/{Block.objects.get(bite__course=course, kind='glossary').pk}/removal/")
    for page in (author.get(draft_page).text, author.get(people_page).text):
        assert "Goedgekeurd" in page
        assert re.search(r"Daarna veranderd</span>\s*<span class=\"faint\">1 nieuw, 1 veranderd, 1 weggehaald", page)


def test_what_is_put_elsewhere_after_it_was_approved_counts_as_changed(
    world: World, course: Course, author: Client
) -> None:
    ask(author, course, "reviews", world.kees)
    world.client(world.kees).post(f"/learn/{course.pk}/review/", {"verdict": "approved"})
    author.post(f"/learn/blocks/{points(course).pk}/place/", {"to": "up"})
    assert points(course).position == 0
    assert "0 nieuw, 1 veranderd, 0 weggehaald" in author.get(f"/learn/{course.pk}/draft/").text


def test_publishing_the_approved_changes_is_no_change_and_later_ones_are(
    world: World, course: Course, author: Client
) -> None:
    publish_course(world.fatima, course)
    author.post(f"/learn/{course.pk}/changes/")
    copy = Course.objects.get(revises=course)
    author.post(f"/learn/blocks/{points(copy).pk}/edit/", {"points": "Nieuw punt."})
    author.post(f"/learn/bites/{copy.bites.all()[1].pk}/blocks/new/prose/", {"markdown": "Nog iets nieuws."})
    ask(author, copy, "reviews", world.kees)
    world.client(world.kees).post(f"/learn/{copy.pk}/review/", {"verdict": "approved"})
    author.post(f"/learn/{copy.pk}/publication/")
    assert Review.objects.get().course == course
    page = author.get(f"/learn/{course.pk}/people/").text
    assert "Goedgekeurd" in page
    assert "Daarna veranderd" not in page


def test_what_changed_while_a_colleague_was_reading_is_not_approved_unread(
    world: World, course: Course, author: Client
) -> None:
    ask(author, course, "reviews", world.kees)
    reviewer, address = world.client(world.kees, "nl"), f"/learn/{course.pk}/review/"

    def seen(page: str) -> str:
        return str(re.findall(r'name="seen" value="(\w+)"', page)[0])

    before = seen(reviewer.get(address).text)
    author.post(f"/learn/blocks/{points(course).pk}/edit/", {"points": "Heel iets anders."})
    answer = reviewer.post(address, {"verdict": "approved", "words": "Mooi zo.", "seen": before})
    assert answer.status_code == 422
    assert "Dit is veranderd terwijl je keek." in answer.text
    assert "Heel iets anders." in answer.text
    assert "Mooi zo." in answer.text
    assert not Review.objects.get().verdict
    reviewer.post(address, {"verdict": "approved", "words": "Mooi zo.", "seen": seen(answer.text)})
    assert Review.objects.get().verdict == "approved"


def test_who_became_coauthor_meanwhile_does_not_approve_their_own_course(
    world: World, course: Course, author: Client
) -> None:
    ask(author, course, "reviews", world.kees)
    reviewer, address = world.client(world.kees, "nl"), f"/learn/{course.pk}/review/"
    assert reviewer.get(address).status_code == 200
    asked = Review.objects.get()
    ask(author, course, "coauthors", world.kees)
    assert "Je bent gevraagd te kijken" not in reviewer.get("/").text
    answer = reviewer.post(address, {"verdict": "approved", "words": "Vraag 2 is te makkelijk."})
    assert answer.status_code == 422
    assert "Je maakt deze cursus nu zelf." in answer.text
    assert "Vraag 2 is te makkelijk." in answer.text
    assert not Review.objects.exclude(verdict="").exists()
    assert reviewer.get(address, follow=True).redirect_chain == [(f"/learn/{course.pk}/draft/", 302)]
    # And when both happen at the same moment.
    asked.save(force_insert=True)
    with pytest.raises(Refused, match=r"Je maakt|You make"):
        give_review(world.kees, asked, "approved", "")
    assert not Review.objects.get().verdict


def test_the_draft_of_changes_that_were_looked_at_asks_no_more_than_a_page_may(
    world: World,
    course: Course,
    author: Client,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    publish_course(world.fatima, course)
    author.post(f"/learn/{course.pk}/changes/")
    copy = Course.objects.get(revises=course)
    ask(author, copy, "reviews", world.kees)
    world.client(world.kees).post(f"/learn/{copy.pk}/review/", {"verdict": "approved"})
    author.post(f"/learn/blocks/{points(copy).pk}/edit/", {"points": "Nieuw punt."})
    author.get(f"/learn/{copy.pk}/draft/")  # The first look also writes down that the notice was seen.
    with django_assert_max_num_queries(12):
        page = author.get(f"/learn/{copy.pk}/draft/").text
    assert "Daarna veranderd" in page
