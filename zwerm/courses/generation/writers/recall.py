"""The question in own words of a part about which nothing can be asked and marked: what it says that matters, without looking back.

Telling it freely makes it stay, more than reading it again does (Roediger and Karpicke, 2006); and it needs no wrong answers.
"""

from zwerm.courses.generation.bites.titles import is_telling, without_part
from zwerm.courses.generation.draft import KeyPoints, OpenAnswer
from zwerm.courses.generation.plan import BitePlan
from zwerm.courses.generation.wording import BY_LANGUAGE

# Of one point there is nothing to choose.
FEWEST = 2
POINT = "• "


def write_recall(plan: BitePlan, points: KeyPoints | None) -> OpenAnswer | None:
    """Answered with the key points, in their order; the next part is asked in other words."""
    if points is None or len(points.points) < FEWEST:
        return None
    wording = BY_LANGUAGE[plan.language]
    title = without_part(plan.title)
    topic = f"‘{title}’" if is_telling(title) else wording.this_part
    stem = wording.recalls[plan.number % len(wording.recalls)].format(topic=topic)
    model = "\n".join(f"{POINT}{point.text}" for point in points.points)
    spans = tuple(dict.fromkeys(span for point in points.points for span in point.spans))
    return OpenAnswer(stem, model, (), spans)
