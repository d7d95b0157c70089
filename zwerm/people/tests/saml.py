"""A SAML identity provider in this process: it signs whatever a test wants, also what no honest one would."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zlib import decompress

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.signer import XMLSigner

from zwerm.people.rules.saml_metadata import REDIRECT, instant, new_key
from zwerm.people.rules.saml_xml import A, P

ISSUER = "https://idp.lindehof.example/saml"
SIGN_ON = "https://idp.lindehof.example/saml/sso"
SIGN_OUT = "https://idp.lindehof.example/saml/slo"


@cache
def key_of(name: str) -> tuple[str, str]:
    return new_key(name, datetime.now(UTC))


def metadata(issuer: str = ISSUER, name: str = "idp", *, ends: bool = False) -> str:
    body = "".join(key_of(name)[1].split("-----")[2].split())
    ending = f'<SingleLogoutService Binding="{REDIRECT}" Location="{SIGN_OUT}"/>' if ends else ""
    return f"""<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{issuer}">
<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>{body}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{SIGN_ON}"/>{ending}
</IDPSSODescriptor></EntityDescriptor>"""


@dataclass
class Says:
    """An answer before it is signed; every part of it can be made wrong."""

    asked: str
    entity: str
    answers: str
    subject: str = "f-1"
    format: str = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
    attributes: dict[str, list[str]] = field(default_factory=dict)
    issuer: str = ISSUER
    id: str = "_a1"
    status: str = "Success"
    starts: int = -30
    ends: int = 300
    confirmed: int = 300
    issued: int = 0
    recipient: str | None = None
    destination: str | None = None
    method: str = "bearer"
    audiences: tuple[str, ...] | None = None
    session: str = "s-1"

    def xml(self) -> etree._Element:
        def at(seconds: int) -> str:
            return instant(datetime.now(UTC) + timedelta(seconds=seconds))

        audiences = (self.entity,) if self.audiences is None else self.audiences
        restriction = "".join(f"<saml:Audience>{one}</saml:Audience>" for one in audiences)
        told = "".join(
            f'<saml:Attribute Name="{name}">'
            + "".join(f"<saml:AttributeValue>{value}</saml:AttributeValue>" for value in values)
            + "</saml:Attribute>"
            for name, values in self.attributes.items()
        )
        question = f'InResponseTo="{self.asked}"' if self.asked else ""
        return etree.fromstring(
            f"""<samlp:Response xmlns:samlp="{P[1:-1]}" xmlns:saml="{A[1:-1]}" ID="_r{self.id}" Version="2.0" IssueInstant="{at(0)}"
 Destination="{self.destination or self.answers}" {question}><saml:Issuer>{self.issuer}</saml:Issuer>
<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:{self.status}"/></samlp:Status>
<saml:Assertion ID="{self.id}" Version="2.0" IssueInstant="{at(self.issued)}"><saml:Issuer>{self.issuer}</saml:Issuer>
<saml:Subject><saml:NameID Format="{self.format}">{self.subject}</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:{self.method}">
<saml:SubjectConfirmationData NotOnOrAfter="{at(self.confirmed)}" Recipient="{self.recipient or self.answers}" {question}/></saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{at(self.starts)}" NotOnOrAfter="{at(self.ends)}">{f"<saml:AudienceRestriction>{restriction}</saml:AudienceRestriction>" if audiences else ""}</saml:Conditions>
<saml:AuthnStatement AuthnInstant="{at(self.issued)}" SessionIndex="{self.session}"><saml:AuthnContext/></saml:AuthnStatement>
<saml:AttributeStatement>{told}</saml:AttributeStatement></saml:Assertion></samlp:Response>"""
        )


def signed(element: etree._Element, *, name: str = "idp", sha1: bool = False) -> etree._Element:
    """The element with an enveloped signature, after its issuer as the schema wants it."""
    key, pem = key_of(name)
    kind = (SignatureMethod.RSA_SHA1, DigestAlgorithm.SHA1) if sha1 else (SignatureMethod.RSA_SHA256, DigestAlgorithm.SHA256)  # fmt: skip

    class Signer(XMLSigner):
        def check_deprecated_methods(self) -> None:
            """A test signs with what is no longer allowed."""

    signer = Signer(
        signature_algorithm=kind[0], digest_algorithm=kind[1], c14n_algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"
    )
    ready = load_pem_private_key(key.encode(), password=None, unsafe_skip_rsa_key_validation=True)
    assert isinstance(ready, RSAPrivateKey)
    return signer.sign(element, key=ready, cert=pem, reference_uri=element.get("ID"), id_attribute="ID")


def answer_of(says: Says, *, name: str = "idp", sha1: bool = False) -> etree._Element:
    """A whole answer whose assertion is signed."""
    response = says.xml()
    assertion = the(f"{A}Assertion", response)
    alone = signed(etree.fromstring(etree.tostring(assertion)), name=name, sha1=sha1)
    response.replace(assertion, alone)
    return response


def encoded(response: etree._Element | bytes) -> str:
    return b64encode(response if isinstance(response, bytes) else etree.tostring(response)).decode()


def the(path: str, element: etree._Element) -> etree._Element:
    """The element at this path, which must be there."""
    found = element.find(path)
    assert found is not None, path
    return found


def question_in(url: str, name: str = "SAMLRequest") -> Any:
    """The question, or answer, that the visitor takes along to the provider."""
    packed = parse_qs(urlsplit(url).query)[name][0]
    return etree.fromstring(decompress(b64decode(packed), -15))
