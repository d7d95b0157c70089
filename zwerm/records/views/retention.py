from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zwerm.people.actions import Shortened, kept_words, words_for
from zwerm.people.models import Person, Space
from zwerm.people.requests import PersonRequest, ask_if_sure, for_admins, is_sure
from zwerm.records.actions.retention import GENERAL, drop_rule, keep_statements, rules_with, too_old_with
from zwerm.records.forms import RetentionForm
from zwerm.records.models import Clearing, RetentionRule
from zwerm.records.rules.iris import in_column
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
        verb = in_column("verb_iri", told["verb_iri"])
        rules = rules_with(verb, told["space"], told["months"])
        if (going := too_old_with(rules)) and not is_sure(request):
            fields = {
                "other": told["verb_iri"],
                "space": told["space"].pk if told["space"] else "",
                "months": told["months"],
            }
            return _ask(request, verb, told["space"], told["months"], going, fields)
        keep_statements(request.user, verb, told["space"], told["months"])
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
    rule = get_object_or_404(RetentionRule, pk=id)
    going = too_old_with(RetentionRule.objects.exclude(pk=rule.pk))
    if going and not is_sure(request):
        return _ask(request, rule.verb_iri, rule.space, None, going, {})
    drop_rule(request.user, rule)
    messages.success(request, _("The rule is gone."))
    return redirect("records:retention")


def _ask(
    request: PersonRequest, verb: str, space: Space | None, months: int | None, going: int, fields: dict[str, object]
) -> HttpResponse:
    """`months`: of the rule as it becomes; None: it goes."""
    seen = set(Space.objects.visible_to(request.user).values_list("pk", flat=True))
    what = " · ".join(filter(None, (verb_words(verb) or _("Whatever it is"), space_words(space, seen))))
    now = RetentionRule.objects.filter(verb_iri=verb, space=space).first()
    kept = words_for(now.months) if now else "–"
    becomes = "–" if months is None else words_for(months)
    return ask_if_sure(request, [Shortened(what, kept, becomes, going)], fields, reverse("records:retention"))


def _told(by: Person, rows: Iterable[RetentionRule | Clearing]) -> Iterable[Told]:
    seen = set(Space.objects.visible_to(by).values_list("pk", flat=True))
    for row in rows:
        months = words_for(row.months) if isinstance(row, RetentionRule) else ""
        yield Told(row, verb_words(row.verb_iri), space_words(row.space, seen), months)
