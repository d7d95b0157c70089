from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zwerm.library.actions.written import activity
from zwerm.library.rules.markdown import clean_text, read_markdown
from zwerm.people.models import Person, Space
from zwerm.practice.actions.drafts import CardDraft
from zwerm.practice.actions.keep import keep_cards
from zwerm.practice.actions.retire import taken_up
from zwerm.practice.models import Card
from zwerm.practice.rules.cloze import gaps_in, hide, show
from zwerm.records.actions import record

LONGEST = 2000


class NotACard(Exception):
    """This is not a card that can be practised; `says` tells the person why, `field` where."""

    def __init__(self, says: str | Promise, field: str) -> None:
        super().__init__(str(says))
        self.says, self.field = says, field


@transaction.atomic
def make_card(person: Person, draft: CardDraft, *, share: bool = True, now: datetime | None = None) -> Card:
    """`person` makes a card about an item that they see, and keeps it. Raises NotACard.

    `share`: colleagues who see the item can practise it too. Who may not write where the item is makes it for themselves.
    """
    assert draft.item is not None, "a person's card is about something"
    shared = share and Space.objects.writable_by(person).filter(pk=draft.item.space_id).exists()
    space = draft.item.space if shared else person.private_space
    card = _card(draft, space, person, draft.item.language, now or datetime.now(UTC))
    card.save(force_insert=True)
    record(person, "made-card", activity(draft.item), space=draft.item.space)
    keep_cards(person, [card], now=now)
    return card


@transaction.atomic
def make_cards(
    maker: Person | None, space: Space, drafts: Sequence[CardDraft], *, language: str, now: datetime | None = None
) -> list[Card]:
    """Cards that something else made, such as a course: in the order of `drafts`. Raises NotACard.

    Whoever calls has checked that `maker` may write in `space`, and records what happened.
    """
    made = now or datetime.now(UTC)
    origins = [draft.origin for draft in drafts if draft.origin]
    known = {card.origin: card for card in Card.objects.filter(origin__in=origins)}
    known |= taken_up(space, [draft for draft in drafts if draft.origin and draft.origin not in known])
    cards = []
    for draft in drafts:
        card = _card(draft, space, maker, language, made)
        if draft.origin in known:
            card.pk, card.made = known[draft.origin].pk, known[draft.origin].made
        cards.append(card)
    Card.objects.bulk_create([card for card in cards if card.origin not in known])
    changed = [card for card in cards if card.origin in known]
    Card.objects.bulk_update(
        changed,
        ["space", "kind", "front", "back", "front_html", "back_html", "language", "item", "version", "start", "end", "origin", "retired"],
    )  # fmt: skip
    return cards


def _card(draft: CardDraft, space: Space, maker: Person | None, language: str, made: datetime) -> Card:
    front, back = clean_text(draft.front).strip(), clean_text(draft.back).strip()
    _check(front, back, draft.kind)
    asked, answer = (hide(front), f"{show(front)}\n\n{back}") if draft.kind == Card.Kind.CLOZE else (front, back)
    has_span = draft.item is not None and draft.start is not None and draft.end is not None
    return Card(
        space=space,
        kind=draft.kind,
        front=front,
        back=back,
        front_html=read_markdown(asked, language).render({}),
        back_html=read_markdown(answer, language).render({}),
        language=language,
        item=draft.item,
        version=draft.item.current if draft.item else None,
        start=draft.start if has_span else None,
        end=draft.end if has_span else None,
        maker=maker,
        origin=draft.origin,
        made=made,
    )


def _check(front: str, back: str, kind: str) -> None:
    if kind not in Card.Kind.values:
        raise NotACard(_("Choose what kind of card it is."), "kind")
    if not front:
        raise NotACard(_("Write what you want to be asked."), "front")
    if len(front) > LONGEST or len(back) > LONGEST:
        raise NotACard(_("This is too long for a card. One question and a short answer work best."), "front")
    if kind == Card.Kind.CLOZE and not gaps_in(front):
        raise NotACard(_("Put {{ and }} around the words that you want to remember."), "front")
    if kind == Card.Kind.BASIC and not back:
        raise NotACard(_("Write the answer."), "back")
