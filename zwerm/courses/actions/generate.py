from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from zwerm.courses.actions.keep import check_place, keep_course
from zwerm.courses.actions.refused import Refused
from zwerm.courses.generation.draft import CourseDraft
from zwerm.courses.generation.source import Passage, Source
from zwerm.courses.models import Course
from zwerm.library.models import Item
from zwerm.people.models import Person, Space


def generate_course(person: Person, space: Space, items: Sequence[Item], *, title: str = "") -> Course:
    """A draft course of `items`, kept in `space`. The same items give the same course. Raises Refused."""
    drafted, _sources = draft_of(person, space, items, title=title)
    return keep_course(person, space, drafted, items)


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
    drafted = draft_course(sources, title=title)
    if not drafted.bites:
        raise Refused(_("These texts hold too little to learn from: no full sentences were found."))
    return drafted, sources


def source_of(item: Item) -> Source:
    version = item.version
    return Source(
        id=str(item.pk),
        title=version.title,
        markdown=version.text,
        language=item.language,
        passages=tuple(
            Passage(headings=tuple(passage.heading), start=passage.start, end=passage.end)
            for passage in version.passages.all()
        ),
    )
