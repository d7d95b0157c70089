from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from zwerm.practice.actions.make import LONGEST
from zwerm.practice.models import Card, Rhythm

# A Monday.
_FIRST = date(2024, 1, 1)


class CardForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What kind of card?"), choices=Card.Kind.choices, initial=Card.Kind.BASIC, widget=forms.RadioSelect
    )
    front = forms.CharField(
        label=_("Question, or sentence with a gap"),
        help_text=_("For a gap, put {{ and }} around the words: The pump hangs in {{room 4}}."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
    )
    back = forms.CharField(label=_("Answer"), max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 3}))
    share = forms.BooleanField(
        label=_("Colleagues who read this page can practise this card too"), required=False, initial=True
    )
    start = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, may_share: bool = True, **named: Any) -> None:
        super().__init__(*given, **named)
        if not may_share:
            del self.fields["share"]


class RhythmForm(forms.Form):
    minutes = forms.TypedChoiceField(
        label=_("How long do you want to practise at a time?"), coerce=int, choices=[], widget=forms.RadioSelect
    )
    new_per_day = forms.IntegerField(
        label=_("New cards a day, at most"),
        help_text=_("Each new card comes back about eight times in a year. Eight a day is plenty for most people."),
        min_value=0,
        max_value=50,
    )
    days_off = forms.TypedMultipleChoiceField(
        label=_("Days on which you do not practise"),
        help_text=_("Cards then come back a day earlier or later."),
        coerce=int,
        choices=[],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        minutes = self.fields["minutes"]
        days = self.fields["days_off"]
        assert isinstance(minutes, forms.ChoiceField)
        assert isinstance(days, forms.ChoiceField)
        minutes.choices = [(count, _("%(count)s minutes") % {"count": count}) for count in (3, 5, 10, 15)]
        days.choices = [(number, date_format(_FIRST + timedelta(number), "l")) for number in range(7)]

    def clean_days_off(self) -> list[int]:
        days: list[int] = self.cleaned_data["days_off"]
        if len(set(days)) > 6:
            raise forms.ValidationError(_("Leave at least one day to practise on."))
        return days

    @staticmethod
    def of(rhythm: Rhythm) -> RhythmForm:
        return RhythmForm(
            initial={
                "minutes": rhythm.minutes,
                "new_per_day": rhythm.new_per_day,
                "days_off": sorted(rhythm.weekdays_off),
            }
        )
