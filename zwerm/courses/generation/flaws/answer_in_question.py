"""The answer, or a form of it, can be read in the question."""

import re

from zwerm.courses.generation.draft import Gap, Numeric, Question, SingleChoice
from zwerm.courses.generation.flaws.parts import Setting, correct_options, plain, quoted, shared_stems, stems


def _initials(text: str) -> str:
    """The first letters of the words with a capital, in a row."""
    return "".join(word[0] for word in re.findall(r"\b[A-Z][\w-]+", text)).lower()


def check(question: Question, setting: Setting) -> str:
    if isinstance(question, Gap):
        around = f"{question.before} {question.after}"
        answer = stems(question.answer, setting.language)
        if question.answer.isupper() and question.answer.lower() in _initials(around):
            return f"“{question.answer}” stands beside what it stands for"
        if shared_stems(answer, stems(around, setting.language)):
            return f"a form of “{question.answer}” stands in the sentence"
    elif isinstance(question, Numeric):
        around = f" {plain(question.before)} {plain(question.after)} "
        if f" {plain(question.shown)} " in around:
            return f"“{question.shown}” stands in the sentence"
    elif isinstance(question, SingleChoice):
        correct = plain(correct_options(question)[0])
        if f" {correct} " in f" {plain(question.stem)} {plain(quoted(question))} ":
            return "the correct option stands in the question"
    return ""
