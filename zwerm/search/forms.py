from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Person, Reader, Space
from zwerm.search.found import Narrowing
from zwerm.search.registry import kind_labels

PERIODS = {"week": 7, "month": 31, "year": 366}


class SearchForm(forms.Form):
    """The query and what narrows it, from the address. What is not valid is left out: an address never breaks."""

    q = forms.CharField(required=False, max_length=400)
    kind = forms.MultipleChoiceField(required=False, label=_("Kind"))
    space = forms.ModelChoiceField(Space.objects.none(), required=False, label=_("Space"), empty_label=_("All spaces"))
    author = forms.ModelChoiceField(Person.objects.filter(is_active=True), required=False)
    by = forms.CharField(required=False, max_length=100, label=_("By whom"))
    language = forms.ChoiceField(
        required=False,
        label=_("Language"),
        choices=[("", _("All languages")), ("nl", _("Dutch")), ("en", _("English"))],
    )
    period = forms.ChoiceField(
        required=False,
        label=_("Changed"),
        choices=[
            ("", _("Any time")),
            ("week", _("Past week")),
            ("month", _("Past month")),
            ("year", _("Past year")),
        ],
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=20)

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = list(kind_labels().items())  # type: ignore[attr-defined]
        for name in ("space", "by", "language", "period"):
            self.fields[name].widget.attrs["class"] = "input"
        self.fields["by"].widget.attrs |= {"placeholder": self.fields["by"].label, "autocomplete": "off"}
        self.fields["space"].queryset = Space.objects.visible_to(reader)  # type: ignore[attr-defined]
        self.full_clean()

    @property
    def words(self) -> str:
        words: str = self.cleaned_data.get("q") or ""
        return words

    @property
    def page_number(self) -> int:
        return self.cleaned_data.get("page") or 1

    @property
    def narrowing(self) -> Narrowing:
        chosen = self.cleaned_data
        days = PERIODS.get(chosen.get("period") or "")
        return Narrowing(
            kinds=chosen.get("kind") or (),
            spaces=[chosen["space"].id] if chosen.get("space") else (),
            authors=[chosen["author"].id] if chosen.get("author") else (),
            by=(chosen.get("by") or "").strip(),
            language=chosen.get("language") or "",
            since=datetime.now(UTC) - timedelta(days=days) if days else None,
        )
