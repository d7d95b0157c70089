"""Bringing in files through the browser, and what became of each of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from zwerm.library.actions import NotKept
from zwerm.library.actions.importing import start_upload, tell_note
from zwerm.library.actions.importing.lines import LINES, counts_of
from zwerm.library.actions.importing.moving import texts_of
from zwerm.library.forms import ImportForm
from zwerm.library.models import ImportedFile, ImportLine, ImportRun, Item
from zwerm.library.tasks import import_later
from zwerm.library.views.listing import day
from zwerm.people.actions import kept_words
from zwerm.people.models import Person, Space

Outcome = ImportedFile.Outcome
SHOWN = 10
ON_A_PAGE = 100
GROUPS = (
    (Outcome.SKIPPED, gettext_lazy("Left out"), "warn"),
    (Outcome.CONFLICT, gettext_lazy("Changed on both sides"), "warn"),
    (Outcome.GONE, gettext_lazy("No longer there"), "warn"),
    (Outcome.IMPORTED, gettext_lazy("Came in"), "good"),
    (Outcome.UPDATED, gettext_lazy("Changed"), "good"),
    (Outcome.UNCHANGED, gettext_lazy("The same as before"), "info"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Choose files and where they go; below it the imports that this person did before."""
    person = cast("Person", request.user)
    wanted = Space.objects.writable_by(person).filter(slug=request.GET.get("space", "")).first()
    # What was chosen by mistake is then seen by nobody else.
    initial = {"space": wanted or Space.objects.private_of(person).first()}
    form = ImportForm(person, request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            run = start_upload(person, form.cleaned_data["space"], _chosen(form, request), _title(form, request))
        except NotKept as refusal:
            form.add_error(refusal.field or None, str(refusal.reason))
        else:
            import_later.enqueue(str(run.id))
            return redirect("library:import", run.id)
    before = [(run, day(run.started)) for run in ImportRun.objects.visible_to(person).select_related("space")[:SHOWN]]
    context = {"form": form, "before": before, "most": settings.UPLOAD_MB}
    return render(request, "library/imports.html", context, status=422 if form.errors else 200)


def _chosen(form: ImportForm, request: HttpRequest) -> list[tuple[str, Any]]:
    """Each file with its path in the chosen folder."""
    folder = form.cleaned_data["folder"]
    paths = request.POST.getlist("folder_paths")
    if len(paths) != len(folder):
        paths = [file.name for file in folder]
    return [(file.name, file) for file in form.cleaned_data["files"]] + list(zip(paths, folder, strict=True))


def _title(form: ImportForm, request: HttpRequest) -> str:
    names = [path.split("/")[0] for path, _file in _chosen(form, request)]
    names = list(dict.fromkeys(names))
    if len(names) <= 2:
        return ", ".join(names)
    return _("%(names)s and %(count)d more") % {"names": names[0], "count": len(names) - 1}


@require_safe
def report(request: HttpRequest, id: UUID) -> HttpResponse:
    """How far an import is, and when it is done what became of every file. `?outcome=` shows one group whole."""
    person = cast("Person", request.user)
    run = get_object_or_404(ImportRun.objects.visible_to(person).select_related("space"), id=id)
    context: dict[str, Any] = {"run": run, "when": day(run.started)}
    if run.finished:
        context["groups"] = groups = _groups(run, person, request.GET.get("outcome", ""))
        context["texts"] = texts_of(run).visible_to(person).published().exists()
        if any(group["outcome"] == Outcome.GONE for group in groups):
            context |= {"held": run.gone("gone_most").count(), "aside": run.gone("gone_set_aside").count()}
        if run.counts:
            context["kept"] = kept_words(LINES)
        else:
            context |= _taken_over(run, person, is_empty=not groups)
    if getattr(request, "htmx", False):
        return render(request, "library/parts/import.html", context)
    return render(request, "library/import.html", context)


def _groups(run: ImportRun, person: Person, wanted: str) -> list[dict[str, Any]]:
    counts = counts_of(run)
    lines = _lines(run, wanted)
    its = {id for line in lines for id in (line.item, line.draft) if id}
    items = Item.objects.visible_to(person).select_related("space").in_bulk(its) if its else {}
    groups = []
    for outcome, title, state in GROUPS:
        if count := counts.get(outcome):
            rows = [_row(line, items) for line in lines if line.outcome == outcome]
            group = {"outcome": outcome, "title": title, "state": state, "count": count, "rows": rows}
            groups.append({**group, "more": 0 if run.counts else count - len(rows)})
    return groups


def _lines(run: ImportRun, wanted: str) -> list[ImportLine]:
    """Of each group the first, and one whole. One query, however many groups there are."""
    place = Window(RowNumber(), partition_by=F("outcome"), order_by=("path", "id"))
    shown = Q(place__lte=ON_A_PAGE)
    if wanted in Outcome.values:
        shown |= Q(outcome=wanted)
    return list(run.lines.annotate(place=place).filter(shown))


def _row(line: ImportLine, items: Mapping[UUID, Item]) -> dict[str, Any]:
    told = [tell_note(note["code"], note["params"]) for note in ([line.reason] if line.reason else []) + line.notes]
    item = items.get(line.item) if line.item else None
    if line.shared and item is not None:
        names = {"title": item.title, "space": item.space.called}
        told.append(_("It was here already, as “%(title)s” in %(space)s.") % names)
    draft = items.get(line.draft) if line.draft else None
    return {"path": line.path, "item": item, "draft": draft, "told": told}


def _taken_over(run: ImportRun, person: Person, *, is_empty: bool) -> dict[str, Any]:
    """Whether a later import took lines of this one, as imports did before they kept their own; and which, when that can be known."""
    takers = set(run.lost().order_by().values_list("run", flat=True).distinct())
    if not takers and not (is_empty and run.total):
        return {}
    later = ImportRun.objects.visible_to(person).filter(finished__isnull=False, started__gt=run.started)
    taker = later.filter(id__in=takers).first()
    if taker is None and is_empty:
        taker = later.filter(space=run.space_id, title=run.title, lines__isnull=False).distinct().first()
    return {"is_lost": True, "taker": taker, "taken": day(taker.started) if taker else ""}
