"""Asks for the order of steps."""

import re
from collections.abc import Iterator

from zwerm.courses.generation.draft import Ordering, Question
from zwerm.courses.generation.material.facts import Procedure
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.material.step_words import ONLY_STEPS
from zwerm.courses.generation.questions.amounts import EXERCISE
from zwerm.courses.generation.questions.proposal import (
    Proposal,
    above_or_name,
    document_name,
    says_little,
    shown,
    spans_of,
    with_name,
)
from zwerm.courses.generation.wording import BY_LANGUAGE

# Of three steps anybody tells the order.
MOST, FEWEST = 8, 4
# "Where can I find …?": steps below it are of something else.
ASKS_ELSE = re.compile(r"^(?!.*\b(?:hoe|how)\b).*\?\s*$", re.IGNORECASE)


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    """Whether the steps could go in another order, or anybody knows it, is for the author to say."""
    asked: set[str] = set()
    known: list[frozenset[str]] = []
    for procedure in material.procedures:
        name = name_of(material, procedure)
        if (
            not procedure.sure
            or procedure.on_screen
            or ASKS_ELSE.search(procedure.about)
            or says_little(name)
            or EXERCISE.search(name)
        ):
            continue
        if name in asked:
            continue  # of two lists under one heading nobody knows which is meant
        told = frozenset(step.text.casefold() for step in procedure.steps)
        if any(len(told & other) * 2 >= min(len(told), len(other)) for other in known):
            continue  # half of them are the steps of another
        known.append(told)
        asked.add(name)
        if _is_whole(procedure, inside):
            yield Proposal(procedure.unit, 1.1, _ask(material, procedure))


def propose_numbered(material: Material, inside: range) -> Iterator[Proposal]:
    """What is numbered, and may be in an order that matters: for the author to say."""
    for procedure in material.procedures:
        if not procedure.sure and not procedure.on_screen and _is_whole(procedure, inside):
            yield Proposal(procedure.unit, 1.1, _ask(material, procedure))


def name_of(material: Material, procedure: Procedure) -> str:
    """What the steps are of: what stands above them, after the name of the document where that is one word ("Working")."""
    name = document_name(material, procedure.unit)
    if ONLY_STEPS.search(procedure.about) and name:
        return name
    return with_name(procedure.about, above_or_name(material, procedure.unit))


def _is_whole(procedure: Procedure, inside: range) -> bool:
    """Whether all its steps can be asked at once: who practises an order without the step that matters learns it wrong."""
    read = procedure.within(inside)
    return not procedure.left_out and FEWEST <= len(read) == len(procedure.steps) <= MOST


def _ask(material: Material, procedure: Procedure) -> Iterator[Question]:
    stem = BY_LANGUAGE[material.language].order.format(about=name_of(material, procedure))
    yield Ordering(stem, shown(*procedure.steps), (), spans_of(*procedure.steps))
