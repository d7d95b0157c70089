"""What nearly every statement is like, as types that msgspec checks at once: a quick yes.

What does not fit may still be a valid statement: groups, sub-statements, attachments and whatever else is rare is left to the
checks of statement.py, and so is saying what is wrong. What fits here passes those, which a test holds against each other.
"""

from __future__ import annotations

import math
from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, ValidationError, convert

from zwerm.records.rules import values

VOIDED = "http://adlnet.gov/expapi/verbs/voided"


def _whole(pattern: str) -> Meta:
    return Meta(pattern=rf"\A(?:{pattern})\Z")


Iri = Annotated[str, _whole(values.IRI)]
Uuid = Annotated[str, _whole(values.UUID)]
Language = Annotated[str, _whole(values.LANGUAGE)]
Duration = Annotated[str, _whole(values.DURATION)]
Mailto = Annotated[str, _whole(values.MAILTO)]
# With a zone, as both editions take it.
Timestamp = Annotated[
    str,
    _whole(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|\+[0-9]{2}:[0-9]{2}|-(?!00:00)[0-9]{2}:[0-9]{2})"
    ),
]
Words = dict[Language, str]
Extensions = dict[Iri, Any]


class _Shape(Struct, forbid_unknown_fields=True, gc=False):
    """An object with these properties and no others."""


class _Account(_Shape):
    homePage: Iri  # noqa: N815  xAPI's own word, and so all below
    name: str


class _Agent(_Shape):
    objectType: Literal["Agent"] | UnsetType = UNSET  # noqa: N815
    name: str | UnsetType = UNSET
    mbox: Mailto | UnsetType = UNSET
    account: _Account | UnsetType = UNSET

    def __post_init__(self) -> None:
        if (self.mbox is UNSET) == (self.account is UNSET):
            raise ValueError("one of both")


class _Verb(_Shape):
    id: Iri
    display: Words | UnsetType = UNSET


class _Definition(_Shape):
    name: Words | UnsetType = UNSET
    description: Words | UnsetType = UNSET
    type: Iri | UnsetType = UNSET
    moreInfo: Iri | UnsetType = UNSET  # noqa: N815
    extensions: Extensions | UnsetType = UNSET


class _Activity(_Shape):
    id: Iri
    objectType: Literal["Activity"] | UnsetType = UNSET  # noqa: N815
    definition: _Definition | UnsetType = UNSET


class _Score(_Shape):
    scaled: Annotated[int, Meta(ge=-1, le=1)] | Annotated[float, Meta(ge=-1, le=1)] | UnsetType = UNSET
    raw: int | float | UnsetType = UNSET
    min: int | float | UnsetType = UNSET
    max: int | float | UnsetType = UNSET

    def __post_init__(self) -> None:
        lowest = -math.inf if self.min is UNSET else self.min
        highest = math.inf if self.max is UNSET else self.max
        raw = lowest if self.raw is UNSET else self.raw
        told = [one for one in (self.raw, self.min, self.max) if one is not UNSET]
        if not (lowest < highest and lowest <= raw <= highest and all(map(math.isfinite, told))):
            raise ValueError("no such score")


class _Result(_Shape):
    score: _Score | UnsetType = UNSET
    success: bool | UnsetType = UNSET
    completion: bool | UnsetType = UNSET
    response: str | UnsetType = UNSET
    duration: Duration | UnsetType = UNSET
    extensions: Extensions | UnsetType = UNSET


class _Around(_Shape):
    parent: list[_Activity] | _Activity | UnsetType = UNSET
    grouping: list[_Activity] | _Activity | UnsetType = UNSET
    category: list[_Activity] | _Activity | UnsetType = UNSET
    other: list[_Activity] | _Activity | UnsetType = UNSET


class _Reference(_Shape):
    objectType: Literal["StatementRef"]  # noqa: N815
    id: Uuid


class _Context(_Shape):
    registration: Uuid | UnsetType = UNSET
    instructor: _Agent | UnsetType = UNSET
    contextActivities: _Around | UnsetType = UNSET  # noqa: N815
    revision: str | UnsetType = UNSET
    platform: str | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    statement: _Reference | UnsetType = UNSET
    extensions: Extensions | UnsetType = UNSET


class _Statement(_Shape):
    actor: _Agent
    verb: _Verb
    object: _Activity
    id: Uuid | UnsetType = UNSET
    result: _Result | UnsetType = UNSET
    context: _Context | UnsetType = UNSET
    timestamp: Timestamp | UnsetType = UNSET
    authority: _Agent | UnsetType = UNSET
    version: Literal["1.0.0", "1.0.1", "1.0.2", "1.0.3"] | UnsetType = UNSET

    def __post_init__(self) -> None:
        if self.timestamp is not UNSET:
            datetime.fromisoformat(self.timestamp)
        if self.verb.id == VOIDED:
            raise ValueError("only a reference can be voided")


def fits(statement: object) -> bool:
    """Whether it is surely a valid statement of both editions. False says nothing."""
    try:
        convert(statement, _Statement)
    except (ValidationError, ValueError, RecursionError):
        return False
    return True
