"""The JSON Web Token proof of Open Badges 3.0 (section 8.2): RS256, which every checker must know."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from datetime import datetime
from hashlib import sha256
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from zwerm.courses.badges.document import Document

ALGORITHM = "RS256"


def new_key() -> tuple[str, dict[str, str]]:
    """A private key as PEM, and its public half as JWK."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    told = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return pem.decode(), {"kty": told["kty"], "n": told["n"], "e": told["e"], "alg": ALGORITHM, "use": "sig"}


def thumbprint(jwk: dict[str, str]) -> str:
    """RFC 7638: the same key has the same name everywhere."""
    least = json.dumps({name: jwk[name] for name in ("e", "kty", "n")}, separators=(",", ":"), sort_keys=True)
    return urlsafe_b64encode(sha256(least.encode()).digest()).decode().rstrip("=")


def signed(credential: Document, pem: str, key_address: str) -> str:
    """The credential with its claims, as compact JWS. `key_address`: where the public key (JWK) of `pem` stands.

    The header has no members but these three: the standard allows no others.
    """
    claims: dict[str, Any] = {
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "sub": credential["credentialSubject"]["id"],
        "nbf": _seconds(credential["validFrom"]),
    }
    if "validUntil" in credential:
        claims["exp"] = _seconds(credential["validUntil"])
    # We made it ourselves: whether its primes are prime again would take a hundred times as long as signing.
    key = serialization.load_pem_private_key(pem.encode(), password=None, unsafe_skip_rsa_key_validation=True)
    assert isinstance(key, rsa.RSAPrivateKey)
    return jwt.encode(credential | claims, key, algorithm=ALGORITHM, headers={"kid": key_address})


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())
