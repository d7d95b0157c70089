"""What can be about skills. A module that owns such things declares them here, from its declares.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.db import models

from zwerm.people.models import Person, Space
from zwerm.records.vocabulary import Activity
from zwerm.skills.models.about import About
from zwerm.skills.rules.spotting import Reading
from zwerm.ui.registry import Text

# More on one thing say nothing any more.
MOST_ON_A_THING = 12

# Half of what somebody did says nothing any more after so many days.
HALF = 1095

__all__ = [
    "HALF",
    "MOST_ON_A_THING",
    "Evidence",
    "Reading",
    "Skilled",
    "declare_evidence",
    "declare_skilled",
    "evidence",
    "kinds",
    "kinds_that_keep",
]


@dataclass(frozen=True)
class Skilled:
    """Things of one kind that can be about skills.

    `name` stands in addresses, `label` above such things on the page of a skill, `place` where they are in the navigation. `seen(person)`: what the person reads of
    them in lists. `found(person, id)`: one to look at, drafts of their own too, and whether they may say what it is about; None
    when they don't see it. A thing has a title and an address; `activity` tells it in xAPI's words, `space` where it is, and `reads` what skills
    are proposed by. `keeps`: what is known stays in it when people leave, and leads to it; a question only asks.
    `readers()`: by how many such a thing was read, as its row tells it in a query.
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
    readers: Callable[[], models.expressions.Combinable] | None = None

    @property
    def model(self) -> type[models.Model]:
        thing: Any = self.about._meta.get_field("thing")  # type: ignore[misc]
        return cast("type[models.Model]", thing.related_model)

    def address(self, key: UUID) -> str:
        return str(self.model(pk=key).get_absolute_url())  # type: ignore[attr-defined]


kinds: dict[str, Skilled] = {}


def kinds_that_keep() -> list[Skilled]:
    return [kind for kind in kinds.values() if kind.keeps]


def declare_skilled(kind: Skilled) -> None:
    kinds[kind.name] = kind


@dataclass(frozen=True)
class Evidence:
    """One way in which what somebody did with things tells what they know.

    `of` names the kind of things (`Skilled`). `rows()`: one for each deed, with the paths `thing`, `person` and `when` to its fields. `you` and `they` say
    it, with %(title)s and %(when)s, and %(name)s for others. `weight`: what it counts for when it is new, 0 to 1; `half`: days after which half of that is left.
    `read`: the more the thing is read the more it says; what nobody reads says somewhat less.
    """

    name: str
    of: str
    you: Text
    they: Text
    weight: float
    rows: Callable[[], models.QuerySet[Any]]
    thing: str
    person: str
    when: str
    half: float = HALF
    read: bool = False


evidence: dict[str, Evidence] = {}


def declare_evidence(one: Evidence) -> None:
    evidence[one.name] = one
