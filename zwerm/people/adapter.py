from __future__ import annotations

import time
from typing import Any, ClassVar

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import RateLimitUsage, get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zwerm.people.known import browser_of, name_of
from zwerm.people.models import SignInProvider, Space
from zwerm.people.rules.devices import browser_and_device
from zwerm.people.rules.sealed import seal, unseal

KNOWN = {"known": "5/5m/key"}
# Of browsers that never signed in to the account: each of them, and all at one address together, over one account and over all.
ONE_BROWSER = {"browser": "5/5m/key"}
ALL_BROWSERS = {"login_failed": "20/5m/key,30/m/ip"}


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody signs themselves up: colleagues are added or invited. What goes wrong is said in our words, with what to do."""

    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy("This account is closed. Ask your administrator."),
        "email_password_mismatch": gettext_lazy("This e-mail address and password don't belong together."),
        "enter_current_password": gettext_lazy("That is not your present password."),
        "incorrect_password": gettext_lazy("That is not your password."),
        "incorrect_code": gettext_lazy("That code is not right."),
        "too_many_login_attempts": gettext_lazy(
            "That went wrong too often. Wait five minutes and try again. You can come in now with a passkey, or after choosing a new password with “Forgotten your password?”."
        ),
        "rate_limited": gettext_lazy("That was too often in a short time. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Where someone came from to choose one; an empty form there would ask for it again."""
        return reverse("mfa_index")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """allauth takes who has no password and no second step for just signed in, and asks them nothing: so it is refused here."""
        request = self.request
        if not get_reauthentication_flows(request.user) and not showed_lately(request):
            raise ReauthenticationRequired
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_reauthentication_methods(self, user: AbstractBaseUser) -> list[dict[str, Any]]:
        """Theirs here, then the providers that they sign in with; who has no password is never without a way."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if not user.is_authenticated:
            return methods
        for provider in SignInProvider.objects.filter(enabled=True, links__person=user.pk):
            words = _("Sign in with %(name)s again") % {"name": provider.name}
            url = reverse("people:provider-again", args=[provider.pk])
            methods.append({"id": f"provider:{provider.pk}", "description": words, "url": url})
        if not user.has_usable_password():
            words = _("A way that works when nothing else does")
            methods.append({"id": "way", "description": words, "url": reverse("people:again")})
        return methods

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Mistakes count per account and the address they come from: a stranger's mistakes never lock the owner out."""
        account: str = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{account}:{get_ip(request)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """A browser that signed in to this account before makes its own mistakes, whatever strangers at its address do.

        Others make their own too, until those at one address are too many together; what brings no cookie is one stranger.
        """
        email = credentials.get("email", "").lower()
        if browser := browser_of(request, email):
            usage = ratelimit.consume(request, app="zwerm", action="known", config=KNOWN, key=f"{browser}:{email}")
        elif browser := name_of(request):
            usage = self._count_stranger(request, f"{browser}:{email}", credentials)
        else:
            super().pre_authenticate(request, **credentials)
            return
        self._login_failed_rl_usage = usage
        if not usage:
            raise self.validation_error("too_many_login_attempts")

    def _count_stranger(self, request: HttpRequest, key: str, credentials: dict[str, Any]) -> RateLimitUsage | None:
        own = ratelimit.consume(request, app="zwerm", action="browser", config=ONE_BROWSER, key=key)
        if own is None:
            return None
        account = self._get_login_attempts_cache_key(request, **credentials)
        shared = ratelimit.consume(
            request, app="allauth.account", action="login_failed", config=ALL_BROWSERS, key=account
        )
        if shared is None:
            # What others did here is no mistake of this browser.
            own.rollback()
            return None
        return RateLimitUsage([*own.usage, *shared.usage])

    def format_email_subject(self, subject: str) -> str:
        return f"{_organisation()}: {subject}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        told = {"organisation": _organisation(), "home": settings.SITE_URL}
        if "user_agent" in context:
            told["device"] = " · ".join(filter(None, browser_and_device(context["user_agent"])))
        super().send_mail(template_prefix, email, {**context, **told})

    def get_client_ip(self, request: HttpRequest) -> str:
        try:
            return str(super().get_client_ip(request))
        except PermissionDenied:
            return "0.0.0.0"  # noqa: S104  not an address to listen on: behind a socket there is none to tell


def _organisation() -> str:
    return Space.objects.filter(kind=Space.Kind.ORGANISATION).values_list("name", flat=True).first() or "Zwerm"


def showed_lately(request: HttpRequest) -> bool:
    """Whether they showed in this browser, a few minutes ago at most, that it is them."""
    shown = [one["at"] for one in get_authentication_records(request, request.user) if one.get("reauthenticated")]
    return bool(shown) and time.time() - shown[-1] < account_settings.REAUTHENTICATION_TIMEOUT


class SecondSteps(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """What a second step looks like here: keys sealed in the database, names in plain words."""

    def encrypt(self, text: str) -> str:
        return seal(text, settings.SECRET_KEY)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, settings.SECRET_KEY)

    def _get_site_name(self) -> str:
        return "Zwerm"

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}
