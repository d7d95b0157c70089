"""One question gives away the answer to another."""

from zwerm.courses.generation.draft import Gap, Matching, Numeric, Ordering, Question, SingleChoice
from zwerm.courses.generation.flaws.parts import (
    asked,
    correct_options,
    covered,
    every_option,
    plain,
    quoted,
    shown_texts,
    stems,
)
from zwerm.language.words import count_words

ALIKE, SAME, LONGEST_TOPIC, FEWEST_TOPICS = 0.6, 0.7, 7, 4


def gives_away(one: Question, other: Question, language: str) -> bool:
    """Whether reading one of the two helps to answer the other, or both ask the same."""
    if _same_place(one, other) or _same_number(one, other, language) or _same_word(one, other):
        return True
    first, second = stems(asked(one), language), stems(asked(other), language)
    if covered(first, second) > SAME and covered(second, first) > SAME and one.kind == other.kind and quoted(one):
        return True
    return _tells(one, other, language) or _tells(other, one, language) or _alike(one, other)


def _same_place(one: Question, other: Question) -> bool:
    """Both rest on the same stretch of the source."""
    return any(a.source == b.source and a.start < b.end and b.start < a.end for a in one.spans for b in other.spans)


def _same_word(one: Question, other: Question) -> bool:
    """The same word left out twice."""
    return isinstance(one, Gap) and isinstance(other, Gap) and plain(one.answer) == plain(other.answer)


def _same_number(one: Question, other: Question, language: str) -> bool:
    """The same number of the same unit, in sentences that share words: the second is no news."""
    if not (isinstance(one, Numeric) and isinstance(other, Numeric)):
        return False
    shared = stems(asked(one), language) & stems(asked(other), language)
    return (one.answer, one.unit) == (other.answer, other.unit) and len(shared) >= 2


def _tells(one: Question, other: Question, language: str) -> bool:
    """Whether what `one` shows before answering holds the answer to `other` together with what `other` asks."""
    shown = plain(" ".join([asked(one), *([] if isinstance(one, SingleChoice) else shown_texts(one))]))
    told = stems(shown, language)
    topic = stems(asked(other), language)
    enough = 2.0 if isinstance(other, Numeric) else max(2, len(topic) * ALIKE)
    return any(f" {plain(answer)} " in f" {shown} " and len(topic & told) >= enough for answer in _answers(other))


def _answers(question: Question) -> list[str]:
    if isinstance(question, Gap):
        return [question.answer]
    if isinstance(question, Numeric):
        return [question.shown]
    if isinstance(question, Ordering | Matching):
        return []
    return correct_options(question)


def _sort_differently(one: Question, other: Question) -> bool:
    """Two statements to be placed under the same topics, with another answer each: neither helps the other.

    A topic is a few words; of longer options one is crossed out the second time.
    """
    if isinstance(one, Gap) or isinstance(other, Gap) or len(every_option(other)) < FEWEST_TOPICS:
        return False
    if any(count_words(text) > LONGEST_TOPIC for text in every_option(one)):
        return False
    return bool(quoted(one) and quoted(other)) and not set(correct_options(one)) & set(correct_options(other))


def _alike(one: Question, other: Question) -> bool:
    """Whether the same options come back: the second is then answered by crossing out."""
    first, second = {plain(text) for text in every_option(one)}, {plain(text) for text in every_option(other)}
    if len(first & second) >= 2 and not _sort_differently(one, other):
        return True
    if isinstance(one, Matching) or isinstance(other, Matching):
        texts, others = {plain(t) for t in shown_texts(one)}, {plain(t) for t in shown_texts(other)}
        return len(texts & others) >= 2
    return False
