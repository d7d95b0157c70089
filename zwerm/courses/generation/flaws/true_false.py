"""Half is guessed right: true or false, yes or no."""

import re

from zwerm.courses.generation.draft import Question
from zwerm.courses.generation.flaws.parts import Setting, every_option, plain

ANSWERS = frozenset({"waar", "onwaar", "niet waar", "juist", "onjuist", "goed", "fout", "ja", "nee", "true", "false", "yes", "no", "right", "wrong", "correct", "incorrect"})  # fmt: skip
ASKS = re.compile(
    r"\b(?:waar of (?:niet waar|onwaar)|juist of onjuist|goed of fout|klopt (?:het|dit)|is (?:het|dit) (?:waar|juist)|true or false|is it true|right or wrong|correct or incorrect)\b",
    re.IGNORECASE,
)


def check(question: Question, setting: Setting) -> str:
    options = every_option(question)
    if ASKS.search(question.stem):
        return "it asks whether something is true"
    if options and sum(plain(option) in ANSWERS for option in options) >= 2:
        return "the options are yes and no"
    return ""
