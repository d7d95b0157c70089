"""Some options hold a word such as "always" or "nooit" and others don't: people avoid those."""

import re

from zwerm.courses.generation.draft import Question
from zwerm.courses.generation.flaws.parts import Setting, every_option
from zwerm.language.oppositions import is_closed_set

ABSOLUTE = {
    "nl": re.compile(r"\b(?:altijd|nooit|alle|alles|niemand|iedereen|uitsluitend|absoluut|volledig|geen enkele?|onmogelijk|in geen geval|zonder uitzondering)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:always|never|all|every|none|nobody|everyone|everybody|solely|exclusively|absolutely|completely|entirely|impossible|under no circumstances|without exception)\b", re.IGNORECASE),
}  # fmt: skip


def check(question: Question, setting: Setting) -> str:
    if is_closed_set(every_option(question), setting.language):
        return ""
    found = [bool(ABSOLUTE[setting.language].search(option)) for option in every_option(question)]
    return "some options are absolute and others not" if any(found) and not all(found) else ""
