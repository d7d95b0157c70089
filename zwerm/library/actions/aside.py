"""Setting items aside whose file is gone, and putting them back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from zwerm.library.actions.refusals import NotAllowed
from zwerm.library.actions.written import activity
from zwerm.library.models import Aside, ImportedFile, ImportRun, Item
from zwerm.library.registry import tell_followers
from zwerm.people.models import Person, Space
from zwerm.records.actions.record import append, state
from zwerm.search.actions import touch


def set_items_aside(person: Person, run: ImportRun, items: Collection[UUID]) -> None:
    """These items, whose files are gone, count no more: not in lists, search, answers or courses. Their pages still open.

    To be called in the transaction that locked them. What is set aside already stays as it is.
    """
    now = datetime.now(UTC)
    found = list(Item.objects.published().filter(id__in=items).select_related("space"))
    Item.objects.filter(id__in=[item.id for item in found]).update(set_aside=now)
    Aside.objects.bulk_create([Aside(item=item, path=item.source, person=person, when=now) for item in found])
    append([state(person, "set-aside", activity(item), space=item.space, part_of=run.activity) for item in found])
    _tell(found)


@transaction.atomic
def put_back(person: Person, items: Collection[UUID]) -> int:
    """These items count again, and stay when their file is gone at the next import too. Raises NotAllowed."""
    found = _locked(items)
    writable = set(Space.objects.writable_by(person).values_list("id", flat=True))
    if any(item.space_id not in writable for item in found):
        raise NotAllowed
    _back(person, found)
    files = ImportedFile.objects.filter(item__in=found, outcome=ImportedFile.Outcome.GONE)
    files.update(reason={"code": "gone_kept", "params": {}})
    append([state(person, "put-back", activity(item), space=item.space) for item in found])
    return len(found)


@transaction.atomic
def put_back_returned(person: Person, items: Sequence[Item]) -> int:
    """Their files are there again."""
    found = _locked([item.id for item in items])
    _back(person, found)
    for item in items:
        item.set_aside = None
    return len(found)


def _locked(items: Collection[UUID]) -> list[Item]:
    aside = Item.objects.aside().filter(id__in=items).select_related("space").order_by("id")
    return list(aside.select_for_update(of=("self",)))


def _back(person: Person, found: Sequence[Item]) -> None:
    ids = [item.id for item in found]
    Item.objects.filter(id__in=ids).update(set_aside=None)
    Aside.objects.filter(item__in=ids, back__isnull=True).update(back=datetime.now(UTC), back_by=person)
    _tell(found)


def _tell(found: Sequence[Item]) -> None:
    touch("item", *(item.id for item in found))
    for item in found:
        tell_followers(item.id)
