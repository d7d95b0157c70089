from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Person, Telling

DAYS = (
    ("mon", _("Monday")),
    ("tue", _("Tuesday")),
    ("wed", _("Wednesday")),
    ("thu", _("Thursday")),
    ("fri", _("Friday")),
)
PLACES = (("", _("not told")), ("office", _("at work")), ("home", _("at home")), ("off", _("free")))
HELP = {
    "teaches": _("Things that colleagues can ask you to show or explain."),
    "wants": _("So that a colleague who knows it can find you."),
    "how": _("Such as: by doing it together, reading first, with examples, alone and then asking."),
    "pronouns": _("Only when you like to tell."),
}


class TellingForm(forms.Form):
    """One text and one audience for each thing that someone can tell; a place for each working day."""

    def __init__(self, person: Person, data: Any = None) -> None:
        super().__init__(data)
        known = {telling.name: telling for telling in person.tellings.all()}
        for name, label in Telling.Name.choices:
            telling = known.get(name)
            if name == Telling.Name.DAYS:
                self._add_days(telling.text if telling else "")
            else:
                widget = forms.TextInput() if name == Telling.Name.PRONOUNS else forms.Textarea({"rows": 2})
                self.fields[name] = forms.CharField(
                    label=label, help_text=HELP[name], required=False, widget=widget,
                    max_length=40 if name == Telling.Name.PRONOUNS else 1000, initial=telling.text if telling else "",
                )  # fmt: skip
            self.fields[f"{name}_for"] = forms.ChoiceField(
                label=_("Who sees this"),
                choices=Telling.Audience.choices,
                initial=telling.audience if telling else Telling.Audience.EVERYONE,
            )

    def _add_days(self, told: str) -> None:
        places = [*told.split(","), "", "", "", "", ""]
        for (day, label), place in zip(DAYS, places, strict=False):
            self.fields[day] = forms.ChoiceField(label=label, choices=PLACES, required=False, initial=place)

    def rows(self) -> Iterator[dict[str, Any]]:
        for name, label in Telling.Name.choices:
            days = [self[day] for day, _label in DAYS] if name == Telling.Name.DAYS else []
            yield {"label": label, "field": None if days else self[name], "days": days, "audience": self[f"{name}_for"]}

    def told(self) -> dict[str, tuple[str, str]]:
        given = self.cleaned_data
        texts = {name: given.get(name, "").strip() for name in Telling.Name.values}
        texts[Telling.Name.DAYS] = ",".join(given[day] for day, _label in DAYS)
        return {name: (text, given[f"{name}_for"]) for name, text in texts.items()}


def days_told(text: str) -> list[tuple[Any, Any]]:
    """(day, place) in words for the days that are told."""
    words = dict(PLACES)
    return [
        (label, words[place])
        for (_day, label), place in zip(DAYS, text.split(","), strict=False)
        if words.get(place) and place
    ]
