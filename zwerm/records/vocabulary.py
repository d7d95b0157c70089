"""Verbs and activity types, each mapped to exactly one form of learning, so that mixes always add up.

The seven forms, and the 70:20:10 kinds (on the job, from others, formal), stand in architecture.md. Verb IRIs of ADL and
of the xAPI vocabularies are used where they exist; the rest are Zwerm's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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
    """`sentence` has the places %(person)s and %(thing)s, in the reader's language."""

    name: str
    iri: str
    sentence: Text
    form: Form
    kind: Kind
    deed: Deed
    online: bool = True


@dataclass(frozen=True)
class Activity:
    """What a statement is about, in xAPI's words. `name` maps language tag to text."""

    iri: str
    type: str
    name: dict[str, str]


verbs: dict[str, Verb] = {}


def declare_verb(verb: Verb) -> None:
    """Register `verb`; called from a module's declares.py. A name means one thing for ever."""
    if verbs.setdefault(verb.name, verb) != verb:
        raise ValueError(f"The verb {verb.name} is declared twice, with two meanings.")


OWN = "https://w3id.org/zwerm/"
