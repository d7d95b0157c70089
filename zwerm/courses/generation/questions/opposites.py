"""Asks what is so, or may be, among what stands in the list beside it of what is not."""

from collections.abc import Iterator
from itertools import combinations

from zwerm.courses.generation.draft import MultipleChoice, Option, Question, Sentence
from zwerm.courses.generation.material.facts import Opposite
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.questions.proposal import Proposal, capital, document_name, spans_of
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.wording import BY_LANGUAGE

WORTH, MOST_RIGHT, FEWEST_RIGHT, WRONG, POOL = 1.05, 3, 2, 2, 5


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    for opposite in material.opposites:
        if opposite.one.unit in inside and opposite.other.unit in inside:
            yield Proposal(opposite.one.unit, WORTH, _ask(material, opposite))


def _ask(material: Material, opposite: Opposite) -> Iterator[Question]:
    lead = opposite.one.lead
    section = material.units[opposite.one.unit].section
    above = section.path[:-1] if lead is section.title else section.path
    about = (clean_title(above[-1]) if above else "") or document_name(material, opposite.one.unit)
    heading = clean_title(lead.text).rstrip(":")
    stem = BY_LANGUAGE[material.language].belong_under.format(heading=f"{about} – {heading}" if about else heading)
    told = "; ".join(item.text for item in opposite.one.items)
    explanation = Sentence(f"{heading}: {told}.", spans_of(lead, *opposite.one.items))
    for size in range(min(MOST_RIGHT, len(opposite.one.items)), FEWEST_RIGHT - 1, -1):
        for right in combinations(opposite.one.items[:POOL], size):
            for wrong in combinations(opposite.other.items[:POOL], WRONG):
                options = [Option(capital(item.text), True, (item.span,)) for item in right]
                options += [Option(capital(item.text), False, (item.span,)) for item in wrong]
                options.sort(key=lambda option: option.text.casefold())
                yield MultipleChoice(stem, tuple(options), (explanation,), spans_of(lead, *right, *wrong))
