"""The question to think about at the end of a bite: about the reader's own work, not about the text."""

import re
from collections.abc import Iterator

from zwerm.courses.generation.bites.titles import topic_of
from zwerm.courses.generation.draft import Reflection
from zwerm.courses.generation.plan import BitePlan
from zwerm.courses.generation.questions.proposal import spans_of
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.wording import BY_LANGUAGE

# What a lesson or a look back ends with.
WILL_DO = re.compile(r"\b(?:volgende keer|next time)\b|^\W*(?:acties|actions|afspraken|agreements)\W*$", re.IGNORECASE)


def write_reflections(plan: BitePlan) -> list[Reflection]:
    """Prompts that fit what the bite holds, best first: about what will be done, what one recognises, steps; then about anything.

    What fits anything does not name the topic: of headings of real pages half do not fit in any sentence. Each next bite starts
    with another, so that a course does not ask the same thing every time.
    """
    return [*_lessons(plan), *_stories(plan), *_procedures(plan), *_anything(plan)]


def _lessons(plan: BitePlan) -> Iterator[Reflection]:
    """What a lesson ends with: which of it is done where the reader works."""
    for unit in plan.units:
        title = unit.section.title
        if title and unit.words and WILL_DO.search(title.text):
            text = BY_LANGUAGE[plan.language].reflect_lesson.format(topic=clean_title(title.text))
            yield Reflection(text, spans_of(title))


def _stories(plan: BitePlan) -> Iterator[Reflection]:
    topic = topic_of(plan.title, plan.course_title) or plan.course_title
    if plan.sentences and topic and plan.is_story:
        yield Reflection(BY_LANGUAGE[plan.language].reflect_story.format(topic=topic), spans_of(plan.sentences[0]))


def _procedures(plan: BitePlan) -> Iterator[Reflection]:
    for procedure in (one for one in plan.material.procedures if one.sure and not one.on_screen):
        if procedure.unit in plan.inside and plan.material.is_how_to(procedure.unit):
            topic = topic_of(plan.title, plan.course_title)
            if topic and "?" not in topic:
                text = BY_LANGUAGE[plan.language].reflect_procedure.format(topic=topic)
                yield Reflection(text, spans_of(*procedure.steps))
            return


def _anything(plan: BitePlan) -> Iterator[Reflection]:
    prompts = BY_LANGUAGE[plan.language].reflections if plan.sentences else ()
    turn = (plan.number + len(plan.title)) % len(prompts) if prompts else 0
    yield from (Reflection(prompt, spans_of(plan.sentences[0])) for prompt in (*prompts[turn:], *prompts[:turn]))
