from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from zwerm.notices.models import Choice, Wishes
from zwerm.notices.models.wishes import BY_MAIL, MOST
from zwerm.notices.registry import in_order
from zwerm.notices.rules.planning import Mail
from zwerm.people.models import Person

# A Monday.
_FIRST = date(2024, 1, 1)
HOURS = [(f"{hour:02}:00", f"{hour}:00") for hour in range(24)]


def _hour(text: str) -> time:
    return time.fromisoformat(text)


class WishesForm(forms.Form):
    """How somebody wants to hear, per kind, and when and how often."""

    mail = forms.BooleanField(label=_("Send me mail"), required=False)
    budget = forms.IntegerField(
        label=_("Messages a day, at most"),
        help_text=_("What does not fit comes with the overview, or the day after. Nothing is lost: all of it stands here. With 0 nothing is sent."),
        min_value=0,
        max_value=MOST,
    )  # fmt: skip
    digest = forms.ChoiceField(
        label=_("How often do you want an overview?"), choices=Wishes.Digest.choices, widget=forms.RadioSelect
    )
    digest_day = forms.TypedChoiceField(label=_("Once a week: on"), coerce=int, choices=[])
    digest_at = forms.TypedChoiceField(label=_("At what time?"), coerce=_hour, choices=HOURS)
    quiet_from = forms.TypedChoiceField(
        label=_("Nothing from"),
        help_text=_("Choose the same time twice to be told at any hour."),
        coerce=_hour,
        choices=HOURS,
    )
    quiet_until = forms.TypedChoiceField(label=_("until"), coerce=_hour, choices=HOURS)
    off = forms.TypedMultipleChoiceField(
        label=_("Days on which you hear nothing"),
        coerce=int,
        choices=[],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, person: Person, data: Any = None) -> None:
        wishes = Wishes.of(person)
        names = ("mail", "budget", "digest", "digest_day")
        initial = {name: getattr(wishes, name) for name in names} | {"off": sorted(wishes.weekdays_off)}
        for name in ("digest_at", "quiet_from", "quiet_until"):
            initial[name] = f"{getattr(wishes, name):%H:%M}"
        super().__init__(data, initial=initial)
        days = [(number, date_format(_FIRST + timedelta(number), "l")) for number in range(7)]
        for name in ("digest_day", "off"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = days
        chosen = {one.kind: one for one in Choice.objects.filter(person=person)}
        for kind in in_order():
            known = chosen.get(kind.name, kind)
            self.fields[f"mail:{kind.name}"] = forms.ChoiceField(
                label=str(kind.label), choices=BY_MAIL, initial=str(known.mail)
            )
            self.fields[f"push:{kind.name}"] = forms.BooleanField(
                label=str(kind.label), required=False, initial=known.push
            )

    def clean_off(self) -> list[int]:
        days: list[int] = self.cleaned_data["off"]
        if len(set(days)) > 6:
            raise forms.ValidationError(_("Leave at least one day on which you may hear something. With 0 messages a day nothing is sent."))  # fmt: skip
        return days

    def by_mail(self) -> Iterator[forms.BoundField]:
        return (self[f"mail:{kind.name}"] for kind in in_order())

    def by_push(self) -> Iterator[forms.BoundField]:
        return (self[f"push:{kind.name}"] for kind in in_order())

    def wishes(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if ":" not in name}
        return {**given, "off": "".join(str(day) for day in sorted(set(given["off"])))}

    def ways(self) -> dict[str, tuple[Mail, bool]]:
        """Per kind how it comes by mail, and whether it comes to their devices."""
        given = self.cleaned_data
        return {kind.name: (Mail(given[f"mail:{kind.name}"]), given[f"push:{kind.name}"]) for kind in in_order()}
