"""When to answer, and when to say that nobody wrote it down yet.

What counts is how much of the question the answer speaks of: the share of the weight of its words (rare words weigh most) that stands in
the chosen sentences or in what they stand under; and whether its source as a whole is about the same, for who asks in other words than
the writer's. A raw search score says nothing: the best page for a question that nobody answered still has one.
"""

from __future__ import annotations

from zwerm.assistant.rules.answering import Drafted

# Fitted on questions with and without an answer, in both languages (docs/develop/answers.md).
ENOUGH, MEANING = 0.62, 0.4
LEAST_COVERED, LEAST_BY_WORDS_ALONE = 0.3, 0.5


def is_answer(drafted: Drafted) -> bool:
    """Whether the drafted sentences answer the question well enough to be shown as its answer."""
    if not drafted.sentences or drafted.covered < LEAST_COVERED:
        return False
    if drafted.meaning is None:
        return drafted.covered >= LEAST_BY_WORDS_ALONE
    return drafted.covered + MEANING * drafted.meaning >= ENOUGH
