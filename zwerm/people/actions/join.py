from __future__ import annotations

from django.db import transaction

from zwerm.people.actions.refusals import LastToManage, NotAllowed
from zwerm.people.models import Duty, Membership, Person, Space


def join_space(person: Person, space: Space, role: str = Membership.Role.MEMBER) -> Membership:
    """`person` belongs to `space` from now on; called again it changes the role."""
    membership, _ = Membership.objects.update_or_create(space=space, person=person, defaults={"role": role})
    person.__dict__.pop("space_ids", None)
    return membership


@transaction.atomic
def give_role(person: Person, space: Space, role: str) -> Membership:
    """`person` has this role in `space` from now on. Raises LastToManage, and NotAllowed for a role that is not for this kind."""
    if role not in dict(space.roles):
        raise NotAllowed(role)
    if role not in Membership.MANAGING:
        _keep_someone_in_charge(space, person)
    return join_space(person, space, role)


@transaction.atomic
def leave_space(person: Person, space: Space) -> None:
    """`person` belongs to `space` no longer; what they wrote there stays. Raises LastToManage."""
    _keep_someone_in_charge(space, person)
    Membership.objects.filter(space=space, person=person).delete()
    person.__dict__.pop("space_ids", None)


def _keep_someone_in_charge(space: Space, leaving: Person) -> None:
    """Raises LastToManage when nobody but `leaving` looks after `space`. Two who leave at once wait for each other."""
    Space.objects.select_for_update().get(pk=space.pk)
    in_charge = Membership.objects.filter(space=space, role__in=Membership.MANAGING, person__is_active=True)
    if set(in_charge.values_list("person", flat=True)) == {leaving.pk}:
        raise LastToManage


def give_duty(person: Person, name: str, given_by: Person | None = None) -> Duty:
    duty, _ = Duty.objects.get_or_create(person=person, name=name, defaults={"given_by": given_by})
    person.__dict__.pop("duties", None)
    return duty
