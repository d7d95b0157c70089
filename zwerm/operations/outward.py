"""Asking others over the network: by whom we let ourselves be told that it is them.

What asks is loaded when something is asked: most installations never do, and it takes 8 MB of each process.
"""

from __future__ import annotations

import ssl
from functools import cache


@cache
def trusted() -> ssl.SSLContext:
    """The authorities that come with the product. Read once: they are more work than a question."""
    import httpx

    return httpx.create_ssl_context(trust_env=False)
