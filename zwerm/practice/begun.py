"""What stands on the page "Remember this" before anybody wrote: proposals, and the form with one of them filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from zwerm.library.models import Item
from zwerm.library.rules.plain import plain_text
from zwerm.practice.actions import CardDraft
from zwerm.practice.models import Card
from zwerm.practice.registry import proposals
from zwerm.practice.rules.cloze import hide
from zwerm.practice.rules.locate import find_span, gap_around, sentence_around

LONGEST = 1000


@dataclass(frozen=True)
class Proposal:
    """A card as its reader sees it; `choose` opens the page with it filled in."""

    front: str
    back: str
    choose: str
    is_chosen: bool


@dataclass(frozen=True)
class Begun:
    """`initial` fills the form. `quoted`: what the card rests on, within its sentence; nothing where that is nowhere in the text."""

    initial: dict[str, Any]
    proposals: list[Proposal]
    quoted: tuple[str, str, str] | None

    @staticmethod
    def of(item: Item, quote: str, choose: str) -> Begun:
        """Of selected words the best question is filled in at once; of a whole page a reader chooses one."""
        text, words = item.version.text, " ".join(quote.split())[:LONGEST]
        place = find_span(text, words)
        drafts = [] if words and not place else list(_drafts(item, place))
        number = int(choose) if choose.isdecimal() else 0 if words else -1
        chosen = drafts[number] if 0 <= number < len(drafts) else None
        initial: dict[str, Any] = {"back": words}
        if chosen:
            place = _narrower(place, (chosen.start, chosen.end))
            initial = {"kind": chosen.kind, "front": chosen.front, "back": chosen.back}
        if place:
            initial |= {"start": place[0], "end": place[1]}
        shown = [_shown(draft, index, words, draft is chosen) for index, draft in enumerate(drafts)]
        return Begun(initial, shown, sentence_around(text, *place) if place else None)


def _drafts(item: Item, place: tuple[int, int] | None) -> Iterator[CardDraft]:
    """A gap for words that were selected within a sentence, before what others propose."""
    gap = gap_around(item.version.text, *place) if place else ""
    if gap and place:
        yield CardDraft(gap, "", Card.Kind.CLOZE, item=item, start=place[0], end=place[1])
    yield from (draft for draft in proposals(item, place) if draft.front != gap)


def _narrower(selected: tuple[int, int] | None, drafted: tuple[int | None, int | None]) -> tuple[int, int] | None:
    """What the card rests on: of what was selected only as much as it asks."""
    start, end = drafted
    if start is None or end is None or (selected and start <= selected[0] and selected[1] <= end):
        return selected
    return start, end


def _shown(draft: CardDraft, number: int, words: str, is_chosen: bool) -> Proposal:
    asked = {"quote": words} if words else {}
    return Proposal(
        plain_text(hide(draft.front)),
        plain_text(draft.back),
        f"?{urlencode(asked | {'choose': str(number)})}",
        is_chosen,
    )
