from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from zwerm.notices.models import Choice, Notice, Wishes
from zwerm.notices.registry import kinds
from zwerm.notices.rules.planning import Mail
from zwerm.people.models import Person


@transaction.atomic
def choose(
    person: Person, wishes: Mapping[str, Any], ways: Mapping[str, tuple[Mail, bool]], now: datetime | None = None
) -> None:
    """When and how often somebody wants to hear, and per kind how it comes by mail and whether it comes to their devices. What waits is looked at anew."""
    Wishes.objects.update_or_create(person=person, defaults=dict(wishes))
    Choice.objects.filter(person=person).delete()
    Choice.objects.bulk_create(
        [
            Choice(person=person, kind=name, mail=mail, push=push)
            for name, (mail, push) in ways.items()
            if name in kinds and (mail, push) != (kinds[name].mail, kinds[name].push)
        ]
    )
    look_anew(person, now)


@transaction.atomic
def stop_mail(person: Person) -> None:
    """No mail of notices any more, until they choose otherwise. Safe to repeat."""
    wishes = Wishes.of(person)
    wishes.mail = False
    wishes.save()
    look_anew(person)


def look_anew(person: Person, now: datetime | None = None) -> None:
    """Their wishes, or their clock, are not what they were when it was found out when what waits can go."""
    Notice.objects.to_send().filter(person=person).update(look=now or datetime.now(UTC))
