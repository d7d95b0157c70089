"""Marks an answer to a question of a course.

What is given is what a form sends, as a list of texts: the numbers of the chosen options, of the items in the chosen order, of the
right-hand side chosen for each left-hand side, or what was typed. Half right is shown and kept as a share (0–1); only a share of 1 is correct.
What is answered in own words is not marked: it has no share. It must be words, though: some that differ from each other.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from zwerm.courses.generation import draft
from zwerm.language.spelled import read_spelled
from zwerm.language.words import find_words

LONGEST = 5000
FEWEST_WORDS = 3


@dataclass(frozen=True)
class Mark:
    """`share` and `correct` are None where nothing is marked."""

    share: float | None

    @property
    def correct(self) -> bool | None:
        return None if self.share is None else self.share == 1.0


class Unanswered(ValueError):
    """Nothing was given, or not for every part of the question."""


class TooShort(Unanswered):
    """What was written in own words is no attempt: see `fewest_words`."""


class TooLong(ValueError):
    """More than LONGEST characters were written."""


def mark(question: draft.Question, given: Sequence[str]) -> Mark:
    """How right `given` is. Raises Unanswered when something is missing or is not an answer to this question, TooShort and TooLong."""
    _check_size(question, given)
    match question:
        case draft.SingleChoice():
            return _single(question, given)
        case draft.MultipleChoice():
            return _multiple(question, given)
        case draft.Ordering():
            return _ordering(question, given)
        case draft.Matching():
            return _matching(question, given)
        case draft.Gap():
            return _gap(question, given)
        case draft.Numeric():
            return _numeric(question, given)
        case draft.OpenAnswer():
            return Mark(None)


def _check_size(question: draft.Question, given: Sequence[str]) -> None:
    if any(len(text) > LONGEST for text in given):
        raise TooLong
    if isinstance(question, draft.OpenAnswer) and _different_words(" ".join(given)) < fewest_words(question):
        raise TooShort
    if not any(text.strip() for text in given):
        raise Unanswered


def fewest_words(question: draft.OpenAnswer) -> int:
    """So many different words are an answer in own words; fewer where the model answer is shorter."""
    return min(FEWEST_WORDS, _different_words(question.model) or FEWEST_WORDS)


def _different_words(text: str) -> int:
    return len({word.folded for word in find_words(text)})


def marked_alike(one: draft.Question, other: draft.Question) -> bool:
    """Whether an answer to one says the same about the other: only wording that is not chosen from or marked differs."""
    return _what_is_marked(one) == _what_is_marked(other)


def _what_is_marked(question: draft.Question) -> object:
    match question:
        case draft.SingleChoice(options=options) | draft.MultipleChoice(options=options):
            return question.kind, [(option.text, option.correct) for option in options]
        case draft.Ordering(items=items):
            return question.kind, [item.text for item in items]
        case draft.Matching(pairs=pairs):
            return question.kind, [(pair.left.text, pair.right.text) for pair in pairs]
        case draft.Gap():
            return question.kind, question.answer, question.accepted, question.choices
        case draft.Numeric():
            return question.kind, question.answer, question.tolerance
        case draft.OpenAnswer():
            return question.kind, question.model


def asked_again(before: Sequence[draft.Question], now: Sequence[draft.Question]) -> list[int | None]:
    """Which of the questions of `before` each of `now` is, by its number there; None for a new one.

    The same words with the same answer; or the same words, where no other question has them, with another answer.
    """
    found: list[int | None] = [None] * len(now)
    _pair_up(found, [_what_is_said(one) for one in before], [_what_is_said(one) for one in now])
    asked_before, asked_now = [_what_is_asked(one) for one in before], [_what_is_asked(one) for one in now]
    once = {one for one in asked_now if asked_now.count(one) == asked_before.count(one) == 1}
    _pair_up(found, asked_before, [one if one in once else None for one in asked_now])
    return found


def _pair_up(found: list[int | None], before: Sequence[object], now: Sequence[object]) -> None:
    for place, one in enumerate(now):
        if found[place] is None and one is not None:
            free = (number for number, other in enumerate(before) if other == one and number not in found)
            found[place] = next(free, None)


def _what_is_asked(question: draft.Question) -> tuple[str, ...]:
    around = (question.before, question.after) if isinstance(question, draft.Gap | draft.Numeric) else ()
    return question.kind, question.stem, *around


def _what_is_said(question: draft.Question) -> object:
    return _what_is_asked(question), _what_is_marked(question)


def _single(question: draft.SingleChoice, given: Sequence[str]) -> Mark:
    (chosen,) = _numbers(given[:1], len(question.options))
    return Mark(1.0 if question.options[chosen].correct else 0.0)


def _multiple(question: draft.MultipleChoice, given: Sequence[str]) -> Mark:
    """The share of options judged rightly, chosen or left, but nothing for choosing all of them."""
    chosen = set(_numbers(given, len(question.options)))
    if len(chosen) == len(question.options):
        return Mark(0.0)
    right = sum((number in chosen) == option.correct for number, option in enumerate(question.options))
    return Mark(right / len(question.options))


def _ordering(question: draft.Ordering, given: Sequence[str]) -> Mark:
    """The share of neighbours in the right order, so that one slip at the top does not spoil everything."""
    order = _numbers(given, len(question.items))
    if sorted(order) != list(range(len(question.items))):
        raise Unanswered
    if len(order) == 1:
        return Mark(1.0)
    pairs = list(pairwise(order))
    return Mark(sum(second == first + 1 for first, second in pairs) / len(pairs))


def _matching(question: draft.Matching, given: Sequence[str]) -> Mark:
    if len(given) != len(question.pairs):
        raise Unanswered
    chosen = _numbers(given, len(question.pairs))
    # Two lefts may share the same right-hand words; then either counts.
    rights = [pair.right.text for pair in question.pairs]
    return Mark(sum(rights[number] == rights[left] for left, number in enumerate(chosen)) / len(rights))


def _gap(question: draft.Gap, given: Sequence[str]) -> Mark:
    return Mark(1.0 if plain(given[0]) in {plain(text) for text in (question.answer, *question.accepted)} else 0.0)


def _numeric(question: draft.Numeric, given: Sequence[str]) -> Mark:
    number = read_number(given[0])
    if number is None:
        raise Unanswered
    # 2.6 lies within 0.1 of 2.5, though not as floating-point numbers.
    slack = question.tolerance + max(question.tolerance, abs(question.answer)) * 1e-9
    return Mark(1.0 if math.isclose(number, question.answer, rel_tol=0, abs_tol=slack) else 0.0)


def _numbers(given: Sequence[str], count: int) -> list[int]:
    try:
        numbers = [int(text) for text in given]
    except ValueError:
        raise Unanswered from None
    if any(not 0 <= number < count for number in numbers):
        raise Unanswered
    return numbers


def plain(text: str) -> str:
    """Without capitals, accents, outer punctuation and double spaces: how words are compared."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", bare).strip(" .,;:!?\"'“”‘’()").casefold()


_NUMBER = re.compile(r"[-−+]?\d[\d.,\u00a0\u202f ]*")


def read_number(text: str) -> float | None:
    """The number in what someone typed, Dutch (1.234,5) or English (1,234.5), or spelled out ("vijfentwintig"); else None.

    A single separator followed by exactly three digits is read as a thousand, as both languages write it.
    """
    found = _NUMBER.search(text)
    if not found:
        spelled = read_spelled(text)
        return None if spelled is None else float(spelled)
    digits = re.sub(r"[\u00a0\u202f ]", "", found[0].replace("−", "-")).rstrip(".,")
    last = max(digits.rfind("."), digits.rfind(","))
    if last >= 0:
        whole, part = digits[:last], digits[last + 1 :]
        separator = digits[last]
        thousands = len(part) == 3 and whole.lstrip("+-") not in {"", "0"} and digits.count(separator) >= 1
        other = "," if separator == "." else "."
        if thousands and other not in whole:
            digits = whole.replace(separator, "") + part
        else:
            digits = re.sub(r"[.,]", "", whole) + "." + part
    try:
        number = float(digits)
    except ValueError:
        return None
    # Longer than any number here can be.
    return number if math.isfinite(number) else None
