from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Max

from zwerm.notices.models import Notice
from zwerm.notices.registry import kinds
from zwerm.people.models import Person, Space


@dataclass(frozen=True)
class News:
    """What is told: of which kind (declared with `declare_notice`), about which thing, in which space; `before`: when it is too late to know it.

    `once`: who was told and has not read it yet is not sent more of the same; the notice they have only becomes newer.
    """

    kind: str
    thing: object
    space: Space | None = None
    before: datetime | None = None
    when: datetime | None = None
    once: bool = False


def notify(person: Person, news: News) -> None:
    """Tell one colleague. Call it in the transaction of what happened."""
    notify_all([person.pk], news)


def notify_all(people: Iterable[UUID], news: News) -> None:
    """Tell these colleagues, those of them who see the space. Who has not read the same about the same thing yet, has one notice of it.

    A few queries, however many they are. Always in the same order, so that two who tell the same people wait for each other once.
    """
    assert news.kind in kinds, f"nobody declared the notice {news.kind}"
    told = set(people)
    if not told:
        return
    who = news.space.seen_by() if news.space else Person.objects.colleagues()
    came = news.when or datetime.now(UTC)
    seers = sorted(who.filter(pk__in=told).order_by().values_list("pk", flat=True))
    unread = _made_newer(news, seers, came) if news.once else set()
    rows = [
        Notice(
            person_id=pk,
            kind=news.kind,
            thing=str(news.thing),
            space=news.space,
            came=came,
            before=news.before,
            look=came,
        )
        for pk in seers
        if pk not in unread
    ]
    Notice.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["person", "kind", "thing"],
        update_fields=["space", "came", "before", "read", "look", "mailed", "pushed", "push_again"],
    )


def _made_newer(news: News, people: list[UUID], came: datetime) -> set[UUID]:
    """Who of them has it unread, and so has it newer now. Locked in the order in which all rows are."""
    theirs = Notice.objects.unread().filter(kind=news.kind, thing=str(news.thing), person__in=people)
    locked = dict(theirs.order_by("person").select_for_update().values_list("pk", "person"))
    Notice.objects.filter(pk__in=locked).update(came=came, before=news.before, space=news.space)
    return set(locked.values())


def who_was_told(kind: str, thing: object) -> set[UUID]:
    """Who has a notice of this kind about this thing, read or not, as far as it is still kept."""
    return set(Notice.objects.filter(kind=kind, thing=str(thing)).order_by().values_list("person", flat=True))


def last_told(kind: str, people: Iterable[UUID]) -> dict[UUID, datetime]:
    """When each of these people was told something of this kind last, as far as it is still kept."""
    told = Notice.objects.filter(kind=kind, person__in=list(people)).order_by()
    return dict(told.values_list("person").annotate(last=Max("came")))


def follow_space(things: Iterable[object], space: Space) -> None:
    """These things were moved to this space. Call it in the transaction that does it."""
    Notice.objects.filter(thing__in=[str(thing) for thing in things]).update(space=space)
