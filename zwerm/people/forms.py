from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Person


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    function = forms.CharField(
        label=_("Function"),
        help_text=_("What you do here, in a few words: colleagues find you by it."),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )
    about = forms.CharField(
        label=_("About me"),
        help_text=_("What can colleagues ask you? What do you like to learn?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("", _("As my browser")), *settings.LANGUAGES],
        required=False,
        widget=forms.RadioSelect,
    )

    @staticmethod
    def of(person: Person) -> ProfileForm:
        return ProfileForm(
            initial={
                "name": person.name,
                "function": person.function,
                "about": person.about,
                "language": person.language,
            }
        )
