"""Known flaws of test questions, each a rule of its own. What breaks one is thrown away.

After the item-writing flaws of Tarrant and others (2006) and Moore and others (2023, arXiv 2307.08161), as far as a
program can see them, with what our own way of making questions can do wrong. A rule says what is wrong, or nothing.
"""

from collections.abc import Callable
from typing import NamedTuple

from zwerm.courses.generation.draft import Question
from zwerm.courses.generation.flaws import (
    absolute_terms,
    all_or_none,
    answer_in_question,
    beside_blank,
    blank_place,
    broken_text,
    convergence,
    duplicate_options,
    grammatical_cue,
    gratuitous_information,
    implausible_distractor,
    k_type,
    logical_cue,
    longest_option,
    lost_sequence,
    missing_context,
    more_than_one_correct,
    negative_stem,
    option_count,
    order_cue,
    repeated_words,
    trivial,
    true_false,
    uneven_pairs,
    unfocused_stem,
    vague_terms,
)
from zwerm.courses.generation.flaws.parts import Setting

Rule = Callable[[Question, Setting], str]
# What most break and what is soon looked at first; what compares with every sentence nearby last.
_MODULES = (
    option_count, broken_text, true_false, all_or_none, k_type, unfocused_stem, negative_stem, blank_place,
    beside_blank, repeated_words, answer_in_question, missing_context, gratuitous_information, longest_option,
    grammatical_cue, absolute_terms, vague_terms, logical_cue, implausible_distractor, convergence, duplicate_options,
    lost_sequence, order_cue, uneven_pairs, trivial, more_than_one_correct,
)  # fmt: skip
RULES: dict[str, Rule] = {module.__name__.rsplit(".", 1)[-1]: module.check for module in _MODULES}


class Flaw(NamedTuple):
    rule: str
    why: str


def find_flaw(question: Question, setting: Setting, forgiven: frozenset[str] = frozenset()) -> Flaw | None:
    """The first rule that the question breaks, in the order of `RULES`, apart from those `forgiven`."""
    for name, rule in RULES.items():
        why = "" if name in forgiven else rule(question, setting)
        if why:
            return Flaw(name, why)
    return None


def find_flaws(question: Question, setting: Setting) -> list[Flaw]:
    """Every rule that the question breaks."""
    return [Flaw(name, why) for name, rule in RULES.items() if (why := rule(question, setting))]


__all__ = ["RULES", "Flaw", "Rule", "Setting", "find_flaw", "find_flaws"]
