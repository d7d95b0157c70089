"""The answer, or a form of it, can be read in the question."""

import re
from itertools import combinations

from zwerm.courses.generation.draft import Gap, Numeric, Question, SingleChoice
from zwerm.courses.generation.flaws.parts import Setting, correct_options, plain, quoted, shared_stems, stems
from zwerm.language.acronyms import find_acronyms

NUMBER = re.compile(r"(?<!\w)\d{1,6}(?!\w)")


def check(question: Question, setting: Setting) -> str:
    if isinstance(question, Gap):
        around = f"{question.before} {question.after}"
        answer = stems(question.answer, setting.language)
        if question.answer.isupper() and question.answer in find_acronyms(
            f"{question.before}{question.answer}{question.after}"
        ):
            return f"“{question.answer}” stands beside what it stands for"
        if shared_stems(answer, stems(around, setting.language)):
            return f"a form of “{question.answer}” stands in the sentence"
    elif isinstance(question, Numeric):
        around = f" {plain(question.before)} {plain(question.after)} "
        if f" {plain(question.shown)} " in around:
            return f"“{question.shown}” stands in the sentence"
        others = [float(found) for found in NUMBER.findall(around)]
        if len(others) > 1 and question.answer in (sum(others), *(one + two for one, two in combinations(others, 2))):
            return f"“{question.shown}” can be reckoned from the other numbers"
    elif isinstance(question, SingleChoice):
        correct = plain(correct_options(question)[0])
        if f" {correct} " in f" {plain(question.stem)} {plain(quoted(question))} ":
            return "the correct option stands in the question"
    return ""
