"""Asking others over the network: by whom we let ourselves be told that it is them."""

from __future__ import annotations

import ssl
from functools import cache

import httpx


@cache
def trusted() -> ssl.SSLContext:
    """The authorities that come with the product. Read once: they are more work than a question."""
    return httpx.create_ssl_context(trust_env=False)
