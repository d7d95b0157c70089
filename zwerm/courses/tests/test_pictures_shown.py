"""Pictures of a source in a course: for who sees the source, and for nobody else."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from zwerm.courses.actions import generate_course, publish_course
from zwerm.courses.actions.generate import source_of
from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import TextBlock
from zwerm.courses.models import Course
from zwerm.courses.models.bite import render_words
from zwerm.courses.rules.rewriting import markdown_of
from zwerm.library.actions import keep_item, keep_picture
from zwerm.people.models import Space
from zwerm.people.tests.world import World

TEXT = """# Handen wassen

De tekening hieronder toont hoe je zeep over je hele hand verdeelt.

![Zeep op de rug van de hand](picture:{hash})

Daarna spoel je de handen een halve minuut onder de kraan af met lauw water. Een arts droogt de handen met papier.

## Stappen

1. Maak de handen nat met lauw water.
2. Neem zeep uit de dispenser:
   1. Een druppel is genoeg.
   2. Meer zeep spoelt weg.
3. **Droog de handen**\\
   Neem papier uit de houder.
"""


@pytest.fixture
def hash() -> str:
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(data, "PNG")
    return keep_picture(data.getvalue()).hash


def course_in(world: World, space: Space, hash: str) -> Course:
    item = keep_item(world.fatima, space, "howto", "Handen wassen", TEXT.format(hash=hash), language="nl")
    return publish_course(world.fatima, generate_course(world.fatima, space, [item]))


def page(world: World, course: Course) -> str:
    return world.client(world.kees).get(f"/learn/{course.pk}/1/").content.decode()


def test_a_learner_sees_the_picture_after_the_sentence_that_points_at_it(world: World, hash: str) -> None:
    course = course_in(world, world.team.space, hash)
    shown = page(world, course)
    image = f'<img src="/knowledge/pictures/{hash}/" alt="Zeep op de rug van de hand" width="40" height="30" loading="lazy">'
    assert shown.index("De tekening hieronder") < shown.index(image) < shown.index("Daarna spoel je")
    draft = world.client(world.fatima).get(f"/learn/{course.pk}/draft/").content.decode()
    assert image in draft


def test_a_picture_that_is_gone_leaves_no_hole(world: World, hash: str) -> None:
    course = course_in(world, world.team.space, hash)
    course.sources.get().item.pictures.all().delete()
    assert "<img" not in page(world, course).partition("<h1>")[2].partition("</form>")[0]


def test_steps_below_a_step_are_a_list_of_their_own(world: World, hash: str) -> None:
    shown = "".join(page(world, course_in(world, world.team.space, hash)).split())
    assert "Neemzeepuitdedispenser:<ol><li>Eendruppelisgenoeg.</li>" in shown
    assert "<li>Droogdehanden<br>Neempapieruitdehouder." in shown


def test_an_author_who_writes_in_a_drafted_text_keeps_its_pictures(world: World, hash: str) -> None:
    item = keep_item(world.fatima, world.team.space, "howto", "Handen wassen", TEXT.format(hash=hash), language="nl")
    text = source_of(item)
    block = next(b for bite in draft_course([text]).bites for b in bite.blocks if isinstance(b, TextBlock))
    markdown = markdown_of(block.parts, {text.id: text.markdown})
    assert f"![Zeep op de rug van de hand](picture:{hash})" in markdown
    assert "   1. Een druppel is genoeg." in markdown
    assert f'src="/knowledge/pictures/{hash}/"' in render_words(markdown, "nl")


def test_a_hidden_source_takes_its_pictures_along(world: World, hash: str) -> None:
    course = course_in(world, world.team.space, hash)
    item = course.sources.get().item
    item.space = world.closed
    item.save(update_fields=["space"])
    assert hash not in world.client(world.otto).get(f"/learn/{course.pk}/1/").content.decode()
    assert hash in page(world, course)
