"""What modules above tell about asking."""

from __future__ import annotations

from collections.abc import Callable

from zwerm.people.models import Person

forgets: dict[str, Callable[[Person], None]] = {}


def declare_forgets(name: str, forget: Callable[[Person], None]) -> None:
    """`forget` takes away what somebody said lately that could be told from the words of a question. Called in the transaction in which they
    ask anonymously: whatever it removes, it must remove the same for any words.
    """
    forgets[name] = forget
