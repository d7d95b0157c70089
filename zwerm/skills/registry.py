"""What can be about skills. A module that owns such things declares them here, from its declares.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models

from zwerm.people.models import Person, Space
from zwerm.records.vocabulary import Activity
from zwerm.skills.models.about import About
from zwerm.skills.rules.spotting import Reading
from zwerm.ui.registry import Text

# More on one thing say nothing any more.
MOST_ON_A_THING = 12

__all__ = ["MOST_ON_A_THING", "Reading", "Skilled", "declare_skilled", "kinds", "kinds_that_keep"]


@dataclass(frozen=True)
class Skilled:
    """Things of one kind that can be about skills.

    `name` stands in addresses, `label` above such things on the page of a skill, `place` where they are in the navigation. `seen(person)`: what the person reads of
    them in lists. `found(person, id)`: one to look at, drafts of their own too, and whether they may say what it is about; None
    when they don't see it. A thing has a title and an address; `activity` tells it in xAPI's words, `space` where it is, and `reads` what skills
    are proposed by. `keeps`: what is known stays in it when people leave, and leads to it; a question only asks.
    """

    name: str
    label: Text
    place: str
    about: type[About]
    seen: Callable[[Person], models.QuerySet[Any]]
    found: Callable[[Person, UUID], tuple[Any, bool] | None]
    activity: Callable[[Any], Activity]
    space: Callable[[Any], Space]
    reads: Callable[[Person, Any], Reading] | None = None
    keeps: bool = True


kinds: dict[str, Skilled] = {}


def kinds_that_keep() -> list[Skilled]:
    return [kind for kind in kinds.values() if kind.keeps]


def declare_skilled(kind: Skilled) -> None:
    kinds[kind.name] = kind
