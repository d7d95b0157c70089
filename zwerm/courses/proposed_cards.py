"""What courses find worth asking about a page, for who wants to remember something of it."""

from __future__ import annotations

from zwerm.courses.generation.source import Source
from zwerm.library.models import Item
from zwerm.practice.actions import CardDraft
from zwerm.practice.models import Card


def propose_cards(item: Item, place: tuple[int, int] | None) -> list[CardDraft]:
    # The writer of courses is loaded by who asks for it, not by every process that serves pages.
    from zwerm.courses.generation.remembered import cards_to_remember

    source = Source(
        id=str(item.pk),
        title=item.version.title,
        markdown=item.version.text,
        language=item.language,
        spoken_in_quotes=item.source.lower().endswith(".pptx"),
    )
    return [
        CardDraft(
            one.front,
            one.back,
            Card.Kind.CLOZE if one.gap else Card.Kind.BASIC,
            item=item,
            start=one.start,
            end=one.end,
        )
        for one in cards_to_remember(source, place)
    ]
