from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from zwerm.people.models import Person


def password_link(person: Person) -> str:
    """Where `person` chooses a password. Works once, and for as long as the settings let a reset live."""
    key = default_token_generator.make_token(person)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key})
    return f"{settings.SITE_URL}{path}"
