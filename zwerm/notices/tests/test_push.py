"""Notices on devices, by way of a push service on this machine."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from tests.answering import answering
from zwerm.notices.actions import News, deliver, notify
from zwerm.notices.models import Choice, Device, Notice, Sending, Wishes
from zwerm.notices.rules.webpush import (
    as_bytes,
    as_text,
    authorization,
    is_known_service,
    own_key,
    public_part,
    seal,
)
from zwerm.people.models import Space
from zwerm.people.tests.world import World

# A Wednesday, between quiet hours.
NOON = datetime(2026, 11, 4, 12, 0, tzinfo=UTC)


def test_a_message_is_sealed_as_the_rfc_has_it() -> None:
    """RFC 8291, appendix A."""
    number = int.from_bytes(as_bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big")
    theirs = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    sealed = seal(
        b"When I grow up, I want to be a watermelon",
        theirs,
        "BTBZMqHH6r4Tts7J_aSIgg",
        key=ec.derive_private_key(number, ec.SECP256R1()),
        salt=as_bytes("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert as_text(sealed) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
        "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )
    with pytest.raises(ValueError, match="too long"):
        seal(b"x" * 4096, theirs, "BTBZMqHH6r4Tts7J_aSIgg")


def test_who_sends_is_proven_to_that_push_service_alone() -> None:
    key = own_key("a secret")
    assert public_part(key) == public_part(own_key("a secret")) != public_part(own_key("another"))
    told = authorization("https://push.example.org/send/abc", key, "https://zwerm.example.org", datetime.now(UTC))
    found = re.fullmatch(r"vapid t=(\S+), k=(\S+)", told)
    assert found
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), as_bytes(found[2]))
    claims = jwt.decode(found[1], public, ["ES256"], audience="https://push.example.org")
    assert claims["sub"] == "https://zwerm.example.org"


@pytest.mark.parametrize(
    ("endpoint", "known"),
    [
        ("https://fcm.googleapis.com/fcm/send/x", True),
        ("https://updates.push.services.mozilla.com/wpush/v2/x", True),
        ("http://fcm.googleapis.com/fcm/send/x", False),
        ("https://fcm.googleapis.com.evil.example/x", False),
        ("https://fcm.googleapis.com@10.0.0.1/x", False),
        ("https://push.services.mozilla.com.evil.example/", False),
        ("https://10.0.0.1/", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_only_push_services_that_we_know_are_asked(endpoint: str, known: bool) -> None:
    assert is_known_service(endpoint, ["fcm.googleapis.com", ".push.services.mozilla.com"]) is known


@dataclass
class Service:
    """A push service and the browser behind it: what came lies in `came`, opened; it answers the next of `answers`."""

    url: str = ""
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = b"0123456789abcdef"
    answers: list[int] = field(default_factory=list)
    came: list[dict[str, Any]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)

    def subscription(self, name: str = "1") -> dict[str, str]:
        return {
            "endpoint": f"{self.url}/send/{name}",
            "p256dh": as_text(public_part(self.key)),
            "auth": as_text(self.auth),
        }

    def open(self, sealed: bytes) -> dict[str, Any]:
        """As a browser does."""
        salt, size = sealed[:16], sealed[20]
        theirs, ours = sealed[21 : 21 + size], public_part(self.key)
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs))
        material = HKDF(SHA256(), 32, self.auth, b"WebPush: info\0" + ours + theirs).derive(shared)
        content = HKDF(SHA256(), 16, salt, b"Content-Encoding: aes128gcm\0").derive(material)
        nonce = HKDF(SHA256(), 12, salt, b"Content-Encoding: nonce\0").derive(material)
        words = AESGCM(content).decrypt(nonce, sealed[21 + size :], None)
        found: dict[str, Any] = json.loads(words.rstrip(b"\0")[:-1])
        return found


@pytest.fixture
def service(settings: Settings) -> Iterator[Service]:
    found = Service()

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = found.answers.pop(0) if found.answers else 201
            if status < 300:
                assert self.headers["Content-Encoding"] == "aes128gcm"
                assert self.headers["Authorization"].startswith("vapid t=")
                found.raw.append(body)
                found.came.append(found.open(body))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *told: object) -> None:
            """Quiet."""

    settings.PUSH_HOSTS = ["127.0.0.1"]
    with answering(Answers) as found.url:
        yield found


@pytest.fixture
def phone(world: World, service: Service) -> Client:
    """The browser in which Fatima wants to be told; by mail she wants nothing."""
    browser = world.client(world.fatima)
    browser.post("/notices/devices/", service.subscription(), headers={"user-agent": "Firefox/1 Android"})
    Wishes.objects.create(person=world.fatima, mail=False)
    return browser


def tell(world: World, space: Space, kind: str = "now", when: datetime = NOON) -> None:
    notify(world.fatima, News(kind, space.pk, space, when=when))


def test_a_device_is_told_only_of_what_kind_it_is_and_the_service_cannot_read_it(
    world: World, service: Service, phone: Client
) -> None:
    tell(world, world.closed)
    assert deliver(NOON) == 1
    (told,) = service.came
    assert told["body"] == "Something now here"
    assert told["url"] == Notice.objects.get().get_absolute_url()
    assert "Works council" not in json.dumps(told)
    assert b"Something" not in service.raw[0]
    assert deliver(NOON + timedelta(hours=1)) == 0
    page = phone.get("/notices/settings/").text
    assert "Firefox · Android" in page
    assert "Firefox · Android" not in world.client(world.kees).get("/notices/settings/").text


def test_a_push_takes_a_place_of_the_day_and_waits_for_the_end_of_rest(
    world: World, service: Service, phone: Client
) -> None:
    Wishes.objects.update(budget=2)
    for number, space in enumerate((world.team.space, world.community, world.organisation)):
        tell(world, space, when=NOON + timedelta(minutes=number))
        deliver(NOON + timedelta(minutes=number))
    assert (len(service.came), Sending.objects.count()) == (2, 2)
    night = NOON + timedelta(hours=8)
    assert deliver(night) == 0
    assert deliver(NOON + timedelta(hours=18, minutes=30)) == 1, "half past seven the next morning"
    assert len(service.came) == 3


def test_what_came_by_mail_is_not_pushed_as_well_and_a_kind_can_be_left_out(
    world: World, service: Service, phone: Client
) -> None:
    tell(world, world.team.space, "digest")
    assert deliver(NOON) == 0, "not at once by mail, and so not on devices for who chose nothing"
    Choice.objects.create(person=world.fatima, kind="digest", mail="no", push=True)
    Notice.objects.update(look=NOON)
    assert deliver(NOON) == 1
    Choice.objects.create(person=world.fatima, kind="now", mail="no", push=False)
    tell(world, world.community)
    assert deliver(NOON) == 0


def test_a_device_that_is_gone_is_forgotten_and_one_that_is_busy_tried_again(
    world: World, service: Service, phone: Client
) -> None:
    service.answers = [503]
    tell(world, world.team.space)
    assert deliver(NOON) == 0
    assert not Sending.objects.exists()
    assert deliver(NOON + timedelta(minutes=15)) == 1
    service.answers = [410]
    tell(world, world.community)
    assert deliver(NOON) == 0
    assert not Device.objects.exists()
    assert deliver(NOON + timedelta(hours=1)) == 0


def test_a_service_that_hangs_up_may_have_told_it_so_its_place_stays_taken(
    world: World, service: Service, phone: Client
) -> None:
    device = Device.objects.get()
    Device.objects.update(endpoint="http://127.0.0.1:1/gone")
    tell(world, world.team.space)
    assert deliver(NOON) == 0
    assert Sending.objects.get().state == Sending.State.LOST
    Device.objects.update(endpoint=device.endpoint)
    assert deliver(NOON + timedelta(minutes=15)) == 1
    assert Sending.objects.count() == 2


def test_who_signs_out_is_told_nothing_on_that_device_any_more(world: World, service: Service, phone: Client) -> None:
    phone.post("/account/logout/")
    tell(world, world.team.space)
    assert (deliver(NOON), service.came) == (0, [])


def test_who_uses_the_same_browser_next_is_told_and_the_one_before_no_more(
    world: World, service: Service, phone: Client
) -> None:
    world.client(world.kees).post("/notices/devices/", service.subscription())
    assert [one.person for one in Device.objects.all()] == [world.kees]
    tell(world, world.team.space)
    assert (deliver(NOON), service.came) == (0, [])


def test_what_is_no_subscription_is_refused(world: World, service: Service) -> None:
    browser, good = world.client(world.otto), service.subscription()
    for wrong in (
        {"endpoint": "https://10.0.0.1/x"},
        {"endpoint": f"{service.url}/{'x' * 3000}"},
        {"p256dh": "AAAA"},
        {"auth": "AAAA"},
        {"p256dh": "ë"},
    ):
        browser.post("/notices/devices/", good | wrong)
    browser.post("/notices/devices/", {})
    assert not Device.objects.exists()
    for number in range(12):
        browser.post("/notices/devices/", service.subscription(str(number)))
    assert Device.objects.count() == Device.MOST


def test_only_their_own_devices_are_put_off(world: World, service: Service, phone: Client) -> None:
    device = Device.objects.get()
    assert world.client(world.kees).post(f"/notices/devices/{device.pk}/removal/").status_code == 404
    phone.post(f"/notices/devices/{device.pk}/removal/")
    assert not Device.objects.exists()


class Killed(BaseException):
    """As if the process ended here."""


def dies(devices: list[Device], words: bytes, now: datetime) -> tuple[int, bool]:
    raise Killed


def test_of_a_push_in_a_process_that_was_killed_the_mail_goes_at_once_and_no_second_push(
    world: World, service: Service, phone: Client
) -> None:
    Wishes.objects.update(mail=True, budget=3)
    tell(world, world.team.space)
    with pytest.raises(Killed):
        deliver(NOON, pushes=dies)
    assert Sending.objects.get().state == Sending.State.HANDED
    assert deliver(NOON + timedelta(seconds=20)) == 1
    assert [one.to for one in mail.outbox] == [["fatima@lindehof.example"]]
    assert deliver(NOON + timedelta(minutes=20)) == 0
    assert service.came == []
    # It may have come: its place stays taken.
    assert sorted(Sending.objects.values_list("way", "state")) == [("mail", "sent"), ("push", "lost")]


def test_where_the_last_place_went_to_a_push_that_may_have_come_its_mail_waits_for_the_next_day(
    world: World, service: Service, phone: Client
) -> None:
    Wishes.objects.update(mail=True, budget=1, digest_at="06:00")
    Choice.objects.create(person=world.fatima, kind="now", mail="digest", push=True)
    tell(world, world.team.space)
    with pytest.raises(Killed):
        deliver(NOON, pushes=dies)
    for later in (timedelta(seconds=20), timedelta(minutes=20), timedelta(hours=5)):
        assert deliver(NOON + later) == 0
    assert deliver(NOON + timedelta(days=1)) == 1
    assert (len(mail.outbox), len(service.came)) == (1, 0)


def test_a_push_that_did_not_arrive_holds_up_no_mail(world: World, service: Service, phone: Client) -> None:
    Wishes.objects.update(mail=True)
    service.answers = [503]
    tell(world, world.team.space)
    assert deliver(NOON) == 1
    assert len(mail.outbox) == 1
    assert deliver(NOON + timedelta(minutes=15)) == 0, "the mail told it"
    assert service.came == []
