"""The code with which somebody who asked anonymously comes back: only they have it, and only a hash of it is kept.

Twenty signs of an alphabet of 32 are 100 bits: nobody finds one by trying, nor the code that belongs to a hash.
"""

from __future__ import annotations

import secrets
from hashlib import sha256
from uuid import UUID

# Without signs that are taken for one another.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
SIGNS, GROUP = 20, 4


def new_code(key: UUID | None, *words: str) -> str:
    """A new code, in groups. From a form with a secret `key` the same words get the same code: what was sent twice has one."""
    seed = secrets.token_bytes(32) if key is None else sha256("\0".join([key.hex, *words]).encode()).digest()
    number = int.from_bytes(sha256(b"zwerm code" + seed).digest(), "big")
    signs = [ALPHABET[number >> 5 * place & 31] for place in range(SIGNS)]
    return "-".join("".join(signs[start : start + GROUP]) for start in range(0, SIGNS, GROUP))


def hash_of(code: str) -> str:
    """What is kept of a code; "" for what can be none. How it was typed (small letters, spaces) does not matter."""
    signs = "".join(sign for sign in code.upper() if sign.isalnum())
    return sha256(signs.encode()).hexdigest() if len(signs) == SIGNS else ""
