from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from zwerm.people.asking import metadata_at
from zwerm.people.forms.provider import SharedForm
from zwerm.people.models import Person, SignInProvider
from zwerm.people.rules.oidc import NotBelieved
from zwerm.people.rules.saml_metadata import check_told, read_metadata
from zwerm.people.rules.saml_xml import MOST_BYTES


def _text(label: Any, help: Any = "", *, most: int = 500) -> forms.CharField:
    return forms.CharField(label=label, help_text=help, max_length=most, required=False)


class SamlForm(SharedForm):
    """A provider over SAML 2.0. It can be kept before the provider is known, because the provider must know us first."""

    field_order = (
        "name", "enabled", "address", "metadata", "file", "issuer", "sign_on", "sign_out", "certificate",
        "email_name", "person_name", "subject_name",
    )  # fmt: skip
    address = _text(_("Address of its metadata"), _("The easiest: Zwerm reads it again each day, so a new certificate needs no work. Or paste or choose the metadata below, or fill in the fields."))  # fmt: skip
    metadata = forms.CharField(
        label=_("Its metadata (XML)"),
        required=False,
        widget=forms.Textarea({"rows": 4, "spellcheck": "false"}),
        max_length=MOST_BYTES,
    )
    file = forms.FileField(label=_("Its metadata as a file"), required=False)
    issuer = _text(_("Entity ID of the provider"))
    sign_on = _text(_("Address to sign in at (HTTP-Redirect)"))
    sign_out = _text(_("Address to sign out at (HTTP-Redirect)"), _("Only where signing out here signs out there too."))
    certificate = forms.CharField(
        label=_("Certificate that it signs with"),
        help_text=_("Several below each other when a new one is coming."),
        required=False,
        widget=forms.Textarea({"rows": 4, "spellcheck": "false"}),
        max_length=50_000,
    )
    email_name = _text(_("Attribute with the e-mail address"), _("Empty: the usual names are tried."), most=200)
    person_name = _text(_("Attribute with the name"), _("Empty: the usual names are tried."), most=200)
    subject_name = _text(_("Attribute that stays the same for someone"), _("Such as an employee number. Empty: the NameID."), most=200)  # fmt: skip

    def __init__(self, by: Person, provider: SignInProvider | None, data: Any = None, files: Any = None) -> None:
        super().__init__(by, provider, data)
        if files is not None:
            self.files = files
        self.fields["vouches"].help_text = _(
            "SAML never says whether an address is proven. Tick only when your IT department gives out the addresses. Without it, nobody gets in for the first time."
        )
        self.fields["groups_name"].label = _("Attribute with the groups")
        told = provider.told if provider is not None else {}
        self.told = told
        self.initial.update({name: told.get(name, "") for name in ("issuer", "sign_on", "sign_out")})
        self.initial["certificate"] = "\n".join(told.get("certificates", []))
        names = provider.attributes if provider is not None else {}
        self.initial.update({f"{name}_name": names.get(name, "") for name in ("email", "subject")})
        self.initial["person_name"] = names.get("name", "")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        try:
            self.told = {**self.told, **self._told(given)}
        except NotBelieved as reason:
            field = "address" if given["address"] else "metadata" if given["metadata"] or given["file"] else "issuer"
            self.add_error(field, _("This provider cannot be used: %(reason)s.") % {"reason": reason})
        else:
            self.check_ending(self.told.get("sign_out"))
        if given["enabled"] and not self.told.get("certificates") and not self.errors:
            self.add_error("enabled", _("Colleagues can sign in once its metadata is here. Save without this tick to get the addresses for the provider."))  # fmt: skip
        return given

    def _told(self, given: dict[str, Any]) -> dict[str, Any]:
        plain = not settings.PRODUCTION
        if given["address"]:
            return metadata_at(given["address"])
        if given["file"]:
            if given["file"].size > MOST_BYTES:
                raise NotBelieved("the document is too long")
            return read_metadata(given["file"].read(), plain_allowed=plain)
        if given["metadata"]:
            return read_metadata(given["metadata"].encode(), plain_allowed=plain)
        if any(given[name] for name in ("issuer", "sign_on", "certificate")):
            keys = [part for part in given["certificate"].split("-----END CERTIFICATE-----") if part.strip()]
            return check_told(given["issuer"], given["sign_on"], keys, plain_allowed=plain, sign_out=given["sign_out"])
        return {"issuer": "", "sign_on": "", "sign_out": "", "sign_out_answers": "", "certificates": []}

    @property
    def attributes(self) -> dict[str, str]:
        given = self.cleaned_data
        return {"email": given["email_name"], "name": given["person_name"], "subject": given["subject_name"]}
