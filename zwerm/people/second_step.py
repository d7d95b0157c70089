"""A code of an app works once (RFC 6238, 5.2): also the one that switched the app on, and for as long as its moment lasts.

allauth forgets after one period, while a code is taken for a period before and after its own.
"""

from __future__ import annotations

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from django.core.cache import cache
from django.forms import Form

from zwerm.people.models import Person


def refuse_again(person: Person, code: str) -> None:
    """Raises ValidationError for a code that was taken before."""
    moments = 2 * app_settings.TOTP_TOLERANCE + 1
    digits = "".join(filter(str.isdigit, code))
    if not cache.add(f"second-step:{person.pk}:{digits}", "used", timeout=app_settings.TOTP_PERIOD * moments):
        raise get_adapter().validation_error("incorrect_code")


class _Once(Form):
    user: Person
    authenticator: Authenticator

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]  # allauth's, beside this
        if self.authenticator.type == Authenticator.Type.TOTP:
            refuse_again(self.user, code)
        return code


class AuthenticateForm(_Once, base.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second step of signing in."""


class ReauthenticateForm(_Once, base.ReauthenticateForm):  # type: ignore[misc]
    """Showing again who one is."""


class ActivateTOTPForm(totp.ActivateTOTPForm):  # type: ignore[misc]
    """Switching the app on."""

    def clean_code(self) -> str:
        code: str = super().clean_code()
        refuse_again(self.user, code)
        return code
