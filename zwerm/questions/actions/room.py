"""How much room people have for questions of colleagues, and how much of it is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zwerm.notices.models import Wishes
from zwerm.notices.rules.planning import Habits
from zwerm.people.models import Person, Telling
from zwerm.people.rules.week import DAYS, OFF, read_week
from zwerm.questions.actions.refusals import NotDone
from zwerm.questions.models import Offer, Room
from zwerm.questions.rules.hours import WORKING_DAYS, Hours

MOST_A_WEEK = 20
# What came before counts for so long.
REMEMBERED = timedelta(days=28)


@dataclass(frozen=True)
class Wants:
    """When questions may come to somebody, and how many in any seven days at most."""

    hours: Hours
    a_week: int
    rest: Habits | None = None
    zone: tzinfo = UTC

    def allows(self, moment: datetime) -> bool:
        """In their hours, and not in the rest that they chose for notices."""
        return self.hours.has(self.local(moment)) and (self.rest is None or self.rest.allows(moment))

    def local(self, moment: datetime) -> datetime:
        """As their clock says it."""
        return moment.astimezone(self.zone)


def usual() -> Wants:
    """What holds for who chose nothing."""
    whole = settings.CONFIGURATION.whole
    return Wants(
        Hours(min(whole("QUESTIONS_FROM"), 23), min(whole("QUESTIONS_UNTIL"), 24)),
        whole("QUESTIONS_A_WEEK"),
        zone=timezone.get_default_timezone(),
    )


def wants_of(people: Collection[UUID]) -> Mapping[UUID, Wants]:
    """What each of these chose; on the days on which they say that they are free nothing comes, whoever else may read that."""
    rooms = Room.objects.in_bulk(list(people))
    told = Telling.objects.filter(person__in=people, name=Telling.Name.DAYS)
    free = {person: free_days(text) for person, text in told.values_list("person", "text")}
    wishes = Wishes.objects.filter(person__in=people).select_related("person")
    rests = {one.person_id: one.habits() for one in wishes}
    zones = {one.pk: one.zone for one in Person.objects.filter(pk__in=people).exclude(time_zone="")}
    default = usual()
    return {
        person: _wants(rooms.get(person), free.get(person, frozenset()), rests.get(person), zones.get(person), default)
        for person in people
    }


def _wants(room: Room | None, free: frozenset[int], rest: Habits | None, zone: tzinfo | None, default: Wants) -> Wants:
    """Who works in weekends says so by which days they chose as days off."""
    days = (frozenset(range(7)) - rest.off if rest else WORKING_DAYS) - free
    begins, ends, away, a_week = default.hours.begins, default.hours.ends, None, default.a_week
    if room is not None:
        away = room.away
        a_week = a_week if room.a_week is None else room.a_week
        if room.begins is not None and room.ends is not None:
            begins, ends = room.begins, room.ends
    return Wants(Hours(begins, ends, days, away), a_week, rest, zone or default.zone)


def free_days(text: str) -> frozenset[int]:
    told = read_week(text)
    return frozenset(number for number, day in enumerate(DAYS) if told.get(day) == OFF)


def came_to(people: Collection[UUID], now: datetime) -> Mapping[UUID, list[float]]:
    """How many days ago questions were offered to each, of late."""
    came: dict[UUID, list[float]] = defaultdict(list)
    rows = Offer.objects.filter(person__in=people, at__gt=now - REMEMBERED).values_list("person", "at")
    for person, at in rows.order_by():
        came[person].append((now - at) / timedelta(days=1))
    return came


def anybody_there(now: datetime) -> bool:
    """Whether somebody may be asked at this moment at all; if not, nobody needs to be looked for."""
    elsewhere = Person.objects.colleagues().exclude(time_zone="")
    return usual().allows(now) or any(
        rows.exists()
        for rows in (Room.objects.exclude(begins=None), Wishes.objects.exclude(off__contains="56"), elsewhere)
    )


def room_of(person: Person) -> Room:
    """As it was chosen; a new one when nothing was."""
    return Room.objects.filter(person=person).first() or Room(person=person)


def keep_room(
    person: Person,
    *,
    a_week: int | None = None,
    begins: int | None = None,
    ends: int | None = None,
    away: date | None = None,
) -> None:
    """From the next question on. None: as the organisation has it. Raises NotDone."""
    if a_week is not None and not 0 <= a_week <= MOST_A_WEEK:
        raise NotDone(_("Choose a number from 0 to 20."), "a_week")
    if (begins is None) != (ends is None):
        raise NotDone(_("Choose both hours, or neither."), "ends")
    if begins is not None and ends is not None and (begins == ends or not 0 <= begins < 24 or not 0 <= ends <= 24):
        raise NotDone(_("Choose two different hours."), "ends")
    Room.objects.update_or_create(
        person=person, defaults={"a_week": a_week, "begins": begins, "ends": ends, "away": away}
    )
