"""The words that a card rests on, as a reader sees them, marked within their sentence."""

from __future__ import annotations

from dataclasses import dataclass

from zwerm.people.models import Person
from zwerm.practice.models import Card
from zwerm.practice.rules.locate import sentence_around


@dataclass(frozen=True)
class Quotation:
    """`stale`: the item says something else by now; the words are shown as they were."""

    title: str
    url: str
    before: str
    marked: str
    after: str
    stale: bool


def quotation_of(card: Card, person: Person) -> Quotation | None:
    """None for a card about nothing. `card` must be one that the person sees; its item and version are loaded with it."""
    item, version = card.item, card.version
    if item is None:
        return None
    if version is None or card.start is None or card.end is None:
        return Quotation(item.title, card.source_url, "", "", "", stale=False)
    if version.published is None and version.author_id != person.pk:
        return Quotation(item.title, item.get_absolute_url(), "", "", "", stale=False)
    before, marked, after = sentence_around(version.text, card.start, card.end)
    stale = item.current_id != version.pk
    return Quotation(item.title, card.source_url, before, marked, after, stale)
