"""Verbs, each mapped to exactly one form of learning, kind and deed, online or not, so that mixes always add up; and types.

A statement keeps what its verb meant when it was made: a change of the map later never rewrites the past.
Verb IRIs of ADL and of the xAPI vocabularies are used where they exist; the rest are Zwerm's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

Text = str | Promise


class Form(StrEnum):
    """The seven forms of learning."""

    CLASSICAL = "classical"
    SOCIAL = "social"
    EXPERIENCE = "experience"
    ORGANISATIONAL = "organisational"
    INFORMAL = "informal"
    STRATEGIC = "strategic"
    SELF_DIRECTED = "self-directed"


class Kind(StrEnum):
    """70:20:10."""

    ON_THE_JOB = "70"
    FROM_OTHERS = "20"
    FORMAL = "10"


class Deed(StrEnum):
    """What my week counts."""

    LEARNED = "learned"
    SHARED = "shared"
    TAUGHT = "taught"


@dataclass(frozen=True)
class Verb:
    """`sentence` has the places %(person)s and %(thing)s; `own` is the same for who did it: "You kept %(thing)s".

    A `step` is part of something bigger that is told when it is done (an answer within a lesson): it is no act of its own
    in my week. `several` tells a number of such steps at once, with the places %(count)s and %(thing)s: what they belong to.
    """

    name: str
    iri: str
    sentence: Text
    form: Form
    kind: Kind
    deed: Deed
    online: bool = True
    own: Text = ""
    step: bool = False
    several: Text = ""


@dataclass(frozen=True)
class Activity:
    """What a statement is about, in xAPI's words. `name` maps language tag to text; `interaction` is the interactionType of a question."""

    iri: str
    type: str
    name: dict[str, str]
    interaction: str = ""


@dataclass(frozen=True)
class ActivityType:
    """A kind of thing that Zwerm's own statements are about. `form` is the form of learning in which one learns from it."""

    iri: str
    called: Text
    form: Form


verbs: dict[str, Verb] = {}
types: dict[str, ActivityType] = {}


def declare_verb(verb: Verb) -> None:
    """Register `verb`; called from a module's declares.py. A name means one thing for ever, and so does an IRI."""
    if verbs.get(verb.name, verb) != verb:
        raise ValueError(f"The verb {verb.name} is declared twice, with two meanings.")
    if any(other.iri == verb.iri and other.name != verb.name for other in verbs.values()):
        raise ValueError(f"The IRI {verb.iri} already belongs to another verb than {verb.name}.")
    verbs[verb.name] = verb


def declare_type(type: ActivityType) -> None:
    """Register `type`; called from a module's declares.py. An IRI means one thing for ever."""
    if types.get(type.iri, type) != type:
        raise ValueError(f"The type {type.iri} is declared twice, with two meanings.")
    types[type.iri] = type


def by_iri() -> dict[str, Verb]:
    """The declared verbs by their IRI, for statements that others made."""
    return {verb.iri: verb for verb in verbs.values()}


def sentence(verb: str, person: str, thing: str, *, own: bool = False) -> str:
    """What someone did, as a sentence in the language of the moment; `own`: told to who did it."""
    meaning = verbs.get(verb)
    if meaning is None:
        # A statement outlives the module that declared its verb.
        return thing
    words = meaning.own if own and meaning.own else meaning.sentence
    return str(words) % {"person": person, "thing": thing}


def several(verb: str, count: int, thing: str) -> str:
    """A number of steps of `thing` in one sentence to who did them; empty when the verb has no such sentence."""
    meaning = verbs.get(verb)
    if meaning is None or not meaning.several:
        return ""
    # A translation with a plural chooses its form by the count.
    told: Any = meaning.several
    return str(told % {"count": count, "thing": thing})


def is_step(verb: str) -> bool:
    """Whether it is only part of an act; a verb that nobody declares any more counts as an act."""
    return verb in verbs and verbs[verb].step


OWN = "https://w3id.org/zwerm/"
# How the things of Zwerm itself are called.
OURS = ("urn:uuid:", OWN)
