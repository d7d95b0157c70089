"""Something shown is no clean text: an address, code, a loose bracket, a sentence that stops halfway."""

import re

from zwerm.courses.generation.draft import Ordering, Question
from zwerm.courses.generation.flaws.parts import Setting, every_option, quoted, shown_texts

LEFTOVER = re.compile(
    r"https?://|www\.|\S+@\S+\.\w|[<>{}\[\]|\\]|\*\*|__(?!__)\w|\$\w|`|^\W*$|#[\w-]+|\w/\w+/|\w+\(\)|\b\w+_\w+\b|\.(?:md|py|js|ts|go|ya?ml|json|sh|html)\b",
)
STOPS = re.compile(
    r"[:;,]\s*$|\b(?:en|of|and|or|de|het|een|the|a|an|van|of the|to|die|that|zoals|such as)\s*$", re.IGNORECASE
)


def check(question: Question, setting: Setting) -> str:
    for text in shown_texts(question):
        if LEFTOVER.search(text):
            return f"“{text}” holds code or an address"
        if text.count("(") != text.count(")") or text.count("“") != text.count("”") or text.count('"') % 2:
            return f"“{text}” has a loose bracket or quote mark"
    ends = [
        *every_option(question),
        *([item.text for item in question.items] if isinstance(question, Ordering) else []),
    ]
    if quoted(question) and not quoted(question).rstrip().endswith(("…", ":")):
        ends.append(quoted(question))
    return next((f"“{text}” stops halfway" for text in ends if STOPS.search(text)), "")
