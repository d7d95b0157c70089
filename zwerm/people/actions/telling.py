from __future__ import annotations

from django.db import transaction

from zwerm.people.models import Person, Telling


@transaction.atomic
def tell(person: Person, told: dict[str, tuple[str, str]]) -> None:
    """What `person` tells: name → text and audience. An empty text is told no longer."""
    for name, (text, audience) in told.items():
        if text.strip():
            Telling.objects.update_or_create(person=person, name=name, defaults={"text": text, "audience": audience})
        else:
            Telling.objects.filter(person=person, name=name).delete()
