"""Options that are numbers stand in no order."""

import re

from zwerm.courses.generation.draft import Gap, MultipleChoice, Question, SingleChoice
from zwerm.courses.generation.flaws.parts import Setting

NUMBER = re.compile(r"^\D{0,3}(\d+(?:[.,]\d+)?)\D{0,12}$")


def check(question: Question, setting: Setting) -> str:
    if isinstance(question, SingleChoice | MultipleChoice):
        texts = [option.text for option in question.options]
    elif isinstance(question, Gap):
        texts = list(question.choices)
    else:
        return ""
    found = [NUMBER.match(text.strip()) for text in texts]
    if len(found) < 2 or not all(found):
        return ""
    values = [float(match[1].replace(",", ".")) for match in found if match]
    return "" if values in (sorted(values), sorted(values, reverse=True)) else "the numbers stand in no order"
