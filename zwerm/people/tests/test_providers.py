from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from zwerm.people.actions import add_person, join_space, open_team
from zwerm.people.models import AuditEntry, Membership, Person, ProviderLink, SignInProvider
from zwerm.people.rules.oidc import NotBelieved, check_document
from zwerm.people.rules.saml_metadata import new_key
from zwerm.people.rules.sealed import BrokenSeal, seal, unseal
from zwerm.people.tests.provider import Provider, running_provider
from zwerm.people.tests.world import World

SECRET = "the-secret-of-the-client"


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running_provider() as running:
        running.claims = {
            "sub": "f-1", "email": "fatima@lindehof.example", "email_verified": True, "name": "Fatima"
        }  # fmt: skip
        yield running


def given(provider: Provider, **more: str) -> dict[str, str]:
    usual = {
        "name": "Lindehof account", "enabled": "on", "address": provider.address, "client_id": "zwerm", "secret": SECRET,
        "domains": "lindehof.example",
    }  # fmt: skip
    return usual | more


def kept(world: World, provider: Provider, **more: str) -> SignInProvider:
    """As an administrator sets it up in the browser."""
    answer = world.client(world.priya).post("/administration/providers/new/", given(provider, **more))
    assert answer.status_code == 302, answer.text
    return SignInProvider.objects.get()


def begun(client: Client, there: SignInProvider, **more: str) -> dict[str, str]:
    """What the visitor is sent to the provider with."""
    page = client.post(f"/sign-in/{there.pk}/", more).text
    url = html.unescape(re.findall(r'content="0;url=([^"]+)"', page)[0])
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def sign_in(client: Client, there: SignInProvider, provider: Provider, **claims: Any) -> int:
    """The whole round; the status of the page where it ends: 302 when signed in."""
    asked = begun(client, there)
    provider.token = provider.token or provider.signed(**{"nonce": asked["nonce"], **claims})
    answer = client.get(f"/sign-in/{there.pk}/callback/", {"code": "c", "state": asked["state"]})
    provider.token = None
    return answer.status_code


def inside(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_a_colleague_signs_in_with_the_account_of_their_work(world: World, provider: Provider) -> None:
    there = kept(world, provider)
    client = Client(headers={"accept-language": "en"})
    assert "Sign in with Lindehof account" in client.get("/account/login/").text
    assert sign_in(client, there, provider) == 302
    assert inside(client)
    assert ProviderLink.objects.get().person == world.fatima
    asked = provider.asked[0]
    assert (asked["code"], len(asked["code_verifier"]) >= 43) == ("c", True)
    assert AuditEntry.objects.filter(act="linked", about=world.fatima).exists()


def test_the_tick_beside_the_password_counts_for_a_provider_and_without_it_nobody_is_remembered(
    world: World, provider: Provider
) -> None:
    there = kept(world, provider)
    page = Client(headers={"accept-language": "en"}).get("/account/login/?next=/people/").text
    form = page[page.index('<form class="form" id="sign-in"') :].partition("</form>")[0]
    assert ('name="remember"' in form, 'name="next" value="/people/"' in form) == (True, True)
    button = re.findall(r"<button[^>]*>", page[page.index(form) + len(form) :])
    assert [one for one in button if f'formaction="/sign-in/{there.pk}/"' in one and 'form="sign-in"' in one]
    for given in ({}, {"remember": "on"}):
        client = Client()
        asked = begun(client, there, **given)
        provider.token = provider.signed(nonce=asked["nonce"])
        client.get(f"/sign-in/{there.pk}/callback/", {"code": "c", "state": asked["state"]})
        assert inside(client)
        assert bool(client.cookies["sessionid"]["max-age"]) is bool(given)


def test_the_next_time_the_providers_own_name_for_someone_counts_and_not_the_address(
    world: World, provider: Provider
) -> None:
    there = kept(world, provider)
    sign_in(Client(), there, provider)
    client = Client()
    assert sign_in(client, there, provider, email="married@elsewhere.example") == 302
    assert str(client.session["_auth_user_id"]) == str(world.fatima.pk)


def test_who_gets_the_address_of_someone_else_does_not_get_their_account(world: World, provider: Provider) -> None:
    there = kept(world, provider)
    sign_in(Client(), there, provider)
    client = Client()
    assert sign_in(client, there, provider, sub="someone-new") == 403
    assert not inside(client)


@pytest.mark.parametrize("verified", [False, None, "false", "true", 1, "yes"])
def test_an_address_that_is_not_proven_links_nothing(world: World, provider: Provider, verified: object) -> None:
    there, client = kept(world, provider), Client()
    assert sign_in(client, there, provider, email_verified=verified) == 403
    assert not inside(client)
    assert not ProviderLink.objects.exists()


def test_an_administrator_can_say_that_the_provider_proves_all_but_not_what_it_denies(
    world: World, provider: Provider
) -> None:
    there = kept(world, provider, vouches="on")
    assert sign_in(Client(), there, provider, email_verified=False) == 403
    assert sign_in(Client(), there, provider, email_verified=None) == 302


@pytest.mark.parametrize("email", ["x@elsewhere.example", "", None, "fatima@lindehof.example.evil.org"])
def test_a_provider_is_believed_about_its_own_domains_only(world: World, provider: Provider, email: object) -> None:
    there = kept(world, provider, makes_accounts="on")
    before = Person.objects.count()
    assert sign_in(Client(), there, provider, email=email) == 403
    assert Person.objects.count() == before


def test_new_colleagues_get_an_account_only_when_that_is_switched_on(world: World, provider: Provider) -> None:
    there = kept(world, provider)
    new = {"sub": "n-1", "email": "Nora@lindehof.example", "name": "Nora Nieuw"}
    assert sign_in(Client(), there, provider, **new) == 403
    SignInProvider.objects.update(makes_accounts=True)
    assert sign_in(Client(), there, provider, **new) == 302
    nora = Person.objects.get(email="nora@lindehof.example")
    assert (nora.name, nora.has_usable_password(), nora.address_unproven) == ("Nora Nieuw", False, False)


def test_a_closed_account_stays_closed(world: World, provider: Provider) -> None:
    there = kept(world, provider)
    assert sign_in(Client(), there, provider, sub="g", email="gone@lindehof.example") == 403
    sign_in(Client(), there, provider)
    Person.objects.filter(pk=world.fatima.pk).update(is_active=False)
    assert sign_in(Client(), there, provider) == 403


def test_an_account_that_a_stranger_made_on_my_address_is_no_longer_theirs(world: World, provider: Provider) -> None:
    there = kept(world, provider)
    stranger = Client()
    stranger.post("/account/login/", {"login": "fatima@lindehof.example", "password": "correct horse battery"})
    assert inside(stranger)
    Person.objects.filter(pk=world.fatima.pk).update(address_unproven=True)
    Authenticator.objects.create(user=world.fatima, type="webauthn", data={"name": "x"})
    assert sign_in(Client(), there, provider) == 302
    world.fatima.refresh_from_db()
    assert not inside(stranger)
    assert (world.fatima.has_usable_password(), world.fatima.address_unproven) == (False, False)
    assert not Authenticator.objects.filter(user=world.fatima).exists()


def test_the_second_step_is_asked_after_a_provider_too(world: World, provider: Provider) -> None:
    there = kept(world, provider)
    Authenticator.objects.create(user=world.fatima, type="totp", data={"secret": seal("x", "y")})
    client = Client()
    sign_in(client, there, provider)
    assert not inside(client)


def hostile(provider: Provider) -> dict[str, dict[str, Any]]:
    now = int(time.time())
    return {
        "another nonce": {"nonce": "x"},
        "no nonce": {"nonce": None},
        "for another client": {"aud": "other"},
        "for several, made for another": {"aud": ["zwerm", "other"], "azp": "other"},
        "for several, made for nobody": {"aud": ["zwerm", "other"]},
        "of another issuer": {"iss": "https://evil.example"},
        "expired": {"iat": now - 900, "exp": now - 600},
        "without an end": {"exp": None},
        "without a subject": {"sub": None},
        "from the future": {"iat": now + 3600, "nbf": now + 3600},
    }


@pytest.mark.parametrize("wrong", list(hostile(Provider.__new__(Provider))))
def test_a_token_that_is_not_for_this_sign_in_is_not_believed(world: World, provider: Provider, wrong: str) -> None:
    there, client = kept(world, provider), Client()
    assert sign_in(client, there, provider, **hostile(provider)[wrong]) == 403
    assert not inside(client)


@pytest.mark.parametrize("forged", ["unsigned", "own key", "secret as key", "public key as secret"])
def test_a_forged_token_is_not_believed(world: World, provider: Provider, forged: str) -> None:
    there, client = kept(world, provider), Client()
    asked = begun(client, there)
    now = int(time.time())
    claims = {
        **provider.claims, "iss": provider.address, "aud": "zwerm", "iat": now, "exp": now + 60, "nonce": asked["nonce"]
    }  # fmt: skip
    public = provider.key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    headers = {"kid": provider.kid}
    provider.token = {
        "unsigned": lambda: jwt.encode(claims, "", algorithm="none", headers=headers),
        "own key": lambda: jwt.encode(claims, other, algorithm="RS256", headers=headers),
        "secret as key": lambda: jwt.encode(claims, SECRET * 2, algorithm="HS256", headers=headers),
        "public key as secret": lambda: jwt.api_jws.PyJWS().encode(b"{}", public.hex(), "HS256", headers),
    }[forged]()
    answer = client.get(f"/sign-in/{there.pk}/callback/", {"code": "c", "state": asked["state"]})
    assert answer.status_code == 403
    assert not inside(client)


def test_a_sign_in_that_another_browser_began_is_refused(world: World, provider: Provider) -> None:
    there = kept(world, provider)
    attacker, victim = Client(), Client()
    asked = begun(attacker, there)
    provider.token = provider.signed(nonce=asked["nonce"])
    for state in (asked["state"], "", "x"):
        assert victim.get(f"/sign-in/{there.pk}/callback/", {"code": "c", "state": state}).status_code == 403
    assert not inside(victim)
    assert provider.asked == []


def test_an_answer_counts_once(world: World, provider: Provider) -> None:
    there, client = kept(world, provider), Client()
    asked = begun(client, there)
    provider.token = provider.signed(nonce=asked["nonce"])
    answers = [
        client.get(f"/sign-in/{there.pk}/callback/", {"code": "c", "state": asked["state"]}).status_code for _ in "ab"
    ]
    assert answers == [302, 403]


def test_a_profile_about_someone_else_is_not_believed(world: World, provider: Provider) -> None:
    there = kept(world, provider)
    provider.profile = {"sub": "someone-else", "email": "fatima@lindehof.example", "email_verified": True}
    assert sign_in(Client(), there, provider, email=None) == 403
    provider.profile["sub"] = "f-1"
    assert sign_in(Client(), there, provider, email=None, email_verified=None) == 302


def test_after_signing_in_one_comes_back_to_the_page_and_to_no_other_site(world: World, provider: Provider) -> None:
    there = kept(world, provider)
    for next, expected in (("/people/", "/people/"), ("https://evil.example/", "/"), ("//evil.example", "/")):
        client = Client()
        asked = begun(client, there, next=next)
        provider.token = provider.signed(nonce=asked["nonce"])
        answer = client.get(f"/sign-in/{there.pk}/callback/", {"code": "c", "state": asked["state"]})
        assert answer.headers["Location"] == expected


def test_groups_lead_into_teams_and_out_of_them_again(world: World, provider: Provider) -> None:
    other = open_team("Radiology", "radiologie")
    there = kept(world, provider, groups_name="groups", groups="zorg-rad = Radiology\nzorg-seh = emergency department")
    nora = add_person("nora@lindehof.example", "Nora")
    who = {"sub": "n", "email": "nora@lindehof.example"}

    def teams() -> set[str]:
        return set(Membership.objects.filter(person=nora, space__kind="team").values_list("space__name", flat=True))

    sign_in(Client(), there, provider, **who, groups=["zorg-rad", "unknown"])
    assert teams() == {"Radiology"}
    sign_in(Client(), there, provider, **who, groups=["zorg-seh"])
    assert teams() == {"Emergency department"}
    for untold in ({}, {"groups": None}, {"_claim_names": {"groups": "src1"}}, {"hasgroups": True}):
        provider.profile = {"sub": "n"}
        assert sign_in(Client(), there, provider, **who, **untold) == 302
        assert teams() == {"Emergency department"}, "groups were not told"
    provider.profile = {"sub": "n", "groups": ["zorg-rad"]}
    sign_in(Client(), there, provider, **who)
    assert teams() == {"Radiology"}, "told by the profile alone"
    join_space(nora, other.space, Membership.Role.LEAD)
    sign_in(Client(), there, provider, **who, groups=["zorg-seh"])
    assert teams() == {"Radiology", "Emergency department"}
    sign_in(Client(), there, provider, **who, groups=[])
    assert teams() == {"Radiology"}


def test_the_secret_is_sealed_and_never_shown_again(world: World, provider: Provider) -> None:
    there = kept(world, provider)
    assert SECRET not in str(SignInProvider.objects.values())
    admin = world.client(world.priya)
    assert SECRET not in admin.get(f"/administration/providers/{there.pk}/").text
    admin.post(f"/administration/providers/{there.pk}/", given(provider, secret="", name="New name"))
    there.refresh_from_db()
    assert (there.name, there.secret) == ("New name", SECRET)
    with pytest.raises(BrokenSeal):
        unseal(there.sealed_secret, "another key")


def test_a_provider_that_is_switched_off_or_removed_lets_nobody_in(world: World, provider: Provider) -> None:
    there = kept(world, provider)
    SignInProvider.objects.update(enabled=False)
    assert Client().post(f"/sign-in/{there.pk}/").status_code == 404
    assert "Lindehof account" not in Client().get("/account/login/").text
    world.client(world.priya).post(f"/administration/providers/{there.pk}/removal/")
    assert not SignInProvider.objects.exists()
    assert Person.objects.filter(pk=world.fatima.pk).exists()


def test_only_administrators_set_up_providers(world: World, provider: Provider) -> None:
    there = kept(world, provider)
    for person in (world.otto, world.sanne, world.tom):
        client = world.client(person)
        assert client.get("/administration/providers/").status_code == 404
        assert client.post("/administration/providers/new/", given(provider)).status_code == 404
        assert client.post(f"/administration/providers/{there.pk}/removal/").status_code == 404
    assert SignInProvider.objects.count() == 1


def test_a_document_about_another_provider_is_refused(world: World, provider: Provider) -> None:
    provider.document = {"issuer": "https://evil.example"}
    answer = world.client(world.priya, "en").post("/administration/providers/new/", given(provider))
    assert (answer.status_code, "cannot be used" in answer.text) == (422, True)
    with pytest.raises(NotBelieved):
        check_document(provider.publishes() | {"issuer": provider.address}, provider.address, plain_allowed=False)


def is_down(page: Any) -> bool:
    return bool(page.status_code == 503 and "Lindehof account geeft geen antwoord" in page.content.decode())


def test_a_provider_that_is_down_is_told_in_the_readers_language_with_another_way_in(world: World) -> None:
    with running_provider() as running:
        there = kept(world, running)
    client = Client(headers={"accept-language": "nl"})
    wish = {"next": "/people/", "remember": "on"}
    page = client.post(f"/sign-in/{there.pk}/", wish)
    assert is_down(page)
    assert "provider_sign_ins" not in client.session
    assert 'href="/account/login/?next=%2Fpeople%2F"' in page.text
    assert 'name="next" value="/people/"' in page.text
    assert 'name="remember" value="on"' in page.text
    assert is_down(client.post(f"/sign-in/{there.pk}/", {"next": "https://evil.example/"}))
    assert "evil.example" not in client.post(f"/sign-in/{there.pk}/", {"next": "https://evil.example/"}).text
    assert begun(client, there, **wish, anyway="on")["state"]


def test_a_provider_that_answers_again_lets_people_through_again(world: World, provider: Provider) -> None:
    there = kept(world, provider)
    SignInProvider.objects.update(told={**there.told, "authorization_endpoint": "http://127.0.0.1:1/authorization"})
    client = Client(headers={"accept-language": "nl"})
    assert is_down(client.post(f"/sign-in/{there.pk}/"))
    SignInProvider.objects.update(told=there.told)
    assert is_down(client.post(f"/sign-in/{there.pk}/")), "it is not asked at every press of the button"
    cache.clear()
    assert sign_in(client, there, provider) == 302


def test_who_must_show_that_it_is_them_is_led_to_the_other_ways(world: World, provider: Provider) -> None:
    there, client = kept(world, provider), Client(headers={"accept-language": "nl"})
    sign_in(client, there, provider)
    cache.clear()
    SignInProvider.objects.update(told={**there.told, "authorization_endpoint": "http://127.0.0.1:1/authorization"})
    address = reverse("people:provider-again", args=[there.pk])
    page = client.post(address, {"next": "/people/"})
    assert is_down(page)
    assert f'href="{address}?next=%2Fpeople%2F"' in page.text


def test_a_provider_that_goes_down_on_the_way_back_is_told_too(world: World, provider: Provider) -> None:
    there, client = kept(world, provider), Client(headers={"accept-language": "nl"})
    asked = begun(client, there)
    SignInProvider.objects.update(told={**there.told, "token_endpoint": "http://127.0.0.1:1/token"})
    page = client.get(f"/sign-in/{there.pk}/callback/", {"code": "c", "state": asked["state"]})
    assert page.status_code == 403
    assert "De dienst geeft geen antwoord." in page.text


@pytest.mark.parametrize(("metadata", "down"), [("http://127.0.0.1:1/metadata", True), ("", False), ("http://127.0.0.2:1/metadata", False)])  # fmt: skip
def test_a_saml_provider_is_told_down_only_where_zwerm_can_know_that(world: World, metadata: str, down: bool) -> None:
    told = {"issuer": "i", "sign_on": "http://127.0.0.1:1/sso", "certificates": [], "our_key": "k"}
    there = SignInProvider(kind="saml", name="Lindehof account", address=metadata, told=told, domains="x.example")
    there.sealed_secret = seal(new_key("Zwerm", timezone.now())[0], settings.SECRET_KEY)
    there.save()
    page = Client(headers={"accept-language": "nl"}).post(f"/sign-in/{there.pk}/")
    assert is_down(page) is down
    assert ("SAMLRequest=" in page.text) is not down
