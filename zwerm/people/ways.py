"""Whether somebody can come in again, once they are out."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from zwerm.people.demo import personas
from zwerm.people.models import Person, ProviderLink
from zwerm.people.registry import has_sign

# Today asks after these: they come with the person.
LINKED, KEYED = "linked to a provider", "has a passkey"


def linked() -> Exists:
    return Exists(ProviderLink.objects.filter(person=OuterRef("pk"), provider__enabled=True))


def keyed() -> Exists:
    return Exists(_keys(OuterRef("pk")))


def _keys(person: Any) -> QuerySet[Any]:
    keys: QuerySet[Any] = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN)
    return keys


def has_no_way_in(person: Person) -> bool:
    """No password, no passkey that works alone, and no provider. Such as after an invitation, when the passkey was put off."""
    if person.has_usable_password():
        return False
    if hasattr(person, "signs"):
        has_link, has_key = has_sign(person, LINKED), has_sign(person, KEYED)
    else:
        told = Person.objects.filter(pk=person.pk).values_list(linked(), keyed()).first()
        has_link, has_key = told or (False, False)
    if has_link or (has_key and any(key.wrap().is_passwordless is not False for key in _keys(person.pk))):
        return False
    return not (settings.DEMO and person.email in {one.email for one in personas()})
