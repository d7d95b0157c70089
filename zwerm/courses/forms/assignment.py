from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from zwerm.courses.models import Assignment
from zwerm.courses.models.assignment import people_to_ask, spaces_to_ask
from zwerm.operations.days import organisation_day
from zwerm.people.models import Person, Space
from zwerm.ui.fields import DayField


class DueForm(forms.Form):
    """By when, and a word to go with it."""

    due = DayField(label=_("Last day"))
    words = forms.CharField(
        label=_("A word with it"),
        required=False,
        max_length=Assignment.MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Why you ask it, say. Everyone of whom you ask it reads this."),
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["due"].widget.attrs["min"] = organisation_day().isoformat()


class AssignForm(DueForm):
    """Of whom: spaces, whoever comes into them, and people by name."""

    spaces = forms.ModelMultipleChoiceField(
        label=_("Everyone in"),
        queryset=Space.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Also who comes into it later."),
    )
    people = forms.ModelMultipleChoiceField(
        label=_("Colleagues"), queryset=Person.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, person: Person, shown: QuerySet[Person], data: QueryDict | None, initial: dict[str, Any]
    ) -> None:
        """`shown` are the people to choose from on the page; chosen may be anyone whom `person` may ask."""
        super().__init__(data, initial=initial)
        spaces, people = self.fields["spaces"], self.fields["people"]
        assert isinstance(spaces, forms.ModelMultipleChoiceField)
        assert isinstance(people, forms.ModelMultipleChoiceField)
        spaces.queryset = spaces_to_ask(person).order_by("kind", "name")
        people.queryset = people_to_ask(person) if data else shown
