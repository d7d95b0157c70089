from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zwerm.operations.days import readers_day
from zwerm.people.models import Person, meant_by
from zwerm.people.requests import PersonRequest, for_admins
from zwerm.records.actions.browse import Wanted, look_at, page_of, seen_by, shown, take_along
from zwerm.records.forms import BrowseForm
from zwerm.records.told import Line, to_read, with_lines

PAGE = 40
MOST_PEOPLE = 50
KINDS = {"jsonl": "application/jsonl", "parquet": "application/vnd.apache.parquet"}


@for_admins
@require_safe
def browse(request: PersonRequest) -> HttpResponse:
    """What everyone did, as sentences; whose it was can read that it was looked at."""
    form = BrowseForm(request.user, request.GET or None)
    sequences, before = page_of(request.user, _wanted(form), request.GET.get("before", ""), PAGE)
    lines: list[Line] = []
    statements = shown(request.user, sequences)
    look_at(request.user, with_lines(statements, lines, request.LANGUAGE_CODE))
    asked = {name: value for name, value in request.GET.items() if name != "before" and value}
    given: dict[str, Any] = {
        "form": form,
        "lines": lines,
        "asked": asked,
        "kinds": [("jsonl", _("Take along as JSON lines")), ("parquet", _("Take along as Parquet"))],
        "further": urlencode({**asked, "before": before}) if before else "",
    }
    return render(request, "records/browse.html", given, status=422 if form.errors else 200)


@for_admins
@require_safe
def whole(request: PersonRequest, id: UUID) -> HttpResponse:
    """One statement to its end, of which the list shows the beginning."""
    statement = get_object_or_404(seen_by(request.user), id=id)
    look_at(request.user, [statement])
    response = HttpResponse(to_read(statement), content_type="application/json")
    response["Cache-Control"] = "private, no-store"
    return response


@for_admins
@require_POST
def taking(request: PersonRequest, kind: str) -> StreamingHttpResponse:
    """All that the same filters find, in one file."""
    form = BrowseForm(request.user, request.POST)
    if kind not in KINDS or form.errors:
        raise Http404
    response = StreamingHttpResponse(take_along(request.user, _wanted(form), kind), content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="statements-{readers_day():%Y-%m-%d}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _wanted(form: BrowseForm) -> Wanted:
    if not form.is_valid():
        # Nothing chosen, or what cannot be: a mistake must not widen what is found.
        return Wanted() if not form.is_bound else Wanted(people=frozenset())
    told = form.cleaned_data
    people, address, everyone = None, "", Person.objects.all()
    if told["person"]:
        # Also who left: what they did is still here.
        address = told["person"].strip() if "@" in told["person"] else ""
        meant = everyone.filter(email__iexact=address) if address else meant_by(everyone, told["person"])
        people = frozenset(meant.values_list("pk", flat=True)[:MOST_PEOPLE])
    verb = told["other"] or told["verb"]
    return Wanted(people, address, verb, told["space"], told["since"], told["until"], told["source"])
