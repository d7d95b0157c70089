"""When to answer, and when to say that nobody wrote it down yet.

What counts is how much of the question the answer speaks of: the share of the weight of its words (rare words weigh most) that stands in
the chosen sentences or in what they stand under. A raw search score says nothing: the best page for a question that
nobody answered still has one.
"""

from __future__ import annotations

from zwerm.assistant.rules.answering import Drafted

# Fitted on questions of our own over Dutch and English handbooks, answerable and not (docs/develop/answers.md).
LEAST_COVERED = 0.5


def is_answer(drafted: Drafted) -> bool:
    """Whether the drafted sentences answer the question well enough to be shown as its answer."""
    return bool(drafted.sentences) and drafted.covered >= LEAST_COVERED
