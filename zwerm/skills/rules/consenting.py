"""What of what somebody did may be told to others. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID


class Topic(NamedTuple):
    """What people are found for: a skill (`kind` "skill"), or what they did in a space (`kind` "space") with what is about no skill."""

    kind: str
    key: UUID


class Because(NamedTuple):
    """Why somebody is thought of, as it is kept: the name of the evidence and its thing, or `SAID` and the skill that they say that they can."""

    kind: str
    key: UUID
    when: date


SAID = "said"


def topics_of(space: UUID, skills: Collection[UUID]) -> frozenset[Topic]:
    """What a thing stands for."""
    return frozenset(Topic("skill", key) for key in skills) or frozenset([Topic("space", space)])


def may_tell(topics: frozenset[Topic], asked: Collection[Topic], answers: Mapping[Topic, str]) -> bool:
    """Whether what somebody did with a thing of these topics may be told to who asks about `asked`.

    Silence is no. Asked by name, every skill of the thing that is asked for has their yes. Otherwise one has their yes, and none their no.
    """
    named = topics.intersection(asked)
    if named:
        return all(answers.get(topic) == "yes" for topic in named)
    told = [answers.get(topic) for topic in topics]
    return "yes" in told and not {"no", "hidden"}.intersection(told)
