"""A wrong option could be defended from the same text."""

import re

from zwerm.courses.generation.draft import Gap, MultipleChoice, Question, SingleChoice
from zwerm.courses.generation.flaws.parts import (
    BLANK,
    Setting,
    correct_options,
    covered,
    plain,
    quoted,
    stems,
    wrong_options,
)

MOSTLY, HALF, FEW = 0.75, 0.5, 3


def check(question: Question, setting: Setting) -> str:
    for wrong in wrong_options(question):
        if _is_defensible(question, wrong, setting):
            return f"“{wrong}” could be right too"
    return ""


def _is_defensible(question: Question, wrong: str, setting: Setting) -> bool:
    language = setting.language
    meant = stems(wrong, language)
    if isinstance(question, Gap):
        return _fits_gap(question, wrong, setting)
    if isinstance(question, SingleChoice | MultipleChoice):
        correct = [stems(text, language) for text in correct_options(question)]
        if len(meant) >= 2 and any(covered(meant, right) >= MOSTLY for right in correct):
            return True
        told = stems(question.quote or _subject(question.stem), language)
        # A term of two or three words is only meant when all of them are there.
        enough = HALF if len(told) > FEW else MOSTLY
        return len(meant) >= 2 and any(
            covered(meant, near) >= MOSTLY and (not told or covered(told, near) >= enough)
            for near in (stems(text, language) for text in setting.nearby)
        )
    return False


def _subject(stem: str) -> str:
    """The last words in quote marks: the term or label that is asked about."""
    found = re.findall(r"‘([^’]+)’", stem)
    return found[-1] if found else ""


def _fits_gap(question: Gap, wrong: str, setting: Setting) -> bool:
    """The sentence itself holds it, or a sentence nearby says the same of it."""
    around = quoted(question).replace(BLANK, " ")
    if f" {plain(wrong)} " in f" {plain(around)} ":
        return True
    told = stems(around, setting.language)
    return any(
        f" {plain(wrong)} " in f" {plain(near)} " and covered(told, stems(near, setting.language)) >= HALF
        for near in setting.nearby
    )
