"""Courses in search: by their title, key points and the words of their texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zwerm.courses.generation import draft
from zwerm.courses.models import Block, Course
from zwerm.people.models import Space
from zwerm.search.actions import touch
from zwerm.search.registry import Findable, FindableKind, Passage


def load(keys: Iterable[str]) -> Iterator[Findable]:
    """Only published courses, and of them only what rests on nothing more closed than the course's own space."""
    courses = (
        Course.objects.published().filter(pk__in=list(keys)).prefetch_related("bites__blocks__rests_on__item__space")
    )
    for course in courses:
        yield Findable(
            key=str(course.pk),
            kind="course",
            title=course.title,
            language=course.language,
            space=course.space_id,
            authors=(course.author_id,) if course.author_id else (),
            date=course.published or course.updated,
            passages=tuple(_passages(course)),
        )


def _passages(course: Course) -> Iterator[Passage]:
    place = 0
    for bite in course.bites.all():
        blocks = [block for block in bite.blocks.all() if _is_open(block, course)]
        # Its title may come from a text that has been closed since.
        if not blocks:
            continue
        points = [text for block in blocks for text in _points(block)]
        text = " ".join([bite.title, *points])
        yield Passage(str(bite.pk), (bite.title,), place, place + len(text), text)
        place += len(text) + 1


def _is_open(block: Block, course: Course) -> bool:
    return all(rest.item.space.open or rest.item.space_id == course.space_id for rest in block.rests_on.all())


def _points(block: Block) -> list[str]:
    value = block.value
    return [point.text for point in value.points] if isinstance(value, draft.KeyPoints) else []


def made_of(kind: str, keys: Collection[str]) -> Iterator[str]:
    """Published courses that rest on these items."""
    if kind == "item":
        courses = Course.objects.published().filter(bites__blocks__rests_on__item__in=list(keys))
        yield from (str(key) for key in courses.order_by().values_list("pk", flat=True).distinct())


def readers_changed(space: Space) -> None:
    """A space was opened or closed: what courses elsewhere tell of what is kept there is no longer, or now, for all."""
    courses = Course.objects.published().filter(bites__blocks__rests_on__item__space=space)
    touch("course", *courses.order_by().values_list("pk", flat=True).distinct())


COURSE = FindableKind(
    name="course",
    label=_("Course"),
    load=load,
    all_keys=lambda: (str(key) for key in Course.objects.published().values_list("pk", flat=True).iterator()),
    url=lambda key, passage: reverse("courses:course", args=[key]),
    labels={"course": _("Course")},
    rests_on=made_of,
)
