from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Person, Space
from zwerm.records.models import Credential
from zwerm.records.rules import scopes

WORDS = {
    scopes.WRITE: _("write what people did"),
    scopes.READ_OWN: _("read what it wrote itself"),
    scopes.READ_ALL: _("read what everyone did, also where others wrote it"),
    scopes.STATE: _("keep where someone was"),
    scopes.PROFILE: _("keep settings of people and of activities"),
    scopes.ALL: _("all of this"),
}


class CredentialForm(forms.Form):
    name = forms.CharField(label=_("Which tool"), help_text=_("Such as: hand hygiene e-learning."), max_length=100)
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=tuple(WORDS.items()),
        initial=[scopes.WRITE, scopes.READ_OWN, scopes.STATE],
        widget=forms.CheckboxSelectMultiple,
    )
    space = forms.ModelChoiceField(
        Space.objects.none(),
        label=_("It belongs to"),
        help_text=_("Then it also reads what is closed there, and what it writes lies there."),
        required=False,
        empty_label=_("No space: it reads only what is open to all colleagues"),
    )

    def __init__(self, by: Person, data: Any = None) -> None:
        super().__init__(data)
        space = self.fields["space"]
        assert isinstance(space, forms.ModelChoiceField)
        space.queryset = Space.objects.together().visible_to(by)

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if Credential.objects.working().filter(name=name).exists():
            raise forms.ValidationError(_("A tool with this name is here already."))
        return name
