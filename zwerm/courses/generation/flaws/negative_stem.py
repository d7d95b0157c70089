"""The question asks what is not so, or denies twice."""

import re

from zwerm.courses.generation.draft import Question
from zwerm.courses.generation.flaws.parts import Setting, every_option, quoted

NEGATIVE = {
    "nl": re.compile(r"\b(?:niet|geen|nooit|behalve|uitgezonderd|onjuist|fout|zonder)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:not|no|never|except|excluding|incorrect|false|least|without|isn['’]t|aren['’]t|doesn['’]t|don['’]t)\b", re.IGNORECASE),
}  # fmt: skip
DENIES = {
    "nl": re.compile(r"\b(?:niet|geen|nooit)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:not|no|never|cannot|\w+n['’]t)\b", re.IGNORECASE),
}


def check(question: Question, setting: Setting) -> str:
    # Words of the source in quotes are asked about, not asked with.
    own = re.sub(r"[‘“].*?[’”](?!\w)", "", question.stem)
    if NEGATIVE[setting.language].search(own):
        return "the question is put in the negative"
    denies = DENIES[setting.language]
    if denies.search(quoted(question)) and any(denies.search(option) for option in every_option(question)):
        return "a negative option to a negative statement"
    return ""
