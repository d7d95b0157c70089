"""Web push: a message that only the browser can read (RFC 8291), and who sends it (VAPID, RFC 8292).

The primitives are those of `cryptography`; tests hold them to the example of the RFC.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
# The number of points of the curve.
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
RECORD = 4096
# What fits in one record, with room for the mark of its end and the proof that it was not changed.
MOST_BYTES = RECORD - 103 - 17
LIVES = timedelta(hours=12)


def as_text(data: bytes) -> str:
    """base64url without padding, as browsers and push services have it."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def as_bytes(text: str) -> bytes:
    """Raises ValueError."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def own_key(secret: str) -> ec.EllipticCurvePrivateKey:
    """The key of this installation, always the same for the same secret: nothing to keep, and nothing to lose beside the secret."""
    number = int.from_bytes(_derive(secret.encode(), b"", b"zwerm web push", 48), "big")
    return ec.derive_private_key(number % (ORDER - 1) + 1, CURVE)


def public_part(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def check_keys(p256dh: str, auth: str) -> None:
    """Raises ValueError for what cannot be the keys of a browser."""
    ec.EllipticCurvePublicKey.from_encoded_point(CURVE, as_bytes(p256dh))
    if len(as_bytes(auth)) != 16:
        raise ValueError("an authentication secret has 16 bytes")


def seal(
    words: bytes, p256dh: str, auth: str, *, key: ec.EllipticCurvePrivateKey | None = None, salt: bytes | None = None
) -> bytes:
    """`words` for the browser with these keys. `key` and `salt` are new for each message; a test gives its own. Raises ValueError."""
    if len(words) > MOST_BYTES:
        raise ValueError("too long for one message")
    key, salt = key or ec.generate_private_key(CURVE), salt or os.urandom(16)
    theirs, ours = as_bytes(p256dh), public_part(key)
    shared = key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, theirs))
    material = _derive(shared, as_bytes(auth), b"WebPush: info\0" + theirs + ours, 32)
    content = _derive(material, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derive(material, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours
    return head + AESGCM(content).encrypt(nonce, words + b"\x02", None)


def authorization(endpoint: str, key: ec.EllipticCurvePrivateKey, contact: str, now: datetime) -> str:
    """Who sends, for the push service of this endpoint alone."""
    where = urlsplit(endpoint)
    claims = {"aud": f"{where.scheme}://{where.netloc}", "exp": int((now + LIVES).timestamp()), "sub": contact}
    return f"vapid t={jwt.encode(claims, key, 'ES256')}, k={as_text(public_part(key))}"


def is_known_service(endpoint: str, hosts: list[str], *, plain_allowed: bool = False) -> bool:
    """Whether it is at one of these hosts, or below one that begins with a dot: a browser could name any address, also one inside."""
    where = urlsplit(endpoint)
    schemes = ("https", "http") if plain_allowed else ("https",)
    host = where.hostname or ""
    named = any(host == one or (one.startswith(".") and host.endswith(one)) for one in hosts)
    return where.scheme in schemes and named and not where.username and not where.password


def _derive(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(material)
