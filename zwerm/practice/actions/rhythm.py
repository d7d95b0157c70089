from __future__ import annotations

from collections.abc import Collection

from zwerm.people.models import Person
from zwerm.practice.models import Rhythm


def set_rhythm(person: Person, *, days_off: Collection[int], new_per_day: int, minutes: int) -> Rhythm:
    """How `person` wants to practise from now on. Days that cards already return on stay as they are."""
    days = "".join(str(day) for day in sorted(set(days_off)) if 0 <= day <= 6)
    rhythm, _ = Rhythm.objects.update_or_create(
        person=person, defaults={"days_off": days, "new_per_day": new_per_day, "minutes": minutes}
    )
    return rhythm
