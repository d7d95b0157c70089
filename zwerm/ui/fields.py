"""Fields of forms that several modules have."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
BETWEEN = _("Choose a day between 1900 and 2199.")


class DayField(forms.DateField):
    """A day, chosen in the calendar of the browser. So far that days before and after it, in any time zone, are days too."""

    def __init__(self, **given: Any) -> None:
        widget = forms.DateInput({"type": "date", "min": f"{FIRST}", "max": f"{LAST}"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **given)
        self.validators += [MinValueValidator(FIRST, BETWEEN), MaxValueValidator(LAST, BETWEEN)]
