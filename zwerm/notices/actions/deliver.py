"""Sending what waits. One worker at a time does this (a turn of recurring work); what a killed one had in hand is taken up here.

A place of the day is taken in a transaction of its own before anything leaves, and given back only when surely nothing left. So whatever
happens in between, nobody gets more messages in a day than they chose.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q

from zwerm.notices.actions.devices import devices_of
from zwerm.notices.actions.showing import Line, lines_of
from zwerm.notices.letters import letter
from zwerm.notices.mailer import Mailer, NotKnown, NotReached, NotTaken, a_mailer
from zwerm.notices.models import Choice, Device, Notice, Refusal, Sending, Wishes
from zwerm.notices.pusher import push, words_for
from zwerm.notices.registry import kinds
from zwerm.notices.rules.planning import Habits, Mail, Pending, Plan, Way, next_look, next_message
from zwerm.people.models import Person

log = logging.getLogger("zwerm.notices")

AT_ONCE = 500
# After the first refusal, the second, and so on; a server that knows nobody of that name is asked once a day.
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720))
FOR_GOOD, A_DAY = 500, timedelta(days=1)
UNKNOWN_WAITS = timedelta(minutes=15)


Pusher = Callable[[list[Device], bytes, datetime], tuple[int, bool]]


@dataclass(frozen=True)
class Reader:
    """Somebody to whom something waits to be sent, and how they want it."""

    person: Person
    habits: Habits
    mails: bool
    devices: list[Device]
    choices: dict[str, tuple[Mail, bool]]

    def by_mail(self, notice: Notice) -> Mail:
        """How it is still to go by mail: what went, or may have gone, is not planned with others."""
        return Mail.NO if not self.mails or notice.mailed_id else self._ways(notice)[0]

    def by_push(self, notice: Notice) -> bool:
        """What a mail told is not pushed any more."""
        told = notice.mailed is not None and not _is_lost(notice)
        return self._ways(notice)[1] and bool(self.devices) and notice.pushed_id is None and not told

    def is_left(self, notice: Notice) -> bool:
        return self.by_push(notice) or self.by_mail(notice) is not Mail.NO or (self.mails and _is_lost(notice))

    def _ways(self, notice: Notice) -> tuple[Mail, bool]:
        kind = kinds.get(notice.kind)
        return self.choices.get(notice.kind) or ((kind.mail, kind.push) if kind else (Mail.NO, False))


@dataclass(frozen=True)
class Taken:
    """Of the places of a day: how many count, and which of this very day have a message."""

    used: int
    numbers: frozenset[int]


def _is_lost(notice: Notice) -> bool:
    """It went by mail, and nobody knows whether it came."""
    return notice.mailed is not None and notice.mailed.state == Sending.State.LOST


def deliver(
    now: datetime | None = None,
    opens: Callable[[], AbstractContextManager[Mailer]] = a_mailer,
    pushes: Pusher = push,
) -> int:
    """Send what is due at this moment; answers how many messages. Safe to repeat."""
    begin = now or datetime.now(UTC)
    take_up(begin)
    due = Notice.objects.to_send().filter(look__lte=begin).order_by("look").values_list("person", flat=True)[:AT_ONCE]
    sent = 0
    with opens() as mailer:
        for person in Person.objects.filter(pk__in=set(due)):
            try:
                # A slow mail server makes this last: each at their own moment, for a quiet hour may have begun.
                sent += _deliver_to(person, mailer, pushes, now or datetime.now(UTC))
            except NotReached as why:
                log.warning("The mail server is not there (%s); what waits is sent later.", why)
                break
    return sent


def take_up(now: datetime) -> None:
    """What a killed worker had in hand: only one is at work, so all that is not over is left behind."""
    held = Sending.objects.filter(state=Sending.State.HELD)
    Notice.objects.filter(Q(mailed__in=held) | Q(pushed__in=held)).update(look=now)
    held.delete()
    handed = Sending.objects.filter(state=Sending.State.HANDED)
    for sending in handed:
        _lost(sending, now)


def reader_of(person: Person, now: datetime) -> Reader:
    wishes = Wishes.of(person)
    mails = settings.SENDS_MAIL and wishes.mail and person.is_active
    chosen = {one.kind: (Mail(one.mail), one.push) for one in Choice.objects.filter(person=person)}
    devices = list(devices_of(person, now)) if person.is_active else []
    return Reader(person, wishes.habits(), mails, devices, chosen)


def _deliver_to(person: Person, mailer: Mailer, pushes: Pusher, now: datetime) -> int:
    reader, sent = reader_of(person, now), 0
    while (claimed := _claim(reader, now)) is not None:
        sending, digest = claimed
        if sending.way == Way.PUSH:
            sent += _push(reader, sending, pushes, now)
            reader = reader_of(person, now)
        else:
            sent += _mail(reader, sending, digest, mailer, now)
    return sent


def _claim(reader: Reader, now: datetime) -> tuple[Sending, bool] | None:
    """Take a place of today for what is due; None, when nothing may be sent now: then it is known when to look again."""
    person, today = reader.person, reader.habits.day_of(now)
    try:
        with transaction.atomic():
            # Without waiting: what somebody tells at this moment is for the next look.
            theirs = Notice.objects.to_send().filter(person=person).select_related("mailed")
            waiting = list(theirs.select_for_update(skip_locked=True, of=("self",)))
            taken = _taken(reader, today, now)
            refused = Refusal.objects.filter(person=person, again__gt=now).values_list("again", flat=True).first()
            if refused is None and (again := _again(reader, waiting, taken, now)) is not None:
                return again
            mails = refused is None
            plan = next_message(_planned(reader, waiting, now, mails=mails), reader.habits, taken.used, now)
            if plan is not None:
                return _take_place(reader, plan, taken, now), plan.digest
            moments = [next_look(_later(reader, waiting, mails=mails), reader.habits, taken.used, now), refused]
            _look_again(reader, waiting, min((one for one in moments if one is not None), default=None))
    except IntegrityError:
        # Somebody else took that place.
        pass
    return None


def _planned(reader: Reader, waiting: list[Notice], now: datetime, *, mails: bool) -> list[Pending]:
    """What is to go now or later; a push that did not arrive waits a while, and its mail does not wait for it."""
    return [
        Pending(
            one.pk,
            one.came,
            reader.by_mail(one) if mails else Mail.NO,
            reader.by_push(one) and (one.push_again is None or one.push_again <= now),
            one.before,
        )
        for one in waiting
    ]


def _later(reader: Reader, waiting: list[Notice], *, mails: bool) -> list[Pending]:
    """The same to know when to look again: with what is sent again, from when on it is."""
    found = [Pending(one.pk, one.came, reader.by_mail(one), False, one.before) for one in waiting if mails]
    found += [Pending(one.pk, one.push_again or one.came, Mail.NO, push=True) for one in waiting if reader.by_push(one)]
    lost = [one for one in waiting if mails and reader.mails and _is_lost(one)]
    return found + [Pending(one.pk, one.look or one.came, Mail.NOW) for one in lost]


def _taken(reader: Reader, today: date, now: datetime) -> Taken:
    """Also what went earlier this day while it was another day for them: who travels, or chooses another time zone, gets no day twice."""
    of_today = Q(day=today) | Q(when__gte=reader.habits.beginning(now))
    found = list(Sending.objects.filter(of_today, person=reader.person).values_list("day", "number"))
    return Taken(len(found), frozenset(number for day, number in found if day == today))


def _take_place(reader: Reader, plan: Plan, taken: Taken, now: datetime, name: UUID | None = None) -> Sending:
    place = min(set(range(1, reader.habits.budget + 1)) - taken.numbers)
    sending = Sending(person=reader.person, way=plan.way, day=reader.habits.day_of(now), number=place, when=now)
    if name is not None:
        sending.name = name
    sending.save(force_insert=True)
    field = "pushed" if plan.way is Way.PUSH else "mailed"
    Notice.objects.filter(pk__in=plan.keys).update(**{field: sending})
    return sending


def _again(reader: Reader, waiting: list[Notice], taken: Taken, now: datetime) -> tuple[Sending, bool] | None:
    """What may not have come is sent again with the same notices and name, and takes a place of its own."""
    free = taken.used < reader.habits.budget and reader.habits.allows(now)
    if not reader.mails or not free:
        return None
    for lost in Sending.objects.filter(person=reader.person, state=Sending.State.LOST):
        keys = [one.pk for one in waiting if one.mailed_id == lost.pk and one.look is not None and one.look <= now]
        if keys:
            return _take_place(reader, Plan(Way.MAIL, tuple(keys)), taken, now, lost.name), len(keys) > 1
    return None


def _look_again(reader: Reader, waiting: list[Notice], when: datetime | None) -> None:
    """What has nothing left to be sent, waits no more."""
    rest = [one.pk for one in waiting if not reader.is_left(one)]
    Notice.objects.filter(pk__in=rest).update(look=None)
    left = [one.pk for one in waiting if one.pk not in set(rest)]
    Notice.objects.filter(pk__in=left).update(look=when)


def _lines(reader: Reader, sending: Sending) -> list[Line]:
    """What is in a message, after looking once more at what its reader may see; with nothing in it its place is given back."""
    of_it = Q(pushed=sending) if sending.way == Way.PUSH else Q(mailed=sending)
    notices = list(Notice.objects.unread().filter(of_it))
    lines = lines_of(reader.person, notices)
    shown = {line.notice.pk for line in lines}
    Notice.objects.filter(pk__in=[one.pk for one in notices if one.pk not in shown]).update(look=None)
    if not lines:
        sending.delete()
    return lines


def _is_handed(sending: Sending) -> bool:
    """From now on it may have left; False when somebody let it go meanwhile."""
    held = Sending.objects.filter(pk=sending.pk, state=Sending.State.HELD)
    return bool(held.update(state=Sending.State.HANDED))


def _push(reader: Reader, sending: Sending, pushes: Pusher, now: datetime) -> int:
    """To all devices, as one message; answers whether one took it."""
    lines = _lines(reader, sending)
    if not lines or not _is_handed(sending):
        return 0
    taken, unsure = pushes(reader.devices, words_for(reader.person, lines), now)
    if taken:
        Sending.objects.filter(pk=sending.pk).update(state=Sending.State.SENT)
    elif unsure:
        _lost(sending, now)
    else:
        Notice.objects.filter(pushed=sending).update(push_again=now + UNKNOWN_WAITS)
        sending.delete()
    return int(taken > 0)


def _mail(reader: Reader, sending: Sending, digest: bool, mailer: Mailer, now: datetime) -> int:
    """Answers whether it went. Raises NotReached."""
    lines = _lines(reader, sending)
    if not lines:
        return 0
    try:
        mailer.open()
    except NotReached:
        sending.delete()
        raise
    message = letter(reader.person, lines, sending.name, digest=digest)
    if not _is_handed(sending):
        return 0
    try:
        mailer.send(message)
    except NotReached:
        sending.delete()
        raise
    except NotTaken as refused:
        sending.delete()
        _refuse(reader, refused.code, now)
        return 0
    except NotKnown:
        _lost(sending, now)
        return 0
    with transaction.atomic():
        Sending.objects.filter(pk=sending.pk).update(state=Sending.State.SENT)
        Notice.objects.filter(mailed=sending).update(look=None)
        Refusal.objects.filter(person=reader.person).delete()
    return 1


@transaction.atomic
def _lost(sending: Sending, now: datetime) -> None:
    Sending.objects.filter(pk=sending.pk).update(state=Sending.State.LOST)
    later = now + UNKNOWN_WAITS
    Notice.objects.filter(mailed=sending).update(look=later)
    # Pushed again, it takes the place of the first on the device. Its mail need not wait for that.
    pushed = Notice.objects.filter(pushed=sending)
    pushed.filter(mailed=None).update(look=now)
    pushed.update(push_again=later, pushed=None)


def _refuse(reader: Reader, code: int, now: datetime) -> None:
    """The server said no: later again, each time after longer."""
    known = Refusal.objects.filter(person=reader.person).first()
    tries = known.tries + 1 if known else 1
    wait = A_DAY if code >= FOR_GOOD else BACK_OFF[min(tries, len(BACK_OFF)) - 1]
    told = {"code": code, "tries": tries, "again": now + wait, "since": known.since if known else now}
    Refusal.objects.update_or_create(person=reader.person, defaults=told)
    log.warning("The mail server refused a notice with %d, for the %d. time; it is tried again.", code, tries)
