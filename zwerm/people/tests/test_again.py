"""Who has no password shows that it is them at their provider, before what is about who gets in."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from zwerm.people.actions import give_duty
from zwerm.people.models import Erasure, Person, PersonalCopy, SignInProvider
from zwerm.people.tests.provider import Provider, running_provider
from zwerm.people.tests.saml import Says, answer_of, encoded, key_of, metadata, question_in
from zwerm.people.tests.world import World
from zwerm.people.views import providers

ASKED = "/account/data/erasure/"


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running_provider() as running:
        running.claims = {"sub": "k-1", "email": "kees@lindehof.example", "email_verified": True}
        yield running


@pytest.fixture
def there(world: World, provider: Provider) -> SignInProvider:
    fields = {
        "name": "Lindehof account", "enabled": "on", "address": provider.address, "client_id": "zwerm",
        "secret": "the-secret-of-the-client", "domains": "lindehof.example", "vouches": "on",
    }  # fmt: skip
    assert world.client(world.priya).post("/administration/providers/new/", fields).status_code == 302
    return SignInProvider.objects.get()


def leaves(client: Client, address: str, **more: str) -> dict[str, str]:
    """What the browser takes along to the provider."""
    page = client.post(address, more)
    url = html.unescape(re.findall(r'content="0;url=([^"]+)"', page.text)[0])
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def comes_back(client: Client, there: SignInProvider, provider: Provider, asked: dict[str, str], **claims: Any) -> Any:
    provider.token = provider.signed(nonce=asked["nonce"], **claims)
    return client.get(f"/sign-in/{there.pk}/callback/", {"code": "c", "state": asked["state"]})


def signed_in(there: SignInProvider, provider: Provider, **claims: Any) -> Client:
    """As Kees, at a provider that remembered who it was."""
    client = Client(headers={"accept-language": "en"})
    assert comes_back(client, there, provider, leaves(client, f"/sign-in/{there.pk}/"), **claims).status_code == 302
    return client


def test_who_finds_the_browser_of_someone_without_a_password_can_do_nothing_about_who_gets_in(
    world: World, there: SignInProvider, provider: Provider
) -> None:
    client = signed_in(there, provider)
    give_duty(world.kees, "admin")
    for address in (
        "/account/security/webauthn/add/", "/account/security/totp/activate/", "/account/password/set/", ASKED,
        "/account/data/copies/", f"/administration/people/{world.otto.pk}/leaving/",
    ):  # fmt: skip
        for answer in (client.get(address), client.post(address, {"password1": "a long one of a thief", "password2": "a long one of a thief"})):  # fmt: skip
            assert answer.headers["Location"].startswith(f"/sign-in/{there.pk}/again/?next="), address
    world.kees.refresh_from_db()
    assert not world.kees.has_usable_password()
    assert not Erasure.objects.exists()
    assert not PersonalCopy.objects.exists()


def test_after_their_provider_asked_again_it_goes_on_with_what_they_were_about_to_do(
    world: World, there: SignInProvider, provider: Provider
) -> None:
    client = signed_in(there, provider)
    page = client.post(ASKED, {"own_texts": "yes"}).headers["Location"]
    assert "Sign in with Lindehof account again" in client.get(page).text
    asked = leaves(client, page, next=ASKED)
    assert (asked["prompt"], asked["max_age"]) == ("login", "0")
    assert not Erasure.objects.exists()
    answer = comes_back(client, there, provider, asked, auth_time=int(time.time()))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/data/")
    assert Erasure.objects.get().person == world.kees
    assert client.get("/account/security/webauthn/add/").status_code == 200


@pytest.mark.parametrize("told", [None, "now", True, -300, 300, 1e300], ids=str)
def test_a_provider_that_does_not_tell_that_it_asked_again_shows_nothing(
    there: SignInProvider, provider: Provider, told: Any
) -> None:
    client = signed_in(there, provider)
    asked = leaves(client, f"/sign-in/{there.pk}/again/", next=ASKED)
    at = int(time.time()) + told if type(told) is int else told
    answer = comes_back(client, there, provider, asked, auth_time=at)
    assert (answer.status_code, "did not ask again who you are" in answer.text) == (403, True)
    assert f"/sign-in/{there.pk}/again/?next=%2Faccount%2Fdata%2Ferasure%2F" in answer.text
    assert client.get(ASKED).status_code == 302


def test_somebody_else_at_the_provider_shows_nothing_and_is_not_signed_in(
    world: World, there: SignInProvider, provider: Provider
) -> None:
    signed_in(there, provider, sub="o-1", email="otto@lindehof.example")
    client, now = signed_in(there, provider), int(time.time())
    for claims in ({"sub": "o-1"}, {"sub": "new", "email": "kees@lindehof.example"}, {"sub": "f", "email": "fatima@lindehof.example"}):  # fmt: skip
        asked = leaves(client, f"/sign-in/{there.pk}/again/", next=ASKED)
        assert comes_back(client, there, provider, asked, auth_time=now, **claims).status_code == 403
        assert client.get(ASKED).status_code == 302
        assert client.session["_auth_user_id"] == str(world.kees.pk)
    other = signed_in(there, provider, sub="o-1")
    asked = leaves(client, f"/sign-in/{there.pk}/again/", next=ASKED)
    assert comes_back(other, there, provider, asked, auth_time=now, sub="o-1").status_code == 403
    assert leaves(client, f"/sign-in/{there.pk}/")["state"], "an ordinary sign-in still begins"


def test_an_answer_to_showing_it_again_leads_to_no_other_site(there: SignInProvider, provider: Provider) -> None:
    for elsewhere in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        client = signed_in(there, provider)
        page = client.get(f"/sign-in/{there.pk}/again/", {"next": elsewhere}).text
        assert f'name="next" value="{elsewhere}"' not in page
        asked = leaves(client, f"/sign-in/{there.pk}/again/", next=elsewhere)
        answer = comes_back(client, there, provider, asked, auth_time=int(time.time()))
        assert answer.headers["Location"] == "/account/security/"


def test_signing_in_counts_as_showing_it_only_when_the_provider_asked_just_now(
    there: SignInProvider, provider: Provider
) -> None:
    now = int(time.time())
    assert signed_in(there, provider, auth_time=now - 3600).get(ASKED).status_code == 302
    assert signed_in(there, provider, auth_time=now).get(ASKED).status_code == 200


def test_only_the_providers_that_are_theirs_can_be_used(
    world: World, there: SignInProvider, provider: Provider
) -> None:
    client = signed_in(there, provider)
    otto = Client()
    otto.force_login(world.otto)
    assert otto.get(f"/sign-in/{there.pk}/again/").status_code == 404
    SignInProvider.objects.update(enabled=False)
    assert client.post(f"/sign-in/{there.pk}/again/").status_code == 404


def test_a_second_step_of_their_own_will_do_as_well(world: World, there: SignInProvider, provider: Provider) -> None:
    client = signed_in(there, provider)
    Authenticator.objects.create(user=world.kees, type="totp", data={"secret": "x"})
    assert client.get(ASKED).headers["Location"].startswith("/account/security/reauthenticate/")
    assert "Sign in with Lindehof account again" in client.get("/account/security/reauthenticate/").text


def test_who_has_no_way_at_all_is_told_how_to_get_one(world: World, mailoutbox: list[Any], settings: Any) -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.kees)
    page = client.get(ASKED).headers["Location"]
    assert page.startswith("/account/again/?next=")
    settings.SENDS_MAIL = False
    assert "Ask the people who run Zwerm" in client.get(page).text
    settings.SENDS_MAIL = True
    assert 'href="/account/password/reset/"' in client.get(page).text
    client.post("/account/password/reset/", {"email": "kees@lindehof.example"})
    link = re.findall(r"https?://[^/]+(/account/password/reset/key/\S+)", mailoutbox[0].body)[0]
    form = client.get(link, follow=True)
    words = "a quiet walk along the river"
    client.post(form.redirect_chain[-1][0], {"password1": words, "password2": words})
    assert Person.objects.get(pk=world.kees.pk).has_usable_password()


def test_a_saml_provider_is_told_to_ask_again_and_believed_about_when_it_did(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(providers, "new_key", lambda name, now: key_of("zwerm"))
    fields = {"name": "S", "enabled": "on", "metadata": metadata(), "domains": "lindehof.example", "vouches": "on"}
    world.client(world.priya).post("/administration/providers/new/saml/", fields)
    there, client = SignInProvider.objects.get(), Client(headers={"accept-language": "en"})

    def comes_back(page: str, id: str, issued: int, subject: str = "k-1") -> int:
        url = html.unescape(re.findall(r'content="0;url=([^"]+)"', page)[0])
        asked = question_in(url)
        assert asked.get("ForceAuthn", "false") == ("true" if id != "_in" else "false")
        says = Says(asked.get("ID"), there.address_of("provider-metadata"), there.address_of("provider-assertion"))
        says.id, says.issued, says.subject = id, issued, subject
        says.attributes = {"mail": ["kees@lindehof.example"]}
        sent = Client().post(f"/sign-in/{there.pk}/assertion/", {"SAMLResponse": encoded(answer_of(says))})
        return client.get(sent.headers["Location"]).status_code

    assert comes_back(client.post(f"/sign-in/{there.pk}/").text, "_in", -3600) == 302
    again = f"/sign-in/{there.pk}/again/"
    assert client.get(ASKED).headers["Location"].startswith(again)
    assert comes_back(client.post(again, {"next": ASKED}).text, "_1", -3600) == 403
    assert comes_back(client.post(again, {"next": ASKED}).text, "_2", 0, subject="o-1") == 403
    assert client.get(ASKED).status_code == 302
    assert comes_back(client.post(again, {"next": ASKED}).text, "_3", 0) == 302
    assert client.get(ASKED).status_code == 200
