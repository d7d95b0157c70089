"""A wrong option is of another kind than the correct one, or stands in the question, so that nobody would choose it."""

import re

from zwerm.courses.generation.draft import MultipleChoice, Question, SingleChoice
from zwerm.courses.generation.flaws.parts import Setting, asked, correct_options, plain, wrong_options
from zwerm.language.words import count_words

# "MVP" among what is spelled out: of another form, so not a mistake.
SHORT_FOR = re.compile(r"[A-Z][A-Z0-9&/.-]{1,6}s?")
RATIO = 3.0
LONG = 5


def check(question: Question, setting: Setting) -> str:
    correct = correct_options(question)
    told = f" {plain(asked(question))} "
    for wrong in wrong_options(question):
        if isinstance(question, SingleChoice | MultipleChoice) and f" {plain(wrong)} " in told:
            return f"“{wrong}” stands in the question"
        nearest = min(abs(count_words(wrong) - count_words(option)) for option in correct)
        longest = max(count_words(wrong), *(count_words(option) for option in correct))
        shortest = min(count_words(wrong), *(count_words(option) for option in correct))
        if longest >= LONG and longest > RATIO * max(1, shortest) and nearest >= LONG:
            return f"“{wrong}” is of another length"
        if {_kind(option) for option in correct} == {"number"} and _kind(wrong) != "number":
            return f"“{wrong}” is no number"
        if _kind(wrong) == "number" and "number" not in {_kind(option) for option in correct}:
            return f"“{wrong}” is a number"
        if {_is_short(option) for option in correct} == {not _is_short(wrong)}:
            return f"“{wrong}” is short for something, or spelled out, and the correct option is not"
    return ""


def _is_short(text: str) -> bool:
    return bool(SHORT_FOR.fullmatch(text.strip(" .")))


def _kind(text: str) -> str:
    return "number" if re.fullmatch(r"[\d.,\s%€$]+(?:\s?\w{1,8})?", text.strip()) else "words"
