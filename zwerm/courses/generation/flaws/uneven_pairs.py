"""What must be matched is not of one kind, too little or too much, or numbers that rise with what they belong to."""

import re

from zwerm.courses.generation.draft import Matching, Question
from zwerm.courses.generation.flaws.parts import Setting, stems
from zwerm.language.words import count_words

FEWEST, MOST = 3, 6
RATIO, LONG = 4.0, 6
LONGEST, SHORT = 26, 6
NUMBER = re.compile(r"\d+(?:[.,]\d{3})*")


def check(question: Question, setting: Setting) -> str:
    if not isinstance(question, Matching):
        return ""
    if not FEWEST <= len(question.pairs) <= MOST:
        return f"{len(question.pairs)} pairs"
    rights = [count_words(pair.right.text) for pair in question.pairs]
    if max(rights) > LONGEST:
        return f"{max(rights)} words to match"
    if max(rights) >= LONG and max(rights) > RATIO * min(rights):
        return "the lengths differ too much"
    told = [stems(pair.right.text, setting.language) for pair in question.pairs]
    if any(one < other for one in told for other in told):
        return "what belongs to one belongs to another too"
    if _rises([pair.right.text for pair in question.pairs]):
        return "the numbers rise as what they belong to does"
    if any(not stems(pair.right.text, setting.language) for pair in question.pairs):
        return "something to match says nothing"
    return ""


def _rises(texts: list[str]) -> bool:
    """ "0 - 99 desks", "100 - 500 desks", "more than 500 desks": in the order of the small, the middle and the large."""
    first = [NUMBER.search(text) for text in texts]
    if not all(first) or any(count_words(text) > SHORT for text in texts):
        return False
    values = [float(found[0].replace(".", "").replace(",", "")) for found in first if found]
    return len(set(values)) == len(values) and values in (sorted(values), sorted(values, reverse=True))
