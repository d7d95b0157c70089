"""What modules above tell about asking."""

from __future__ import annotations

from collections.abc import Callable

from zwerm.people.models import Person

forgets: dict[str, Callable[[Person], None]] = {}
mixed: dict[str, Callable[[], None]] = {}


def declare_forgets(name: str, forget: Callable[[Person], None]) -> None:
    """`forget` takes from the memory of this process what somebody looked for lately, as they ask anonymously: the same for any words. From what is stored
    nothing may go then: that it went, and when, would tell who asked.
    """
    forgets[name] = forget


def declare_mixed(name: str, mix: Callable[[], None]) -> None:
    """`mix` takes from everybody's rows of late what could be told from the words of a question, or tells when it was written. Called when what was
    asked anonymously is mixed, in the same transaction, whoever asked.
    """
    mixed[name] = mix
