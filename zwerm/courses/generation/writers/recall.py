"""The question in own words that ends what is asked of a part: what it says that matters, without looking back.

Telling it freely makes it stay, more than reading it again does (Roediger and Karpicke, 2006); and it needs no wrong answers.
"""

import re

from zwerm.courses.generation.bites.titles import topic_of
from zwerm.courses.generation.draft import OpenAnswer
from zwerm.courses.generation.plan import BitePlan
from zwerm.courses.generation.questions.proposal import spans_of
from zwerm.courses.generation.wording import BY_LANGUAGE, Wording
from zwerm.courses.generation.writers.listed import find_listed

# What was learnt, or will be done: not what was decided once.
LEARNT = re.compile(
    r"\b(?:volgende keer|(?:wat )?(?:we )?(?:leerden|geleerd)|next time|learn(?:ed|t))\b|^\W*(?:acties|actions|lessen)\W*$",
    re.IGNORECASE,
)
# Of less text there is nothing to leave out, unless it is steps.
FEWEST_WORDS = 40
# A title that promises what to do; not how a thing works, or how others do it.
HOW_TO = re.compile(
    r"\W*(?:how to|how (?:do|can) (?:I|you|we)|(?:hoe|zo) (?:\w+ )?(?:je|u|jij)|stappen\w*|steps)\b", re.IGNORECASE
)
# Steps that are so much of the part are what it is for; a part that so much of is a how-to is one.
STEPS, MOSTLY = 1 / 3, 1 / 2


def write_recall(plan: BitePlan) -> OpenAnswer | None:
    """Compared with the text itself; the next part is asked in other words."""
    if not plan.sentences or (plan.words < FEWEST_WORDS and not _tells_what_to_do(plan)):
        return None
    wording = BY_LANGUAGE[plan.language]
    topic = topic_of(plan.title, plan.course_title)
    course = topic_of(plan.course_title, plan.course_title)
    part = wording.this_part_of.format(course=course) if course else wording.this_part
    stem = _asked(plan, wording).format(topic=f"‘{topic}’" if topic else part)
    return OpenAnswer(stem, "", (), spans_of(plan.sentences[0]), picked=True)


def _asked(plan: BitePlan, wording: Wording) -> str:
    """By what the text is for: what somebody does, what was learnt, or what it tells."""
    titles = [title.text for unit in plan.units if (title := unit.section.title)]
    if _tells_what_to_do(plan):
        return wording.recall_steps
    if any(LEARNT.search(title) for title in titles):
        return wording.recall_lesson
    return wording.recalls[plan.number % len(wording.recalls)]


def _tells_what_to_do(plan: BitePlan) -> bool:
    how_to = sum(unit.words for unit in plan.units if plan.material.is_how_to(unit.number))
    steps = sum(one.words for one in plan.once(find_listed) if one.is_steps)
    return bool(HOW_TO.match(plan.title)) or how_to > plan.words * MOSTLY or steps > plan.words * STEPS
