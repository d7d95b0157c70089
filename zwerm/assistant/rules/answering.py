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
    """`sentences` in reading order; `covered`: the share of the question's weight that they and what they stand under say."""

    sentences: tuple[Quoted, ...]
    covered: float = 0.0
    own: float = 0.0
    best: float = 0.0
    rarest: float = 0.0
    matched: float = 0.0


def draft_answer(question: Question, sources: Sequence[Source], terms: Terms) -> Drafted:
    weighed = [weigh_units(question, source, terms) for source in sources]
    chosen = choose(question, weighed)
    if not chosen:
        return Drafted(())
    at = {(units[0].source.key): units for units in weighed if units}
    picked = [at[q.source.key][q.unit.number] for q in chosen if q.source.key == chosen[0].source.key]
    found = tuple(map(max, zip(*(one.found for one in picked), strict=True)))
    own = tuple(map(max, zip(*(one.own for one in picked), strict=True)))
    rare = max(range(len(question.words)), key=lambda i: question.words[i].weight) if question.words else 0
    return Drafted(
        tuple(chosen),
        share_of(question, found),
        share_of(question, own),
        max(one.score for one in picked),
        found[rare] if found else 0,
        sum(w.weight * f for w, f in zip(question.words, found, strict=True)),
    )
