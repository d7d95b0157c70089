"""However notices come, are read and sent, and however sending goes wrong: nobody gets more than they chose, or in their rest, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any, cast

import pytest
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.db.models import Q
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from zwerm.notices.actions import News, choose, deliver, notify, read_all
from zwerm.notices.mailer import Mailer, NotKnown, NotReached, NotTaken
from zwerm.notices.models import Choice, Device, Notice, Refusal, Sending, Wishes
from zwerm.notices.rules.planning import Mail
from zwerm.people.actions import change_profile
from zwerm.people.models import Space
from zwerm.people.tests.world import World

pytestmark = pytest.mark.django_db
FIRST = datetime(2026, 10, 22, 9, 30, tzinfo=UTC)  # a Thursday; the clocks go back that weekend


class Killed(BaseException):
    """As if the process ended here: nothing of ours runs any more."""


@dataclass
class Post:
    """A mail server of which each message meets the next of these fates; `came` is what lay in the box: when, and what."""

    now: datetime = FIRST
    fates: list[str] = field(default_factory=list)
    came: list[tuple[datetime, frozenset[tuple[str, str]]]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    pushed: list[datetime] = field(default_factory=list)

    @contextmanager
    def opens(self) -> Iterator[Mailer]:
        yield cast("Mailer", self)

    def open(self) -> None:
        if self._fate("down", "killed before"):
            raise NotReached if self.fates.pop(0) == "down" else Killed

    def send(self, message: EmailMessage) -> None:
        fate = self.fates.pop(0) if self.fates else "taken"
        if fate == "refused":
            raise NotTaken(450)
        if fate not in ("lost", "killed and lost"):
            under_way = Notice.objects.filter(mailed__state=Sending.State.HANDED)
            self.came.append((self.now, frozenset(under_way.values_list("kind", "thing"))))
            self.names.append(message.extra_headers["Message-ID"])
        if fate in ("lost", "came and lost"):
            raise NotKnown
        if fate.startswith("killed"):
            raise Killed

    def push(self, devices: list[Device], words: bytes, now: datetime) -> tuple[int, bool]:
        """To the one device: the same fates."""
        fate = self.fates.pop(0) if self.fates else "taken"
        if fate not in ("lost", "killed and lost", "killed before", "refused", "down"):
            self.pushed.append(self.now)
        if fate.startswith("killed"):
            raise Killed
        return int(fate == "taken"), fate in ("lost", "came and lost")

    def _fate(self, *some: str) -> bool:
        return bool(self.fates) and self.fates[0] in some


BAD = st.sampled_from(
    ["refused", "lost", "came and lost", "killed before", "killed and lost", "killed and came", "down"]
)
FATES = st.lists(st.just("taken") | BAD, max_size=3)
HOURS = st.integers(0, 23)
# Where it is another day for half of the time, and the organisation's.
ZONES = ["Pacific/Auckland", "America/Los_Angeles", ""]


def _wishes(budget: int, digest: str, day: int, hours: tuple[int, int, int], off: set[int]) -> dict[str, Any]:
    digest_at, quiet_from, quiet_for = hours
    return {
        "budget": budget,
        "digest": digest,
        "digest_day": day,
        "digest_at": time(digest_at),
        "quiet_from": time(quiet_from),
        "quiet_until": time((quiet_from + quiet_for) % 24),
        "off": "".join(map(str, sorted(off))),
    }


WISHES = st.builds(
    _wishes,
    st.integers(1, 3),
    st.sampled_from(Wishes.Digest.values),
    st.integers(0, 6),
    st.tuples(HOURS, HOURS, st.integers(0, 12)),
    st.sets(st.integers(0, 6), max_size=3),
)
TELLS = st.tuples(st.sampled_from(list(Mail)), st.integers(0, 2), st.none() | st.integers(1, 60))
# What is told, how sending goes, what else happens, and how long until the next.
MOMENTS = st.tuples(
    st.lists(TELLS, max_size=2),
    st.just([]) | FATES,
    st.none() | st.none() | st.just("read") | st.sampled_from(ZONES) | WISHES,
    st.integers(1, 90) | st.integers(1, 26 * 60),
)
STEPS = st.lists(MOMENTS, min_size=8, max_size=25)


@dataclass
class Course:
    """What happens to one person."""

    world: World
    post: Post
    things: list[Space]
    told: dict[tuple[str, str], tuple[datetime, datetime | None]] = field(default_factory=dict)
    budgets: list[tuple[datetime, int]] = field(default_factory=list)

    def tell(self, mail: Mail, which: int, hours: int | None) -> None:
        space = self.things[which]
        before = self.post.now + timedelta(hours=hours) if hours else None
        notify(self.world.fatima, News(mail.value, space.pk, space, before=before, when=self.post.now))
        self.told[mail.value, str(space.pk)] = (self.post.now, before)

    def wait(self, minutes: int) -> None:
        self.post.now += timedelta(minutes=minutes)

    def read(self) -> None:
        read_all(self.world.fatima, self.post.now)
        self.told.clear()

    def choose(self, wishes: dict[str, Any]) -> None:
        self.budgets.append((self.post.now, wishes["budget"]))
        choose(self.world.fatima, wishes, {}, self.post.now)

    def travel(self, zone: str) -> None:
        fatima = self.world.fatima
        told = {name: getattr(fatima, name) for name in ("name", "function", "about", "language")}
        change_profile(fatima, **told, time_zone=zone)
        # As if it were this moment: the action itself looks at the clock.
        Notice.objects.to_send().filter(person=fatima).update(look=self.post.now)

    def send(self, fates: list[str]) -> None:
        post, before, pushed = self.post, len(self.post.came), len(self.post.pushed)
        post.fates = list(fates)
        with suppress(Killed):
            deliver(post.now, post.opens, post.push)
        habits = Wishes.of(self.world.fatima).habits()
        moments = [*(moment for moment, _what in post.came[before:]), *post.pushed[pushed:]]
        assert all(habits.allows(moment) for moment in moments), "something came in the hours of rest"
        # Also when part of this day was another day where they were before.
        begins = habits.beginning(post.now)
        today = [one for one in [*(moment for moment, _what in post.came), *post.pushed] if one >= begins]
        assert not moments or len(today) <= self._most(begins), "more came in a day than was chosen"
        if not fates and not Refusal.objects.exists():
            self._check_in_time()

    def _most(self, begins: datetime) -> int:
        """The most that was chosen since then, and what held at that moment."""
        before = [budget for when, budget in self.budgets if when < begins][-1:]
        return max([*before, *(budget for when, budget in self.budgets if when >= begins)])

    def waits(self) -> list[tuple[str, str]]:
        """What was told, is to come by mail, and did not come since."""
        return [
            key
            for key, (when, _before) in self.told.items()
            if key[0] != Mail.NO and not any(moment >= when and key in what for moment, what in self.post.came)
        ]

    def _check_in_time(self) -> None:
        """What is of no use after some moment waits for an overview only when that comes before it, and otherwise only for a place, for rest, or to be sent again."""
        habits, now = Wishes.of(self.world.fatima).habits(), self.post.now
        of_today = Q(day=habits.day_of(now)) | Q(when__gte=habits.beginning(now))
        used = Sending.objects.filter(of_today, person=self.world.fatima).count()
        if not habits.allows(now) or used >= habits.budget:
            return
        lost = set(Notice.objects.filter(mailed__state=Sending.State.LOST).values_list("kind", "thing"))
        for key in set(self.waits()) - lost:
            before, overview = self.told[key][1], habits.next_digest(now)
            assert before is None or before < now or (overview is not None and overview <= before)

    def end(self) -> None:
        """Everything goes well from now on: each time that there is something to look at, a worker looks."""
        for _turn in range(120):
            looks = Notice.objects.to_send().order_by("look").values_list("look", flat=True)
            if not looks:
                break
            self.post.now = max(self.post.now, looks[0] or self.post.now)
            self.send([])
        assert self.waits() == [], "something was lost"
        assert not Notice.objects.to_send().exists()


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(wishes=WISHES, steps=STEPS, devices=st.booleans())
@example(
    wishes=_wishes(3, "daily", 0, (0, 0, 0), set()),
    steps=[([(Mail.NOW, 0, None), (Mail.NOW, 0, 1)], ["killed and came", "taken"], None, 1)],
    devices=True,
)
@example(
    wishes=_wishes(2, "daily", 0, (0, 0, 0), set()),
    steps=[([(Mail.NOW, 0, 1)], ["killed before"], None, 31)],
    devices=True,
)
@example(
    wishes=_wishes(1, "daily", 0, (0, 0, 0), set()),
    steps=[
        ([(Mail.NOW, 0, None)], [], "Pacific/Auckland", 120),
        ([(Mail.NOW, 1, None)], [], "America/Los_Angeles", 120),
        ([(Mail.NOW, 2, None)], [], "", 120),
    ],
    devices=False,
)
def test_nobody_gets_more_than_they_chose_and_nothing_is_lost(
    world: World, wishes: dict[str, Any], steps: list[Any], devices: bool
) -> None:
    for model in (Notice, Sending, Refusal, Choice, Wishes, Device, Session):
        model._default_manager.all().delete()
    if devices:
        Session.objects.create(session_key="s", session_data="", expire_date=FIRST + timedelta(days=999))
        Device.objects.create(person=world.fatima, endpoint="https://a", mark="a", session="s", since=FIRST)
    course = Course(world, Post(), [world.organisation, world.team.space, world.closed])
    course.travel("")
    course.choose(wishes)
    for tells, fates, other, minutes in steps:
        for mail, which, hours in tells:
            course.tell(mail, which, hours)
        course.send(fates)
        if other == "read":
            course.read()
        elif isinstance(other, str):
            course.travel(other)
        elif other is not None:
            course.choose(other)
        course.wait(minutes)
    course.end()
