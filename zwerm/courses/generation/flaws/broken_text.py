"""Something shown is no clean text: an address, code, a loose bracket, a sentence that stops halfway."""

import re
from functools import lru_cache

from zwerm.courses.generation.draft import Ordering, Question
from zwerm.courses.generation.flaws.parts import Setting, every_option, quoted, shown_texts

LEFTOVER = re.compile(
    r"https?://|www\.|\S+@\S+\.\w|[<>{}\[\]|\\]|\*\*|__(?!__)\w|\$\w|`|^\W*$|#[\w-]+|\w/\w+/|\w+\(\)|\b\w+_\w+\b|\.(?:md|py|js|ts|go|ya?ml|json|sh|html)\b",
)
# "A: Departures are announced …": the letter that marked an answer.
MARKED = re.compile(r"^\W*[AQV]:\s")
STOPS = re.compile(
    r"[:;,]\s*$|\b(?:en|of|and|or|de|het|een|the|a|an|van|of the|to|die|that|zoals|such as|either|one of|either of)\s*$",
    re.IGNORECASE,
)


def check(question: Question, setting: Setting) -> str:
    for text in shown_texts(question):
        if broken := _is_broken(text):
            return f"“{text}” {broken}"
    ends = [
        *every_option(question),
        *([item.text for item in question.items] if isinstance(question, Ordering) else []),
    ]
    if quoted(question) and not quoted(question).rstrip().endswith(("…", ":")):
        ends.append(quoted(question))
    return next((f"“{text}” stops halfway" for text in ends if _stops_halfway(text)), "")


# The versions of one question show the same texts over and over.
@lru_cache(maxsize=8192)
def _is_broken(text: str) -> str:
    if LEFTOVER.search(text) or MARKED.match(text):
        return "holds code or an address"
    if text.count("(") != text.count(")") or text.count("“") != text.count("”") or text.count('"') % 2:
        return "has a loose bracket or quote mark"
    return ""


@lru_cache(maxsize=8192)
def _stops_halfway(text: str) -> bool:
    return bool(STOPS.search(text))
