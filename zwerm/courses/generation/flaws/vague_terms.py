"""Some options hold a word such as "often" or "soms", which everybody measures differently."""

import re

from zwerm.courses.generation.draft import Question
from zwerm.courses.generation.flaws.parts import Setting, every_option
from zwerm.language.oppositions import is_closed_set

VAGUE = {
    "nl": re.compile(r"\b(?:vaak|soms|meestal|regelmatig|zelden|af en toe|doorgaans|gewoonlijk|mogelijk|misschien|waarschijnlijk|enigszins|relatief)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:often|sometimes|usually|frequently|rarely|seldom|occasionally|generally|typically|perhaps|maybe|probably|somewhat|relatively)\b", re.IGNORECASE),
}  # fmt: skip


def check(question: Question, setting: Setting) -> str:
    if is_closed_set(every_option(question), setting.language):
        return ""
    found = [bool(VAGUE[setting.language].search(option)) for option in every_option(question)]
    return "some options are vague about how often" if any(found) and not all(found) else ""
