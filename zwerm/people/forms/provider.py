from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from zwerm.people.asking import discover
from zwerm.people.forms.account import DomainsField
from zwerm.people.models import Person, SignInProvider, Space
from zwerm.people.rules.oidc import NotBelieved


class SharedForm(forms.Form):
    """What there is to say of any provider: whom it is believed about, and what follows from its groups."""

    name = forms.CharField(
        label=_("Name"), help_text=_("As it stands on the sign-in page, such as: Lindehof account."), max_length=100
    )
    enabled = forms.BooleanField(label=_("Colleagues can sign in with it"), required=False, initial=True)
    domains = DomainsField(
        label=_("Only addresses that end in"),
        help_text=_("The provider is believed about these alone, such as example.org."),
        max_length=500,
    )
    vouches = forms.BooleanField(
        label=_("All its addresses are proven"),
        help_text=_("Some providers, such as Microsoft’s, do not say that an address is proven. Tick only when your IT department gives out the addresses."),
        required=False,
    )  # fmt: skip
    makes_accounts = forms.BooleanField(
        label=_("Who has no account here gets one at the first sign-in"), required=False
    )
    ends_there = forms.BooleanField(
        label=_("Signing out here signs out at the provider too"),
        help_text=_("Then the other services of your organisation may ask to sign in again as well. Without it only Zwerm is left."),
        required=False,
    )  # fmt: skip
    groups_name = forms.CharField(
        label=_("Claim with the groups"), help_text=_("Such as: groups. Empty: teams are not changed."), max_length=200, required=False
    )  # fmt: skip
    groups = forms.CharField(
        label=_("Groups and teams"),
        help_text=_("One a line: the group at the provider = the team here. Who leaves the group leaves the team."),
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, by: Person, provider: SignInProvider | None, data: Any = None) -> None:
        self.teams = {space.name.casefold(): space for space in Space.objects.managed_by(by)}
        self.provider = provider
        initial = {}
        if provider is not None:
            initial = {name: getattr(provider, name) for name in self.base_fields if hasattr(provider, name)}
            initial.pop("secret", None)
            rows = provider.groups.select_related("space").filter(space__in=self.teams.values())
            initial["groups"] = "\n".join(f"{row.group} = {row.space.name}" for row in rows)
        super().__init__(data, initial=initial)

    def clean_groups(self) -> list[tuple[str, UUID]]:
        found = []
        for line in self.cleaned_data["groups"].splitlines():
            if not line.strip():
                continue
            group, mark, team = (part.strip() for part in line.rpartition("="))
            space = self.teams.get(team.casefold())
            if not mark or not group or space is None:
                raise ValidationError(
                    _("“%(line)s”: write a group, = and the name of a team that is here."), params={"line": line}
                )
            found.append((group[:300], space.pk))
        return found

    def check_ending(self, address: object) -> None:
        if self.cleaned_data.get("ends_there") and not address:
            self.add_error("ends_there", _("This provider does not tell where one signs out."))


class ProviderForm(SharedForm):
    """A provider over OpenID Connect. What it says about itself is fetched and checked before anything is kept."""

    field_order = ("name", "enabled", "address", "client_id", "secret")
    address = forms.CharField(
        label=_("Address of the provider (issuer)"),
        help_text=_("Without /.well-known at the end, such as https://login.example.org/tenant/v2.0"),
        max_length=500,
    )
    client_id = forms.CharField(label=_("Client ID"), max_length=300, widget=forms.TextInput({"autocomplete": "off"}))
    secret = forms.CharField(
        label=_("Client secret"),
        help_text=_("Kept sealed and never shown again. Empty: the one that is there stays."),
        required=False,
        max_length=500,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("secret") and not (self.provider and self.provider.sealed_secret):
            self.add_error("secret", _("A new provider needs its secret."))
        if given.get("address") and not self.errors:
            try:
                self.told = discover(given["address"])
            except NotBelieved as reason:
                self.add_error("address", _("This provider cannot be used: %(reason)s.") % {"reason": reason})
            else:
                self.check_ending(self.told.get("end_session_endpoint"))
        return given
