"""Asks for the order of steps."""

from collections.abc import Iterator, Sequence

from zwerm.courses.generation.draft import Ordering, Question
from zwerm.courses.generation.material.facts import Procedure
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.material.lists import ONLY_STEPS
from zwerm.courses.generation.questions.proposal import Proposal, shown, spans_of, with_name
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.wording import BY_LANGUAGE

MOST, FEWEST = 6, 3


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    for procedure in material.procedures:
        steps = procedure.within(inside)
        if len(steps) >= FEWEST:
            yield Proposal(procedure.unit, 1.1, _ask(material, procedure, steps))


def name_of(material: Material, procedure: Procedure) -> str:
    """What the steps are of: what stands above them, after the name of the document where that is one word ("Working")."""
    document = material.units[procedure.unit].document
    name = material.names[document] if document < len(material.names) else ""
    if ONLY_STEPS.search(procedure.about) and name:
        return name
    return with_name(procedure.about, name)


def _ask(material: Material, procedure: Procedure, steps: Sequence[SourceSentence]) -> Iterator[Question]:
    """The steps from the first on, and shorter stretches when a step gives its own place away."""
    stem = BY_LANGUAGE[material.language].order.format(about=name_of(material, procedure))
    for size in range(min(MOST, len(steps)), FEWEST - 1, -1):
        for start in range(len(steps) - size + 1):
            chosen = steps[start : start + size]
            yield Ordering(stem, shown(*chosen), (), spans_of(*chosen))
