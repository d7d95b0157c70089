"""XML from outside, and signatures on it. What was signed is the only thing that is given back: nothing else may be read."""

from __future__ import annotations

from base64 import b64decode

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.exceptions import SignXMLException
from signxml.verifier import SignatureConfiguration, XMLVerifier

from zwerm.people.rules.oidc import NotBelieved

P = "{urn:oasis:names:tc:SAML:2.0:protocol}"
A = "{urn:oasis:names:tc:SAML:2.0:assertion}"
M = "{urn:oasis:names:tc:SAML:2.0:metadata}"
DS = "{http://www.w3.org/2000/09/xmldsig#}"
MOST_BYTES = 1024 * 1024

# No SHA-1, and none with a secret that both sides would know.
SIGNED_WITH = frozenset(
    method for method in SignatureMethod if "HMAC" not in method.name and "SHA1" not in method.name
    and "MD5" not in method.name and not method.name.startswith("DSA")
)  # fmt: skip
DIGESTS = frozenset({DigestAlgorithm.SHA256, DigestAlgorithm.SHA384, DigestAlgorithm.SHA512})


def read(document: bytes) -> etree._Element:
    """The root element. No document type, so no entities that grow or fetch; no comments, which would cut names in two."""
    if len(document) > MOST_BYTES:
        raise NotBelieved("the document is too long")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(document, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotBelieved(f"no XML: {str(error)[:200]}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotBelieved("the document has a document type")
    return root


def decoded(text: str) -> bytes:
    if len(text) > MOST_BYTES * 3 // 2:
        raise NotBelieved("the answer is too long")
    try:
        return b64decode(text)
    except ValueError as error:
        raise NotBelieved("no base64") from error


def text_of(element: etree._Element | None) -> str:
    return "" if element is None else "".join(part for part in element.itertext() if isinstance(part, str)).strip()


def certificate(text: str) -> str:
    """One certificate as PEM, from PEM or bare base64 as metadata has it. Raises NotBelieved."""
    body = "".join(line for line in text.strip().splitlines() if "-----" not in line)
    try:
        found = x509.load_der_x509_certificate(b64decode("".join(body.split()), validate=True))
        found.public_key()
    except (ValueError, UnsupportedAlgorithm) as error:
        raise NotBelieved("a certificate that cannot be read") from error
    pem = "\n".join(["-----BEGIN CERTIFICATE-----", *_lines("".join(body.split())), "-----END CERTIFICATE-----"])
    return f"{pem}\n"


def _lines(text: str) -> list[str]:
    return [text[at : at + 64] for at in range(0, len(text), 64)]


def signed_part(root: etree._Element, path: str, certificates: list[str]) -> etree._Element:
    """What the signature directly under `path` covers, by one of these certificates. Raises NotBelieved.

    The certificate that comes along in the document counts for nothing. That ours has ended says nothing about the key: an
    administrator gave it, and takes it away.
    """
    problem = "no certificate"
    for pem in certificates:
        given = x509.load_pem_x509_certificate(pem.encode())
        config = SignatureConfiguration(
            location=path,
            expect_references=1,
            signature_methods=SIGNED_WITH,
            digest_algorithms=DIGESTS,
            ignore_ambiguous_key_info=True,
            verification_time=given.not_valid_before_utc,
        )
        try:
            result = XMLVerifier().verify(root, x509_cert=given, expect_config=config, id_attribute="ID")
        # Whatever the document makes the verifier stumble over, it is not signed.
        except (SignXMLException, ValueError, TypeError, AssertionError, AttributeError, KeyError, IndexError, etree.LxmlError) as error:  # fmt: skip
            problem = f"{type(error).__name__}: {str(error)[:200]}"
            continue
        signed = getattr(result, "signed_xml", None)
        if signed is None:
            raise NotBelieved("the signature covers no XML")
        return read(etree.tostring(signed))
    raise NotBelieved(f"the signature: {problem}")
