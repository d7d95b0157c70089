"""SAML 2.0 Single Logout by redirect, both ways: signed questions and answers that travel in an address.

Pure, but for what is passed in. Follows saml-profiles-2.0-os §4.4 and saml-bindings-2.0-os §3.4; a signature is always required.
"""

from __future__ import annotations

import zlib
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import unquote, unquote_plus

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from lxml import etree

from zwerm.people.rules.oidc import LEEWAY, NotBelieved
from zwerm.people.rules.saml import SUCCESS, moment
from zwerm.people.rules.saml_metadata import NAMES, by_redirect, instant
from zwerm.people.rules.saml_xml import MOST_BYTES, A, P, read, text_of

MORE = "http://www.w3.org/2001/04/xmldsig-more#"
# No SHA-1 here either.
DIGESTS: dict[str, Callable[[], hashes.HashAlgorithm]] = {
    f"{MORE}rsa-sha256": hashes.SHA256, f"{MORE}rsa-sha384": hashes.SHA384, f"{MORE}rsa-sha512": hashes.SHA512
}  # fmt: skip
LIVES = timedelta(minutes=5)


@dataclass(frozen=True)
class Ending:
    """The provider asks to end the sessions of someone. No `sessions`: all that it began."""

    id: str
    name: str
    sessions: frozenset[str]
    until: datetime
    relay: str


def ask_to_end(id: str, told: dict[str, Any], entity: str, held: dict[str, str], key: str, now: datetime) -> str:
    """Where to send the visitor to be signed out there too. `held`: what the provider called them and their session."""
    root = _message("LogoutRequest", id, told["sign_out"], entity, now)
    qualifiers = {name: held[name] for name in ("Format", "NameQualifier", "SPNameQualifier") if held.get(name)}
    etree.SubElement(root, f"{A}NameID", qualifiers).text = held["name"]
    if held.get("index"):
        etree.SubElement(root, f"{P}SessionIndex").text = held["index"]
    return by_redirect(told["sign_out"], "SAMLRequest", root, key)


def answer_ended(id: str, ending: Ending, told: dict[str, Any], entity: str, key: str, now: datetime) -> str:
    """Where to send the visitor back to, once their sessions here are over."""
    where = told.get("sign_out_answers") or told["sign_out"]
    root = _message("LogoutResponse", id, where, entity, now, InResponseTo=ending.id)
    etree.SubElement(etree.SubElement(root, f"{P}Status"), f"{P}StatusCode", {"Value": SUCCESS})
    return by_redirect(where, "SAMLResponse", root, key, relay=ending.relay)


def _message(name: str, id: str, to: str, entity: str, now: datetime, **more: str) -> etree._Element:
    given = {"ID": id, "Version": "2.0", "IssueInstant": instant(now), "Destination": to, **more}
    root = etree.Element(f"{P}{name}", given, nsmap=NAMES)
    etree.SubElement(root, f"{A}Issuer").text = entity
    return root


def believe_ending(query: str, told: dict[str, Any], here: str, now: datetime) -> Ending:
    """What the provider asks in this address. Raises NotBelieved. Whether it asked so before is for the caller."""
    root, relay = _signed("SAMLRequest", query, told)
    _check(root, "LogoutRequest", told, here, now)
    leeway, ends = timedelta(seconds=LEEWAY), root.get("NotOnOrAfter")
    until = moment(root.get("IssueInstant", "")) + LIVES
    if ends and moment(ends) <= now - leeway:
        raise NotBelieved("the request has ended")
    name = text_of(root.find(f"{A}NameID"))
    if not name or not root.get("ID"):
        raise NotBelieved("a request about nobody, or with an encrypted name")
    sessions = frozenset(text_of(one) for one in root.findall(f"{P}SessionIndex"))
    return Ending(root.get("ID", ""), name, sessions, until + leeway, relay)


def believe_ended(query: str, told: dict[str, Any], here: str, now: datetime) -> tuple[str, bool]:
    """To which question of ours this is the answer, and whether it is over there too. Raises NotBelieved."""
    root, _ = _signed("SAMLResponse", query, told)
    _check(root, "LogoutResponse", told, here, now)
    codes = [code.get("Value", "") for code in root.iter(f"{P}StatusCode")]
    return root.get("InResponseTo", ""), codes == [SUCCESS]


def _check(root: etree._Element, name: str, told: dict[str, Any], here: str, now: datetime) -> None:
    leeway = timedelta(seconds=LEEWAY)
    if root.tag != f"{P}{name}" or root.get("Version") != "2.0":
        raise NotBelieved(f"no {name}")
    if text_of(root.find(f"{A}Issuer")) != told["issuer"]:
        raise NotBelieved("of another issuer")
    if root.get("Destination") != here:
        raise NotBelieved(f"sent to {root.get('Destination', 'nowhere')[:200]}")
    if not now - LIVES - leeway <= moment(root.get("IssueInstant", "")) <= now + leeway:
        raise NotBelieved("too old, or from the future")


def _signed(name: str, query: str, told: dict[str, Any]) -> tuple[etree._Element, str]:
    """The message and the RelayState, when the provider signed these very characters: they are not to be written again by us."""
    pairs = [pair.partition("=")[::2] for pair in query.split("&")]
    given = dict(pairs)
    wanted = [one for one in (name, "RelayState", "SigAlg") if one in given]
    if len(given) != len(pairs) or name not in given or not given.get("Signature"):
        raise NotBelieved("not signed, or something is there twice")
    text = "&".join(f"{one}={given[one]}" for one in wanted).encode()
    digest = DIGESTS.get(unquote(given.get("SigAlg", "")))
    if digest is None:
        raise NotBelieved(f"signed with {unquote(given.get('SigAlg', ''))[:100]}")
    if not any(_is_by(pem, _bytes(given["Signature"]), text, digest()) for pem in told["certificates"]):
        raise NotBelieved("the signature is not the provider's")
    return read(_unpacked(_bytes(given[name]))), unquote_plus(given.get("RelayState", ""))


def _is_by(pem: str, signature: bytes, text: bytes, digest: hashes.HashAlgorithm) -> bool:
    key = x509.load_pem_x509_certificate(pem.encode()).public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        return False
    try:
        key.verify(signature, text, padding.PKCS1v15(), digest)
    except InvalidSignature:
        return False
    return True


def _bytes(text: str) -> bytes:
    try:
        return b64decode(unquote(text), validate=True)
    except ValueError as error:
        raise NotBelieved("no base64") from error


def _unpacked(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=-15)
    try:
        found = unpacker.decompress(packed, MOST_BYTES + 1)
    except zlib.error as error:
        raise NotBelieved("not packed as it should be") from error
    if len(found) > MOST_BYTES:
        raise NotBelieved("the document is too long")
    return found
