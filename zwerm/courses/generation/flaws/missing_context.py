"""A word such as "this" or "deze" points at something that is not shown."""

import re

from zwerm.courses.generation.draft import Question
from zwerm.courses.generation.flaws.parts import BLANK, Setting, every_option, quoted
from zwerm.language.standalone import leans_on_context, points_back

CLAUSE = re.compile(r"(?:dat|that) ", re.IGNORECASE)


def check(question: Question, setting: Setting) -> str:
    whole = quoted(question).replace(BLANK, "X").rstrip(" .,:…")
    options = every_option(question)
    clauses = len(options) > 1 and all(CLAUSE.match(text) for text in options)
    for text in (whole, *options):
        # "X betekent dat …": that word opens a clause and points at nothing.
        bare = CLAUSE.sub("", text.rstrip(" .,:;…")) if clauses and text in options else text.rstrip(" .,:;…")
        if bare and (leans_on_context(bare, setting.language) or points_back(bare, setting.language)):
            return f"“{text}” leans on another sentence"
    return ""
