"""What is offered to the author of a course beside a part: questions and points that are too doubtful to stand in it unseen."""

from collections.abc import Iterable

from zwerm.courses.generation.draft import KeyPoints, Quiz, Suggestion
from zwerm.courses.generation.plan import BitePlan
from zwerm.courses.generation.questions.suggested import suggest_questions
from zwerm.courses.generation.writers.suggested import suggest_points


def suggest(plan: BitePlan, blocks: Iterable[object]) -> tuple[Suggestion, ...]:
    """Questions, and then points, that say something else than those in the `blocks` of the part."""
    blocks = list(blocks)
    questions = [question for block in blocks if isinstance(block, Quiz) for question in block.questions]
    points = [point for block in blocks if isinstance(block, KeyPoints) for point in block.points]
    return suggest_questions(plan.material, plan.inside, questions) + suggest_points(plan, points)
