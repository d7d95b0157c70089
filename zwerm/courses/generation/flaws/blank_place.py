"""A blank with too little around it to know what is meant, or more than one."""

import re

from zwerm.courses.generation.draft import Gap, Numeric, Question
from zwerm.courses.generation.flaws.parts import BLANK, Setting, stems
from zwerm.language.words import count_words

FEWEST_WORDS, FEWEST_STEMS = 5, 3
# "High: ____ days": what it is of stands in the question.
LABELLED = re.compile(r"[^\W\d][^:]{1,60}: \W*$")


def check(question: Question, setting: Setting) -> str:
    if not isinstance(question, Gap | Numeric):
        return ""
    around = f"{question.before} {question.after}"
    if BLANK in around:
        return "more than one blank"
    if isinstance(question, Gap) and _within_name(question):
        return "part of a longer name"
    if isinstance(question, Numeric) and not question.before.strip():
        return "a number to guess before anything is told"
    if isinstance(question, Numeric) and LABELLED.match(question.before) and _names_something(question.stem):
        return ""
    if count_words(around) < FEWEST_WORDS or len(stems(around, setting.language)) < FEWEST_STEMS:
        return "too few words around the blank"
    return ""


def _names_something(stem: str) -> bool:
    return bool(re.search(r"‘[^’]{3,}’", stem))


def _within_name(question: Gap) -> bool:
    """Beside another word with a capital, the first of the sentence apart: "EU ____", "____ Directory"."""
    before, after = question.before.split(), question.after.split()
    first = [word for word in before[:1] if word.isupper() and len(word) > 1]
    beside = (before[1:] or first)[-1:] if question.before[-1:].isspace() else []
    beside += after[:1] if question.after[:1].isspace() else []
    return question.answer[:1].isupper() and any(word[0].isupper() for word in beside)
