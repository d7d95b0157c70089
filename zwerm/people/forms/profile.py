from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Person, Space
from zwerm.people.rules.zones import place_of, zones_in

PARTS = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Arctic": _("Arctic"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic Ocean"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific Ocean"),
}


def _zones() -> list[Any]:
    """Per part of the world, in the reader's language."""
    language = get_language() or settings.LANGUAGE_CODE
    usual = _("As the organisation: %(place)s") % {"place": place_of(settings.TIME_ZONE, language)}
    return [("", usual), *((PARTS[part], zones) for part, zones in zones_in(language).items())]


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

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("In which you read when things happen, and in which your quiet hours and days off are."),
        choices=_zones,
        required=False,
    )

    @staticmethod
    def of(person: Person) -> ProfileForm:
        return ProfileForm(
            initial={
                "name": person.name,
                "function": person.function,
                "about": person.about,
                "language": person.language,
                "time_zone": person.time_zone,
            }
        )


class SpaceForm(forms.Form):
    """A space to begin (with `kinds`, of which one is chosen) or to change (without)."""

    kind = forms.ChoiceField(label=_("Kind"), widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput({"autocomplete": "off"}))
    about = forms.CharField(
        label=_("About"),
        help_text=_("What is it for, and for whom? When do you meet?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    open = forms.TypedChoiceField(
        label=_("Who can read what is kept here?"),
        choices=[
            ("yes", _("All colleagues. In an open community anyone may join.")),
            ("no", _("Members only. Nobody else sees that it exists.")),
        ],
        coerce=lambda value: value == "yes",
        initial="yes",
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, kinds: tuple[str, ...] = (), initial: dict[str, Any] | None = None) -> None:
        if initial is not None:
            initial = {**initial, "open": "yes" if initial["open"] else "no"}
        super().__init__(data, initial=initial)
        if len(kinds) > 1:
            self.fields["kind"].choices = [(kind, Space.Kind(kind).label) for kind in kinds]  # type: ignore[attr-defined]
            self.fields["kind"].initial = kinds[0]
            return
        del self.fields["kind"]
        self.only_kind = kinds[0] if kinds else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if getattr(self, "only_kind", ""):
            cleaned["kind"] = self.only_kind
        return cleaned
