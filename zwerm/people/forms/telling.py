from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Person, Telling
from zwerm.people.rules.week import read_week, write_week

DAYS = (
    ("mon", _("Monday")),
    ("tue", _("Tuesday")),
    ("wed", _("Wednesday")),
    ("thu", _("Thursday")),
    ("fri", _("Friday")),
)
PLACES = (("", _("not told")), ("office", _("at work")), ("home", _("at home")), ("off", _("free")))
HELP = {
    "ask": _("What you know well enough to help others on their way."),
    "wrote": _("Your page shows the newest texts that you made, to who may read them."),
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
            elif name != Telling.Name.WROTE:
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
        places = read_week(told)
        for day, label in DAYS:
            self.fields[day] = forms.ChoiceField(
                label=label, choices=PLACES, required=False, initial=places.get(day, "")
            )

    def rows(self) -> Iterator[dict[str, Any]]:
        for name, label in Telling.Name.choices:
            days = [self[day] for day, _label in DAYS] if name == Telling.Name.DAYS else []
            field = self[name] if name in self.fields else None
            yield {
                "label": label, "field": field, "days": days, "help": "" if field else HELP.get(name, ""),
                "audience": self[f"{name}_for"],
            }  # fmt: skip

    def told(self) -> dict[str, tuple[str, str]]:
        given = self.cleaned_data
        texts = {name: given.get(name, "").strip() for name in Telling.Name.values}
        # To all is how it is when nothing was chosen.
        shown = given[f"{Telling.Name.WROTE}_for"] == Telling.Audience.EVERYONE
        texts[Telling.Name.WROTE] = "" if shown else "yes"
        texts[Telling.Name.DAYS] = write_week({day: given[day] for day, _label in DAYS})
        return {name: (text, given[f"{name}_for"]) for name, text in texts.items()}


def days_told(text: str) -> list[tuple[Any, Any]]:
    """(day, place) in words for the days that are told."""
    days, places = dict(DAYS), dict(PLACES)
    return [(days[day], places[place]) for day, place in read_week(text).items()]
