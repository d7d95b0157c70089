"""A word such as "this" or "deze" points at something that is not shown."""

from zwerm.courses.generation.draft import Question
from zwerm.courses.generation.flaws.parts import BLANK, Setting, every_option, quoted
from zwerm.language.standalone import leans_on_context, points_back


def check(question: Question, setting: Setting) -> str:
    whole = quoted(question).replace(BLANK, "X").rstrip(" .,:…")
    for text in (whole, *every_option(question)):
        bare = text.rstrip(" .,:;…")
        if bare and (leans_on_context(bare, setting.language) or points_back(bare, setting.language)):
            return f"“{text}” leans on another sentence"
    return ""
