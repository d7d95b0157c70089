"""Signing out here and at the provider, and at the provider and here; only where an administrator set it so."""

from __future__ import annotations

import html
import re
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from lxml import etree

from zwerm.people.models import SignInProvider
from zwerm.people.rules.saml_ending import believe_ended
from zwerm.people.rules.saml_metadata import by_redirect, instant
from zwerm.people.rules.saml_xml import A, P
from zwerm.people.tests.provider import running_provider
from zwerm.people.tests.saml import ISSUER, SIGN_OUT, Says, answer_of, encoded, key_of, metadata, question_in, the
from zwerm.people.tests.world import World
from zwerm.people.views import providers

OUT = "/account/logout/"


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


def inside(client: Client) -> bool:
    return client.get("/recorded/").status_code == 200


def sent_to(page: Any) -> str:
    return html.unescape(re.findall(r'content="0;url=([^"]+)"', page.text)[0])


def test_signing_out_goes_on_to_an_openid_provider_that_was_set_so(world: World) -> None:
    with running_provider() as provider:
        provider.claims = {"sub": "k-1", "email": "kees@lindehof.example", "email_verified": True}
        fields = {
            "name": "Lindehof account", "enabled": "on", "address": provider.address, "client_id": "zwerm", "secret": "s",
            "domains": "lindehof.example", "ends_there": "on",
        }  # fmt: skip
        admin, new = world.client(world.priya, "en"), "/administration/providers/new/"
        refused = admin.post(new, fields)
        assert (refused.status_code, "does not tell where one signs out" in refused.text) == (422, True)
        provider.document = {"end_session_endpoint": f"{provider.address}/end?tenant=1"}
        page = admin.post(new, fields, follow=True).text
        there = SignInProvider.objects.get()
        back = there.address_of("provider-ending")
        assert back in page

        def signed_in() -> Client:
            client = Client(headers={"accept-language": "en"})
            asked = dict(parse_qsl(urlsplit(sent_to(client.post(f"/sign-in/{there.pk}/"))).query))
            provider.token = provider.signed(nonce=asked["nonce"], auth_time=int(time.time()))
            client.get(f"/sign-in/{there.pk}/callback/", {"code": "c", "state": asked["state"]})
            assert inside(client)
            return client

        client = signed_in()
        url = sent_to(client.post(OUT))
        told = dict(parse_qsl(urlsplit(url).query))
        assert url.startswith(f"{provider.address}/end?tenant=1&")
        assert (told["id_token_hint"], told["client_id"]) == (provider.token, "zwerm")
        assert told["post_logout_redirect_uri"] == back
        assert not inside(client), "out here, whatever happens there"
        for state, words in (
            ("x", "you may still be signed in"), (told["state"], "You are signed out, here and at Lindehof account."),
        ):  # fmt: skip
            assert words in client.get(f"/sign-in/{there.pk}/ending/", {"state": state}, follow=True).text
        client = signed_in()
        SignInProvider.objects.update(ends_there=False)
        assert client.post(OUT).headers["Location"] == "/"
        assert client.get(f"/sign-in/{there.pk}/ending/").status_code == 404


@pytest.fixture
def there(world: World, monkeypatch: pytest.MonkeyPatch) -> SignInProvider:
    monkeypatch.setattr(providers, "new_key", lambda name, now: key_of("zwerm"))
    fields = {
        "name": "Lindehof account", "enabled": "on", "metadata": metadata(ends=True), "domains": "lindehof.example",
        "vouches": "on", "ends_there": "on",
    }  # fmt: skip
    assert world.client(world.priya).post("/administration/providers/new/saml/", fields).status_code == 302
    return SignInProvider.objects.get()


def signed_in(there: SignInProvider, name: str = "kees", session: str = "s-1") -> Client:
    client = Client(headers={"accept-language": "en"})
    asked = question_in(sent_to(client.post(f"/sign-in/{there.pk}/")))
    says = Says(asked.get("ID"), there.address_of("provider-metadata"), there.address_of("provider-assertion"))
    says.attributes = {"mail": [f"{name}@lindehof.example"], "number": [f"n-{name}"]}
    says.id, says.subject, says.session = f"_{name}{session}", name, session
    sent = Client().post(f"/sign-in/{there.pk}/assertion/", {"SAMLResponse": encoded(answer_of(says))})
    client.get(sent.headers["Location"])
    assert inside(client)
    return client


def asks(
    there: SignInProvider,
    *,
    id: str = "_e1",
    kind: str = "LogoutRequest",
    key: str = "idp",
    relay: str = "",
    **wrong: str,
) -> str:
    """The query with which the provider asks to end the sessions of someone, or answers that it did."""
    given = {
        "ID": id, "Version": "2.0", "IssueInstant": instant(datetime.now(UTC) - timedelta(seconds=int(wrong.get("age", "0")))),
        "Destination": wrong.get("to", there.address_of("provider-ending")), "InResponseTo": wrong.get("asked", ""),
    }  # fmt: skip
    root = etree.Element(f"{P}{kind}", {name: value for name, value in given.items() if value})
    etree.SubElement(root, f"{A}Issuer").text = wrong.get("issuer", ISSUER)
    if kind == "LogoutRequest":
        etree.SubElement(root, f"{A}NameID").text = wrong.get("name", "kees")
        for session in wrong.get("sessions", "").split():
            etree.SubElement(root, f"{P}SessionIndex").text = session
    else:
        code = f"urn:oasis:names:tc:SAML:2.0:status:{wrong.get('status', 'Success')}"
        etree.SubElement(etree.SubElement(root, f"{P}Status"), f"{P}StatusCode", {"Value": code})
    name = "SAMLRequest" if kind == "LogoutRequest" else "SAMLResponse"
    return urlsplit(by_redirect("https://x.example/", name, root, key_of(key)[0], relay=relay)).query


def arrives(there: SignInProvider, query: str, client: Client | None = None) -> Any:
    return (client or Client()).get(f"/sign-in/{there.pk}/ending/?{query}")


def test_what_the_provider_must_know_to_sign_out_is_in_our_metadata(there: SignInProvider) -> None:
    root = etree.fromstring(Client().get(f"/sign-in/{there.pk}/metadata/").content)
    assert the(".//{*}SingleLogoutService", root).get("Location") == there.address_of("provider-ending")
    assert there.told["sign_out"] == SIGN_OUT


def test_signing_out_goes_on_to_a_saml_provider_with_a_signed_question(there: SignInProvider) -> None:
    client = signed_in(there)
    url = sent_to(client.post(OUT))
    asked = question_in(url)
    assert url.startswith(f"{SIGN_OUT}?SAMLRequest=")
    assert (asked.findtext(f"{A}NameID"), asked.findtext(f"{P}SessionIndex")) == ("kees", "s-1")
    assert the(f"{A}NameID", asked).get("Format") == "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
    assert not inside(client)


@pytest.mark.parametrize("wrong", [{"asked": "z-other"}, {"key": "evil"}, {"status": "Responder"}, {}], ids=str)
def test_only_the_answer_to_our_question_says_that_it_is_over_there_too(
    there: SignInProvider, wrong: dict[str, str]
) -> None:
    client = signed_in(there)
    asked = question_in(sent_to(client.post(OUT))).get("ID")
    query = asks(there, **({"kind": "LogoutResponse", "asked": asked} | wrong))
    page = client.get(arrives(there, query, client).headers["Location"]).text
    assert ("You are signed out, here and at" in page) is (not wrong)
    assert ("you may still be signed in" in page) is bool(wrong)


def test_the_provider_ends_exactly_the_sessions_it_means(world: World, there: SignInProvider) -> None:
    one, two, other = signed_in(there), signed_in(there, session="s-2"), signed_in(there, "otto")
    own = world.client(world.kees)
    answer = arrives(there, asks(there, sessions="s-1 s-9", relay="where to & so on"))
    assert [inside(client) for client in (one, two, other, own)] == [False, True, True, True]
    url = answer.headers["Location"]
    assert url.startswith(f"{SIGN_OUT}?SAMLResponse=")
    assert dict(parse_qsl(urlsplit(url).query))["RelayState"] == "where to & so on"
    ours = {"issuer": there.address_of("provider-metadata"), "certificates": [key_of("zwerm")[1]]}
    assert believe_ended(urlsplit(url).query, ours, SIGN_OUT, datetime.now(UTC)) == ("_e1", True)
    again = signed_in(there, session="s-3")
    assert arrives(there, asks(there, id="_e1")).headers["Location"] == "/account/login/", "asked before"
    assert inside(again)
    arrives(there, asks(there, id="_e2"))
    assert [inside(client) for client in (two, again, other, own)] == [False, False, True, True]


def test_a_name_that_is_not_the_subject_is_known_again(there: SignInProvider) -> None:
    SignInProvider.objects.update(attributes={"subject": "number"})
    client, other = signed_in(there), signed_in(there, "otto")
    arrives(there, asks(there, name="n-kees"))
    assert inside(client)
    arrives(there, asks(there, id="_e2"))
    assert [inside(one) for one in (client, other)] == [False, True]


def test_nobody_else_ends_sessions(there: SignInProvider) -> None:
    client, good = signed_in(there), asks(there)
    short = dict(parse_qsl(good))
    wrong = {
        "by another key": asks(there, key="evil"),
        "of another issuer": asks(there, issuer="https://evil.example"),
        "sent elsewhere": asks(there, to="https://elsewhere.example/"),
        "too old": asks(there, age="3600"),
        "from the future": asks(there, age="-3600"),
        "about nobody": asks(there, name=""),
        "another relay than was signed": f"{good}&RelayState=x",
        "not signed": urlencode({"SAMLRequest": short["SAMLRequest"]}),
        "signed with SHA-1": good.replace(
            quote("2001/04/xmldsig-more#rsa-sha256", ""), quote("2000/09/xmldsig#rsa-sha1", "")
        ),
        "twice": f"{good}&{good}",
        "an answer as a question": asks(there, kind="LogoutResponse", asked="z").replace("SAMLResponse", "SAMLRequest"),
        "no base64": "SAMLRequest=%00&SigAlg=x&Signature=y",
    }
    for what, query in wrong.items():
        assert arrives(there, query).headers["Location"] == "/account/login/", what
        assert inside(client), what
    SignInProvider.objects.update(ends_there=False)
    assert arrives(there, good).status_code == 404
    assert inside(client)
