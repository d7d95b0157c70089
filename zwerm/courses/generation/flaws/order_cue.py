"""A step says itself where it comes: "first", "stap 3", "ten slotte"."""

import re

from zwerm.courses.generation.draft import Ordering, Question
from zwerm.courses.generation.flaws.parts import Setting

CUES = {
    "nl": re.compile(r"^\W*\d|\b(?:(?:19|20)\d\d|(?:korte|middellange|lange) termijn|eerst|eerste|allereerst|daarna|vervolgens|hierna|tot slot|ten slotte|tenslotte|als laatste|laatste|stap \d|begin|opnieuw|start met|daarop|nadat|zodra|voorgaande|vorige)\b", re.IGNORECASE),
    "en": re.compile(r"^\W*\d|\b(?:(?:19|20)\d\d|(?:short|mid|medium|long)[ -]terms?|first|firstly|second|then|next|after(?:wards| that)?|finally|lastly|last|step \d|begin|again|once|repeat|start by|previous|preceding)\b", re.IGNORECASE),
}  # fmt: skip
FEWEST, MOST = 3, 7


def check(question: Question, setting: Setting) -> str:
    if not isinstance(question, Ordering):
        return ""
    if not FEWEST <= len(question.items) <= MOST:
        return f"{len(question.items)} steps"
    return next((f"“{item.text}”" for item in question.items if CUES[setting.language].search(item.text)), "")
