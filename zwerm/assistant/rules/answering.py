"""From a question and what was found to an answer made of sentences that stand in the sources, or to none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zwerm.assistant.rules.choosing import choose
from zwerm.assistant.rules.question import Question
from zwerm.assistant.rules.sources import Quoted, Source, Terms
from zwerm.assistant.rules.weighing import share_of, weigh_units


@dataclass(frozen=True)
class Drafted:
    """`sentences` in reading order; `covered`: the share of the question's weight that they and what they stand under say.

    `meaning`: how near their source as a whole is to the question, if that is known.
    """

    sentences: tuple[Quoted, ...]
    covered: float = 0.0
    meaning: float | None = None


def draft_answer(question: Question, sources: Sequence[Source], terms: Terms) -> Drafted:
    weighed = [weigh_units(question, source, terms) for source in sources]
    chosen = choose(question, weighed)
    if not chosen:
        return Drafted(())
    first = chosen[0].source
    units = next(units for units in weighed if units and units[0].source is first)
    picked = [units[quoted.unit.number] for quoted in chosen if quoted.source is first]
    found = tuple(map(max, zip(*(one.found for one in picked), strict=True)))
    return Drafted(tuple(chosen), share_of(question, found), first.meaning)
