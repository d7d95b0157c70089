"""Words of the question come back in the correct option only."""

from zwerm.courses.generation.draft import Matching, Question
from zwerm.courses.generation.flaws.parts import (
    Setting,
    correct_options,
    shared_stems,
    stems,
    subject_of,
    wrong_options,
)
from zwerm.language.forms import root

SHORTEST_START = 9


def check(question: Question, setting: Setting) -> str:
    if isinstance(question, Matching):
        return _in_pairs(question, setting)
    correct, wrong = correct_options(question), wrong_options(question)
    if not correct or not wrong:
        return ""
    told = stems(subject_of(question), setting.language)
    others = frozenset().union(*(stems(text, setting.language) for text in wrong))
    for option in correct:
        # The very word in the right option only, though a wrong one has it within a compound.
        exact = (stems(option, setting.language) & told) - others
        shared = shared_stems(stems(option, setting.language), told)
        only = exact or shared - shared_stems(shared, others)
        if only:
            return f"“{min(only)}” stands in the question and in the correct option"
        root = _roots(option, setting) & _roots(subject_of(question), setting) - _roots(" ".join(wrong), setting)
        if root:
            return f"a form of “{min(root)}” stands in the question and in the correct option"
    return ""


def _starts(text: str, setting: Setting) -> frozenset[str]:
    """How long words begin: "leiderschapsontwikkeling" and "leiderschapsvaardigheden" are of one matter."""
    return frozenset(stem[:SHORTEST_START] for stem in stems(text, setting.language) if len(stem) > SHORTEST_START)


def _roots(text: str, setting: Setting) -> frozenset[str]:
    roots = frozenset(root(stem, setting.language) for stem in stems(text, setting.language)) - {""}
    return roots | _starts(text, setting)


def _in_pairs(question: Matching, setting: Setting) -> str:
    """A left that shares a word with its own right and with no other right."""
    for pair in question.pairs:
        own = shared_stems(stems(pair.left.text, setting.language), stems(pair.right.text, setting.language))
        others = frozenset().union(
            *(stems(other.right.text, setting.language) for other in question.pairs if other is not pair)
        )
        beside = " ".join(other.right.text for other in question.pairs if other is not pair)
        alike = _roots(pair.left.text, setting) & _roots(pair.right.text, setting) - _roots(beside, setting)
        if own - shared_stems(own, others) or alike:
            return f"“{pair.left.text}” comes back in what belongs to it"
    return ""
