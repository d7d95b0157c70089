"""Codes of the second step. Mistakes of a browser that showed it before are counted apart from those of strangers (see 0100).

A code of an app works once (RFC 6238, 5.2): also the one that switched the app on, and for as long as its moment lasts.

allauth forgets after one period, while a code is taken for a period before and after its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.base.internal import flows
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.core.cache import cache
from django.forms import BooleanField, Form

from zwerm.people.known import SECOND_STEP, browser_of, know
from zwerm.people.models import Person
from zwerm.people.sessions import remember

KNOWN = {"known-code": "5/5m/key"}


def count_try(person: Person, error_key: str | None = None) -> Callable[[], None]:
    """What forgets the tries after a right code. Raises ValidationError after too many.

    A right code in the browser that is known gives strangers no new tries: theirs are counted elsewhere.
    """
    browser = browser_of(context.request, person.email, SECOND_STEP)
    if not browser:
        forget: Callable[[], None] = flows.check_rate_limit(person, error_key)
        return forget
    asked = {"app": "zwerm", "action": "known-code", "config": KNOWN, "key": f"{browser}:{person.pk}"}
    if not ratelimit.consume(context.request, **asked):
        raise get_account_adapter().validation_error(error_key or "too_many_login_attempts")
    return lambda: ratelimit.clear(context.request, **asked)


# allauth's forms ask this by name, and have no setting for it. Every form that does so is one of those below (MFA_FORMS).
base.check_rate_limit = totp.check_rate_limit = webauthn.check_rate_limit = count_try


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
        know(context.request, SECOND_STEP + self.user.email)
        return code


class AuthenticateWebAuthnForm(webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey as the second step."""


class ReauthenticateWebAuthnForm(webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """Showing again who one is, by a passkey."""


class LoginWebAuthnForm(webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    """Signing in with a passkey alone."""

    remember = BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if "credential" in told:
            remember(context.request.session, told["remember"])
        return told
