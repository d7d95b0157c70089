"""Who hears of a tip: whom it names, and who takes part in its thread."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from zwerm.notices.actions import News, notify_all
from zwerm.people.actions import named_in
from zwerm.questions.models import Tip, TipNaming

MENTION, REPLIED = "mention", "tip-replied"


def name_in_tip(tip: Tip, picked: Collection[UUID] = ()) -> set[UUID]:
    """Find whom its words name, and let those know who were not named in it before. Answers who is named."""
    named = {person.pk: name for name, person in named_in(tip.words, tip.space, picked).items()}
    before = set(tip.namings.values_list("person", flat=True)) if tip.edited else set()
    tip.namings.filter(person__in=before - set(named)).delete()
    new = [TipNaming(tip=tip, person_id=person, name=name) for person, name in named.items() if person not in before]
    TipNaming.objects.bulk_create(new, ignore_conflicts=True)
    _tell(MENTION, tip, {one.person_id for one in new} - {tip.person_id})
    return set(named)


def tell_of_reply(tip: Tip, but: Collection[UUID]) -> None:
    """Who began its thread, or said something there that still stands, hears that there is more; `but` those who are told otherwise."""
    thread = Tip.objects.standing().filter(Q(pk=tip.thread_id) | Q(thread=tip.thread_id))
    took_part = thread.exclude(person=None).order_by().values_list("person", flat=True).distinct()
    _tell(REPLIED, tip, set(took_part) - {tip.person_id, *but})


def _tell(kind: str, tip: Tip, people: Collection[UUID | None]) -> None:
    """About the thread, so that more of it is one notice."""
    who = [person for person in people if person is not None]
    notify_all(who, News(kind, tip.thread_id or tip.pk, tip.space, when=tip.edited or tip.when, once=True))
