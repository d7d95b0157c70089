"""What modules above tell about asking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model

from zwerm.people.models import Person


@dataclass(frozen=True)
class Mixed:
    """What is mixed along: `mix` does it, alone with `tables`; of `clears` nothing stays that went or changed."""

    mix: Callable[[], None]
    tables: tuple[type[Model], ...] = ()
    clears: tuple[type[Model], ...] = ()


forgets: dict[str, Callable[[Person], None]] = {}
mixed: dict[str, Mixed] = {}


def declare_forgets(name: str, forget: Callable[[Person], None]) -> None:
    """`forget` takes from the memory of this process what somebody looked for lately, as they ask anonymously: the same for any words. From what is stored
    nothing may go then: that it went, and when, would tell who asked.
    """
    forgets[name] = forget


def declare_mixed(name: str, one: Mixed) -> None:
    """Its `mix` takes from everybody's rows of late what could be told from the words of a question, or tells when it was written. Called when what was
    asked anonymously is mixed, in the same transaction, whoever asked.
    """
    mixed[name] = one
