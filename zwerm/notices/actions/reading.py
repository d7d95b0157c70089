"""What somebody has read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from zwerm.notices.models import Notice
from zwerm.people.models import Person
from zwerm.people.registry import figure_of, lower_figure

# The figure of a person that tells how many notices they have to read.
UNREAD = "unread notices"


def look_at(person: Person, *things: object, kinds: Collection[str] = ()) -> None:
    """They see these things now: what was told about them is no news any more. Asks nothing of who has nothing to read.

    `kinds`: only of these, where a thing has several pages and not all of them show what happened.
    """
    if things and figure_of(person, UNREAD):
        about = Notice.objects.unread().filter(person=person, thing__in=[str(thing) for thing in things])
        about = about.filter(kind__in=kinds) if kinds else about
        number = about.update(read=datetime.now(UTC))
        lower_figure(person, UNREAD, number)


def read_one(person: Person, notice: Notice) -> None:
    Notice.objects.unread().filter(person=person, pk=notice.pk).update(read=datetime.now(UTC))


def read_all(person: Person, until: datetime) -> int:
    """All that came until this moment: what came since was not seen. Answers how many."""
    return Notice.objects.unread().filter(person=person, came__lte=until).update(read=datetime.now(UTC))
