"""Signed statements (1.0.3, part two, 2.6; IEEE 9274.1.1, 4.2.6): a JWS whose payload is the statement itself."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509 import load_der_x509_certificate

from zwerm.records.rules.identity import SIGNATURE
from zwerm.records.xapi.asked import Refused, parse
from zwerm.records.xapi.multipart import Part
from zwerm.records.xapi.same import same

USAGE = SIGNATURE
ALGORITHMS = ["RS256", "RS384", "RS512"]


def check_signature(statement: dict[str, Any], attachment: dict[str, Any], part: Part | None) -> None:
    """Raises Refused when the signature is not there, or not one of this statement."""
    if attachment["contentType"].partition(";")[0].strip().lower() != "application/octet-stream":
        raise Refused(400, "a signature has the content type application/octet-stream")
    if part is None:
        raise Refused(400, "a signature comes along with its statement")
    try:
        token = part.content.decode("ascii").strip()
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in ALGORITHMS:
            raise Refused(400, f"a signature is made with one of {', '.join(ALGORITHMS)}")
        payload = _payload(token, header)
    except (jwt.PyJWTError, UnsupportedAlgorithm, ValueError, TypeError) as fault:
        raise Refused(400, f"the signature cannot be believed: {str(fault)[:100]}") from None
    if not isinstance(payload, dict) or not same(payload, statement):
        raise Refused(400, "the signature is of another statement")


def _payload(token: str, header: dict[str, Any]) -> Any:
    """Checked with the certificate that came along; without one, only that it can be read."""
    if "x5c" in header:
        chain = header["x5c"]
        if not isinstance(chain, list) or not chain or not isinstance(chain[0], str):
            raise ValueError("x5c is no list of certificates")
        key = load_der_x509_certificate(b64decode(chain[0])).public_key()
        told = jwt.api_jws.decode(token, key, algorithms=ALGORITHMS)  # type: ignore[arg-type]  # what is no RSA key is refused
    else:
        told = jwt.api_jws.decode_complete(token, options={"verify_signature": False})["payload"]
    return parse(told, "the payload of a signature")
