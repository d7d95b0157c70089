"""Who hears of changes in spaces: what modules above keep of a space may be for others from then on."""

from __future__ import annotations

from collections.abc import Callable

from zwerm.people.models import Space

space_followers: dict[str, Callable[[Space], None]] = {}


def declare_space_follower(name: str, tell: Callable[[Space], None]) -> None:
    """`tell` is called when a space was opened to all colleagues or closed, in the transaction that does it."""
    space_followers[name] = tell
