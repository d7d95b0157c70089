"""Too few options to be a question, or a number of correct ones that does not fit the kind."""

from zwerm.courses.generation.draft import Gap, MultipleChoice, Question, SingleChoice
from zwerm.courses.generation.flaws.parts import Setting, correct_options, wrong_options

FEWEST, MOST = 3, 6


def check(question: Question, setting: Setting) -> str:
    if not isinstance(question, SingleChoice | MultipleChoice | Gap):
        return ""
    correct, wrong = len(correct_options(question)), len(wrong_options(question))
    if isinstance(question, Gap) and not question.choices:
        return ""
    if isinstance(question, Gap) and question.answer not in question.choices:
        return "the answer is not among the choices"
    if not FEWEST <= correct + wrong <= MOST:
        return f"{correct + wrong} options"
    if isinstance(question, MultipleChoice):
        return "" if correct >= 2 and wrong >= 1 else f"{correct} correct of {correct + wrong}"
    return "" if correct == 1 else f"{correct} correct"
