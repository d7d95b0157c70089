"""Small secrets that must be read back later, such as the key of an authenticator app: sealed before they are stored."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256
from hmac import digest

from cryptography.fernet import Fernet, InvalidToken


class BrokenSeal(Exception):
    """The text was not sealed with this key: the secret of the installation changed, or the text did."""


def seal(text: str, key: str) -> str:
    """AES-128-CBC with HMAC (Fernet) under a key derived from the installation's secret; another answer each time."""
    return _fernet(key).encrypt(text.encode()).decode("ascii")


def unseal(sealed: str, key: str) -> str:
    try:
        return _fernet(key).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise BrokenSeal from None


def _fernet(key: str) -> Fernet:
    return Fernet(urlsafe_b64encode(digest(key.encode(), b"zwerm sealed secrets", sha256)))
