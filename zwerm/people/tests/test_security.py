from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.conf import settings as configured
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override
from pytest_django.fixtures import Settings

from zwerm.people.actions import deactivate, reactivate, write_down
from zwerm.people.links import password_link
from zwerm.people.models import AuditEntry, Space
from zwerm.people.rules.devices import browser_and_device
from zwerm.people.sessions import ENDS, WORKING_DAY
from zwerm.people.tests.world import World

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _nobody_tried_before(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SENDS_MAIL = True
    cache.clear()
    moment = time.time()  # else the app may show its next code before the one that was read is typed
    monkeypatch.setattr(auth, "time", SimpleNamespace(time=lambda: moment))


def sign_in(client: Client, email: str, password: str = PASSWORD, address: str = "198.51.100.7") -> str:
    """Where signing in leads, or "" when it is refused."""
    answer = client.post("/account/login/", {"login": email, "password": password}, REMOTE_ADDR=address)
    return answer.headers.get("Location", "")


def code_now(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def with_app(world: World) -> tuple[Client, str, list[str]]:
    """Fatima's browser, the key of her app and her recovery codes, after switching the second step on."""
    client = Client()
    assert sign_in(client, "fatima@lindehof.example") == "/"
    again = client.get("/account/security/totp/activate/")
    assert again.headers["Location"].startswith("/account/reauthenticate/")
    client.post(again.headers["Location"], {"password": PASSWORD})
    page = client.get("/account/security/totp/activate/").text
    secret = re.findall(r'class="key"[^>]*>([A-Z2-7]+)<', page)[0]
    codes = client.post("/account/security/totp/activate/", {"code": code_now(secret)}, follow=True).text
    return client, secret, re.findall(r"<li><code>(\d+)</code>", codes)


def test_a_second_step_asks_for_the_code_of_the_app(world: World) -> None:
    _, secret, codes = with_app(world)
    assert len(codes) == 10
    cache.clear()  # a code works once; the cache is what remembers that it was used
    client = Client(headers={"accept-language": "en"})
    assert sign_in(client, "fatima@lindehof.example") == "/account/security/authenticate/"
    assert client.get("/").status_code == 302
    assert "Incorrect" in client.post("/account/security/authenticate/", {"code": "000000"}).text
    answer = client.post("/account/security/authenticate/", {"code": code_now(secret)})
    assert answer.headers["Location"] == "/"
    assert client.get("/").status_code == 200


def test_a_code_of_the_app_works_once_also_the_one_that_switched_it_on(world: World) -> None:
    _, secret, _codes = with_app(world)
    used = code_now(secret)
    # As if allauth had forgotten it: its memory is shorter than the time that a code is taken for.
    cache.delete(f"allauth.mfa.totp.used?user={world.fatima.pk}&code={used}")
    client = Client(headers={"accept-language": "en"})
    sign_in(client, "fatima@lindehof.example")
    assert "Incorrect" in client.post("/account/security/authenticate/", {"code": f"{used[:3]} {used[3:]}"}).text
    cache.clear()
    assert client.post("/account/security/authenticate/", {"code": used}).status_code == 302
    cache.delete(f"allauth.mfa.totp.used?user={world.fatima.pk}&code={used}")
    other = Client(headers={"accept-language": "en"})
    sign_in(other, "fatima@lindehof.example")
    assert "Incorrect" in other.post("/account/security/authenticate/", {"code": used}).text


def test_a_recovery_code_works_once(world: World) -> None:
    _, _, codes = with_app(world)
    for expected in (302, 200):
        client = Client()
        sign_in(client, "fatima@lindehof.example")
        answer = client.post("/account/security/authenticate/", {"code": codes[0]})
        assert answer.status_code == expected


def test_recovery_codes_are_shown_only_when_they_are_new(world: World) -> None:
    client, _, codes = with_app(world)
    page = client.get("/account/security/recovery-codes/").text
    assert not any(code in page for code in codes)


def test_who_has_only_a_passkey_and_lost_it_comes_in_by_mail_and_a_code(
    world: World, mailoutbox: list[EmailMessage]
) -> None:
    world.fatima.set_unusable_password()
    world.fatima.save()
    Authenticator.objects.create(user=world.fatima, type="webauthn", data={"name": "Telefoon"})
    codes = RecoveryCodes.activate(world.fatima).get_unused_codes()
    client = Client()
    client.post("/account/password/reset/", {"email": "fatima@lindehof.example"})
    link = re.findall(r"https?://[^/\s]+(/account/password/\S+)", str(mailoutbox[0].body))[0]
    form = client.get(link).headers["Location"]
    client.post(form, {"password1": "vier groene fietsen", "password2": "vier groene fietsen"})
    browser = Client()
    assert sign_in(browser, "fatima@lindehof.example", "vier groene fietsen") == "/account/security/authenticate/"
    assert browser.post("/account/security/authenticate/", {"code": codes[0]}).headers["Location"] == "/"


def test_the_key_of_an_app_is_sealed_in_the_database(world: World) -> None:
    _, secret, _ = with_app(world)
    for stored in Authenticator.objects.filter(user=world.fatima):
        assert secret not in str(stored.data)
        assert "gAAAA" in str(stored.data)


def test_the_second_step_is_switched_off_only_by_who_shows_again_that_it_is_them(world: World) -> None:
    with_app(world)
    stolen = world.client(world.fatima)
    assert stolen.post("/account/security/totp/deactivate/").headers["Location"].startswith("/account/reauthenticate/")
    assert Authenticator.objects.filter(user=world.fatima, type="totp").exists()


def test_a_strangers_mistakes_do_not_lock_the_owner_out(world: World) -> None:
    stranger = Client()
    for _ in range(8):
        assert sign_in(stranger, "fatima@lindehof.example", "wrong", "203.0.113.9") == ""
    assert sign_in(stranger, "fatima@lindehof.example", PASSWORD, "203.0.113.9") == ""
    assert sign_in(Client(), "fatima@lindehof.example", PASSWORD, "198.51.100.7") == "/"


def test_a_strangers_mistakes_at_the_same_address_do_not_lock_the_browser_out_that_signed_in_before(
    world: World,
) -> None:
    owner, other, email = Client(), Client(), "fatima@lindehof.example"
    world.kees.set_password(PASSWORD)
    world.kees.save()
    assert sign_in(owner, email) == "/"
    owner.cookies.pop("sessionid")
    assert sign_in(other, "kees@lindehof.example") == "/"
    other.cookies.pop("sessionid")
    for _ in range(33):
        assert sign_in(other, email, "wrong") == ""
    assert sign_in(other, email) == "", "who signed in to another account is a stranger to this one"
    for _ in range(5):
        assert sign_in(Client(), email, "wrong") == "", "what brings no cookie is one stranger"
    assert sign_in(Client(), email) == ""
    forged = Client()
    forged.cookies["zwerm_known"] = owner.cookies["zwerm_known"].value[:-1]
    assert sign_in(forged, email) == ""
    assert sign_in(owner, email) == "/"
    owner.cookies.pop("sessionid")
    for _ in range(5):
        assert sign_in(owner, email, "wrong") == ""
    assert sign_in(owner, email) == "", "the browser that is known does not guess on either"


def comes_to_sign_in() -> Client:
    """A browser that was never here before."""
    browser = Client(headers={"accept-language": "en"})
    assert browser.get("/account/login/").status_code == 200
    return browser


def test_mistakes_in_one_new_browser_do_not_keep_another_at_the_same_address_out(world: World) -> None:
    colleague, owner, email = comes_to_sign_in(), comes_to_sign_in(), "fatima@lindehof.example"
    for _ in range(9):
        assert sign_in(colleague, email, "wrong") == ""
    assert sign_in(colleague, email) == "", "five mistakes are enough for one browser"
    assert sign_in(comes_to_sign_in(), email) == "/"
    assert sign_in(owner, email) == "/"


def test_new_browsers_at_one_address_do_not_guess_on_together_and_the_owner_has_a_way_in(
    world: World, mailoutbox: list[EmailMessage]
) -> None:
    owner, email = comes_to_sign_in(), "fatima@lindehof.example"
    for _ in range(7):
        stranger = comes_to_sign_in()
        for _ in range(3):
            sign_in(stranger, email, "wrong")
    for _ in range(6):
        assert sign_in(owner, email) == ""
    assert sign_in(comes_to_sign_in(), email, address="203.0.113.9") == "/", "elsewhere nobody guessed"
    owner.post("/account/password/reset/", {"email": email})
    link = re.findall(r"https?://[^/\s]+(/account/password/\S+)", str(mailoutbox[0].body))[0]
    new = "vier groene fietsen"
    owner.post(owner.get(link).headers["Location"], {"password1": new, "password2": new})
    assert sign_in(owner, email, new) == "/"
    assert sign_in(comes_to_sign_in(), email, new) == "", "only the browser that had the link is known"


def test_who_has_a_link_for_a_new_password_comes_in_whatever_strangers_at_their_address_do_with_links(
    world: World,
) -> None:
    stranger, owner = comes_to_sign_in(), comes_to_sign_in()
    new = {"password1": "vier groene fietsen", "password2": "vier groene fietsen"}
    for _ in range(40):
        assert stranger.post("/account/password/reset/key/1-onzin/", new).status_code == 200
    link = urlsplit(password_link(world.fatima)).path
    assert owner.post(owner.get(link).headers["Location"], new).status_code == 302
    assert sign_in(owner, "fatima@lindehof.example", new["password1"]) == "/"


def test_what_strangers_do_is_no_mistake_of_a_new_browser(world: World) -> None:
    owner, email = comes_to_sign_in(), "fatima@lindehof.example"
    for _ in range(4):
        stranger = comes_to_sign_in()
        for _ in range(5):
            sign_in(stranger, email, "wrong")
    for _ in range(9):
        assert sign_in(owner, email) == ""
    assert sign_in(owner, email, address="203.0.113.9") == "/"


def wrong_codes(address: str, times: int) -> None:
    """A stranger who knows the password, and guesses."""
    stranger = Client(headers={"accept-language": "en"})
    assert sign_in(stranger, "fatima@lindehof.example", address=address) == "/account/security/authenticate/"
    for _ in range(times):
        stranger.post("/account/security/authenticate/", {"code": "000000"}, REMOTE_ADDR=address)


def enters(client: Client, code: str) -> bool:
    """Whether the password and then this code let them in, in this browser."""
    client.cookies.pop("sessionid", None)
    sign_in(client, "fatima@lindehof.example")
    return client.post("/account/security/authenticate/", {"code": code}).status_code == 302


def test_a_strangers_wrong_codes_lock_out_only_browsers_that_never_showed_the_second_step(world: World) -> None:
    owner, _, codes = with_app(world)
    before = Client()
    assert enters(before, codes[0])
    wrong_codes("203.0.113.9", 6)
    assert not enters(Client(), codes[1]), "who guesses from elsewhere has no more tries than before"
    assert enters(owner, codes[1])
    assert enters(before, codes[2])
    assert not enters(Client(), codes[3]), "the owner's right code gives strangers no new tries"


def test_a_browser_that_is_known_guesses_codes_no_further_either(world: World) -> None:
    owner, _, codes = with_app(world)
    for _ in range(5):
        assert not enters(owner, "000000")
    assert not enters(owner, codes[0])


def test_who_signed_in_before_there_was_a_second_step_is_a_stranger_to_it(world: World) -> None:
    thief = Client()
    assert sign_in(thief, "fatima@lindehof.example") == "/"
    _, _, codes = with_app(world)
    wrong_codes("203.0.113.9", 5)
    assert not enters(thief, codes[0])


def test_a_change_of_how_one_signs_in_is_mailed_in_plain_words(world: World, mailoutbox: list[EmailMessage]) -> None:
    client = world.client(world.fatima, "nl")
    sign_in(client, "fatima@lindehof.example")
    new = "een heel lange zin van mij alleen"
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post(
        "/account/password/change/", given, headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0"}
    )
    Client().post("/account/password/reset/", {"email": "fatima@lindehof.example"})
    Client().post("/account/password/reset/", {"email": "nobody@lindehof.example"})
    changed, link, nobody = mailoutbox
    organisation = Space.objects.get(kind="organisation").name
    assert changed.subject == f"{organisation}: je wachtwoord is veranderd"
    assert "Firefox · Windows" in str(changed.body)
    assert "/account/password/reset/key/" in str(link.body)
    assert "nobody@lindehof.example" in str(nobody.body)
    for mail in mailoutbox:
        assert mail.subject.startswith(organisation)
        assert "testserver!" not in str(mail.body)
        assert str(mail.body).rstrip().endswith(f"{organisation} · Zwerm\n{configured.SITE_URL}")


def test_english_has_the_day_before_the_month(world: World) -> None:
    write_down(world.priya, "changed", world.kees)
    AuditEntry.objects.update(at=datetime(2026, 11, 29, 1, 34, tzinfo=UTC))
    assert "29 Nov 2026, 02:34" in world.client(world.kees, "en").get("/account/data/").text


def test_an_office_behind_one_address_signs_in_together(world: World) -> None:
    assert {sign_in(Client(), "fatima@lindehof.example") for _ in range(32)} == {"/"}


def test_a_header_that_anyone_can_write_does_not_help_to_guess_on(world: World) -> None:
    stranger = Client()
    for number in range(8):
        given = {"login": "fatima@lindehof.example", "password": "wrong"}
        stranger.post(
            "/account/login/", given, REMOTE_ADDR="203.0.113.9", headers={"x-forwarded-for": f"10.0.0.{number}"}
        )
    assert sign_in(stranger, "fatima@lindehof.example", PASSWORD, "203.0.113.9") == ""


def test_one_address_cannot_try_one_password_on_everyone(world: World) -> None:
    stranger = Client(headers={"accept-language": "en"})
    answers = [
        stranger.post("/account/login/", {"login": f"x{number}@lindehof.example", "password": "wrong"}, REMOTE_ADDR="203.0.113.9")
        for number in range(40)
    ]  # fmt: skip
    assert "That went wrong too often" in answers[-1].text
    assert sign_in(stranger, "fatima@lindehof.example", PASSWORD, "203.0.113.9") == ""


def test_signing_out_everywhere_else_ends_the_other_sessions_and_not_this_one(world: World) -> None:
    here, there, other = Client(), Client(), world.client(world.kees)
    for client in (here, there):
        sign_in(client, "fatima@lindehof.example")
    page = here.get("/account/sessions/").text
    assert page.count('class="card__title"') == 2
    here.post("/account/sessions/")
    assert (here.get("/").status_code, there.get("/").status_code, other.get("/").status_code) == (200, 302, 200)


def test_when_a_browser_was_last_used_is_noted_but_not_on_every_page(world: World) -> None:
    browser, long_ago = Client(), timezone.now() - timedelta(days=20)
    browser.post("/account/login/", {"login": "fatima@lindehof.example", "password": "correct horse battery"})
    sessions = UserSession.objects.filter(user=world.fatima)

    def used_after(signed_in: float) -> bool:
        session = browser.session
        session["signed_in"] = signed_in
        session.save()
        sessions.update(last_seen_at=long_ago)
        assert browser.get("/account/data/").status_code == 200
        return bool(sessions.get().last_seen_at > long_ago)

    assert not used_after(time.time()), "signing in was just now"
    assert used_after(0)
    assert not used_after(0), "the next page of the same hour writes nothing"
    assert (
        f"Laatst gebruikt op {date_format(timezone.localtime(long_ago), 'DATETIME_FORMAT')}"
        in browser.get("/account/sessions/").text
    )


def test_one_browser_is_signed_out_alone_and_only_by_whose_it_is(world: World) -> None:
    browsers = [Client() for _ in range(3)]
    for browser in browsers:
        browser.post("/account/login/", {"login": "fatima@lindehof.example", "password": "correct horse battery"})
    here, there, _elsewhere = browsers
    ending = f"/account/sessions/{UserSession.objects.get(session_key=there.session.session_key).pk}/ending/"
    own = f"/account/sessions/{UserSession.objects.get(session_key=here.session.session_key).pk}/ending/"
    page = here.get("/account/sessions/").text
    assert (ending in page, own in page) == (True, False)
    assert world.client(world.otto).post(ending).status_code == 404
    assert there.get("/").status_code == 200
    assert here.get(ending).status_code == 405
    assert here.post(ending).headers["Location"] == "/account/sessions/"
    assert [browser.get("/").status_code for browser in browsers] == [200, 302, 200]


def test_someones_sessions_and_passkeys_are_theirs_alone(world: World) -> None:
    with_app(world)
    key = Authenticator.objects.create(user=world.fatima, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefoon"})
    client = world.client(world.otto)
    assert "Telefoon" not in client.get("/account/security/webauthn/").text
    assert client.get(f"/account/security/webauthn/keys/{key.pk}/edit/").status_code == 404
    assert client.post(f"/account/security/webauthn/keys/{key.pk}/remove/").status_code in (302, 404)
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_nobody_gives_themselves_another_address(world: World) -> None:
    client = world.client(world.fatima)
    client.post("/account/email/", {"action_add": "", "email": "boss@lindehof.example"})
    world.fatima.refresh_from_db()
    assert world.fatima.email == "fatima@lindehof.example"
    assert client.get("/account/email/").headers["Location"] == "/account/settings/"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36 Edg/131.0", ("Edge", "Windows")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1", ("Safari", "iPhone")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", ("Firefox", "Linux")),
        ("curl/8.5.0", ("", "")),
    ],
)  # fmt: skip
def test_a_browser_is_told_in_words(told: str, expected: tuple[str, str]) -> None:
    assert browser_and_device(told) == expected


def test_without_mail_who_forgot_their_password_is_told_whom_to_ask_and_nothing_is_sent(
    world: World, mailoutbox: list[EmailMessage], settings: Settings
) -> None:
    settings.SENDS_MAIL = False
    client = Client(headers={"accept-language": "en"})
    page = client.get("/account/password/reset/").text
    assert "Ask the people who run Zwerm" in page
    assert 'name="email"' not in page
    answers = [
        client.post("/account/password/reset/", {"email": f"{name}@lindehof.example"}).text.partition("<main")[2]
        for name in ("fatima", "nobody")
    ]
    assert answers[0] == answers[1]
    assert "Ask the people who run Zwerm" in answers[0]
    assert mailoutbox == []


def test_the_log_tells_no_secret_that_lets_somebody_in(world: World, caplog: pytest.LogCaptureFixture) -> None:
    for path in ("/welcome/s3cr3t/", "/welcome/s3cr3t/pr00f/", "/account/password/reset/key/s3cr3t/more/", "/nowhere/"):
        assert Client().get(path).status_code == 404
    assert "Not Found: /welcome/…/" in caplog.text
    assert "/nowhere/" in caplog.text
    assert "s3cr3t" not in caplog.text
    assert "pr00f" not in caplog.text


def kept_by_the_browser(client: Client) -> bool:
    """Whether the cookie outlives the browser."""
    return bool(client.cookies["sessionid"]["max-age"])


def past_its_end(client: Client) -> Client:
    session = client.session
    session[ENDS] -= 2 * WORKING_DAY.total_seconds()
    session.save()
    return client


def test_only_who_ticks_it_is_remembered_and_nobody_else_stays_in_longer_than_a_working_day(world: World) -> None:
    page = Client(headers={"accept-language": "en"}).get("/account/login/").text
    tick = re.findall(r'<input[^>]*name="remember"[^>]*>', page)
    assert len(tick) == 2
    assert "checked" not in "".join(tick)
    given = {"login": "fatima@lindehof.example", "password": PASSWORD}
    own, shared = Client(), Client()
    own.post("/account/login/", given | {"remember": "on"})
    shared.post("/account/login/", given)
    assert (kept_by_the_browser(own), kept_by_the_browser(shared)) == (True, False)
    assert [client.get("/").status_code for client in (own, shared)] == [200, 200]
    assert past_its_end(shared).get("/").status_code == 302
    cache.clear()
    assert shared.get("/").status_code == 302
    assert own.get("/").status_code == 200


def test_what_was_ticked_holds_through_the_second_step(world: World) -> None:
    _, _, codes = with_app(world)
    for number, given in enumerate(({}, {"remember": "on"})):
        client = Client()
        client.post("/account/login/", {"login": "fatima@lindehof.example", "password": PASSWORD, **given})
        assert client.post("/account/security/authenticate/", {"code": codes[number]}).status_code == 302
        assert client.get("/").status_code == 200
        assert kept_by_the_browser(client) is bool(given)


def test_a_passkey_remembers_only_where_it_is_ticked(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    key = Authenticator.objects.create(user=world.fatima, type="webauthn", data={"name": "Telefoon"})
    for name, answer in (
        ("parse_authentication_response", None),
        ("extract_user_from_response", world.fatima),
        ("complete_authentication", key),
    ):
        monkeypatch.setattr(f"allauth.mfa.webauthn.internal.auth.{name}", lambda *_, answer=answer: answer)
    for given in ({}, {"remember": "yes"}):
        client = Client()
        client.post("/account/security/webauthn/login/", {"credential": '{"id": "x"}', **given})
        assert client.get("/").status_code == 200
        assert kept_by_the_browser(client) is bool(given)


def test_nobody_can_keep_a_colleague_from_asking_for_a_new_password(
    world: World, mailoutbox: list[EmailMessage]
) -> None:
    for _ in range(8):
        Client(REMOTE_ADDR="203.0.113.9").post("/account/password/reset/", {"email": "fatima@lindehof.example"})
    mailoutbox.clear()
    theirs = Client(REMOTE_ADDR="198.51.100.4")
    assert theirs.post("/account/password/reset/", {"email": "fatima@lindehof.example"}).status_code == 302
    assert len(mailoutbox) == 1


def test_a_link_to_choose_a_password_ends_with_the_account(world: World) -> None:
    link, password = password_link(world.kees).removeprefix(configured.SITE_URL), world.kees.password

    def chooses() -> None:
        browser = Client()
        form = browser.get(link, follow=True)
        words = "vier paarse tractors op het dak"
        browser.post(
            form.redirect_chain[-1][0] if form.redirect_chain else link, {"password1": words, "password2": words}
        )
        world.kees.refresh_from_db()

    deactivate(world.priya, world.kees)
    chooses()
    assert world.kees.password == password
    reactivate(world.priya, world.kees)
    chooses()
    assert world.kees.check_password("vier paarse tractors op het dak")


def test_a_password_like_the_address_is_refused_in_good_dutch(world: World) -> None:
    with pytest.raises(ValidationError) as refused, override("nl"):
        validate_password(world.fatima.email, world.fatima)
    assert "Dit wachtwoord lijkt te veel op je naam of je e-mailadres." in refused.value.messages
