"""Notices by mail, to a real mail server on this machine: what it takes, refuses, puts off, and never answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP as AS_SENT
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller
from django.test import Client
from pytest_django.fixtures import Settings

from tests.installation import free_port
from zwerm.notices.actions import News, deliver, look_at, notify, read_all
from zwerm.notices.actions.deliver import BACK_OFF
from zwerm.notices.models import Choice, Notice, Refusal, Sending, Wishes
from zwerm.people.actions import leave_space
from zwerm.people.models import Space
from zwerm.people.rules.secret_paths import without_secret
from zwerm.people.tests.world import World

pytestmark = pytest.mark.django_db
# A Wednesday, between quiet hours.
NOON = datetime(2026, 11, 4, 12, 0, tzinfo=UTC)


@dataclass
class Server:
    """Answers the next of `answers` to each recipient; what it takes lies in `box`. `hangs_up`: after the words came, before it says so."""

    answers: list[str] = field(default_factory=list)
    box: list[EmailMessage] = field(default_factory=list)
    hangs_up: bool = False
    meets: Callable[[], None] = lambda: None

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.box.append(BytesParser(policy=AS_SENT).parsebytes(envelope.content))
        self.meets()
        if self.hangs_up:
            server.transport.abort()
        return "250 OK"


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    found = Server()
    controller = Controller(found, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = ""
    settings.SITE_URL = "https://zwerm.example.org"
    settings.DEFAULT_FROM_EMAIL = "Zwerm <zwerm@example.org>"
    yield found
    controller.stop()


def tell(world: World, space: Space, kind: str = "now", when: datetime = NOON) -> None:
    notify(world.fatima, News(kind, space.pk, space, when=when))


def words(message: EmailMessage, kind: str = "plain") -> str:
    part = message.get_body((kind,))
    assert part
    return str(part.get_content())


def test_a_mail_tells_what_happened_in_the_language_of_its_reader(world: World, server: Server) -> None:
    world.fatima.language = "en"
    world.fatima.save()
    tell(world, world.team.space)
    assert deliver(NOON) == 1
    (mail,) = server.box
    assert (mail["To"], mail["From"]) == (world.fatima.email, "Zwerm <zwerm@example.org>")
    assert mail["Subject"] == "Something now here: Emergency department"
    assert "Hello Fatima El Amrani" in words(mail)
    link = f"https://zwerm.example.org{Notice.objects.get().get_absolute_url()}"
    assert link in words(mail)
    assert f'href="{link}"' in words(mail, "html")
    assert mail["Message-ID"] == f"<{Sending.objects.get().name}@example.org>"
    assert deliver(NOON + timedelta(hours=1)) == 0
    world.fatima.language = "nl"
    world.fatima.save()
    tell(world, world.community)
    deliver(NOON)
    assert "Hallo Fatima El Amrani" in words(server.box[1])


def test_of_a_closed_space_a_mail_says_neither_its_name_nor_what_stands_there(world: World, server: Server) -> None:
    tell(world, world.closed)
    tell(world, world.team.space)
    deliver(NOON)
    text = "".join([str(server.box[0]), words(server.box[0]), words(server.box[0], "html")])
    assert world.closed.name not in text
    assert "Emergency department" in text
    assert words(server.box[0]).count("Something now here") == 2


def test_who_may_not_see_it_any_more_or_has_read_it_is_sent_nothing(world: World, server: Server) -> None:
    tell(world, world.closed)
    tell(world, world.team.space)
    leave_space(world.fatima, world.closed)
    read_all(world.fatima, NOON)
    tell(world, world.closed)
    assert deliver(NOON) == 0
    tell(world, world.community)
    notice = Notice.objects.get(thing=world.community.pk)
    world.client(world.fatima).get(notice.get_absolute_url())
    assert deliver(NOON) == 0
    assert server.box == []
    assert not Notice.objects.to_send().exists()
    assert not Sending.objects.exists()


def test_who_left_is_sent_nothing(world: World, server: Server) -> None:
    tell(world, world.team.space)
    world.fatima.is_active = False
    world.fatima.save()
    assert (deliver(NOON), server.box) == (0, [])


def test_the_overview_comes_with_all_that_waits(world: World, server: Server) -> None:
    tell(world, world.team.space, "digest")
    tell(world, world.community, "digest")
    tell(world, world.organisation, "no")
    assert deliver(NOON) == 0
    # Eight o'clock the next morning, in Amsterdam.
    assert deliver(datetime(2026, 11, 5, 6, 59, tzinfo=UTC)) == 0
    assert deliver(datetime(2026, 11, 5, 7, 0, tzinfo=UTC)) == 1
    (mail,) = server.box
    assert mail["Subject"] == "Zwerm: 2 meldingen voor jou"
    assert {"Emergency department", "Fall prevention"} <= {line.strip() for line in words(mail).splitlines()}
    assert "Lindehof" not in words(mail)


def test_a_server_that_puts_it_off_is_asked_again_later_and_longer_each_time(world: World, server: Server) -> None:
    server.answers = ["450 4.2.0 Greylisted, come back later"] * 2
    tell(world, world.team.space)
    assert deliver(NOON) == 0
    assert deliver(NOON + BACK_OFF[0] - timedelta(seconds=1)) == 0
    assert len(server.answers) == 1
    assert deliver(NOON + BACK_OFF[0]) == 0
    assert (Refusal.objects.get().tries, server.answers) == (2, [])
    assert not Sending.objects.exists(), "what surely did not come takes no place of the day"
    assert deliver(NOON + BACK_OFF[0] + BACK_OFF[1] - timedelta(seconds=1)) == 0
    assert deliver(NOON + BACK_OFF[0] + BACK_OFF[1]) == 1
    assert len(server.box) == 1
    assert not Refusal.objects.exists()


def test_a_server_that_knows_nobody_of_that_name_is_asked_once_a_day_and_the_person_is_told(
    world: World, server: Server
) -> None:
    server.answers = ["550 5.1.1 <fatima@lindehof.example> unknown"]
    tell(world, world.team.space)
    assert deliver(NOON) == 0
    assert deliver(NOON + timedelta(hours=23)) == 0
    assert server.box == []
    page = world.client(world.fatima).get("/notices/settings/").text
    assert "it answers 550" in page
    assert "it answers" not in world.client(world.kees).get("/notices/settings/").text
    tell(world, world.community, when=NOON + timedelta(hours=1))
    assert deliver(NOON + timedelta(days=1)) == 1
    assert "2 " in server.box[0]["Subject"]


def test_one_who_is_refused_holds_up_nobody_else(world: World, server: Server) -> None:
    server.answers = ["550 no"]
    tell(world, world.team.space)
    notify(world.kees, News("now", world.team.space.pk, world.team.space, when=NOON))
    assert deliver(NOON) == 1
    assert len(server.box) == 1


def test_without_a_server_everything_waits_and_no_place_is_taken(
    world: World, server: Server, settings: Settings
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    tell(world, world.team.space)
    assert deliver(NOON) == 0
    assert not Sending.objects.exists()
    settings.EMAIL_PORT = port
    assert deliver(NOON + timedelta(minutes=1)) == 1


def test_what_may_have_come_is_sent_again_under_the_same_name_and_takes_a_place(world: World, server: Server) -> None:
    server.hangs_up = True
    tell(world, world.team.space)
    assert deliver(NOON) == 0
    assert Sending.objects.get().state == Sending.State.LOST
    server.hangs_up = False
    tell(world, world.community)
    assert deliver(NOON + timedelta(minutes=1)) == 1
    assert "Fall prevention" in server.box[1]["Subject"]
    assert deliver(NOON + timedelta(minutes=20)) == 1
    first, _other, again = server.box
    assert first["Message-ID"] == again["Message-ID"]
    assert first["Subject"] == again["Subject"]
    assert Sending.objects.count() == 3
    assert deliver(NOON + timedelta(minutes=40)) == 0


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("came", [False, True])
def test_a_worker_that_is_killed_with_a_mail_in_hand_loses_nothing(
    world: World, server: Server, monkeypatch: pytest.MonkeyPatch, came: bool
) -> None:
    """Between taking a place and sending; and after sending, before it was written down."""
    from zwerm.notices.mailer import Mailer

    def dies(*given: object) -> None:
        raise Killed

    def came_and_dies(*given: object) -> None:
        real(*given)
        raise Killed

    name = "send" if came else "open"
    real = getattr(Mailer, name)
    monkeypatch.setattr(Mailer, name, came_and_dies if came else dies)
    tell(world, world.team.space)
    with pytest.raises(Killed):
        deliver(NOON)
    assert Sending.objects.get().state == (Sending.State.HANDED if came else Sending.State.HELD)
    monkeypatch.setattr(Mailer, name, real)
    assert deliver(NOON + timedelta(minutes=1)) == (0 if came else 1)
    assert deliver(NOON + timedelta(minutes=30)) == (1 if came else 0)
    assert len(server.box) == Sending.objects.count() == (2 if came else 1)
    assert len({mail["Message-ID"] for mail in server.box}) == 1


def test_what_is_told_again_while_it_is_sent_is_sent_again(
    world: World, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zwerm.notices.mailer import Mailer

    real = Mailer.send

    def meanwhile(self: Mailer, message: Any) -> None:
        real(self, message)
        if len(server.box) == 1:
            tell(world, world.team.space, when=NOON + timedelta(seconds=1))

    monkeypatch.setattr(Mailer, "send", meanwhile)
    tell(world, world.team.space)
    deliver(NOON + timedelta(seconds=2))
    assert len(server.box) == 2


def test_one_click_stops_all_mail_without_signing_in_and_looking_changes_nothing(world: World, server: Server) -> None:
    tell(world, world.team.space)
    deliver(NOON)
    (mail,) = server.box
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = urlsplit(mail["List-Unsubscribe"].strip().strip("<>")).path
    assert without_secret(address) == "/notices/mail/…/"
    stranger = Client(enforce_csrf_checks=True)
    assert "No more mail" in stranger.get(address, headers={"accept-language": "en"}).text
    assert Wishes.of(world.fatima).mail
    answer = stranger.post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not Wishes.of(world.fatima).mail
    tell(world, world.community)
    assert (deliver(NOON + timedelta(minutes=1)), len(server.box)) == (0, 1)
    assert stranger.post("/notices/mail/nonsense/ending/").status_code == 404
    forged = re.sub(r"mail/[^:]+", f"mail/{world.kees.pk}", address)
    assert stranger.post(forged).status_code == 404
    assert Wishes.of(world.kees).mail


def form(client: Client) -> dict[str, Any]:
    """What the page of settings would send as it stands."""
    found = client.get("/notices/settings/").context["form"]
    return {name: found[name].value() for name in found.fields} | {"mail": "on"}


def test_what_somebody_chooses_counts_for_what_waits_already(world: World, server: Server) -> None:
    tell(world, world.team.space, "digest")
    assert deliver(NOON) == 0
    client = world.client(world.fatima)
    client.post("/notices/settings/", form(client) | {"mail:digest": "now"})
    assert Choice.objects.get().mail == "now"
    Notice.objects.update(look=NOON)
    assert deliver(NOON) == 1
    tell(world, world.community)
    client.post("/notices/settings/", form(client) | {"budget": "0"})
    Notice.objects.exclude(look=None).update(look=NOON)
    assert deliver(NOON) == 0


def test_what_cannot_be_chosen_is_said(world: World) -> None:
    client = world.client(world.fatima)
    for wrong in ({"budget": "11"}, {"off": list("0123456")}, {"quiet_from": "half past"}, {"mail:now": "often"}):
        assert client.post("/notices/settings/", form(client) | wrong).status_code == 422
    assert not Wishes.objects.exists()


def test_who_told_to_be_free_on_a_day_hears_nothing_then(world: World, server: Server) -> None:
    world.fatima.tellings.create(name="days", text="office,office,off,home,off")
    tell(world, world.team.space)
    assert deliver(NOON) == 0, "Wednesday"
    assert deliver(NOON + timedelta(days=1)) == 1


def test_who_looks_at_the_thing_before_the_mail_goes_gets_none(world: World, server: Server) -> None:
    tell(world, world.team.space)
    world.fatima.__dict__["figures"] = {"unread notices": 1}
    look_at(world.fatima, world.team.space.pk)
    assert deliver(NOON) == 0
