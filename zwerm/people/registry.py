"""Who hears of changes in spaces, as what modules above keep of a space may be for others from then on; and which pages need no account."""

from __future__ import annotations

from collections.abc import Callable

from zwerm.people.models import Space

space_followers: dict[str, Callable[[Space], None]] = {}


def declare_space_follower(name: str, tell: Callable[[Space], None]) -> None:
    """`tell` is called when a space was opened to all colleagues or closed, in the transaction that does it."""
    space_followers[name] = tell


open_pages: set[str] = set()


def declare_open_page(view_name: str) -> None:
    """A page that strangers see too, by the name of its address: `courses:certificate`. All others ask to sign in."""
    open_pages.add(view_name)
