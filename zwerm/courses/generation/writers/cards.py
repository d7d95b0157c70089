"""Flashcards of a bite: one fact each, short enough to say aloud."""

from collections.abc import Iterator

from zwerm.courses.generation.draft import Card, Span
from zwerm.courses.generation.material.facts import Enumeration
from zwerm.courses.generation.plan import BitePlan
from zwerm.courses.generation.questions.amounts import LIMIT, subject_of
from zwerm.courses.generation.questions.asked import is_answered
from zwerm.courses.generation.questions.entries import gives_meanings, lead_of
from zwerm.courses.generation.questions.meanings import ask_for
from zwerm.courses.generation.questions.proposal import capital, spans_of
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.wording import BY_LANGUAGE
from zwerm.language.numbers import UNITS
from zwerm.language.standalone import leans_on_context
from zwerm.language.words import count_words

LONGEST_FRONT, LONGEST_BACK = 32, 34
MOST_ITEMS = 5
TELLING_LEAD = 4


def write_cards(plan: BitePlan) -> Iterator[Card]:
    """Cards in the order of worth: meanings, the document's own questions, limits, lists, rules, labelled entries."""
    taken: list[Span] = []
    fronts: set[str] = set()
    defined = {card.front for card in _meanings(plan)}
    for card in _all(plan):
        if any(_overlap(span, other) for span in card.spans for other in taken):
            continue
        front, back = count_words(card.front), count_words(card.back)
        if (
            front <= LONGEST_FRONT
            and 1 <= back <= LONGEST_BACK
            and card.front.casefold() not in fronts
            and (card.front in defined or not leans_on_context(card.back, plan.language))
        ):
            taken += card.spans
            fronts.add(card.front.casefold())
            yield card


def _overlap(one: Span, other: Span) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end


def _all(plan: BitePlan) -> Iterator[Card]:
    yield from _meanings(plan)
    yield from _asked(plan)
    yield from _amounts(plan)
    yield from _lists(plan)
    yield from _rules(plan)
    yield from _entries(plan)


def _meanings(plan: BitePlan) -> Iterator[Card]:
    for meaning in plan.material.meanings:
        if meaning.unit in plan.inside:
            yield Card(ask_for(meaning, plan.language), capital(meaning.meaning.text) + ".", spans_of(meaning.sentence))


def _asked(plan: BitePlan) -> Iterator[Card]:
    for asked in plan.material.asked:
        if asked.unit in plan.inside and count_words(asked.answer.text) >= 4 and is_answered(asked):
            front = clean_title(asked.question.text).rstrip("?") + "?"
            yield Card(front, capital(asked.answer.text), spans_of(asked.question, asked.answer))


def _amounts(plan: BitePlan) -> Iterator[Card]:
    seen: set[int] = set()
    for amount in plan.material.amounts:
        text = amount.sentence.text
        measured = amount.measure in UNITS.values() and amount.value > 1
        subject = subject_of(plan.material, amount) if amount.unit in plan.inside else None
        if subject is not None and measured and LIMIT.search(text) and amount.sentence.start not in seen:
            seen.add(amount.sentence.start)
            front = BY_LANGUAGE[plan.language].card_number
            front = subject + front.format(before=text[: amount.start], after=text[amount.end :])
            yield Card(front, text[amount.start : amount.end], spans_of(amount.sentence))


def _lists(plan: BitePlan) -> Iterator[Card]:
    for enumeration in plan.material.enumerations:
        items = enumeration.items
        fits = (
            len(items) <= MOST_ITEMS
            and not enumeration.above
            and enumeration.is_telling
            and not all(item.code for item in items)
        )
        if enumeration.unit in plan.inside and fits:
            lead = enumeration.lead.text.rstrip(": ")
            lead = f"{_place(plan, enumeration)}{lead}"
            front = BY_LANGUAGE[plan.language].card_list.format(count=len(items), lead=f"{lead} …")
            yield Card(front, "; ".join(item.text for item in items), spans_of(enumeration.lead, *items))


def _place(plan: BitePlan, enumeration: Enumeration) -> str:
    """The heading above a list of which the lead says little: "Tasks: " before "Important ones are …"."""
    title = plan.material.units[enumeration.unit].section.title
    told = clean_title(title.text) if title else ""
    if len(enumeration.lead.stems) >= TELLING_LEAD or not told or told.endswith("?"):
        return ""
    return "" if title is enumeration.lead else f"{told}: "


def _rules(plan: BitePlan) -> Iterator[Card]:
    for tied in plan.material.ties:
        if tied.unit in plan.inside and tied.tie == "condition":
            front = BY_LANGUAGE[plan.language].card_goes_on.format(first=tied.first.text + ",")
            yield Card(front, f"… {tied.second.text}.", spans_of(tied.sentence))


def _entries(plan: BitePlan) -> Iterator[Card]:
    for group in plan.material.groups:
        lead = lead_of(plan.material, group)
        for entry in group.entries if lead else ():
            if entry.unit not in plan.inside:
                continue
            label = clean_title(entry.label.text)
            wording = BY_LANGUAGE[plan.language]
            front = wording.card_label.format(lead=lead, label=label)
            if gives_meanings(group):
                front = wording.what_means.format(article="", term=label)
            yield Card(front, capital(entry.description.text), spans_of(entry.label, entry.description))
