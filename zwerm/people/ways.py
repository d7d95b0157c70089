"""Whether somebody can come in again, once they are out."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings

from zwerm.people.demo import personas
from zwerm.people.models import Person, ProviderLink


def has_no_way_in(person: Person) -> bool:
    """No password, no passkey that works alone, and no provider. Such as after an invitation, when the passkey was put off."""
    if person.has_usable_password() or ProviderLink.objects.filter(person=person, provider__enabled=True).exists():
        return False
    keys = Authenticator.objects.filter(user=person.pk, type=Authenticator.Type.WEBAUTHN)
    if any(key.wrap().is_passwordless is not False for key in keys):
        return False
    return not (settings.DEMO and person.email in {one.email for one in personas()})
