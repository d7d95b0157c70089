"""Saying something to the colleagues of a space, and what comes of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from zwerm.library.models import Reaction
from zwerm.operations.hub import Hub
from zwerm.operations.once import keep_once
from zwerm.people.models import Person, Space
from zwerm.questions.actions.accept import looked_after_by
from zwerm.questions.actions.ask import askable_by
from zwerm.questions.actions.refusals import NotAllowed, NotDone, check_comment
from zwerm.questions.actions.tips.hearing import name_in_tip, tell_of_reply
from zwerm.questions.actions.tips.reading import last_of, news_of, seers_of
from zwerm.questions.models import TIP, Conversation, Tip, TipReaction
from zwerm.records.actions import record
from zwerm.records.vocabulary import OWN, Activity
from zwerm.search.actions import touch

ACTIVITY_TYPE = f"{OWN}types/tips"
# More a minute is no conversation.
MOST_A_MINUTE = 30

tips_hub = Hub("tips", news_of, last_of, seers_of)


def activity(space: Space) -> Activity:
    """The conversation, in xAPI's words. What was said stands nowhere but there."""
    return Activity(
        f"urn:uuid:{space.id}:tips", ACTIVITY_TYPE, {"nl": f"Tips: {space.called}", "en": f"Tips: {space.called}"}
    )


def tell_tip(
    person: Person,
    space: Space,
    words: str,
    *,
    thread: Tip | None = None,
    picked: Collection[UUID] = (),
    key: UUID | None = None,
    when: datetime | None = None,
) -> Tip:
    """Say something where `person` sees what is said; `thread`: below this. `key`: of the form; what that sends twice is said once.

    `picked` are the colleagues chosen while typing "@": they tell apart people of the same name.
    Raises NotDone with a reason to show, NotAllowed.
    """
    if not askable_by(person).filter(pk=space.pk).exists():
        raise NotAllowed
    above = thread.thread or thread if thread else None
    if above is not None and (above.space_id != space.pk or above.withdrawn):
        raise NotAllowed
    words = check_comment(words)
    now = datetime.now(UTC)
    if Tip.objects.filter(person=person, when__gt=now - timedelta(minutes=1)).count() >= MOST_A_MINUTE:
        raise NotDone(_("That was a lot in one minute. Wait a moment, then send it again."), "words")
    with transaction.atomic():
        number = _next(space.pk)
        tip = Tip(
            space=space, thread=above, person=person, words=words, when=when or now, number=number, changed=number
        )
        tip, new = keep_once(tip, key, "space_id", "person_id", "thread_id", "words")
        if new:
            if above:
                Tip.objects.filter(pk=above.pk).update(changed=number)
            named = name_in_tip(tip, picked)
            if above:
                tell_of_reply(tip, but=named)
            record(person, "tipped", activity(space), space=space, when=when)
            _changed(tip)
    return tip


def change_tip(person: Person, tip: Tip, words: str, *, picked: Collection[UUID] = ()) -> None:
    """Other words for what one said. Raises NotAllowed, NotDone."""
    if tip.person_id != person.id or tip.withdrawn:
        raise NotAllowed
    words = check_comment(words)
    if words != tip.words:
        with transaction.atomic():
            tip.words, tip.edited, tip.changed = words, datetime.now(UTC), _next(tip.space_id)
            tip.save(update_fields=["words", "edited", "changed"])
            name_in_tip(tip, picked)
            _changed(tip)


def withdraw_tip(person: Person, tip: Tip) -> None:
    """One's own, or anybody's where one looks after the space: the words are gone. Safe to repeat. Raises NotAllowed."""
    own = tip.person_id == person.id
    if not own and not looked_after_by(person).filter(pk=tip.space_id).exists():
        raise NotAllowed
    if tip.withdrawn:
        return
    with transaction.atomic():
        number = _next(tip.space_id)
        tip.words, tip.withdrawn, tip.changed = "", datetime.now(UTC), number
        tip.save(update_fields=["words", "withdrawn", "changed"])
        tip.reactions.all().delete()
        tip.namings.all().delete()
        if tip.thread_id:
            Tip.objects.filter(pk=tip.thread_id).update(changed=number)
        _changed(tip)


def react(person: Person, tip: Tip, kind: str) -> None:
    """Twice is once. Raises NotAllowed for one's own words and for what is no reaction."""
    if kind not in Reaction.Kind.values or tip.person_id == person.id or tip.withdrawn:
        raise NotAllowed
    with transaction.atomic():
        _, new = TipReaction.objects.get_or_create(
            tip=tip, person=person, kind=kind, defaults={"when": datetime.now(UTC)}
        )
        if new:
            record(person, "backed", activity(tip.space), space=tip.space)
            renew(tip)


def take_back_tip_reaction(person: Person, tip: Tip, kind: str) -> None:
    """Safe to repeat."""
    with transaction.atomic():
        if TipReaction.objects.filter(tip=tip, person=person, kind=kind).delete()[0]:
            renew(tip)


def forget_name_in(keys: Collection[Any]) -> None:
    """Somebody was erased: their name went out of these words."""
    for tip in Tip.objects.filter(pk__in=keys):
        renew(tip)
        touch(TIP, tip.thread_id or tip.id)


def renew(tip: Tip) -> None:
    """It looks other than before, but says the same."""
    Tip.objects.filter(pk=tip.pk).update(changed=_next(tip.space_id))
    tips_hub.changed(tip.space_id)


def _changed(tip: Tip) -> None:
    touch(TIP, tip.thread_id or tip.id)
    tips_hub.changed(tip.space_id)


def _next(space: UUID) -> int:
    """The next number; until this transaction ends nobody else takes one, so that a lower one never comes later."""
    mine = Conversation.objects.filter(pk=space)
    if not mine.update(last=F("last") + 1):
        Conversation.objects.bulk_create([Conversation(space_id=space)], ignore_conflicts=True)
        mine.update(last=F("last") + 1)
    return mine.values_list("last", flat=True).get()
