"""The correct option has most in common with all the others, as when wrong options were made by changing it."""

from zwerm.courses.generation.draft import Question, SingleChoice
from zwerm.courses.generation.flaws.parts import Setting, correct_options, stems, wrong_options

FEWEST_OPTIONS, LEAD = 3, 1.5


def check(question: Question, setting: Setting) -> str:
    if not isinstance(question, SingleChoice) or len(question.options) < FEWEST_OPTIONS:
        return ""
    correct = stems(correct_options(question)[0], setting.language)
    wrong = [stems(text, setting.language) for text in wrong_options(question)]
    common = frozenset.intersection(correct, *wrong)
    shared = _shared(correct - common, [other - common for other in wrong])
    others = [
        _shared(one - common, [correct - common, *(other - common for other in wrong if other is not one)])
        for one in wrong
    ]
    distinct = sum(bool((correct - common) & other) for other in wrong)
    if distinct >= 2 and shared >= LEAD * max(others) > 0:
        return "the correct option holds what the others share"
    return ""


def _shared(one: frozenset[str], others: list[frozenset[str]]) -> int:
    return sum(len(one & other) for other in others)
