from __future__ import annotations

import json
import zlib
from base64 import urlsafe_b64decode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from struct import unpack
from typing import Any
from urllib.parse import urlsplit

import jwt
import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from lxml import etree

from zwerm.courses.badges import proof
from zwerm.courses.badges.picture import Picture, as_png, as_svg
from zwerm.courses.models import BadgeKey, Certificate, Course
from zwerm.courses.tests.taker import course_in, pass_course
from zwerm.people.actions import ask_erasure, carry_out_erasure
from zwerm.people.tests.world import World

BAKED = "{https://purl.imsglobal.org/ob/v3p0}credential"


@pytest.fixture(scope="session")
def made_once() -> tuple[str, dict[str, str]]:
    return proof.new_key()


@pytest.fixture
def certificate(world: World, made_once: tuple[str, dict[str, str]], monkeypatch: pytest.MonkeyPatch) -> Certificate:
    monkeypatch.setattr(proof, "new_key", lambda: made_once)
    pass_course(world.kees, course_in(world, world.team.space))
    return Certificate.objects.get()


def page(certificate: Certificate, name: str) -> str:
    return f"/learn/certificates/{certificate.code}/{name}/"


def fetch(address: str, browser: Client | None = None) -> Any:
    """What stands at an address that a badge names, as anyone reads it."""
    assert address.startswith(django_settings.SITE_URL)
    response = (browser or Client()).get(urlsplit(address).path)
    assert response.status_code == 200, address
    assert response["Access-Control-Allow-Origin"] == "*"
    return response.json()


def checked(token: str) -> Any:
    """As a checker does it: by what the badge itself names and what is published there."""
    head = jwt.get_unverified_header(token)
    assert set(head) == {"alg", "kid", "typ"}
    told = fetch(head["kid"])
    assert "d" not in told
    made = jwt.decode(token, jwt.PyJWK(told).key, algorithms=["RS256"])
    claims = (made["iss"], made["jti"], made["sub"])
    assert claims == (made["issuer"]["id"], made["id"], made["credentialSubject"]["id"])
    assert datetime.fromtimestamp(made["nbf"], UTC) == datetime.fromisoformat(made["validFrom"])
    return made


def revoked(made: Any) -> bool:
    told = fetch(made["credentialStatus"]["id"])
    assert (told["id"], told["issuer"]) == (made["credentialStatus"]["id"], made["issuer"]["id"])
    return {"id": made["id"], "revoked": True} in told["revokedCredentials"]


def in_png(drawn: bytes) -> list[str]:
    found, place = [], 8
    while place < len(drawn):
        (length,) = unpack(">I", drawn[place : place + 4])
        name, content = drawn[place + 4 : place + 8], drawn[place + 8 : place + 8 + length]
        assert unpack(">I", drawn[place + 8 + length : place + 12 + length]) == (zlib.crc32(name + content),)
        if name == b"iTXt" and content.startswith(b"openbadgecredential\0"):
            found.append(content.removeprefix(b"openbadgecredential\0\0\0\0\0").decode())
        place += 12 + length
    return found


def in_svg(drawn: bytes) -> list[str]:
    root = etree.fromstring(drawn)
    assert root[0].tag == BAKED
    return [str(one.get("verify")) for one in root.iter(BAKED)]


def signed_text(response: Any) -> str:
    assert response["Content-Type"].startswith("text/plain")
    return str(response.content.decode())


def test_its_holder_takes_a_picture_along_in_which_the_badge_is_baked(world: World, certificate: Certificate) -> None:
    browser = world.client(world.kees, "nl")
    shown = browser.get(certificate.get_absolute_url()).text
    assert "Download als badge (Open Badge 3.0)" in shown
    for form, taken_out in (("png", in_png), ("svg", in_svg)):
        assert page(certificate, f"badge/{form}") in shown
        response = browser.get(page(certificate, f"badge/{form}"))
        assert f'attachment; filename="badge-{timezone.localdate():%Y-%m-%d}.{form}"' == response["Content-Disposition"]
        (token,) = taken_out(response.content)
        assert checked(token)["id"] == certificate.badge_address
    assert BadgeKey.objects.count() == 1
    assert browser.get(page(certificate, "badge/gif")).status_code == 404


def test_it_says_what_the_certificate_says_in_the_words_of_the_standard(world: World, certificate: Certificate) -> None:
    token = signed_text(world.client().get(urlsplit(certificate.badge_address).path))
    made = checked(token)
    assert made["@context"][:2] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]
    assert made["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert (made["name"], made["issuer"]["name"]) == ("Schone handen", "Lindehof")
    assert "validUntil" not in made
    assert not revoked(made)
    earned = made["credentialSubject"]["achievement"]
    published = fetch(earned["id"])
    assert {name: published[name] for name in earned} == earned
    assert published["creator"] == made["issuer"]
    issuer = fetch(made["issuer"]["id"])
    assert {name: issuer[name] for name in made["issuer"]} == made["issuer"]
    assert [jwk["kid"] for jwk in fetch(f"{django_settings.SITE_URL}/learn/badges/keys/")["keys"]] == [
        jwt.get_unverified_header(token)["kid"]
    ]
    drawn = world.client().get(urlsplit(earned["image"]["id"]).path)
    assert (drawn["Content-Type"], drawn.content[:4], b"openbadges" in drawn.content) == (
        "image/svg+xml",
        b"<svg",
        False,
    )


def test_who_has_it_is_found_by_who_knows_the_address_and_not_read(world: World, certificate: Certificate) -> None:
    token = signed_text(world.client().get(urlsplit(certificate.badge_address).path))
    made = checked(token)
    plain = json.dumps(made)
    for words in (world.kees.email, "Kees", "Mulder", str(world.kees.pk), str(certificate.course_id)):
        assert words not in plain
    hashes = {one["identityType"]: one["identityHash"] for one in made["credentialSubject"]["identifier"]}
    salt = made["credentialSubject"]["identifier"][0]["salt"]
    assert hashes == {
        "emailAddress": f"sha256${sha256(f'{world.kees.email}{salt}'.encode()).hexdigest()}",
        "name": f"sha256${sha256(f'Kees Mulder{salt}'.encode()).hexdigest()}",
    }


def test_what_was_changed_in_it_is_found(world: World, certificate: Certificate) -> None:
    token = signed_text(world.client().get(urlsplit(certificate.badge_address).path))
    head, payload, signature = token.split(".")
    changed = json.dumps({**checked(token), "name": "Chirurgie"}).encode()
    for forged in (
        f"{head}.{jwt.utils.base64url_encode(changed).decode()}.{signature}",
        f"{head}.{payload}.{signature[:-8]}AAAAAAAA",
    ):
        with pytest.raises(jwt.InvalidSignatureError):
            checked(forged)
    assert b"Schone handen" in urlsafe_b64decode(payload + "==")


def test_others_can_not_take_the_picture(world: World, certificate: Certificate) -> None:
    for form in ("png", "svg"):
        for person in (world.sanne, world.fatima, world.priya, world.otto):
            assert world.client(person).get(page(certificate, f"badge/{form}")).status_code == 404
        assert world.client().get(page(certificate, f"badge/{form}")).status_code == 302
    public = world.client(language="nl").get(certificate.get_absolute_url()).text
    assert "/badge/" not in public
    assert page(certificate, "credential") in public
    for name in ("credential", "status"):
        assert world.client().get(f"/learn/certificates/{'a' * 26}/{name}/").status_code == 404
    assert world.client().get(f"/learn/badges/achievements/{'a' * 26}/").status_code == 404


def test_of_a_withdrawn_one_the_badge_is_found_revoked_and_is_not_given_any_more(
    world: World, certificate: Certificate
) -> None:
    mine = world.client(world.kees)
    made = checked(in_png(mine.get(page(certificate, "badge/png")).content)[0])
    world.client(world.fatima).post(page(certificate, "revocation"), {"reason": "Een ander maakte de toets."})
    assert revoked(made)
    assert "ander" not in json.dumps(fetch(made["credentialStatus"]["id"]))
    assert mine.get(page(certificate, "badge/png")).status_code == 404
    assert world.client().get(page(certificate, "credential")).status_code == 410
    for browser in (mine, world.client()):
        assert "Open Badge" not in browser.get(certificate.get_absolute_url()).text


def test_of_someone_who_was_erased_there_is_no_badge_any_more(world: World, certificate: Certificate) -> None:
    made = checked(signed_text(world.client().get(page(certificate, "credential"))))
    carry_out_erasure(ask_erasure(world.kees, world.kees, own_texts=False))
    assert world.client().get(page(certificate, "credential")).status_code == 410
    assert page(certificate, "credential") not in world.client().get(certificate.get_absolute_url()).text
    assert not revoked(made)


def test_it_holds_up_to_and_including_its_last_day(world: World, certificate: Certificate) -> None:
    today = timezone.localdate()
    Certificate.objects.update(expires=today)
    made = checked(signed_text(world.client().get(page(certificate, "credential"))))
    until = datetime.fromisoformat(made["validUntil"])
    assert timezone.localtime(until).isoformat()[:19] == f"{today}T23:59:59"
    assert made["exp"] == until.timestamp()
    Certificate.objects.update(expires=today - timedelta(days=1))
    with pytest.raises(jwt.ExpiredSignatureError):
        checked(signed_text(world.client().get(page(certificate, "credential"))))


def test_with_another_secret_another_key_signs_and_what_was_signed_before_still_holds(
    world: World, certificate: Certificate, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = signed_text(world.client().get(page(certificate, "credential")))
    monkeypatch.undo()
    settings.SECRET_KEY = "another secret of this installation"
    after = signed_text(world.client().get(page(certificate, "credential")))
    assert BadgeKey.objects.count() == 2
    assert checked(before)["id"] == checked(after)["id"]
    assert jwt.get_unverified_header(before)["kid"] != jwt.get_unverified_header(after)["kid"]
    assert signed_text(world.client().get(page(certificate, "credential"))).split(".")[0] == after.split(".")[0]


def test_all_who_pass_the_same_course_have_the_same_achievement_until_it_is_called_otherwise(
    world: World, certificate: Certificate
) -> None:
    course = Course.objects.get()
    pass_course(world.sanne, course)
    Course.objects.update(title="Schone handen, 2e druk")
    course.refresh_from_db()
    pass_course(world.fatima, course)
    first, second, third = Certificate.objects.order_by("awarded").values_list("achievement", flat=True)
    assert first == second != third


def test_a_title_can_not_break_the_picture() -> None:
    title = '<script>alert(1)</script> & "x" \' #panic() $x$ ]]> ' + "Arbeidsongeschiktheidsverzekering" * 12
    picture = Picture(title=title[:300], organisation="A & B <i>", language="nl", word="Behaald")
    drawn = as_svg(picture, "a.b.c")
    assert in_svg(drawn) == ["a.b.c"]
    assert etree.fromstring(drawn).findtext("{http://www.w3.org/2000/svg}title") == f"{title[:300]}, A & B <i>"
    assert b"<script" not in drawn
    assert in_png(as_png(picture, "a.b.c")) == ["a.b.c"]
