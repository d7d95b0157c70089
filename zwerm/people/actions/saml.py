"""What a SAML provider answered, kept from the moment that it comes (without a session) until the browser that asked comes for it."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils import timezone

from zwerm.people.models import SamlAnswer, SignInProvider
from zwerm.people.rules.oidc import NotBelieved
from zwerm.people.rules.saml import Answer
from zwerm.people.rules.sealed import seal, unseal

LIVES = timedelta(minutes=15)


def keep_answer(provider: SignInProvider, answer: Answer) -> str:
    """The ticket to come back with. Raises NotBelieved when this assertion was here before."""
    ticket = secrets.token_urlsafe(32)
    sealed = seal(json.dumps(asdict(answer), default=datetime.isoformat), ticket)
    remember(provider, answer.id, max(answer.until, timezone.now() + LIVES), ticket, sealed)
    return ticket


def remember(provider: SignInProvider, id: str, until: datetime, ticket: str = "", sealed: str = "") -> None:
    """That a message with this ID was here, and what is to be come for with `ticket`. Raises NotBelieved when it was before."""
    kept = {"ticket": _digest(ticket or secrets.token_urlsafe(32)), "sealed": sealed, "until": until}
    try:
        with transaction.atomic():
            SamlAnswer.objects.create(provider=provider, assertion=_digest(id), **kept)
    except IntegrityError as error:
        raise NotBelieved("it was used before") from error


@transaction.atomic
def take_answer(provider: SignInProvider, ticket: str) -> Answer:
    """What was kept, once. Raises NotBelieved."""
    found = SamlAnswer.objects.select_for_update().filter(provider=provider, ticket=_digest(ticket)).first()
    if found is None or not found.sealed:
        raise NotBelieved("no answer to come for, or taken before")
    told = json.loads(unseal(found.sealed, ticket))
    found.sealed = ""
    found.save(update_fields=["sealed"])
    moments = {name: datetime.fromisoformat(told[name]) for name in ("until", "authenticated")}
    return Answer(**{**told, **moments})


def clear_answers() -> None:
    """Assertions that have ended are refused anyway; those that nobody came for keep nothing about anybody."""
    SamlAnswer.objects.filter(until__lte=timezone.now()).delete()


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
