from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Duty, Person, Space
from zwerm.people.rules.domains import parse_domains


class AccountForm(forms.Form):
    """What an administrator knows of a colleague."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput({"autocomplete": "off"}))
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("They sign in with it. Make sure that it is theirs."),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    function = forms.CharField(label=_("Function"), max_length=200, required=False)


class DutiesForm(forms.Form):
    duties = forms.MultipleChoiceField(
        label=_("Tasks for the whole organisation"),
        choices=Duty.Name.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class DomainsField(forms.CharField):
    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        try:
            return ", ".join(parse_domains(text))
        except ValueError as error:
            raise ValidationError(
                _("“%(domain)s” is not the end of an e-mail address, such as example.org."),
                params={"domain": str(error)},
            ) from None


class InvitationForm(forms.Form):
    note = forms.CharField(
        label=_("For whom"),
        help_text=_("So that you know the link again, such as: new colleagues of June."),
        max_length=200,
        required=False,
    )
    space = forms.ModelChoiceField(
        Space.objects.none(), label=_("They come into"), required=False, empty_label=_("No team or community")
    )
    domains = DomainsField(
        label=_("Only addresses that end in"),
        help_text=_("One or more, with commas, such as example.org. Empty: every address."),
        max_length=500,
        required=False,
    )
    most_uses = forms.IntegerField(label=_("How many people"), min_value=1, max_value=1000, initial=1)
    days = forms.TypedChoiceField(
        label=_("Works for"),
        choices=[(1, _("one day")), (7, _("a week")), (30, _("a month")), (90, _("three months"))],
        coerce=int,
        initial=7,
    )

    def __init__(self, by: Person, data: Any = None) -> None:
        domain = by.email.rpartition("@")[2]
        super().__init__(data, initial={"domains": domain})
        space = self.fields["space"]
        assert isinstance(space, forms.ModelChoiceField)
        space.queryset = Space.objects.managed_by(by)
        if not by.is_admin:
            # Their own colleagues only: the domain is theirs, whatever is sent along.
            del self.fields["domains"]
            space.required, space.empty_label = True, None


class PasswordOrPasskey(forms.CharField):
    """Needed or not by how someone wants to sign in, as its help text tells."""

    says_optional = False


class Remember(forms.BooleanField):
    """The tick of who signs in on a device of their own."""

    def __init__(self) -> None:
        label = _("Remember me on this device")
        help_text = _(
            "Not on a computer that you share. Without this you are signed out when you close the browser, and after twelve hours."
        )
        super().__init__(label=label, help_text=help_text, required=False)


class WelcomeForm(forms.Form):
    """A new colleague makes their account. `way`: with a password, or with a passkey that comes right after."""

    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    way = forms.ChoiceField(
        label=_("How do you want to sign in?"),
        choices=[
            ("passkey", _("With a passkey: your finger, your face or the PIN of this device")),
            ("password", _("With a password")),
        ],
        initial="password",
        widget=forms.RadioSelect,
    )
    password = PasswordOrPasskey(
        label=_("Password"),
        help_text=_(
            "Twelve characters or more. A sentence that only you would say is best. Not needed with a passkey."
        ),
        required=False,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    remember = Remember()

    def __init__(self, email: str, data: Any = None) -> None:
        super().__init__(data)
        self.email = email

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("way") != "password":
            given["password"] = None
            return given
        if not given.get("password"):
            self.add_error("password", _("Type a password, or choose a passkey."))
            return given
        try:
            validate_password(given.get("password", ""), Person(email=self.email, name=given.get("name", "")))
        except ValidationError as error:
            self.add_error("password", error)
        return given
