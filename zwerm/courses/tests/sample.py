"""A small text with a course drafted of it by hand, with a question of every kind."""

from __future__ import annotations

from zwerm.courses.generation import draft
from zwerm.library.actions import keep_item
from zwerm.library.models import Item
from zwerm.people.models import Person, Space

TEXT = """## Handhygiëne

Handen desinfecteren kost 30 seconden. Een infectie is een ontsteking door bacteriën. Eerst neem je alcohol, dan wrijf je,
daarna laat je drogen.
"""


def keep_text(person: Person, space: Space, title: str = "Handhygiëne") -> Item:
    return keep_item(person, space, "howto", title, TEXT, language="nl")


def span_in(item: Item, words: str) -> draft.Span:
    start = item.version.text.index(words)
    return draft.Span(str(item.pk), start, start + len(words))


def said(item: Item, words: str) -> draft.Sentence:
    return draft.Sentence(words, (span_in(item, words),))


def drafted(item: Item) -> draft.CourseDraft:
    first = said(item, "Handen desinfecteren kost 30 seconden.")
    second = said(item, "Een infectie is een ontsteking door bacteriën.")
    why = (first,)
    spans = first.spans

    def option(text: str, correct: bool = False) -> draft.Option:
        return draft.Option(text, correct, spans)

    questions = (
        draft.SingleChoice("Wat is een infectie?", (option("een ontsteking", True), option("een breuk")), why, spans),
        draft.MultipleChoice(
            "Wat hoort erbij?", (option("alcohol", True), option("wrijven", True), option("zand")), why, spans
        ),
        draft.Ordering(
            "Zet op volgorde.", (said(item, "alcohol"), said(item, "wrijf"), said(item, "drogen")), why, spans
        ),
        draft.Matching(
            "Wat hoort bij wat?",
            (
                draft.Pair(said(item, "alcohol"), said(item, "Eerst")),
                draft.Pair(said(item, "drogen"), said(item, "daarna")),
            ),
            why,
            spans,
        ),
        draft.Gap("Vul in.", "Eerst neem je ", ".", "alcohol", why, spans),
        draft.Numeric("Hoe lang?", "Het kost ", " seconden.", 30, "30", why, spans, unit="seconden"),
        draft.OpenAnswer("Leg uit hoe je het doet.", "Alcohol, wrijven en laten drogen.", why, spans),
    )
    bites = (
        draft.Bite(
            "Waarom",
            5.0,
            (
                draft.TextBlock((draft.Paragraph((first, second)), draft.Listing((draft.ListItem((first,)),)))),
                draft.KeyPoints((first,)),
                draft.Glossary((draft.Term("infectie", second),)),
            ),
        ),
        draft.Bite(
            "Oefenen",
            4.0,
            (
                draft.Quiz(questions),
                draft.Flashcards((draft.Card("Hoe lang?", "30 seconden", spans),)),
                draft.Reflection("Wanneer sla jij het over?", spans),
            ),
        ),
    )
    outline = tuple(draft.OutlineEntry(bite.title, bite.minutes, ()) for bite in bites)
    return draft.CourseDraft("Schone handen", "nl", outline, bites, (draft.Card("Hoe lang?", "30 seconden", spans),))
