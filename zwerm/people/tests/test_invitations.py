from __future__ import annotations

import re
import secrets
from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from zwerm.people.actions import (
    InvitationOver,
    accept,
    ask_erasure,
    carry_out_erasure,
    deactivate,
    give_duty,
    invite,
    join_by_invitation,
    leave_space,
    reactivate,
    set_duties,
)
from zwerm.people.models import AuditEntry, Invitation, Membership, Person, ProviderLink, SignInProvider, Space
from zwerm.people.rules.domains import allows, parse_domains
from zwerm.people.tests.world import World

GIVEN = {"note": "Juni", "space": "", "domains": "lindehof.example", "most_uses": "2", "days": "7"}
PASSWORD = "kip fiets regenjas"


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


def made(client: Client, **given: object) -> str:
    """Where the link of a new invitation leads."""
    page = client.post("/people/invitations/", {**GIVEN, **given}, follow=True).text
    return str(re.findall(r'id="made-link">http://localhost:8000([^<]+)<', page)[0])


def come_in(link: str, email: str, **given: str) -> Client:
    browser = Client(headers={"accept-language": "en"})
    answer = browser.post(link, {"email": email})
    if answer.status_code == 302:
        browser.post(answer.headers["Location"], {"name": "Nora", "way": "password", "password": PASSWORD, **given})
    return browser


def test_a_link_lets_someone_make_their_account(world: World) -> None:
    browser = come_in(made(world.client(world.priya)), "Nora@lindehof.example")
    assert browser.get("/").status_code == 200
    nora = Person.objects.get(email="nora@lindehof.example")
    assert (nora.name, nora.check_password(PASSWORD), nora.private_space.name) == ("Nora", True, "Nora")
    assert [entry.act for entry in AuditEntry.objects.order_by("id")] == ["invited", "accepted"]


def test_only_who_ticks_it_is_remembered_when_they_make_their_account(world: World) -> None:
    link = made(world.client(world.priya))
    forgets = come_in(link, "nora@lindehof.example")
    remembers = come_in(link, "noor@lindehof.example", remember="on")
    for browser, kept in ((forgets, False), (remembers, True)):
        assert browser.get("/").status_code == 200
        assert bool(browser.cookies["sessionid"]["max-age"]) is kept


def test_a_password_that_is_needed_is_not_called_optional(world: World) -> None:
    browser = Client(headers={"accept-language": "en"})
    answer = browser.post(made(world.client(world.priya)), {"email": "nora@lindehof.example"})
    page = browser.get(answer.headers["Location"]).text
    assert "Not needed with a passkey." in page
    assert "(optional)" not in page


def test_who_administers_finds_the_other_pages_beside_invitations_and_who_looks_after_a_space_does_not(
    world: World,
) -> None:
    page = world.client(world.priya, "en").get("/people/invitations/").text
    assert re.findall(r'<a class="tab" href="([^"]+)" aria-current="page"\s*>', page) == ["/people/invitations/"]
    assert 'href="/administration/import/"' in page
    steward = world.client(world.fatima, "en").get("/people/invitations/")
    assert (steward.status_code, "/administration/" in steward.text) == (200, False)


def test_the_secret_of_a_link_is_not_in_the_database(world: World) -> None:
    secret = made(world.client(world.priya)).strip("/").split("/")[1]
    stored = str(list(Invitation.objects.values()) + list(AuditEntry.objects.values()))
    assert secret not in stored


def test_a_link_is_shown_once(world: World) -> None:
    client = world.client(world.priya)
    made(client)
    assert "made-link" not in client.get("/people/invitations/").text


def test_it_works_as_often_as_it_may_and_until_it_is_withdrawn(world: World) -> None:
    admin = world.client(world.priya)
    link = made(admin)
    for name in ("a", "b", "c"):
        come_in(link, f"{name}@lindehof.example")
    assert set(Person.objects.filter(name="Nora").values_list("email", flat=True)) == {
        "a@lindehof.example", "b@lindehof.example"
    }  # fmt: skip
    other = made(admin)
    invitation = Invitation.objects.first()
    assert invitation
    admin.post(f"/people/invitations/{invitation.pk}/withdrawal/")
    page = Client(headers={"accept-language": "en"}).get(other)
    assert (page.status_code, "no longer works" in page.text) == (404, True)
    come_in(other, "d@lindehof.example")
    assert not Person.objects.filter(email="d@lindehof.example").exists()


def test_it_ends_on_its_day_also_between_the_two_pages(world: World) -> None:
    link = made(world.client(world.priya))
    browser = Client()
    where = browser.post(link, {"email": "a@lindehof.example"}).headers["Location"]
    Invitation.objects.update(expires=timezone.now() - timedelta(seconds=1))
    answer = browser.post(where, {"name": "A", "way": "password", "password": PASSWORD})
    assert answer.status_code == 404
    assert not Person.objects.filter(email="a@lindehof.example").exists()


@pytest.mark.parametrize(
    "email", ["a@elsewhere.example", "a@notlindehof.example", "a@lindehof.example.evil.org", "a@x"]
)
def test_an_address_of_elsewhere_is_not_let_in(world: World, email: str) -> None:
    come_in(made(world.client(world.priya)), email)
    assert not Person.objects.filter(name="Nora").exists()


def test_the_second_page_is_only_for_the_address_that_was_given(world: World) -> None:
    admin = world.client(world.priya)
    one, other = made(admin), made(admin, domains="elsewhere.example")
    where = Client().post(one, {"email": "a@lindehof.example"}).headers["Location"]
    proof = where.strip("/").split("/")[2]
    assert Client().get(f"{other}{proof}/").status_code == 404
    assert Client().get(f"{one}{proof[:-2]}xx/").status_code == 404


def test_when_mail_is_sent_a_message_proves_the_address_and_tells_nobody_who_works_here(
    world: World, settings: Settings
) -> None:
    settings.SENDS_MAIL = True
    link = made(world.client(world.priya))
    browser = Client(headers={"accept-language": "en"})
    pages = [
        browser.post(link, {"email": email}).text.split("<main")[1].split("</main")[0]
        for email in ("new@lindehof.example", "kees@lindehof.example")
    ]
    assert pages[0].replace("new@", "") == pages[1].replace("kees@", "")
    new, kees = mail.outbox
    assert "/account/login/" in kees.body
    where = re.findall(r"http://localhost:8000(/welcome/\S+)", str(new.body))[0]
    Client().post(where, {"name": "Nora", "way": "password", "password": PASSWORD})
    assert Person.objects.get(email="new@lindehof.example").address_unproven is False


def test_without_mail_the_address_counts_as_unproven(world: World) -> None:
    come_in(made(world.client(world.priya)), "nora@lindehof.example")
    assert Person.objects.get(email="nora@lindehof.example").address_unproven is True
    assert "Address not proven" in world.client(world.priya).get("/administration/").text


def test_a_guessable_password_is_refused_and_the_invitation_is_not_used(world: World) -> None:
    come_in(made(world.client(world.priya)), "nora@lindehof.example", password="Lindehof2026!!")
    assert not Person.objects.filter(name="Nora").exists()


def test_a_password_that_was_not_typed_is_asked_for_and_the_trail_tells_no_number(world: World) -> None:
    link = made(world.client(world.priya), note="", domains="")
    browser = Client(headers={"accept-language": "en"})
    where = browser.post(link, {"email": "nora@lindehof.example"}).headers["Location"]
    page = browser.post(where, {"name": "Nora", "way": "password", "password": ""}).text
    assert "Type a password, or choose a passkey." in page
    assert "too common" not in page
    come_in(link, "nora@lindehof.example")
    assert set(AuditEntry.objects.filter(act__in=("invited", "accepted")).values_list("act", "detail")) == {
        ("invited", ""),
        ("accepted", ""),
    }


def test_a_passkey_instead_of_a_password_leads_to_making_one(world: World) -> None:
    link = made(world.client(world.priya))
    browser = Client()
    where = browser.post(link, {"email": "nora@lindehof.example"}).headers["Location"]
    answer = browser.post(where, {"name": "Nora", "way": "passkey", "password": ""})
    assert answer.headers["Location"] == "/account/security/webauthn/add/?begin"
    assert "data-begins" in browser.get(answer.headers["Location"]).text
    assert "data-begins" not in browser.get("/account/security/webauthn/add/").text
    assert not Person.objects.get(email="nora@lindehof.example").has_usable_password()


def test_who_put_the_passkey_off_hears_that_they_cannot_come_in_again_until_they_have_a_way(world: World) -> None:
    link = made(world.client(world.priya))
    browser = Client(headers={"accept-language": "en"})
    where = browser.post(link, {"email": "nora@lindehof.example"}).headers["Location"]
    browser.post(where, {"name": "Nora", "way": "passkey", "password": ""})
    warning, back = "you cannot come in again", "You can come back at any time."
    pages = ("/", "/account/security/", "/account/logout/")
    for page in pages:
        text = browser.get(page).text
        assert warning in text
        assert back not in text
        assert 'href="/account/security/webauthn/add/"' in text
        assert 'href="/account/password/set/"' in text
    nora = Person.objects.get(email="nora@lindehof.example")
    key = {"credential": {"clientExtensionResults": {"credProps": {"rk": False}}}}
    beside = Authenticator.objects.create(user=nora, type="webauthn", data=key)
    assert warning in browser.get("/account/logout/").text, "a key that works only beside a password is no way in"
    key["credential"]["clientExtensionResults"]["credProps"]["rk"] = True
    beside.data = key
    beside.save()
    assert not [page for page in pages if warning in browser.get(page).text]
    assert back in browser.get("/account/logout/").text
    beside.delete()
    browser.post("/account/password/set/", {"password1": PASSWORD, "password2": PASSWORD})
    assert not [page for page in pages if warning in browser.get(page).text]


def test_who_signs_in_with_a_provider_has_a_way_as_long_as_it_is_on(world: World) -> None:
    client = world.client(world.otto)
    provider = SignInProvider.objects.create(name="Work", kind="oidc")
    ProviderLink.objects.create(provider=provider, person=world.otto, subject="otto")
    for enabled in (True, False):
        SignInProvider.objects.update(enabled=enabled)
        assert ("you cannot come in again" in client.get("/").text) is not enabled


def test_a_steward_invites_into_their_space_and_only_from_their_own_domain(world: World) -> None:
    steward = world.client(world.fatima)
    page = steward.get("/people/invitations/").text
    assert "Fall prevention" in page
    assert "Works council" not in page
    link = made(steward, space=str(world.community.pk), domains="", most_uses="900")
    invitation = Invitation.objects.get()
    assert (invitation.domains, invitation.most_uses) == ("lindehof.example", 50)
    come_in(link, "nora@lindehof.example")
    come_in(link, "eve@elsewhere.example")
    people = Membership.objects.filter(space=world.community, person__name="Nora").values_list(
        "person__email", flat=True
    )
    assert list(people) == ["nora@lindehof.example"]
    for space in ("", str(world.closed.pk), str(world.organisation.pk)):
        assert steward.post("/people/invitations/", {**GIVEN, "space": space}).status_code == 422


def test_who_looks_after_nothing_has_no_such_page(world: World) -> None:
    for person in (world.otto, world.kees, world.tom):
        client = world.client(person)
        assert client.get("/people/invitations/").status_code == 404
        assert client.post("/people/invitations/", GIVEN).status_code == 404
    made(world.client(world.priya))
    invitation = Invitation.objects.get()
    for person in (world.otto, world.fatima):
        assert world.client(person).post(f"/people/invitations/{invitation.pk}/withdrawal/").status_code == 404
    assert Invitation.objects.get().withdrawn is None


def test_an_administrator_does_not_see_invitations_to_closed_spaces_of_others(world: World) -> None:
    Membership.objects.filter(space=world.closed, person=world.fatima).update(role="steward")
    made(world.client(world.fatima), space=str(world.closed.pk), note="Geheim")
    page = world.client(world.priya).get("/people/invitations/").text
    assert "Geheim" not in page
    assert "Works council" not in page


def test_a_colleague_with_an_account_joins_by_the_link(world: World) -> None:
    link = made(world.client(world.fatima), space=str(world.community.pk))
    otto = world.client(world.otto)
    assert "Fall prevention" in otto.get(link).text
    otto.post(link)
    otto.post(link)
    assert Membership.objects.filter(space=world.community, person=world.otto).count() == 1
    assert Invitation.objects.get().uses.count() == 1


def test_the_last_place_is_given_once(world: World) -> None:
    _, secret = invite(world.priya, space=None, domains="", most_uses=1, days=1)
    accept(secret, email="a@x.example", name="A", proven=True)
    with pytest.raises(InvitationOver):
        accept(secret, email="b@x.example", name="B", proven=True)


def lets_in(link: str) -> bool:
    """Whether a stranger comes in by it, tried at the door and at the account behind it."""
    email = f"{secrets.token_hex(4)}@lindehof.example"
    come_in(link, email)
    return Person.objects.filter(email=email).exists()


@pytest.mark.parametrize("how", ["closed", "erased", "no administrator"])
def test_who_left_does_not_come_in_again_by_their_own_link(world: World, how: str) -> None:
    give_duty(world.kees, "admin")
    link = made(world.client(world.kees), most_uses="20")
    assert lets_in(link)
    kept_open = Client()
    where = kept_open.post(link, {"email": "late@lindehof.example"}).headers["Location"]
    if how == "no administrator":
        set_duties(world.priya, world.kees, set())
    elif how == "closed":
        deactivate(world.priya, world.kees)
    else:
        carry_out_erasure(ask_erasure(world.priya, world.kees, own_texts=False))
    assert not lets_in(link)
    assert kept_open.post(where, {"name": "L", "way": "password", "password": PASSWORD}).status_code == 404
    assert world.client(world.otto).post(link).status_code == 404
    page = world.client(world.priya).get("/people/invitations/").text
    assert "may not invite any more" in page
    assert "/withdrawal/" not in page


def test_a_link_that_ended_with_the_account_of_its_maker_stays_ended_when_that_is_opened_again(world: World) -> None:
    give_duty(world.kees, "admin")
    ended = made(world.client(world.kees), most_uses="20")
    assert lets_in(ended)
    deactivate(world.priya, world.kees)
    reactivate(world.priya, world.kees)
    assert not lets_in(ended)
    assert world.client(world.priya).get("/people/invitations/").text.count("Withdrawn") == 1
    assert lets_in(made(world.client(world.kees), most_uses="20"))


def test_links_of_accounts_that_are_closed_already_end_too(world: World) -> None:
    of_gone, _secret = invite(world.priya, space=None, domains="", most_uses=5, days=5)
    of_here, _secret = invite(world.priya, space=None, domains="", most_uses=5, days=5)
    Invitation.objects.filter(pk=of_gone.pk).update(made_by=world.gone)
    step = import_module("zwerm.people.migrations.0017_links_of_who_left")
    step.end_links(apps, SimpleNamespace(connection=connection))
    withdrawn = dict(Invitation.objects.values_list("pk", "withdrawn"))
    assert (withdrawn[of_gone.pk] is not None, withdrawn[of_here.pk]) == (True, None)


def test_the_link_of_who_looks_after_a_space_no_more_lets_nobody_in(world: World) -> None:
    join = made(world.client(world.fatima), space=str(world.community.pk), most_uses="20")
    assert lets_in(join)
    Membership.objects.filter(space=world.community, person=world.fatima).update(role="member")
    assert not lets_in(join)
    Membership.objects.filter(space=world.community, person=world.fatima).update(role="steward")
    assert lets_in(join)
    Membership.objects.create(space=world.community, person=world.sanne, role="steward")
    leave_space(world.fatima, world.community)
    assert not lets_in(join)


def test_an_administrators_wide_link_does_not_outlive_the_duty_by_a_role_in_the_space(world: World) -> None:
    wide, secret = invite(world.priya, space=world.community, domains="", most_uses=20, days=5)
    Membership.objects.create(space=world.community, person=world.priya, role="steward")
    join_by_invitation(world.otto, secret)
    assert wide.uses.count() == 1
    give_duty(world.tom, "admin")
    set_duties(world.tom, world.priya, set())
    with pytest.raises(InvitationOver):
        join_by_invitation(world.kees, secret)


def test_before_somebody_leaves_is_told_how_many_of_their_links_end(world: World) -> None:
    give_duty(world.kees, "admin")
    address = f"/administration/people/{world.kees.pk}/leaving/"
    assert "lets people in" not in world.client(world.priya).get(address).text
    for _ in range(2):
        made(world.client(world.kees))
    assert "2 links that they made still let people in" in world.client(world.priya).get(address).text
    deactivate(world.priya, world.kees)
    assert "that they made" not in world.client(world.priya).get(address).text


def test_an_invitation_lives_no_longer_than_a_season(world: World) -> None:
    invitation, _ = invite(world.priya, space=None, domains="", most_uses=10**9, days=10**6)
    assert invitation.expires < timezone.now() + timedelta(days=91)
    assert invitation.most_uses == 1000
    assert Space.objects.filter(invitations=invitation).count() == 0


@pytest.mark.parametrize(
    ("rule", "email", "expected"),
    [
        ("", "a@anything.org", True),
        ("a.org, b.org", "x@B.ORG", True),
        ("a.org", "x@sub.a.org", False),
        ("*.a.org", "x@sub.a.org", True),
        ("*.a.org", "x@a.org", False),
        ("*.a.org", "x@evila.org", False),
        ("a.org", "x@a.org@b.org", False),
        ("a.org", "@a.org", False),
        ("a.org", "a.org", False),
    ],
)
def test_a_domain_rule_lets_in_what_it_says(rule: str, email: str, expected: bool) -> None:
    assert allows(rule, email) is expected


def test_what_is_no_domain_is_named() -> None:
    assert parse_domains("@A.org; b.org\n*.c.org") == ("a.org", "b.org", "*.c.org")
    with pytest.raises(ValueError, match=r"\*\.nl"):
        parse_domains("a.org, *.nl")


@pytest.mark.parametrize("signs", ["@", "@@@", ",", " ; "])
def test_signs_alone_do_not_open_the_door_to_every_address(world: World, signs: str) -> None:
    answer = world.client(world.priya).post("/people/invitations/", GIVEN | {"domains": signs})
    assert answer.status_code == 422
    assert Invitation.objects.count() == 0
