"""What must be matched is not of one kind, too little or too much."""

from zwerm.courses.generation.draft import Matching, Question
from zwerm.courses.generation.flaws.parts import Setting, stems
from zwerm.language.words import count_words

FEWEST, MOST = 3, 6
RATIO, LONG = 4.0, 6
LONGEST = 26


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
    if any(not stems(pair.right.text, setting.language) for pair in question.pairs):
        return "something to match says nothing"
    return ""
