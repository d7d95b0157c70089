"""Addresses that let their holder in, as a log may tell them."""

from __future__ import annotations

import logging
import re

_SECRET = re.compile(r"(/welcome/|/account/password/reset/key/|/notices/mail/)[^/\s]+(?:/[^/\s]+)?")


def without_secret(told: str) -> str:
    """`/welcome/abc/` becomes `/welcome/…`."""
    return _SECRET.sub(r"\1…", told)


class HidesSecrets(logging.Filter):
    """Whoever reads the log comes in by none of its lines."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(without_secret(one) if isinstance(one, str) else one for one in record.args)
        return True
