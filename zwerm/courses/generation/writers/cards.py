"""Flashcards of a bite: one fact each, short enough to say aloud."""

from collections import Counter
from collections.abc import Iterator

from zwerm.courses.generation.draft import Card, Span
from zwerm.courses.generation.flaws.broken_text import LEFTOVER
from zwerm.courses.generation.plan import BitePlan
from zwerm.courses.generation.questions.amounts import ask_limit, subject_of
from zwerm.courses.generation.questions.entries import explains_words, groups_in
from zwerm.courses.generation.questions.meanings import ask_for
from zwerm.courses.generation.questions.placing import heading_of
from zwerm.courses.generation.questions.proposal import capital, spans_of
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.reading.sentence import content_stems
from zwerm.courses.generation.wording import BY_LANGUAGE, below
from zwerm.courses.generation.writers.worth import Worth
from zwerm.language.alike import telling_words, tells_of
from zwerm.language.standalone import leans_on_context
from zwerm.language.words import count_words

LONGEST_FRONT, LONGEST_BACK = 32, 34
# How much of what belongs to a label may be its own words.
SAYS_AGAIN = 0.35


def write_cards(plan: BitePlan, *, details: bool = False) -> Iterator[Card]:
    """Cards in the order of worth: meanings, limits, labelled entries; with `details` also of what one need not know by heart, for
    who chose it."""
    taken: list[Span] = []
    fronts: set[str] = set()
    defined = {card.front for card in _meanings(plan)}
    for card in _all(plan, details):
        if any(_overlap(span, other) for span in card.spans for other in taken):
            continue
        front, back = count_words(card.front), count_words(card.back)
        if (
            not LEFTOVER.search(f"{card.front} {card.back}".replace("____", "x"))
            and front <= LONGEST_FRONT
            and 1 <= back <= LONGEST_BACK
            and card.front.casefold() not in fronts
            and (card.front in defined or not leans_on_context(card.back, plan.language))
        ):
            taken += card.spans
            fronts.add(card.front.casefold())
            yield card


def _overlap(one: Span, other: Span) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end


def _all(plan: BitePlan, details: bool) -> Iterator[Card]:
    worth = plan.once(Worth)
    yield from (card for card in (*_meanings(plan), *_amounts(plan)) if details or not worth.is_detail(card.spans))
    yield from _entries(plan)


def _meanings(plan: BitePlan) -> Iterator[Card]:
    for meaning in plan.material.meanings:
        if meaning.unit in plan.inside:
            yield Card(ask_for(meaning, plan.language), capital(meaning.meaning.text) + ".", spans_of(meaning.sentence))


def _amounts(plan: BitePlan) -> Iterator[Card]:
    seen: set[int] = set()
    for amount in plan.material.amounts:
        question = ask_limit(plan.material, amount) if amount.unit in plan.inside else None
        if question and amount.sentence.start not in seen:
            seen.add(amount.sentence.start)
            heading = heading_of(plan.material, amount.unit)
            named = "" if tells_of(heading, amount.sentence.text, plan.language) else heading
            subject = subject_of(plan.material, amount) or named
            front = BY_LANGUAGE[plan.language].card_number.format(before=question.before, after=question.after)
            yield Card(below(subject, front), question.shown, spans_of(amount.sentence))


def _goes_round(label: str, told: str, language: str) -> bool:
    """Whether a label is explained by itself: "Early access: the process of giving early access". A sentence that begins with it
    only says of what it tells."""
    rest = " ".join(told.split()[count_words(label) :])
    return content_stems(label, language) <= content_stems(rest, language)


def _entries(plan: BitePlan) -> Iterator[Card]:
    """Of lists that explain words: what else belongs to a name mostly tells itself, or nobody needs it by heart."""
    defined = {meaning.term.text.casefold() for meaning in plan.material.meanings}
    for group, _ in groups_in(plan.material, plan.inside):
        told = Counter(entry.description.text.casefold() for entry in group.entries)
        for entry in group.entries if explains_words(plan.material, group) else ():
            label, back = clean_title(entry.label.text), entry.description.text
            words = telling_words(back, plan.language)
            if (
                label.casefold() in defined
                or told[back.casefold()] > 1
                or len(tells_of(back, label, plan.language)) > SAYS_AGAIN * len(words)
                or _goes_round(label, back, plan.language)
            ):
                continue
            front = BY_LANGUAGE[plan.language].what_means.format(article="", term=label)
            yield Card(front, capital(back), spans_of(entry.label, entry.description))
