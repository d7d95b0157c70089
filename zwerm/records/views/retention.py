from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zwerm.people.actions import kept_words, words_for
from zwerm.people.models import Person, Space
from zwerm.people.requests import PersonRequest, for_admins
from zwerm.records.actions.retention import GENERAL, drop_rule, keep_statements
from zwerm.records.forms import RetentionForm
from zwerm.records.models import Clearing, RetentionRule
from zwerm.records.words import space_words, verb_words

REPORTS = 30


class Told(NamedTuple):
    row: RetentionRule | Clearing
    what: str
    where: str
    kept: str


@for_admins
@require_http_methods(["GET", "POST"])
def retention(request: PersonRequest) -> HttpResponse:
    """How long statements are kept, per verb and per space, and what was removed."""
    form = RetentionForm(request.user, request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        keep_statements(request.user, told["verb_iri"], told["space"], told["months"])
        messages.success(request, _("Saved. What is older is removed within the hour."))
        return redirect("records:retention")
    given = {
        "form": form,
        "general": kept_words(GENERAL),
        "rules": list(_told(request.user, RetentionRule.objects.select_related("space"))),
        "reports": list(_told(request.user, Clearing.objects.select_related("space")[:REPORTS])),
    }
    return render(request, "records/retention.html", given, status=422 if form.errors else 200)


@for_admins
@require_POST
def removal(request: PersonRequest, id: int) -> HttpResponse:
    drop_rule(request.user, get_object_or_404(RetentionRule, pk=id))
    messages.success(request, _("The rule is gone."))
    return redirect("records:retention")


def _told(by: Person, rows: Iterable[RetentionRule | Clearing]) -> Iterable[Told]:
    seen = set(Space.objects.visible_to(by).values_list("pk", flat=True))
    for row in rows:
        months = words_for(row.months) if isinstance(row, RetentionRule) else ""
        yield Told(row, verb_words(row.verb_iri), space_words(row.space, seen), months)
