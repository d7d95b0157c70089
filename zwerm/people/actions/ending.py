"""A provider says that someone signed out there: their sessions here that it began end, and no others."""

from __future__ import annotations

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction

from zwerm.people.actions.saml import remember
from zwerm.people.models import ProviderLink, SignInProvider
from zwerm.people.rules.saml_ending import Ending

# In the session: by which provider it was begun, and what that calls it.
BEGUN_BY = "provider_session"


@transaction.atomic
def end_begun_by(provider: SignInProvider, ending: Ending) -> int:
    """How many sessions ended. Raises NotBelieved when the provider asked exactly this before."""
    remember(provider, f"ending {ending.id}", ending.until)
    name = "called" if provider.attributes.get("subject") else "subject"
    people = ProviderLink.objects.filter(provider=provider, **{name: ending.name}).values("person")
    store = import_module(settings.SESSION_ENGINE).SessionStore
    ended = 0
    for session in UserSession.objects.filter(user__in=people):
        begun = store(session.session_key).get(BEGUN_BY) or {}
        meant = not ending.sessions or begun.get("index") in ending.sessions
        if begun.get("provider") == str(provider.pk) and begun.get("name") == ending.name and meant:
            session.end()
            ended += 1
    return ended
