from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from lxml import etree

from zwerm.people.models import Membership, Person, ProviderLink, SamlAnswer, SignInProvider
from zwerm.people.tests.forging import FORGERIES
from zwerm.people.tests.saml import Says, answer_of, encoded, key_of, metadata, question_in, signed, the
from zwerm.people.tests.world import World
from zwerm.people.views import providers

A = "{urn:oasis:names:tc:SAML:2.0:assertion}"
MAIL = "urn:oid:0.9.2342.19200300.100.1.3"
FATIMA = {MAIL: ["Fatima@lindehof.example"], "displayName": ["Fatima"]}


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


def given(**more: str) -> dict[str, str]:
    usual = {
        "name": "Lindehof account", "enabled": "on", "metadata": metadata(), "domains": "lindehof.example", "vouches": "on",
    }  # fmt: skip
    return usual | more


@dataclass
class Visit:
    """A browser that began to sign in, and what it took along to the provider."""

    client: Client
    there: SignInProvider
    says: Says

    def comes_back(self, response: etree._Element | bytes, client: Client | None = None, **more: str) -> Any:
        """From the provider, without our cookies as browsers do it; then with them for what was kept."""
        page = Client().post(f"/sign-in/{self.there.pk}/assertion/", {"SAMLResponse": encoded(response), **more})
        if page.status_code != 303:
            return page
        assert page.headers["Location"].startswith(self.there.address_of("provider-answer"))
        return (client or self.client).get(page.headers["Location"])


@pytest.fixture
def there(world: World, monkeypatch: pytest.MonkeyPatch) -> SignInProvider:
    """As an administrator sets it up in the browser; our key is made once for all tests, because that takes long."""
    monkeypatch.setattr(providers, "new_key", lambda name, now: key_of("zwerm"))
    answer = world.client(world.priya).post("/administration/providers/new/saml/", given())
    assert answer.status_code == 302, answer.text
    return SignInProvider.objects.get()


def begun(there: SignInProvider, next: str = "", given: dict[str, str] | None = None, **more: Any) -> Visit:
    client = Client(headers={"accept-language": "en"})
    page = client.post(f"/sign-in/{there.pk}/", {"next": next} | (given or {})).text
    question = question_in(html.unescape(re.findall(r'content="0;url=([^"]+)"', page)[0]))
    answers = question.get("AssertionConsumerServiceURL")
    says = {"attributes": FATIMA, **more}
    return Visit(client, there, Says(question.get("ID"), question.findtext(f"{A}Issuer"), answers, **says))


def inside(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_a_colleague_signs_in_by_saml(world: World, there: SignInProvider) -> None:
    visit = begun(there, next="/people/")
    answer = visit.comes_back(answer_of(visit.says), RelayState="https://evil.example/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/people/")
    assert inside(visit.client)
    assert ProviderLink.objects.get().person == world.fatima


def test_only_who_ticked_it_is_remembered_after_saml(there: SignInProvider) -> None:
    for number, given in enumerate(({}, {"remember": "on"})):
        visit = begun(there, given=given, id=f"answer-{number}")
        visit.comes_back(answer_of(visit.says))
        assert inside(visit.client)
        assert bool(visit.client.cookies["sessionid"]["max-age"]) is bool(given)


def test_a_signature_over_the_whole_answer_will_do_too(world: World, there: SignInProvider) -> None:
    visit = begun(there)
    assert visit.comes_back(signed(visit.says.xml())).status_code == 302
    assert inside(visit.client)


def test_what_the_provider_must_know_of_us_is_on_a_page_of_its_own(world: World) -> None:
    admin = world.client(world.priya, "en")
    assert admin.post("/administration/providers/new/saml/", given(metadata="")).status_code == 422
    admin.post("/administration/providers/new/saml/", given(metadata="", enabled=""))
    there = SignInProvider.objects.get()
    assert (there.enabled, there.told["certificates"]) == (False, [])
    told = Client().get(f"/sign-in/{there.pk}/metadata/")
    root = etree.fromstring(told.content)
    page = admin.get(f"/administration/providers/{there.pk}/").text
    for said in (root.attrib["entityID"], the(".//{*}AssertionConsumerService", root).attrib["Location"]):
        assert str(said) in page
    assert there.secret not in page + told.text
    assert "PRIVATE KEY" in there.secret
    assert "PRIVATE" not in str(SignInProvider.objects.values())


def test_a_provider_can_be_told_by_its_fields_and_by_a_file(world: World, there: SignInProvider) -> None:
    admin, before = world.client(world.priya, "en"), there.told
    fields = {name: before[name] for name in ("issuer", "sign_on")} | {"certificate": before["certificates"][0]}
    for more in (fields, {"file": BytesIO(metadata().encode())}):
        SignInProvider.objects.update(told={"our_key": before["our_key"]})
        answer = admin.post(f"/administration/providers/{there.pk}/", given(metadata="") | more)
        assert answer.status_code == 302, answer.text
        there.refresh_from_db()
        assert there.told == before


@pytest.mark.parametrize(
    "wrong",
    ["", "<x/>", metadata().replace("HTTP-Redirect", "SOAP"), metadata().replace("https://idp.lindehof.example/saml/sso", "javascript:x"),
     re.sub("<X509Certificate>.*</X509Certificate>", "<X509Certificate>AAAA</X509Certificate>", metadata()),
     '<!DOCTYPE x [<!ENTITY a "b">]>' + metadata()],
)  # fmt: skip
def test_metadata_that_cannot_be_used_is_refused_with_the_reason(world: World, wrong: str) -> None:
    answer = world.client(world.priya, "en").post("/administration/providers/new/saml/", given(metadata=wrong))
    assert answer.status_code == 422
    assert not SignInProvider.objects.exists()


HOSTILE: dict[str, dict[str, Any]] = {
    "of another issuer": {"issuer": "https://evil.example"},
    "for another audience": {"audiences": ("https://other.example",)},
    "for any audience": {"audiences": ()},
    "for another recipient": {"recipient": "https://other.example/acs"},
    "sent elsewhere": {"destination": "https://other.example/acs"},
    "expired": {"ends": -90},
    "confirmed too long ago": {"confirmed": -90},
    "not yet": {"starts": 120},
    "from the future": {"issued": 120},
    "for the holder of a key": {"method": "holder-of-key"},
    "refused there": {"status": "Responder"},
    "with another name each time": {"format": "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"},
    "about nobody": {"subject": ""},
    "about an address elsewhere": {"attributes": {MAIL: ["fatima@lindehof.example.evil.org"]}},
    "in answer to another question": {"asked": "z-another"},
}


@pytest.mark.parametrize("wrong", HOSTILE)
def test_an_answer_that_is_not_for_this_sign_in_is_not_believed(there: SignInProvider, wrong: str) -> None:
    visit = begun(there)
    for name, value in HOSTILE[wrong].items():
        setattr(visit.says, name, value)
    assert visit.comes_back(answer_of(visit.says)).status_code == 403
    assert not inside(visit.client)
    assert not ProviderLink.objects.exists()


def test_a_clock_that_is_a_minute_off_is_forgiven(there: SignInProvider) -> None:
    visit = begun(there, ends=-30, confirmed=-30)
    assert visit.comes_back(answer_of(visit.says)).status_code == 302


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__.replace("_", " "))
def test_a_forged_answer_is_not_believed(there: SignInProvider, forge: Callable[[Says], Any]) -> None:
    visit = begun(there)
    assert visit.comes_back(forge(visit.says)).status_code == 403
    assert not inside(visit.client)
    assert not SamlAnswer.objects.exists()


def test_a_comment_does_not_cut_a_name_in_two(world: World, there: SignInProvider) -> None:
    """Signed as one text by the provider; read to the comment only, it would be someone else."""
    visit = begun(there, attributes={MAIL: ["fatima@lindehof.example.evil.org"]})
    text = etree.tostring(answer_of(visit.says))
    assert visit.comes_back(text.replace(b"example.evil", b"example<!-- -->.evil")).status_code == 403
    assert not ProviderLink.objects.exists()


def test_an_answer_counts_once_and_only_for_the_browser_that_asked(there: SignInProvider) -> None:
    visit, other = begun(there), Client()
    response = answer_of(visit.says)
    assert visit.comes_back(response, other).status_code == 403
    assert visit.comes_back(response).status_code == 403, "taken by the other"
    again = begun(there)
    again.says.id = "_a2"
    response = answer_of(again.says)
    assert again.comes_back(response).status_code == 302
    again.client.logout()
    assert again.comes_back(response).status_code == 403
    assert not inside(again.client)
    assert not inside(other)


def test_what_is_kept_of_an_answer_cannot_be_read_and_goes(there: SignInProvider) -> None:
    visit = begun(there)
    Client().post(f"/sign-in/{there.pk}/assertion/", {"SAMLResponse": encoded(answer_of(visit.says))})
    assert "lindehof.example" not in SamlAnswer.objects.get().sealed
    visit.says.id = "_a2"
    visit.comes_back(answer_of(visit.says))
    assert SamlAnswer.objects.filter(sealed="").count() == 1


def test_who_begins_at_the_provider_is_sent_to_begin_here(there: SignInProvider) -> None:
    visit = begun(there, next="")
    visit.says.asked = ""
    answer = visit.comes_back(answer_of(visit.says), RelayState="https://evil.example/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/login/")
    assert not inside(visit.client)


def test_the_same_care_is_taken_as_with_other_providers(world: World, there: SignInProvider) -> None:
    def signs_in(id: str, **more: Any) -> int:
        visit = begun(there, id=id, **more)
        answer = visit.comes_back(answer_of(visit.says))
        return int(answer.status_code)

    SignInProvider.objects.update(vouches=False)
    assert signs_in("_1") == 403, "an address that nobody vouches for"
    SignInProvider.objects.update(vouches=True)
    assert signs_in("_2", subject="g", attributes={MAIL: ["gone@lindehof.example"]}) == 403, "a closed account"
    new = {MAIL: ["nora@lindehof.example"], "givenName": ["Nora"], "sn": ["Nieuw"], "groups": ["zorg-seh"]}
    assert signs_in("_3", subject="n", attributes=new) == 403, "nobody here"
    there.groups.create(group="zorg-seh", space=world.team.space)
    SignInProvider.objects.update(makes_accounts=True, groups_name="groups")
    assert signs_in("_4", subject="n", attributes=new) == 302
    nora = Person.objects.get(email="nora@lindehof.example")
    in_team = Membership.objects.filter(person=nora, space=world.team.space)
    assert (nora.name, in_team.exists()) == ("Nora Nieuw", True)
    untold = {name: values for name, values in new.items() if name != "groups"}
    assert (signs_in("_6", subject="n", attributes=untold), in_team.exists()) == (302, True), "groups were not told"
    assert (signs_in("_7", subject="n", attributes={**new, "groups": []}), in_team.exists()) == (302, False)
    SignInProvider.objects.update(attributes={"subject": "number", "email": "post", "name": "called"})
    told = {"number": ["7"], "post": ["fatima@lindehof.example"], "called": ["F."]}
    assert signs_in("_5", attributes=told) == 302
    assert ProviderLink.objects.get(subject="7").person == world.fatima
