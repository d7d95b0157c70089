from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from zwerm.courses.actions.keep import check_place, keep_course
from zwerm.courses.actions.refused import Refused
from zwerm.courses.generation.draft import CourseDraft
from zwerm.courses.generation.source import Passage, Source
from zwerm.courses.models import Course
from zwerm.library.models import Item, Version
from zwerm.people.models import Person, Space
from zwerm.records.actions.converse import Purpose, converse, endpoint

if TYPE_CHECKING:
    from zwerm.courses.generation.writers.writer import CourseWriter

MOST_TOKENS = 2000


def generate_course(person: Person, space: Space, items: Sequence[Item], *, title: str = "") -> Course:
    """A draft course of `items`, kept in `space`. The same items give the same course. Raises Refused."""
    drafted, _sources = draft_of(person, space, items, title=title)
    return keep_course(person, space, drafted, items, title)


def draft_of(
    person: Person, space: Space, items: Sequence[Item], *, title: str = ""
) -> tuple[CourseDraft, list[Source]]:
    """The course that `items` give, and the sources that its spans point into; nothing is kept. Raises Refused."""
    # The writer of courses is loaded by who makes one, not by every process that serves pages.
    from zwerm.courses.generation.course import draft_course

    if not items:
        raise Refused(_("There is nothing left to make a course of: the texts are gone or you no longer see them."))
    check_place(person, space, items)
    sources = [source_of(item) for item in items]
    drafted = draft_course(sources, title=title, writer=writer_for(person, sources))
    if not drafted.bites:
        raise Refused(_("These texts hold too little to learn from. Choose a longer text, or more texts."))
    return drafted, sources


def writer_for(person: Person, sources: Sequence[Source]) -> CourseWriter | None:
    """The model that the admin configured, if there is one; the offline writer stands behind it."""
    if not endpoint().is_on:
        return None
    from zwerm.courses.generation.writers.model import ModelWriter

    purpose = Purpose("course", [source.id for source in sources])

    def complete(messages: Sequence[dict[str, str]], schema: dict[str, object]) -> str:
        return converse(person, purpose, messages, most_tokens=MOST_TOKENS, as_json=True)

    return ModelWriter(complete)


def source_of(item: Item, version: Version | None = None) -> Source:
    """An item as the writer of courses reads it: at `version`, or as it is now."""
    version = version or item.version
    return Source(
        id=str(item.pk),
        title=version.title,
        markdown=version.text,
        language=item.language,
        passages=tuple(
            Passage(headings=tuple(passage.heading), start=passage.start, end=passage.end)
            for passage in version.passages.all()
        ),
        pictures=frozenset(item.pictures.values_list("picture_id", flat=True)),
        spoken_in_quotes=item.source.lower().endswith(".pptx"),
        is_how_to=item.kind == item.Kind.HOWTO,
        is_story=item.kind == item.Kind.STORY,
        file=item.source,
    )
