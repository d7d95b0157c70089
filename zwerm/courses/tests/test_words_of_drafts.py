"""A draft of a course is for who makes it or looks at it: the log that others read has no word of it."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection, transaction

from zwerm.courses.actions import activity, publish_course
from zwerm.courses.models import Block, Course
from zwerm.courses.tests.taker import course_in, give, pass_course, question
from zwerm.people.tests.world import World
from zwerm.records.models import Statement

LOG = "/records/statements/"
WORDS = ("Schone handen", "Oefenen", "Wat is een infectie?", "Vul in.", "Leg uit hoe")


@pytest.fixture
def draft(world: World) -> Course:
    return course_in(world, world.team.space, published=False)


def work_on(world: World, draft: Course) -> None:
    """Its author tries it, a colleague looks at it, and they talk about it."""
    author, reviewer = world.client(world.fatima, "nl"), world.client(world.kees, "nl")
    pass_course(world.fatima, draft)
    give(author, question(draft, "gap"), "Alcohol")
    block = Block.objects.filter(bite__course=draft).earliest("pk")
    author.post(f"/learn/blocks/{block.pk}/comments/", {"words": "Klopt dit?"})
    author.post(f"/learn/{draft.pk}/reviews/", {"person": str(world.kees.pk)})
    reviewer.post(f"/learn/{draft.pk}/review/", {"verdict": "approved"})


def told(world: World) -> str:
    admin = world.client(world.priya, "nl")
    taken = b"".join(admin.post(f"{LOG}jsonl/").streaming_content)  # type: ignore[attr-defined]
    return "\n".join([*sentences(world), taken.decode()])


def sentences(world: World) -> list[str]:
    return [line.sentence for line in world.client(world.priya, "nl").get(LOG).context["lines"]]


def test_working_on_a_draft_is_recorded_without_a_word_of_it_until_it_is_published(world: World, draft: Course) -> None:
    work_on(world, draft)
    verbs = set(Statement.objects.values_list("verb", flat=True))
    assert verbs >= {"started", "answered", "completed", "passed", "commented", "reviewed-course"}
    assert [word for word in WORDS if word in told(world)] == []
    assert "Fatima El Amrani begon aan een concept van een cursus" in " ".join(sentences(world))
    publish_course(world.fatima, draft)
    assert "Schone handen" in sentences(world)[0]
    pass_course(world.tom, draft)
    assert [word for word in WORDS if word not in told(world)] == []


def test_talk_about_changes_is_told_of_the_course_that_they_change(world: World, draft: Course) -> None:
    publish_course(world.fatima, draft)
    author = world.client(world.fatima, "nl")
    author.post(f"/learn/{draft.pk}/changes/")
    copy = Course.objects.get(revises=draft)
    Course.objects.filter(pk=copy.pk).update(title="Ontsmetten voor beginners")
    block = Block.objects.filter(bite__course=copy).earliest("pk")
    author.post(f"/learn/blocks/{block.pk}/comments/", {"words": "Klopt dit?"})
    said = Statement.objects.get(verb="commented")
    assert said.object_iri == f"urn:uuid:{draft.pk}"
    assert "Schone handen" in sentences(world)[0]
    assert "Ontsmetten" not in told(world)


def test_words_that_were_recorded_before_are_taken_out_and_those_since_publishing_stay(
    world: World, draft: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = course_in(world, world.team.space, published=False)
    with monkeypatch.context() as before:
        before.setattr(activity, "_name", lambda _type, course, words: {course.language: words})
        work_on(world, draft)
        work_on(world, gone)
    world.client(world.fatima, "nl").post(f"/learn/{gone.pk}/removal/")
    assert not Course.objects.filter(pk=gone.pk).exists()
    early = list(Statement.objects.filter(object_type__in=activity.OF_DRAFTS).values_list("pk", flat=True))
    assert [word for word in WORDS if word not in told(world)] == []
    publish_course(world.fatima, draft)
    pass_course(world.tom, draft)
    since = dict(Statement.objects.exclude(pk__in=early).values_list("pk", "json"))
    with transaction.atomic():
        step = import_module("zwerm.courses.migrations.0021_words_of_drafts")
        step.take_words_out(apps, SimpleNamespace(connection=connection))
    texts = "".join(Statement.objects.filter(pk__in=early).values_list("json", flat=True))
    assert [word for word in WORDS if word in texts] == []
    assert dict(Statement.objects.exclude(pk__in=early).values_list("pk", "json")) == since
