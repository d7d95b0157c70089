"""allauth's forms in our words: a label is enough, and what a good password is stands in one plain sentence."""

from __future__ import annotations

from typing import Any

from allauth.account import forms
from allauth.core import context
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from zwerm.people.forms.account import Remember
from zwerm.people.known import know
from zwerm.people.models import Person
from zwerm.people.sessions import remember


class _Plain(Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name == "password1":
                field.label = _("New password")
                field.help_text = _(
                    "At least 12 characters. A long sentence that only you would say is stronger than a short word with signs."
                )
            if name == "password2":
                field.label = _("The same password once more")


class LoginForm(_Plain, forms.LoginForm):  # type: ignore[misc]  # allauth has no types
    """Signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remember"] = Remember()

    def _login_with_password(self, request: HttpRequest, redirect_url: str | None, credentials: Any) -> HttpResponse:
        response: HttpResponse = super()._login_with_password(request, redirect_url, credentials)
        remember(request.session, self.cleaned_data["remember"])
        return response


class ChangePasswordForm(_Plain, forms.ChangePasswordForm):  # type: ignore[misc]
    """Another password, knowing the old one."""


class SetPasswordForm(_Plain, forms.SetPasswordForm):  # type: ignore[misc]
    """A first password."""


class ResetPasswordForm(_Plain, forms.ResetPasswordForm):  # type: ignore[misc]
    """Asking for a link. Without mail there is none to send, and it would lie readable in the log."""

    @property
    def sends_mail(self) -> bool:
        return settings.SENDS_MAIL

    def clean(self) -> dict[str, Any]:
        if not self.sends_mail:
            raise ValidationError(_("No mail is sent here. Ask the people who run Zwerm for you for a link."))
        told: dict[str, Any] = super().clean() or {}
        return told


class ResetPasswordKeyForm(_Plain, forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """Another password, by the link. Whoever had that is known in this browser: what strangers did here locks them out no more."""

    def save(self) -> None:
        super().save()
        know(context.request, self.user.email)


class TokenForm(forms.UserTokenForm):  # type: ignore[misc]
    """Whose a link is. One of an account that is closed leads nowhere."""

    def _get_user(self, uidb36: str) -> Person | None:
        found: Person | None = super()._get_user(uidb36)
        return found if found and found.is_active else None
