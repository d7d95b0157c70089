"""A published course made by hand, and taking it as someone does: by the words on its pages."""

from __future__ import annotations

import re
import uuid

from django.test import Client

from zwerm.courses.actions import answer_question, finish_bite, keep_course, publish_course, start_course
from zwerm.courses.models import Course, Question
from zwerm.courses.tests.sample import drafted, keep_text
from zwerm.people.models import Person, Space
from zwerm.people.tests.world import World


def course_in(world: World, space: Space, *, published: bool = True) -> Course:
    item = keep_text(world.fatima, space)
    course = keep_course(world.fatima, space, drafted(item), [item])
    return publish_course(world.fatima, course) if published else course


def question(course: Course, kind: str) -> Question:
    return Question.objects.get(block__bite__course=course, kind=kind)


def give(browser: Client, asked: Question, *given: str, key: uuid.UUID | None = None, page: str = "") -> str:
    """Answers as someone does who reads: by the words on the page of what `given` counts in the question."""
    sent: dict[str, object] = {"given": given}
    if asked.kind in ("order", "match"):
        page = browser.get(f"/learn/{asked.block.bite.course_id}/{asked.block.bite.position + 1}/").content.decode()
        form = page[page.index(f'id="q-{asked.pk}"') :].partition("</form>")[0]
        if asked.kind == "order":
            rows = re.findall(r'name="given" value="(\d)">\s*<span class="grow">([^<]+)', form)
            value = {text: number for number, text in rows}
            sent = {"given": [value[asked.value.items[int(n)].text] for n in given]}  # type: ignore[union-attr]
        else:
            value = sent_for(form)
            rights = [pair.right.text for pair in asked.value.pairs]  # type: ignore[union-attr]
            sent = {f"given-{place}": value[rights[int(n)]] for place, n in enumerate(given) if n}
    response = browser.post(
        f"/learn/questions/{asked.pk}/answers/",
        {**sent, "key": str(key or uuid.uuid4())},
        headers=on_page(page),
    )
    return response.content.decode()


def on_page(address: str) -> dict[str, str]:
    """What htmx tells of the page that it asks for."""
    return {"HX-Request": "true", "HX-Current-URL": address}


def sent_for(form: str) -> dict[str, str]:
    """Of a question with pairs: what the form sends for each right-hand side."""
    found = re.findall(r'name="given-0" value="(\d)".*?<span class="unseen">[A-L]: ([^<]+)<', form, re.DOTALL)
    return {text: number for number, text in found}


RIGHT = {
    "single": ["0"],
    "multiple": ["0", "1"],
    "order": ["0", "1", "2"],
    "match": ["0", "1"],
    "gap": ["Alcohol"],
    "numeric": ["30,0"],
    "open": ["Eerst alcohol, dan wrijven."],
}

ANYWAY = {"anyway": "1"}


def pass_course(person: Person, course: Course) -> None:
    """All of it right, to the end; without the pages, which cost most of a test's time."""
    enrolment = start_course(person, course)
    for kind, given in RIGHT.items():
        answer_question(enrolment, question(course, kind), given, uuid.uuid4())
    for bite in course.bites.all():
        finish_bite(enrolment, bite)
