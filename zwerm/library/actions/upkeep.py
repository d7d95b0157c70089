"""Keeping the library true: say that something still holds, doubt it, and choose who looks after it and how often."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from zwerm.library.actions.refusals import NotAllowed, NotKept
from zwerm.library.actions.revise import check_may_revise
from zwerm.library.actions.schedule import reschedule, reschedule_all, schedule
from zwerm.library.actions.written import activity
from zwerm.library.models import Confirmation, Doubt, Item, Rhythm
from zwerm.library.rules.upkeep import MOST_MONTHS
from zwerm.notices.actions import News, notify_all
from zwerm.operations.days import organisation_day
from zwerm.people.models import Membership, Person, Space
from zwerm.records.actions import record

MOST_IN_DOUBT = 1000


def confirm_item(person: Person, item: Item) -> bool:
    """Say that `item` still holds as it is now. It asks again after its rhythm, and open doubts are settled.

    Answers False when this person said so today already. Raises NotAllowed for who may not change it.
    """
    check_may_revise(person, item)
    now = datetime.now(UTC)
    with transaction.atomic():
        version = Item.objects.select_for_update(of=("self",)).select_related("current").get(id=item.id).version
        said = Confirmation.objects.filter(item=item, version=version, person=person).first()
        again = said is not None and organisation_day(said.when) == organisation_day(now)
        _settle(item.doubts.all(), person)
        if again:
            return False
        Confirmation.objects.create(item=item, version=version, person=person, when=now)
        schedule(item, now)
        record(person, "confirmed", activity(item), space=item.space)
    return True


def doubt_item(person: Person, item: Item, words: str) -> Doubt:
    """Tell the owner of `item`, which `person` sees, what does not hold. Someone's open doubt is one, that they can change."""
    words = " ".join(words.split())
    if not words:
        raise NotKept(_("Say in a few words what does not hold."), "words")
    if len(words) > MOST_IN_DOUBT:
        raise NotKept(_("Say it in at most 1,000 characters."), "words")
    if item.published is None:
        raise NotAllowed
    with transaction.atomic():
        doubt, made = Doubt.objects.update_or_create(
            item=item, person=person, settled=None, defaults={"words": words, "when": datetime.now(UTC)}
        )
        if made:
            record(person, "doubted", activity(item), space=item.space)
            if item.owner_id and item.owner_id != person.pk:
                notify_all([item.owner_id], News("doubted", item.pk, item.space))
    return doubt


def settle_doubt(person: Person, doubt: Doubt) -> None:
    """It was looked at. Safe to repeat. Raises NotAllowed."""
    check_may_revise(person, doubt.item)
    _settle(Doubt.objects.filter(id=doubt.id), person)


def give_item(person: Person, item: Item, owner: Person | None) -> None:
    """Let `owner` look after it. Raises NotAllowed, or NotKept when `owner` does not see it."""
    check_may_revise(person, item)
    if owner is not None and not Space.objects.visible_to(owner).filter(id=item.space_id).exists():
        raise NotKept(_("%(name)s does not see this.") % {"name": owner.name}, "owner")
    item.owner = owner
    item.save(update_fields=["owner"])


def set_rhythm(person: Person, item: Item, months: int | None) -> None:
    """How often it asks whether it still holds, in months; 0: never; None: as its space or kind asks."""
    check_may_revise(person, item)
    _check_months(months)
    item.rhythm = months
    item.save(update_fields=["rhythm"])
    reschedule(item)


def set_rhythm_of(person: Person, space: Space, months: int | None) -> None:
    """The same for all that has no rhythm of its own in `space`, by its steward or lead. Raises NotAllowed."""
    if not may_keep(person, space):
        raise NotAllowed
    _check_months(months)
    with transaction.atomic():
        if months is None:
            Rhythm.objects.filter(space=space).delete()
        else:
            Rhythm.objects.update_or_create(space=space, defaults={"months": months})
        reschedule_all(space)


def may_keep(person: Person, space: Space) -> bool:
    """Stewards and leads look after a space; everyone after their own."""
    return may_keep_in(person).filter(id=space.id).exists()


def may_keep_in(person: Person) -> QuerySet[Space]:
    """The spaces that `person` looks after."""
    mine = Membership.objects.filter(space=OuterRef("pk"), person=person)
    return Space.objects.filter(
        Exists(mine.filter(role__in=Membership.MANAGING)) | Q(Exists(mine), kind=Space.Kind.PRIVATE)
    )


def _settle(doubts: QuerySet[Doubt], person: Person) -> None:
    doubts.filter(settled__isnull=True).update(settled=datetime.now(UTC), settled_by=person)


def _check_months(months: int | None) -> None:
    if months is not None and not 0 <= months <= MOST_MONTHS:
        raise NotKept(_("Choose a rhythm of at most five years."), "months")
