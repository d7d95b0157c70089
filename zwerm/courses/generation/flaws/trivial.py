"""What is asked is not worth knowing: a count of one or two, a price of a cup of coffee, a name."""

import re

from zwerm.courses.generation.draft import Gap, Numeric, Question
from zwerm.courses.generation.flaws.parts import Setting, every_option
from zwerm.language.oppositions import is_closed_set
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import fold

RECALLS = re.compile(
    r"\b(?:geleden|vorige?|gisteren|destijds|indertijd|vorig jaar|ago|last (?:year|month|week)|yesterday|back then)\b",
    re.IGNORECASE,
)


def check(question: Question, setting: Setting) -> str:
    if isinstance(question, Numeric):
        if RECALLS.search(f"{question.before} {question.after}"):
            return "a number from a story"
        if question.answer <= 1:
            return "a number that everybody guesses"
    is_opposed = is_closed_set(every_option(question), setting.language)
    if isinstance(question, Gap) and not is_opposed and is_stop_word(fold(question.answer), setting.language):
        return "the answer carries no meaning"
    return ""
