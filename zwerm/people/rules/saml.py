"""SAML 2.0, the part that decides: what to ask the provider, and whether its answer is about this sign-in.

Pure, but for what is passed in. Follows the Web Browser SSO profile (saml-profiles-2.0-os §4.1) with what it leaves open closed:
one assertion, signed, for us alone, in answer to a question that we asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from lxml import etree

from zwerm.people.rules.oidc import LEEWAY, Identity, NotBelieved
from zwerm.people.rules.saml_xml import DS, A, P, decoded, read, signed_part, text_of

SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success"
BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
FORMAT = "urn:oasis:names:tc:SAML:2.0:nameid-format:"
EMAIL_FORMAT = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"
CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/"
MACE = "urn:mace:dir:attribute-def:"
# What providers usually call it, the surest first.
EMAIL = ("urn:oid:0.9.2342.19200300.100.1.3", f"{MACE}mail", f"{CLAIMS}emailaddress", "mail", "email", "emailAddress")
NAME = (
    "urn:oid:2.16.840.1.113730.3.1.241", f"{MACE}displayName", "http://schemas.microsoft.com/identity/claims/displayname",
    "displayName", "urn:oid:2.5.4.3", f"{MACE}cn", "cn",
)  # fmt: skip
FIRST = ("urn:oid:2.5.4.42", f"{MACE}givenName", f"{CLAIMS}givenname", "givenName", "firstName")
LAST = ("urn:oid:2.5.4.4", f"{MACE}sn", f"{CLAIMS}surname", "sn", "surname", "lastName")


@dataclass(frozen=True)
class Expected:
    """Who we are to the provider, and where its answer must be sent to."""

    entity: str
    answers: str
    now: datetime


@dataclass(frozen=True)
class Answer:
    """A believed assertion. `authenticated`: when the provider last made sure who it was."""

    id: str
    in_response_to: str
    until: datetime
    authenticated: datetime
    subject: str
    format: str
    session: str
    attributes: dict[str, list[str]]
    qualifiers: dict[str, str] = field(default_factory=dict)


def believe(encoded: str, told: dict[str, Any], expected: Expected) -> Answer:
    """What an answer says that is signed by the provider, for us, now. Raises NotBelieved.

    Whether this browser asked for it, and whether it was used before, is for the caller: `in_response_to` and `id` tell.
    """
    response = read(decoded(encoded))
    if response.tag != f"{P}Response":
        raise NotBelieved("no response")
    if text := _failure(response):
        raise NotBelieved(f"the provider refused: {text}")
    assertion = _signed_assertion(response, told["certificates"])
    destination = response.get("Destination")
    if destination and destination != expected.answers:
        raise NotBelieved(f"sent to {destination[:200]}")
    if text_of(assertion.find(f"{A}Issuer")) != told["issuer"]:
        raise NotBelieved("of another issuer")
    until = _check_conditions(assertion, expected)
    data = _confirmation(assertion, expected)
    statement = assertion.find(f"{A}AuthnStatement")
    if statement is None:
        raise NotBelieved("nobody signed in")
    ends = statement.get("SessionNotOnOrAfter")
    if ends and moment(ends) <= expected.now - timedelta(seconds=LEEWAY):
        raise NotBelieved("the session at the provider has ended")
    name = assertion.find(f"{A}Subject/{A}NameID")
    return Answer(
        id=assertion.get("ID", ""),
        in_response_to=data.get("InResponseTo", ""),
        until=max(until, moment(data.get("NotOnOrAfter", ""))) + timedelta(seconds=LEEWAY),
        authenticated=moment(statement.get("AuthnInstant", "")),
        subject=text_of(name),
        format=name.get("Format", "") if name is not None else "",
        session=statement.get("SessionIndex", ""),
        attributes=_attributes(assertion),
        qualifiers=dict(name.attrib) if name is not None else {},
    )


def _signed_assertion(response: etree._Element, certificates: list[str]) -> etree._Element:
    """The one assertion, as it was signed. A second one, or one elsewhere, is how a signature is wrapped round a lie."""
    if next(response.iter(f"{A}EncryptedAssertion"), None) is not None:
        raise NotBelieved("the assertion is encrypted; switch that off at the provider")
    everywhere = list(response.iter(f"{A}Assertion"))
    if len(everywhere) != 1 or everywhere[0].getparent() is not response:
        raise NotBelieved(f"{len(everywhere)} assertions, or not where it belongs")
    ids = [element.get("ID") for element in response.iter() if element.get("ID")]
    if len(ids) != len(set(ids)):
        raise NotBelieved("two elements with one ID")
    if everywhere[0].find(f"{DS}Signature") is not None:
        found = signed_part(response, f"./{A}Assertion/", certificates)
    elif response.find(f"{DS}Signature") is not None:
        whole = signed_part(response, "./", certificates)
        inside = whole.findall(f"{A}Assertion")
        if whole.tag != f"{P}Response" or len(inside) != 1:
            raise NotBelieved("the signature covers something else")
        found = inside[0]
    else:
        raise NotBelieved("nothing is signed")
    if found.tag != f"{A}Assertion" or found.get("ID") != everywhere[0].get("ID") or not found.get("ID"):
        raise NotBelieved("the signature covers something else")
    return found


def _failure(response: etree._Element) -> str:
    codes = [code.get("Value", "") for code in response.iter(f"{P}StatusCode")]
    if codes[:1] == [SUCCESS]:
        return ""
    return " ".join([code.rpartition(":")[2] for code in codes] or ["no status"])[:200]


def _check_conditions(assertion: etree._Element, expected: Expected) -> datetime:
    """Until when it holds."""
    conditions = assertion.find(f"{A}Conditions")
    if assertion.get("Version") != "2.0" or conditions is None:
        raise NotBelieved("no SAML 2.0 assertion with conditions")
    leeway = timedelta(seconds=LEEWAY)
    starts, ends = conditions.get("NotBefore"), conditions.get("NotOnOrAfter")
    if not ends or moment(ends) <= expected.now - leeway:
        raise NotBelieved("expired")
    if (starts and moment(starts) > expected.now + leeway) or moment(
        assertion.get("IssueInstant", "")
    ) > expected.now + leeway:
        raise NotBelieved("from the future")
    audiences = conditions.findall(f"{A}AudienceRestriction")
    if not audiences or any(
        expected.entity not in [text_of(one) for one in each.findall(f"{A}Audience")] for each in audiences
    ):
        raise NotBelieved("meant for someone else")
    return moment(ends)


def _confirmation(assertion: etree._Element, expected: Expected) -> etree._Element:
    problem = "no bearer confirmation"
    for one in assertion.findall(f"{A}Subject/{A}SubjectConfirmation"):
        data = one.find(f"{A}SubjectConfirmationData")
        if one.get("Method") != BEARER or data is None:
            continue
        ends, starts = data.get("NotOnOrAfter"), data.get("NotBefore")
        if data.get("Recipient") != expected.answers:
            problem = "for another recipient"
        elif not ends or moment(ends) <= expected.now - timedelta(seconds=LEEWAY):
            problem = "expired"
        elif starts and moment(starts) > expected.now + timedelta(seconds=LEEWAY):
            problem = "from the future"
        else:
            return data
    raise NotBelieved(problem)


def _attributes(assertion: etree._Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in assertion.iterfind(f"{A}AttributeStatement/{A}Attribute"):
        values = [text_of(value) for value in one.findall(f"{A}AttributeValue")]
        for name in {one.get("Name", ""), one.get("FriendlyName", "")} - {""}:
            found.setdefault(name, []).extend(value for value in values if value)
    return found


def moment(text: str) -> datetime:
    try:
        if not re.match(r"\d{4}-\d\d-\d\dT", text):
            raise ValueError
        # Python reads six digits at most of a second; some providers write seven.
        at = datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text))
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise NotBelieved(f"“{text[:40]}” is no moment") from error


def identity_of(answer: Answer, names: dict[str, str], *, groups_name: str, vouches: bool) -> Identity:
    """Who it is. `names`: which attributes to read for subject, email and name, where the usual ones will not do.

    SAML never says whether an address is proven: an administrator vouches for the provider, or not. Raises NotBelieved.
    """

    def first(*names: str) -> str:
        return next((values[0] for name in names if (values := answer.attributes.get(name))), "")

    subject = first(names["subject"]) if names.get("subject") else answer.subject
    if not subject or len(subject) > 300:
        raise NotBelieved("no name for who signed in")
    if not names.get("subject") and answer.format == f"{FORMAT}transient":
        raise NotBelieved("its names for people change each time; choose an attribute that stays")
    email = first(names["email"]) if names.get("email") else first(*EMAIL)
    if not email and not names.get("email") and answer.format == EMAIL_FORMAT:
        email = answer.subject
    name = first(names["name"]) if names.get("name") else first(*NAME) or f"{first(*FIRST)} {first(*LAST)}"
    groups = answer.attributes.get(groups_name)
    return Identity(
        subject=subject,
        email=email.strip().lower(),
        proven=vouches,
        name=name.strip()[:200],
        groups=None if groups is None else frozenset(groups),
        authenticated=answer.authenticated,
        session={**answer.qualifiers, "name": answer.subject, "index": answer.session},
    )
