from __future__ import annotations

from django.db import transaction

from zwerm.library.actions.written import activity
from zwerm.library.models import Item, Visit
from zwerm.operations.days import organisation_day
from zwerm.people.models import Person
from zwerm.records.actions import record


def visit_item(person: Person, item: Item) -> bool:
    """Note that `person` read `item`: one statement a day at most. Answers whether this was the day's first time."""
    if item.published is None or item.author_id == person.id:
        return False
    today = organisation_day()
    last = Visit.objects.filter(item=item, person=person).values_list("last", flat=True).first()
    if last == today:
        return False
    with transaction.atomic():
        if last is None:
            _, first = Visit.objects.get_or_create(item=item, person=person, defaults={"last": today})
        else:
            first = bool(Visit.objects.filter(item=item, person=person, last=last).update(last=today))
        if first:
            record(person, "experienced", activity(item), space=item.space)
    return first
