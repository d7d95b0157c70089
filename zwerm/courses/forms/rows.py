"""Forms with rows: as many as there are, and some empty ones. A row left empty is not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Setting:
    """What a form needs to know of the course: its language and, per source, the text that its spans point into."""

    language: str
    sources: Mapping[str, str] = field(default_factory=dict)


SPARE, FEWEST, MOST = 2, 3, 60


class RowsForm(forms.Form):
    """`columns`: name → what makes its field. Cleaned rows stand in `given`, each a mapping of column to value."""

    columns: ClassVar[Mapping[str, Any]] = {}
    # The column without which a row is empty.
    leading: ClassVar[str] = ""
    # The columns that belong together: a row with one of them and not the others is told, not left out.
    together: ClassVar[Sequence[str]] = ()
    # Which of the other fields stand below the rows.
    below: ClassVar[Sequence[str]] = ()

    def __init__(self, data: Any = None, files: Any = None, *, setting: Setting, before: Any = None) -> None:
        """`before`: what is there already, or nothing when it is new."""
        self.before, self.setting = before, setting
        super().__init__(data, files, initial=self.filled(before) if before is not None else {})
        known: Sequence[Mapping[str, Any]] = self.initial.get("rows", ())
        self.count = self._posted(data) if data is not None else max(FEWEST, len(known), min(MOST, len(known) + SPARE))
        for number in range(self.count if self.columns else 0):
            for name, make in self.columns.items():
                made = make(number + 1)
                made.initial = known[number].get(name) if number < len(known) else None
                self.fields[f"{name}-{number}"] = made

    def filled(self, value: Any) -> dict[str, Any]:
        """What stands in the form at first; rows under "rows"."""
        return {}

    def _posted(self, data: Any) -> int:
        numbers = [name.rpartition("-")[2] for name in data if name.rpartition("-")[0] in self.columns]
        return min(MOST, max((int(number) + 1 for number in numbers if number.isdecimal()), default=FEWEST))

    def full_clean(self) -> None:
        super().full_clean()
        for number in range(self.count if self.together and self.is_bound else 0):
            names = [f"{name}-{number}" for name in self.together]
            empty = [name for name in names if not self.cleaned_data.get(name) and name not in self.errors]
            if empty and len(empty) < len(names):
                for name in empty:
                    self.add_error(name, _("Write something here too, or empty the row."))

    @property
    def above_rows(self) -> list[BoundField]:
        rows = {f"{name}-{number}" for name in self.columns for number in range(self.count)}
        return [self[name] for name in self.fields if name not in rows and name not in self.below]

    @property
    def below_rows(self) -> list[BoundField]:
        return [self[name] for name in self.below]

    @property
    def rows(self) -> list[list[BoundField]]:
        return (
            [[self[f"{name}-{number}"] for name in self.columns] for number in range(self.count)]
            if self.columns
            else []
        )

    @property
    def given(self) -> list[dict[str, Any]]:
        """The rows that are filled in."""
        rows = [
            {name: self.cleaned_data.get(f"{name}-{number}") for name in self.columns} for number in range(self.count)
        ]
        return [row for row in rows if row.get(self.leading)]
