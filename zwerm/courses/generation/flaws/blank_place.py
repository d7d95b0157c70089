"""A blank with too little around it to know what is meant, or more than one."""

from zwerm.courses.generation.draft import Gap, Numeric, Question
from zwerm.courses.generation.flaws.parts import BLANK, Setting, stems
from zwerm.language.words import count_words

FEWEST_WORDS, FEWEST_STEMS = 5, 3


def check(question: Question, setting: Setting) -> str:
    if not isinstance(question, Gap | Numeric):
        return ""
    around = f"{question.before} {question.after}"
    if BLANK in around:
        return "more than one blank"
    if count_words(around) < FEWEST_WORDS or len(stems(around, setting.language)) < FEWEST_STEMS:
        return "too few words around the blank"
    return ""
