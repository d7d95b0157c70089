"""Asks which things belong to a list that the text gives."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from zwerm.courses.generation.draft import MultipleChoice, Option, Question, Sentence
from zwerm.courses.generation.material.facts import Enumeration
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.questions.proposal import Proposal, capital, likely_mistakes, spans_of
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.wording import BY_LANGUAGE
from zwerm.language.stopwords import is_stop_word

RIGHT, WRONG = 3, 2
POOL = 7


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    for enumeration in material.enumerations:
        if enumeration.unit in inside and enumeration.is_telling:
            yield Proposal(enumeration.unit, 0.9, _ask(material, enumeration))


def _ask(material: Material, enumeration: Enumeration) -> Iterator[Question]:
    stem = BY_LANGUAGE[material.language].which_belong
    others = [
        item
        for other in material.enumerations
        if other is not enumeration and not (other.lead.stems & enumeration.lead.stems)
        for item in other.items
    ]
    typical = enumeration.items[0]
    others += [e.label for group in material.groups if group.unit != enumeration.unit for e in group.entries]
    alike = [item for item in others if _form(item) == _form(typical)]
    if len(alike) < WRONG:
        alike = [item for item in others if _form(item)[:3] == _form(typical)[:3]]
    pool = likely_mistakes(typical, alike)[:POOL]
    for right in combinations(enumeration.items, min(RIGHT, len(enumeration.items))):
        for wrong in combinations(pool, WRONG):
            yield _build(stem, enumeration, right, wrong)


def _build(
    stem: str, enumeration: Enumeration, right: Sequence[SourceSentence], wrong: Sequence[SourceSentence]
) -> Question:
    options = [Option(capital(item.text), True, (item.span,)) for item in right]
    options += [Option(capital(item.text), False, (item.span,)) for item in wrong]
    options.sort(key=lambda option: option.text.casefold())
    return MultipleChoice(
        stem,
        tuple(options),
        (_explanation(enumeration),),
        spans_of(enumeration.lead, *enumeration.items),
        quote=enumeration.lead.text,
    )


def _explanation(enumeration: Enumeration) -> Sentence:
    """The whole list as one sentence."""
    items = "; ".join(item.text for item in enumeration.items)
    return Sentence(f"{enumeration.lead.text.rstrip(': ')}: {items}.", spans_of(enumeration.lead, *enumeration.items))


def _form(item: SourceSentence) -> tuple[bool, bool, bool, bool]:
    """How an item is built, as far as one sees: its first word small, of grammar or a number, and whether it is a sentence."""
    first = item.words[0] if item.words else ""
    return item.text[:1].islower(), is_stop_word(first, item.language), item.text[:1].isdigit(), len(item.words) >= 7
