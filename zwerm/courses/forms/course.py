from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from zwerm.courses.models import Course
from zwerm.library.models import Item
from zwerm.people.models import Person, Space


class CourseForm(forms.ModelForm[Course]):
    class Meta:
        model = Course
        fields: ClassVar = ["title", "pass_mark", "valid_months"]

    def __init__(self, *given: Any, marks: bool, **named: Any) -> None:
        """`marks`: whether something is marked in the course. If not, nothing has to be right, and the mark stays as it was."""
        super().__init__(*given, **named)
        if not marks:
            del self.fields["pass_mark"]


class AskForm(forms.Form):
    """Which texts a course is to be made of, and where it will stand."""

    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        required=False,
        help_text=_("Leave it empty and we take it from the text."),
        # The first button of the form searches.
        widget=forms.TextInput({"data-behaviour": "enters-with", "data-button": "make"}),
    )
    space = forms.ModelChoiceField(
        label=_("Space"),
        queryset=Space.objects.none(),
        empty_label=None,
        help_text=_("Who sees this space can take the course."),
    )
    items = forms.ModelMultipleChoiceField(label=_("Texts"), queryset=Item.objects.none())

    def __init__(self, person: Person, data: QueryDict | None, initial: dict[str, object]) -> None:
        super().__init__(data, initial=initial)
        space = self.fields["space"]
        items = self.fields["items"]
        assert isinstance(space, forms.ModelChoiceField)
        assert isinstance(items, forms.ModelMultipleChoiceField)
        space.queryset = Space.objects.writable_by(person)
        items.queryset = Item.objects.visible_to(person).filter(set_aside=None).select_related("current", "space")
        items.error_messages["required"] = _("Choose at least one text to make a course of.")


class BiteForm(forms.Form):
    title = forms.CharField(max_length=300, error_messages={"required": _("Give the part a title.")})
