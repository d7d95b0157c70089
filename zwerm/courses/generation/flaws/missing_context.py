"""A word such as "this" or "deze" points at something that is not shown."""

from zwerm.courses.generation.draft import Question
from zwerm.courses.generation.flaws.parts import BLANK, Setting, every_option, quoted
from zwerm.language.oppositions import is_closed_set
from zwerm.language.standalone import leans_on_context, points_back


def check(question: Question, setting: Setting) -> str:
    whole = quoted(question).replace(BLANK, "X").rstrip(" .,:…")
    # "Also" and "some" are words to choose there, and no beginning.
    options = every_option(question)
    for text in (whole, *(() if is_closed_set(options, setting.language) else options)):
        bare = text.rstrip(" .,:;…")
        if bare and (leans_on_context(bare, setting.language) or points_back(bare, setting.language)):
            return f"“{text}” leans on another sentence"
    return ""
