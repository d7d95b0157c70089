"""An option that combines others: "A and C", "beide", "1, 2 en 3"."""

import re

from zwerm.courses.generation.draft import Question
from zwerm.courses.generation.flaws.parts import Setting, every_option

COMBINES = re.compile(
    r"^\W*(?:(?:zowel |both |alleen |only )?(?:[A-Fa-f]|\d|I{1,3}|IV)(?:\s*,\s*(?:[A-Fa-f]|\d|I{1,3}|IV))*\s*(?:en|and|&|als|of|or)\s*(?:[A-Fa-f]|\d|I{1,3}|IV)|beide|both|(?:antwoord|answer|optie|option)s?\s+\w\s+(?:en|and)\s+\w)\W*$",
    re.IGNORECASE,
)


def check(question: Question, setting: Setting) -> str:
    return next((f"“{option}”" for option in every_option(question) if COMBINES.match(option)), "")
