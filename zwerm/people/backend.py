from __future__ import annotations

from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists, OuterRef

from zwerm.people.models import Duty, Person


class WithDuties(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """The person of a request with their duties, in the one query that reads the person."""

    def get_user(self, user_id: UUID) -> Person | None:
        theirs = Duty.objects.filter(person=OuterRef("pk"))
        asked = {f"has_{name}": Exists(theirs.filter(name=name)) for name in Duty.Name.values}
        # An account that is closed is nobody, whatever its sessions say.
        person = Person.objects.colleagues().annotate(**asked).filter(pk=user_id).first()
        if person is not None:
            person.__dict__["duties"] = frozenset(name for name in Duty.Name.values if getattr(person, f"has_{name}"))
        return person
