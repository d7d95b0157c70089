"""Asks for the order of steps, and of long lists of steps what comes next."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zwerm.courses.generation.draft import Option, Ordering, Question, SingleChoice
from zwerm.courses.generation.material.facts import Procedure
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.material.step_words import ONLY_STEPS
from zwerm.courses.generation.questions.amounts import EXERCISE
from zwerm.courses.generation.questions.proposal import (
    Proposal,
    above_or_name,
    capital,
    document_name,
    likely_mistakes,
    says_little,
    shown,
    spans_of,
    with_name,
    with_wrong_options,
)
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.wording import BY_LANGUAGE
from zwerm.language.imperatives import tells_to

# Of three steps anybody tells the order.
MOST, FEWEST, LONG = 6, 4, 6
MOSTLY = 0.5
# "Where can I find …?": steps below it are of something else.
ASKS_ELSE = re.compile(r"^(?!.*\b(?:hoe|how)\b).*\?\s*$", re.IGNORECASE)


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    """The steps of how-tos that mostly tell what to do: they are written to be done in their order."""
    yield from _of_steps(material, inside, ours=True)


def propose_told(material: Material, inside: range) -> Iterator[Proposal]:
    """Other steps: whether they could go in another order, or anybody knows it, is for the author to say."""
    yield from _of_steps(material, inside, ours=False)


def _of_steps(material: Material, inside: range, *, ours: bool) -> Iterator[Proposal]:
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
        if (material.is_how_to(procedure.unit) and _tells_what_to_do(procedure)) is not ours:
            continue
        steps = procedure.within(inside)
        # Steps that go on in the next bite are asked once, where they begin.
        if len(steps) >= FEWEST and steps[0] is procedure.steps[0]:
            yield Proposal(procedure.unit, 1.1, _ask(material, procedure, steps))
        for place in _with_next(procedure, steps):
            yield Proposal(procedure.unit, 0.95, _ask_next(material, procedure, place))


def _tells_what_to_do(procedure: Procedure) -> bool:
    told = sum(tells_to(step.text, step.language) for step in procedure.steps)
    return told >= MOSTLY * len(procedure.steps)


def propose_numbered(material: Material, inside: range) -> Iterator[Proposal]:
    """What is numbered, and may be in an order that matters: for the author to say."""
    for procedure in material.procedures:
        steps = procedure.within(inside)
        if not procedure.sure and not procedure.on_screen and len(steps) >= FEWEST:
            yield Proposal(procedure.unit, 1.1, _ask(material, procedure, steps))


def _with_next(procedure: Procedure, read: Sequence[SourceSentence]) -> list[int]:
    """Of steps of one list that are too many for one question: those that another follows at once, both of them `read`."""
    if len(procedure.steps) <= LONG or len(read) < len(procedure.steps):
        return []
    return [n for n, (one, next_) in enumerate(pairwise(procedure.places)) if next_ == one + 1]


def _ask_next(material: Material, procedure: Procedure, place: int) -> Iterator[Question]:
    step, right = procedure.steps[place], procedure.steps[place + 1]
    stem = BY_LANGUAGE[material.language].next_step.format(about=name_of(material, procedure))
    others = [other for other in procedure.steps if other is not step and other is not right]

    def build(wrong: Sequence[SourceSentence]) -> Question:
        options = [Option(capital(right.text), True, (right.span,))]
        options += [Option(capital(other.text), False, (other.span,)) for other in wrong]
        options.sort(key=lambda option: option.text.casefold())
        return SingleChoice(stem, tuple(options), shown(step, right), spans_of(step, right), quote=step.text)

    return with_wrong_options(likely_mistakes(right, others), build)


def name_of(material: Material, procedure: Procedure) -> str:
    """What the steps are of: what stands above them, after the name of the document where that is one word ("Working")."""
    name = document_name(material, procedure.unit)
    if ONLY_STEPS.search(procedure.about) and name:
        return name
    return with_name(procedure.about, above_or_name(material, procedure.unit))


def _ask(material: Material, procedure: Procedure, steps: Sequence[SourceSentence]) -> Iterator[Question]:
    """The steps from the first on, and shorter chosenes when a step gives its own place away."""
    stem = BY_LANGUAGE[material.language].order.format(about=name_of(material, procedure))
    for size in range(min(MOST, len(steps)), FEWEST - 1, -1):
        for start in range(len(steps) - size + 1):
            chosen = steps[start : start + size]
            yield Ordering(stem, shown(*chosen), (), spans_of(*chosen))
