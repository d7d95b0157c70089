"""Whether somebody can come in again, once they are out."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists

from zwerm.people.demo import personas
from zwerm.people.models import Person, ProviderLink


def has_no_way_in(person: Person) -> bool:
    """No password, no passkey that works alone, and no provider. Such as after an invitation, when the passkey was put off."""
    if person.has_usable_password():
        return False
    keys = Authenticator.objects.filter(user=person.pk, type=Authenticator.Type.WEBAUTHN)
    linked = ProviderLink.objects.filter(person=person, provider__enabled=True)
    # Today asks this: in one query for nearly everybody.
    told = Person.objects.filter(pk=person.pk).values_list(Exists(linked), Exists(keys)).first()
    has_link, has_key = told or (False, False)
    if has_link or (has_key and any(key.wrap().is_passwordless is not False for key in keys)):
        return False
    return not (settings.DEMO and person.email in {one.email for one in personas()})
