from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from zwerm.people.actions.audit import write_down
from zwerm.people.actions.refusals import NotAllowed
from zwerm.people.models import AuditEntry, GroupTeam, Person, SignInProvider, Space


@transaction.atomic
def keep_provider(
    by: Person, provider: SignInProvider, *, secret: str, groups: list[tuple[str, UUID]], fields: dict[str, Any]
) -> None:
    """Make or change a provider; an empty `secret` keeps the one that is there. Raises NotAllowed."""
    if not by.is_admin:
        raise NotAllowed
    for name, value in fields.items():
        setattr(provider, name, value)
    if secret:
        provider.secret = secret
    provider.save()
    provider.groups.all().delete()
    seen = set(Space.objects.managed_by(by).values_list("id", flat=True))
    GroupTeam.objects.bulk_create(
        GroupTeam(provider=provider, group=group, space_id=space)
        for group, space in dict.fromkeys(groups)
        if space in seen
    )
    write_down(by, AuditEntry.Act.PROVIDER_CHANGED, detail=provider.name)


@transaction.atomic
def remove_provider(by: Person, provider: SignInProvider) -> None:
    """Nobody signs in with it any more; the people stay."""
    if not by.is_admin:
        raise NotAllowed
    write_down(by, AuditEntry.Act.PROVIDER_REMOVED, detail=provider.name)
    provider.delete()
