"""More to read than is needed to answer."""

import re

from zwerm.courses.generation.draft import Question
from zwerm.courses.generation.flaws.parts import Setting, asked, every_option
from zwerm.language.words import count_words

LONGEST_ASKED, LONGEST_OPTION, MOST_WORDS = 52, 32, 130


def check(question: Question, setting: Setting) -> str:
    words = count_words(asked(question))
    options = [count_words(option) for option in every_option(question)]
    if words > LONGEST_ASKED:
        return f"{words} words before the options"
    if options and max(options) > LONGEST_OPTION:
        return f"an option of {max(options)} words"
    if words + sum(options) > MOST_WORDS:
        return f"{words + sum(options)} words in all"
    if re.search(r"\([^()]{60,}\)", asked(question)):
        return "a long remark between brackets"
    return ""
