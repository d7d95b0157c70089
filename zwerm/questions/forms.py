from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zwerm.library.models import Item
from zwerm.people.models import Person, Space
from zwerm.questions.actions import askable_by
from zwerm.questions.actions.refusals import MOST_CHARACTERS, MOST_IN_COMMENT, MOST_IN_TITLE
from zwerm.questions.actions.room import MOST_A_WEEK
from zwerm.ui.fields import DayField


class SpaceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """Whom somebody can ask, each with who reads it."""

    def label_from_instance(self, space: Space) -> str:
        if space.kind == Space.Kind.ORGANISATION:
            return gettext("Everybody at %(name)s") % {"name": space.called}
        reads = gettext("all colleagues read it") if space.open else gettext("only its members read it")
        return f"{space.called} ({reads})"


class WordsForm(forms.Form):
    """What somebody wants to know. Checked further by the actions, so that every way in is checked alike."""

    title = forms.CharField(
        label=_("Your question"),
        help_text=_("In a sentence, as you would ask a colleague beside you."),
        max_length=MOST_IN_TITLE,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    text = forms.CharField(
        label=_("What belongs to it"),
        help_text=_("What happened, what you tried, what you know already. No names of patients."),
        max_length=MOST_CHARACTERS,
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )


class QuestionForm(WordsForm):
    space = SpaceField(label=_("Whom do you ask?"), queryset=Space.objects.none(), empty_label=None)
    anonymous = forms.BooleanField(
        label=_("Ask anonymously"),
        help_text=_("Nobody can look up that it was you, not even an administrator."),
        required=False,
    )
    field_order = ("title", "text", "space", "anonymous")

    def __init__(self, person: Person, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        # The organisation is asked unless somebody chooses: a question reaches who knows when many read it.
        kinds = {kind: place for place, kind in enumerate(Space.Kind.values)}
        spaces = sorted(askable_by(person), key=lambda space: (kinds[space.kind], space.name.casefold()))
        field: Any = self.fields["space"]
        field.queryset = askable_by(person)
        field.choices = [(space.pk, field.label_from_instance(space)) for space in spaces]


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your answer"), max_length=MOST_CHARACTERS, widget=forms.Textarea({"rows": 8}), strip=False
    )


class TipForm(forms.Form):
    words = forms.CharField(
        label=_("Your words"), max_length=MOST_IN_COMMENT, widget=forms.Textarea({"rows": 4}), strip=False
    )


class KeepForm(forms.Form):
    kind = forms.ChoiceField(label=_("What kind of thing is it?"), choices=Item.Kind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label=_("Title"), max_length=MOST_IN_TITLE)
    text = forms.CharField(label=_("Text"), widget=forms.Textarea({"rows": 14}), strip=False)
    space = SpaceField(label=_("Where it belongs"), queryset=Space.objects.none(), empty_label=None)

    def __init__(self, spaces: QuerySet[Space], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        field: Any = self.fields["space"]
        field.queryset = spaces.order_by("kind", "name")


HOURS = [("", _("as usual here")), *((hour, f"{hour}:00") for hour in range(25))]


class RoomForm(forms.Form):
    """How much room somebody has for questions of colleagues; what is empty is as the organisation has it."""

    a_week = forms.IntegerField(
        label=_("At most how many in a week?"),
        help_text=_("In any seven days. 0: none. Empty: as usual here."),
        required=False,
        min_value=0,
        max_value=MOST_A_WEEK,
    )
    begins = forms.TypedChoiceField(
        label=_("Not before"), choices=HOURS[:-1], coerce=int, empty_value=None, required=False
    )
    ends = forms.TypedChoiceField(
        label=_("Not from this hour on"),
        help_text=_("Do you work at night? Then this may be earlier than the hour above."),
        choices=HOURS,
        coerce=int,
        empty_value=None,
        required=False,
    )
    away = DayField(
        label=_("Nothing until and including"),
        help_text=_("Such as the last day of your holiday."),
        required=False,
    )
