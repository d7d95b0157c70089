"""The question to think about at the end of a bite: about the reader's own work, not about the text."""

from collections.abc import Iterator
from itertools import zip_longest

from zwerm.courses.generation.draft import Reflection
from zwerm.courses.generation.plan import BitePlan
from zwerm.courses.generation.questions.amounts import LIMIT
from zwerm.courses.generation.questions.entries import lead_of
from zwerm.courses.generation.questions.procedures import name_of
from zwerm.courses.generation.questions.proposal import spans_of
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.wording import BY_LANGUAGE
from zwerm.language.words import count_words

LONGEST_RULE = 22


def write_reflections(plan: BitePlan) -> list[Reflection]:
    """Prompts that fit what the bite holds: one about a procedure, kinds, a rule, a term, the topic, then others.

    Each next bite starts with the next sort of prompt, so that a course does not ask the same thing every time.
    """
    sorts = [list(make(plan)) for make in (_procedures, _kinds, _rules, _terms, _topics)]
    sorts = [prompts for prompts in sorts if prompts]
    turn = plan.number % len(sorts) if sorts else 0
    sorts = sorts[turn:] + sorts[:turn]
    return [prompt for row in zip_longest(*sorts) for prompt in row if prompt]


def _procedures(plan: BitePlan) -> Iterator[Reflection]:
    for procedure in plan.material.procedures:
        if procedure.unit in plan.inside:
            text = BY_LANGUAGE[plan.language].reflect_procedure.format(topic=name_of(plan.material, procedure))
            yield Reflection(text, spans_of(*procedure.steps))


def _kinds(plan: BitePlan) -> Iterator[Reflection]:
    for group in plan.material.groups:
        lead = lead_of(plan.material, group) if group.unit in plan.inside else ""
        if lead and not lead.endswith("?"):
            text = BY_LANGUAGE[plan.language].reflect_kinds.format(topic=lead, count=len(group.entries))
            yield Reflection(text, spans_of(*(entry.label for entry in group.entries)))


def _rules(plan: BitePlan) -> Iterator[Reflection]:
    for tied in plan.material.ties:
        text = tied.sentence.text
        is_rule = tied.tie == "condition" or LIMIT.search(text)
        if tied.unit in plan.inside and count_words(text) <= LONGEST_RULE and is_rule:
            prompt = BY_LANGUAGE[plan.language].reflect_rule.format(sentence=text)
            yield Reflection(prompt, spans_of(tied.sentence))


def _terms(plan: BitePlan) -> Iterator[Reflection]:
    for meaning in plan.material.meanings:
        if meaning.unit in plan.inside:
            text = BY_LANGUAGE[plan.language].reflect_terms.format(term=meaning.name)
            yield Reflection(text, spans_of(meaning.sentence))


def _topics(plan: BitePlan) -> Iterator[Reflection]:
    wording = BY_LANGUAGE[plan.language]
    for number in plan.inside:
        title = plan.material.units[number].section.title
        if title and plan.material.units[number].words and clean_title(title.text):
            topic = clean_title(title.text)
            yield Reflection(wording.reflect_topic.format(topic=topic), spans_of(title))
    first = next((s for number in plan.inside for s in plan.material.units[number].sentences), None)
    if first:
        yield Reflection(wording.reflect_topic.format(topic=plan.title), spans_of(first))
