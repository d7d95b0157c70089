"""Points that are good to know and perhaps more: offered to the author of a course, who takes or leaves each."""

from collections.abc import Sequence

from zwerm.courses.generation.draft import Doubt, KeyPoints, Sentence, Suggestion
from zwerm.courses.generation.plan import BitePlan
from zwerm.courses.generation.reading.sentence import content_stems
from zwerm.courses.generation.writers.points import find_points
from zwerm.language.summaries import Candidate, choose_sentences

# So likely it is that a strict reader finds it worth remembering; of what is worth less, most would be left.
LEAST, MOST = 0.4, 4
# What stands already belongs to no section whose turn it could be.
NOWHERE = -1


def suggest_points(plan: BitePlan, there: Sequence[Sentence]) -> tuple[Suggestion, ...]:
    """At most `MOST`, one in each suggestion, in the order of the text; none that repeats a point that is `there`."""
    points = plan.once(find_points)
    standing = [Candidate(content_stems(point.text, plan.language), NOWHERE) for point in there]
    worth = [point.worth_from(LEAST) for point in points]
    chosen = choose_sentences([point.candidate for point in points], worth, MOST, standing)
    return tuple(Suggestion(KeyPoints((points[number].sentence,)), Doubt.good_to_know) for number in chosen)
