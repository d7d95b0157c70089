"""Sending what waits. One worker at a time does this (a turn of recurring work); what a killed one had in hand is taken up here.

A place of the day is taken in a transaction of its own before anything leaves, and given back only when surely nothing left. So whatever
happens in between, nobody gets more messages in a day than they chose.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from zwerm.notices.actions.showing import lines_of
from zwerm.notices.letters import letter
from zwerm.notices.mailer import Mailer, NotKnown, NotReached, NotTaken, a_mailer
from zwerm.notices.models import Choice, Notice, Refusal, Sending, Wishes
from zwerm.notices.registry import kinds
from zwerm.notices.rules.planning import Habits, Mail, Pending, Plan, Way, next_look, next_message
from zwerm.people.models import Person

log = logging.getLogger("zwerm.notices")

AT_ONCE = 500
# After the first refusal, the second, and so on; a server that knows nobody of that name is asked once a day.
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720))
FOR_GOOD, A_DAY = 500, timedelta(days=1)
UNKNOWN_WAITS = timedelta(minutes=15)


@dataclass(frozen=True)
class Reader:
    """Somebody to whom something waits to be sent, and how they want it."""

    person: Person
    habits: Habits
    mails: bool
    choices: dict[str, Mail]

    def pending(self, notice: Notice) -> Pending:
        if not self.mails:
            return Pending(notice.pk, notice.came, Mail.NO)
        if _may_be_lost(notice):
            # Not to be planned with others, and not to be forgotten.
            return Pending(notice.pk, notice.look or notice.came, Mail.NOW)
        kind = kinds.get(notice.kind)
        mail = self.choices.get(notice.kind, kind.mail if kind else Mail.NO)
        return Pending(notice.pk, notice.came, mail, before=notice.before)


def deliver(now: datetime | None = None, opens: Callable[[], AbstractContextManager[Mailer]] = a_mailer) -> int:
    """Send what is due at this moment; answers how many messages. Safe to repeat."""
    begin = now or datetime.now(UTC)
    take_up(begin)
    due = Notice.objects.to_send().filter(look__lte=begin).order_by("look").values_list("person", flat=True)[:AT_ONCE]
    sent = 0
    with opens() as mailer:
        for person in Person.objects.filter(pk__in=set(due)):
            try:
                # A slow mail server makes this last: each at their own moment, for a quiet hour may have begun.
                sent += _deliver_to(person, mailer, now or datetime.now(UTC))
            except NotReached as why:
                log.warning("The mail server is not there (%s); what waits is sent later.", why)
                break
    return sent


def take_up(now: datetime) -> None:
    """What a killed worker had in hand: only one is at work, so all that is not over is left behind."""
    held = Sending.objects.filter(state=Sending.State.HELD)
    Notice.objects.filter(mailed__in=held).update(look=now)
    held.delete()
    handed = Sending.objects.filter(state=Sending.State.HANDED)
    for sending in handed:
        _lost(sending, now)


def reader_of(person: Person) -> Reader:
    wishes = Wishes.of(person)
    mails = settings.SENDS_MAIL and wishes.mail and person.is_active
    chosen = Choice.objects.filter(person=person).values_list("kind", "mail")
    return Reader(person, wishes.habits(), mails, {kind: Mail(mail) for kind, mail in chosen})


def _deliver_to(person: Person, mailer: Mailer, now: datetime) -> int:
    reader, sent = reader_of(person), 0
    while (claimed := _claim(reader, now)) is not None:
        sent += _hand_over(reader, *claimed, mailer, now)
    return sent


def _claim(reader: Reader, now: datetime) -> tuple[Sending, bool] | None:
    """Take a place of today for what is due; None, when nothing may be sent now: then it is known when to look again."""
    try:
        with transaction.atomic():
            # Without waiting: what somebody tells at this moment is for the next look.
            waiting = list(
                Notice.objects.to_send().filter(person=reader.person).select_for_update(skip_locked=True, of=("self",))
            )
            taken = set(
                Sending.objects.filter(person=reader.person, day=reader.habits.day_of(now)).values_list(
                    "number", flat=True
                )
            )
            refused = (
                Refusal.objects.filter(person=reader.person, again__gt=now).values_list("again", flat=True).first()
            )
            if refused is not None:
                _look_again(reader, waiting, refused)
                return None
            if (again := _again(reader, waiting, taken, now)) is not None:
                return again
            new = [reader.pending(one) for one in waiting if not _may_be_lost(one)]
            plan = next_message(new, reader.habits, len(taken), now)
            if plan is None:
                pending = [reader.pending(one) for one in waiting]
                _look_again(reader, waiting, next_look(pending, reader.habits, len(taken), now))
                return None
            return _take_place(reader, plan, taken, now), plan.digest
    except IntegrityError:
        # Somebody else took that place.
        return None


def _take_place(reader: Reader, plan: Plan, taken: set[int], now: datetime, name: UUID | None = None) -> Sending:
    place = min(set(range(1, reader.habits.budget + 1)) - taken)
    sending = Sending(person=reader.person, way=plan.way, day=reader.habits.day_of(now), number=place, when=now)
    if name is not None:
        sending.name = name
    sending.save(force_insert=True)
    Notice.objects.filter(pk__in=plan.keys).update(mailed=sending)
    return sending


def _again(reader: Reader, waiting: list[Notice], taken: set[int], now: datetime) -> tuple[Sending, bool] | None:
    """What may not have come is sent again with the same notices and name, and takes a place of its own."""
    free = len(taken) < reader.habits.budget and reader.habits.allows(now)
    if not reader.mails or not free:
        return None
    for lost in Sending.objects.filter(person=reader.person, state=Sending.State.LOST):
        keys = [one.pk for one in waiting if one.mailed_id == lost.pk and one.look is not None and one.look <= now]
        if keys:
            return _take_place(reader, Plan(Way.MAIL, tuple(keys)), taken, now, lost.name), len(keys) > 1
    return None


def _look_again(reader: Reader, waiting: list[Notice], when: datetime | None) -> None:
    """What has nothing left to be sent, waits no more."""
    rest = [one.pk for one in waiting if not _is_left(reader, one)]
    Notice.objects.filter(pk__in=rest).update(look=None)
    left = [one.pk for one in waiting if one.pk not in set(rest)]
    Notice.objects.filter(pk__in=left).update(look=when)


def _is_left(reader: Reader, notice: Notice) -> bool:
    return reader.pending(notice).mail is not Mail.NO


def _may_be_lost(notice: Notice) -> bool:
    """It went, and nobody knows whether it came: what surely came is not looked at any more."""
    return notice.mailed_id is not None


def _hand_over(reader: Reader, sending: Sending, digest: bool, mailer: Mailer, now: datetime) -> int:
    """Send it, after looking once more at what its reader may see; answers whether it went."""
    notices = list(Notice.objects.unread().filter(mailed=sending))
    lines = lines_of(reader.person, notices)
    shown = {line.notice.pk for line in lines}
    Notice.objects.filter(pk__in=[one.pk for one in notices if one.pk not in shown]).update(look=None)
    if not lines:
        sending.delete()
        return 0
    try:
        mailer.open()
    except NotReached:
        sending.delete()
        raise
    message = letter(reader.person, lines, sending.name, digest=digest)
    if not Sending.objects.filter(pk=sending.pk, state=Sending.State.HELD).update(state=Sending.State.HANDED):
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
    Notice.objects.filter(mailed=sending).update(look=now + UNKNOWN_WAITS)


def _refuse(reader: Reader, code: int, now: datetime) -> None:
    """The server said no: later again, each time after longer."""
    known = Refusal.objects.filter(person=reader.person).first()
    tries = known.tries + 1 if known else 1
    wait = A_DAY if code >= FOR_GOOD else BACK_OFF[min(tries, len(BACK_OFF)) - 1]
    told = {"code": code, "tries": tries, "again": now + wait, "since": known.since if known else now}
    Refusal.objects.update_or_create(person=reader.person, defaults=told)
    log.warning("The mail server refused a notice with %d, for the %d. time; it is tried again.", code, tries)
