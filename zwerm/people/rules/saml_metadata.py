"""SAML 2.0 metadata: what a provider publishes about itself, what we publish about ourselves, and questions by redirect."""

from __future__ import annotations

import zlib
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID
from lxml import etree

from zwerm.people.rules.oidc import NotBelieved, is_safe_address, with_query
from zwerm.people.rules.saml_xml import DS, A, M, P, certificate, read, text_of

REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol"
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
NAMES = {"md": M[1:-1], "ds": DS[1:-1], "samlp": P[1:-1], "saml": A[1:-1]}


def read_metadata(document: bytes, issuer: str = "", *, plain_allowed: bool) -> dict[str, Any]:
    """What metadata tells of the one identity provider in it, or of the one called `issuer`. Raises NotBelieved."""
    root = read(document)
    found = [
        (entity, role)
        for entity in root.iter(f"{M}EntityDescriptor")
        for role in entity.findall(f"{M}IDPSSODescriptor")
        if not issuer or entity.get("entityID") == issuer
    ]
    if len(found) != 1:
        raise NotBelieved(f"the metadata tells of {len(found)} identity providers; it must be one")
    entity, role = found[0]
    keys = [
        text_of(found)
        for key in role.findall(f"{M}KeyDescriptor")
        if key.get("use", "signing") == "signing"
        for found in key.iter(f"{DS}X509Certificate")
    ]
    return check_told(
        entity.get("entityID", ""),
        _address(role, "SingleSignOnService"),
        keys,
        plain_allowed=plain_allowed,
        sign_out=_address(role, "SingleLogoutService"),
        sign_out_answers=_address(role, "SingleLogoutService", "ResponseLocation"),
    )


def _address(role: etree._Element, service: str, kind: str = "Location") -> str:
    found = [one for one in role.findall(f"{M}{service}") if one.get("Binding") == REDIRECT]
    return found[0].get(kind, "") if found else ""


def check_told(
    issuer: str, sign_on: str, keys: list[str], *, plain_allowed: bool, sign_out: str = "", sign_out_answers: str = ""
) -> dict[str, Any]:
    """What is remembered of a provider. Raises NotBelieved with what is wrong, in words for an administrator."""
    if not issuer:
        raise NotBelieved("it has no entity ID")
    if not sign_on:
        raise NotBelieved("it tells no address to sign in at by redirect (HTTP-Redirect)")
    if not keys:
        raise NotBelieved("it tells no certificate that it signs with")
    for address in filter(None, (sign_on, sign_out, sign_out_answers)):
        if not is_safe_address(address, plain_allowed=plain_allowed):
            raise NotBelieved(f"{address[:200]} is no https address")
    return {
        "issuer": issuer,
        "sign_on": sign_on,
        "sign_out": sign_out,
        "sign_out_answers": sign_out_answers,
        "certificates": list(dict.fromkeys(certificate(key) for key in keys)),
    }


def new_key(name: str, now: datetime) -> tuple[str, str]:
    """A private key of our own and its certificate, as PEM. The certificate only carries the key: nobody signs for it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
    made = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=3650))
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return pem.decode(), made.public_bytes(serialization.Encoding.PEM).decode()


def our_metadata(entity: str, answers: str, pem: str, ending: str = "") -> bytes:
    """What an administrator of the provider needs of us. `ending`: where it may ask to end sessions, and answers to the same."""
    root = etree.Element(f"{M}EntityDescriptor", {"entityID": entity}, nsmap=NAMES)
    flags = {
        "AuthnRequestsSigned": "true", "WantAssertionsSigned": "true", "protocolSupportEnumeration": PROTOCOL
    }  # fmt: skip
    role = etree.SubElement(root, f"{M}SPSSODescriptor", flags)
    key = etree.SubElement(role, f"{M}KeyDescriptor", {"use": "signing"})
    data = etree.SubElement(etree.SubElement(key, f"{DS}KeyInfo"), f"{DS}X509Data")
    etree.SubElement(data, f"{DS}X509Certificate").text = "".join(pem.split("-----")[2].split())
    if ending:
        etree.SubElement(role, f"{M}SingleLogoutService", {"Binding": REDIRECT, "Location": ending})
    for format in ("2.0:nameid-format:persistent", "1.1:nameid-format:unspecified"):
        etree.SubElement(role, f"{M}NameIDFormat").text = f"urn:oasis:names:tc:SAML:{format}"
    where = {"Binding": POST, "Location": answers, "index": "0", "isDefault": "true"}
    etree.SubElement(role, f"{M}AssertionConsumerService", where)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def question(id: str, told: dict[str, Any], entity: str, answers: str, key: str, now: datetime, *, again: bool) -> str:
    """Where to send the visitor. `again`: the provider must make sure anew who it is."""
    given = {
        "ID": id,
        "Version": "2.0",
        "IssueInstant": instant(now),
        "Destination": told["sign_on"],
        "AssertionConsumerServiceURL": answers,
        "ProtocolBinding": POST,
    }
    root = etree.Element(f"{P}AuthnRequest", given | ({"ForceAuthn": "true"} if again else {}), nsmap=NAMES)
    etree.SubElement(root, f"{A}Issuer").text = entity
    etree.SubElement(root, f"{P}NameIDPolicy", {"AllowCreate": "true"})
    return by_redirect(told["sign_on"], "SAMLRequest", root, key)


def by_redirect(address: str, name: str, root: etree._Element, key: str, *, relay: str = "") -> str:
    """An address that carries a question or an answer, signed with our key (saml-bindings-2.0-os §3.4)."""
    packer = zlib.compressobj(wbits=-15)
    packed = b64encode(packer.compress(etree.tostring(root)) + packer.flush()).decode()
    query = urlencode({name: packed, **({"RelayState": relay} if relay else {}), "SigAlg": RSA_SHA256})
    # We made it ourselves: whether its primes are prime again would take most of the time of a sign-in.
    private = serialization.load_pem_private_key(key.encode(), password=None, unsafe_skip_rsa_key_validation=True)
    assert isinstance(private, rsa.RSAPrivateKey)
    signature = private.sign(query.encode(), padding.PKCS1v15(), hashes.SHA256())
    return with_query(address, f"{query}&{urlencode({'Signature': b64encode(signature).decode()})}")


def instant(now: datetime) -> str:
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
