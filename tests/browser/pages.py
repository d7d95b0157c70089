"""Every page that people see, by a name of its own: what the browser tests visit and the screenshots show.

`{…}` in an address is filled in by looking it up on a page that links to it: (page to look on, part of the address).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    name: str
    address: str
    signed_in: bool = True
    found_on: str = ""
    """Take the first link on this page whose address begins with `address` and is longer."""
    status: int = 200


PAGES = [
    Page("sign-in", "/account/login/", signed_in=False),
    Page("password-forgotten", "/account/password/reset/", signed_in=False),
    Page("patterns", "/patterns/", signed_in=False),
    Page("offline", "/offline/", signed_in=False),
    Page("not-found", "/there-is-no-such-page/", status=404),
    Page("today", "/"),
    Page("new", "/new/"),
]
