from __future__ import annotations

from zwerm.people.models import Duty, Membership, Person, Space


def join_space(person: Person, space: Space, role: str = Membership.Role.MEMBER) -> Membership:
    """`person` belongs to `space` from now on; called again it changes the role."""
    membership, _ = Membership.objects.update_or_create(space=space, person=person, defaults={"role": role})
    person.__dict__.pop("space_ids", None)
    return membership


def give_duty(person: Person, name: str, given_by: Person | None = None) -> Duty:
    duty, _ = Duty.objects.get_or_create(person=person, name=name, defaults={"given_by": given_by})
    person.__dict__.pop("duties", None)
    return duty
