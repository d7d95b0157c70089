"""An option such as "all of the above" or "geen van deze"."""

import re

from zwerm.courses.generation.draft import Question
from zwerm.courses.generation.flaws.parts import Setting, every_option

ALL_OR_NONE = re.compile(
    r"\b(?:(?:all|none|both|neither|any) of (?:the )?(?:above|these|them|below|options)|all (?:the )?answers|(?:al|alle|geen van|geen|beide)(?: de| het)?"
    r"(?: van)? (?:bovenstaande|bovengenoemde|deze|genoemde|antwoorden|opties)|geen van (?:beide|allen)|allemaal(?: juist)?$)\b",
    re.IGNORECASE,
)


def check(question: Question, setting: Setting) -> str:
    return next((f"“{option}”" for option in every_option(question) if ALL_OR_NONE.search(option)), "")
