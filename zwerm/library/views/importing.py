"""Bringing in files through the browser, and what became of each of them."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from zwerm.library.actions import NotKept
from zwerm.library.actions.importing import start_upload, tell_note
from zwerm.library.forms import ImportForm
from zwerm.library.models import ImportedFile, ImportRun, Item
from zwerm.library.tasks import import_later
from zwerm.library.views.listing import day
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
        context["groups"] = _groups(run, person, request.GET.get("outcome", ""))
        context |= {"held": run.gone("gone_most").count(), "aside": run.gone("gone_set_aside").count()}
    if getattr(request, "htmx", False):
        return render(request, "library/parts/import.html", context)
    return render(request, "library/import.html", context)


def _groups(run: ImportRun, person: Person, wanted: str) -> list[dict[str, Any]]:
    groups = []
    for outcome, title, state in GROUPS:
        files = run.files.filter(outcome=outcome)
        count = files.count()
        if not count:
            continue
        most = count if wanted == outcome else ON_A_PAGE
        shown = list(files.select_related("item__space", "draft")[:most])
        seen = set(
            Item.objects.visible_to(person)
            .filter(id__in=[file.item_id for file in shown if file.item_id])
            .values_list("id", flat=True)
        )
        rows = [_row(file, file.item_id in seen) for file in shown]
        groups.append(
            {
                "outcome": outcome,
                "title": title,
                "state": state,
                "count": count,
                "rows": rows,
                "more": count - len(rows),
            }
        )
    return groups


def _row(file: ImportedFile, is_seen: bool) -> dict[str, Any]:
    told = [tell_note(note["code"], note["params"]) for note in ([file.reason] if file.reason else []) + file.notes]
    if file.is_shared and is_seen and file.item is not None:
        names = {"title": file.item.title, "space": file.item.space.called}
        told.append(_("It was here already, as “%(title)s” in %(space)s.") % names)
    return {"path": file.shown, "item": file.item if is_seen else None, "draft": file.draft, "told": told}
