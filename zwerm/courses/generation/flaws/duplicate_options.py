"""Two options say the same, one holds the other, or one is the other with a slip of the hand."""

from itertools import combinations, permutations

from zwerm.courses.generation.draft import Matching, Ordering, Question, SingleChoice
from zwerm.courses.generation.flaws.parts import SHORTEST_SHARED, Setting, every_option, plain, stems
from zwerm.language.misspellings import is_slip

ALIKE, ENOUGH = 0.7, 3


def check(question: Question, setting: Setting) -> str:
    for texts in _lists(question):
        for one, other in combinations(texts, 2):
            if plain(one) == plain(other) or _alike(stems(one, setting.language), stems(other, setting.language)):
                return f"“{one}” and “{other}” say the same"
            if is_slip(plain(one), plain(other)):
                return f"“{one}” and “{other}” differ by a letter"
    for one, other in permutations(_names(question), 2):
        if _is_within(stems(one, setting.language), stems(other, setting.language)):
            return f"“{one}” is within “{other}”"
    return ""


def _lists(question: Question) -> list[list[str]]:
    if isinstance(question, Matching):
        return [[pair.left.text for pair in question.pairs], [pair.right.text for pair in question.pairs]]
    if isinstance(question, Ordering):
        return [[item.text for item in question.items]]
    return [every_option(question)]


def _names(question: Question) -> list[str]:
    """What things are called of which it is asked what belongs to which."""
    if isinstance(question, Matching):
        return [pair.left.text for pair in question.pairs]
    return every_option(question) if isinstance(question, SingleChoice) and question.quote else []


def _is_within(one: frozenset[str], other: frozenset[str]) -> bool:
    """ "Maatregel" in "Beveiligingsmaatregelen", "risk" in "residual risk": what is said of the one may be said of the other."""
    return bool(one) and all(
        any(word == whole or (len(word) >= SHORTEST_SHARED and word in whole) for whole in other) for word in one
    )


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    if not one or not other:
        return False
    shared = len(one & other)
    return shared / len(one | other) >= ALIKE or (shared == min(len(one), len(other)) and shared >= ENOUGH)
