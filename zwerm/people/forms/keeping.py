from __future__ import annotations

from typing import Any

from django import forms

from zwerm.people.actions import months_kept, words_for
from zwerm.people.registry import in_order, retentions


class KeepingForm(forms.Form):
    """One choice of months for each thing that is kept for a time."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for retention in in_order(retentions):
            self.fields[retention.name] = forms.TypedChoiceField(
                label=str(retention.label),
                help_text=str(retention.help),
                choices=[
                    (months, words_for(months)) for months in sorted(retention.choices, key=lambda one: one or 10**6)
                ],
                coerce=int,
                initial=months_kept(retention.name),
            )
