"""Whether a question that an author wrote can be answered and marked: what is missing, as a word that the form explains."""

from __future__ import annotations

from collections.abc import Sequence

from zwerm.courses.generation import draft
from zwerm.courses.rules.marking import plain

FEWEST = 2


def what_is_wrong(question: draft.Question) -> str:
    """Empty when it is sound."""
    if not question.stem.strip():
        return "stem"
    match question:
        case draft.SingleChoice(options=options) | draft.MultipleChoice(options=options):
            return _options(options)
        case draft.Ordering(items=items):
            return _texts([item.text for item in items])
        case draft.Matching(pairs=pairs):
            return _texts([pair.left.text for pair in pairs]) or _texts([pair.right.text for pair in pairs])
        case draft.Gap(choices=choices):
            return _texts(choices) if choices else ""
        case draft.Numeric():
            return ""
        case draft.OpenAnswer(stem=stem, model=model):
            # Who reads the question would have read the answer.
            return "told" if plain(model) in plain(stem) else ""


def _options(options: Sequence[draft.Option]) -> str:
    right = sum(option.correct for option in options)
    if right == 0:
        return "none-right"
    if right == len(options) and right > 1:
        return "all-right"
    return _texts([option.text for option in options])


def _texts(texts: Sequence[str]) -> str:
    if len(texts) < FEWEST:
        return "few"
    return "double" if len({plain(text) or text for text in texts}) < len(texts) else ""
