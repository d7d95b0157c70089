"""Saying on a form why what it asks can't be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms

from zwerm.skills.actions import NotDone


@contextmanager
def refusals_on(form: forms.Form) -> Iterator[None]:
    """What is refused inside stands on `form`, and what comes after it inside is left out."""
    try:
        yield
    except NotDone as refused:
        form.add_error(refused.field or None, str(refused.reason))
