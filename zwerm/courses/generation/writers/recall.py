"""The question in own words of a part about which nothing can be asked and marked: what it says that matters, without looking back.

Telling it freely makes it stay, more than reading it again does (Roediger and Karpicke, 2006); and it needs no wrong answers.
"""

from zwerm.courses.generation.bites.titles import topic_of
from zwerm.courses.generation.draft import KeyPoints, OpenAnswer, Sentence
from zwerm.courses.generation.listing import split_listing, stack_points
from zwerm.courses.generation.plan import BitePlan
from zwerm.courses.generation.wording import BY_LANGUAGE, Wording
from zwerm.courses.generation.writers.listed import LEARNT, find_listed

# Of one point there is nothing to choose.
FEWEST = 2


def write_recall(plan: BitePlan, points: KeyPoints | None) -> OpenAnswer | None:
    """Answered with the key points, in their order; the next part is asked in other words."""
    if points is None or sum(map(_named_in, points.points)) < FEWEST:
        return None
    wording = BY_LANGUAGE[plan.language]
    topic = topic_of(plan.title, plan.course_title)
    course = topic_of(plan.course_title, plan.course_title)
    part = wording.this_part_of.format(course=course) if course else wording.this_part
    told = f"‘{topic}’" if topic else part
    stem = _asked(plan, points, wording).format(topic=told)
    model = stack_points([point.text for point in points.points])
    spans = tuple(span for point in points.points for span in point.spans)
    return OpenAnswer(stem, model, (), spans, picked=True)


def _asked(plan: BitePlan, points: KeyPoints, wording: Wording) -> str:
    if any(one.is_steps and one.point in points.points for one in find_listed(plan)):
        return wording.recall_steps
    if any(LEARNT.search(split_listing(point.text)[0]) for point in points.points):
        return wording.recall_lesson
    return wording.recalls[plan.number % len(wording.recalls)]


def _named_in(point: Sentence) -> int:
    return max(1, len(split_listing(point.text)[1]))
