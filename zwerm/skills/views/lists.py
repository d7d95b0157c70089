"""Skills from a file: what would happen, doing it, and undoing it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from zwerm.language.detect import LANGUAGES
from zwerm.people.requests import PersonRequest, as_sheet, for_learning
from zwerm.people.rules.sheet import NotASheet
from zwerm.skills.actions import ask_to_bring_in, ask_to_undo, keep_list
from zwerm.skills.models import SkillLine, SkillList
from zwerm.skills.rules.taxonomy import MOST_BYTES
from zwerm.skills.tasks import go_on_later
from zwerm.ui.rules import reading_language

PER_PAGE = 50
State = SkillLine.State
WORDS: dict[str, str | Promise] = {
    "name": gettext_lazy("no name"),
    "twice": gettext_lazy("this one stands above already"),
    "kind": gettext_lazy("a kind that we do not know"),
    "long": gettext_lazy("too long"),
    "nothing": gettext_lazy("nothing is told of it"),
    "unknown": gettext_lazy("what it is about is not here"),
    "kept": gettext_lazy("kept, because somebody built on it"),
    "circle": gettext_lazy("not made a part of a group that is a part of it"),
}
CHANGES: dict[str, str | Promise] = {
    "names": gettext_lazy("other names"),
    "about": gettext_lazy("what it is"),
    "kind": gettext_lazy("its kind"),
    "relations": gettext_lazy("what it is part of or has to do with"),
}
REASONS: dict[str, str | Promise] = {
    "empty": gettext_lazy("There are no skills in this file."),
    "long": gettext_lazy("This file has more than 40,000 lines. Cut it in pieces."),
    "big": gettext_lazy("This file is larger than 32 MB. Cut it in pieces."),
    "columns": gettext_lazy("The first line must name the columns: at least name (or preferredLabel)."),
    "binary": gettext_lazy("This is no CSV file. In a spreadsheet choose: save as, CSV."),
}


@for_learning
def lists(request: PersonRequest) -> HttpResponse:
    """Give a file; earlier ones."""
    error = ""
    language = request.POST.get("language", reading_language())
    file = request.FILES.get("file")
    if request.method == "POST" and file is not None:
        language = language if language in LANGUAGES else reading_language()
        try:
            kept = keep_list(request.user, file.name or "", file.read(MOST_BYTES + 1), language)
        except NotASheet as refused:
            error = str(REASONS[refused.reason])
        else:
            return redirect("skills:list", kept.pk)
    elif request.method == "POST":
        error = _("Choose a file first.")
    # What others only look at is theirs.
    earlier = SkillList.objects.filter(Q(asked__isnull=False) | Q(by=request.user)).select_related("by")[:20]
    given = {"error": error, "earlier": earlier, "language": language, "here": "people"}
    return render(request, "skills/lists.html", given, status=422 if error else 200)


@for_learning
@require_safe
def one(request: PersonRequest, id: UUID) -> HttpResponse:
    """What would happen, line by line; while it is at work how far it is; afterwards what happened."""
    found = get_object_or_404(SkillList, pk=id)
    if found.is_busy:
        done = found.lines.filter(done=True).count()
        given = {"list": found, "done": done, "total": found.lines.count(), "here": "people"}
        at_work = "skills/parts/at_work.html" if getattr(request, "htmx", False) else "skills/list.html"
        return render(request, at_work, given)
    if getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Refresh": "true"})
    counts = {row["state"]: row["n"] for row in found.lines.order_by().values("state").annotate(n=Count("pk"))}
    state = request.GET.get("state", "")
    lines = found.lines.filter(state=state) if state in counts else found.lines.all()
    page = Paginator(lines.select_related("skill"), PER_PAGE).get_page(request.GET.get("page"))
    given = {
        "list": found,
        "page": page,
        "rows": [(line, _told(line)) for line in page.object_list],
        "state": state,
        "choices": [(name, label, counts[name]) for name, label in State.choices if counts.get(name)],
        "something": counts.get(State.NEW, 0) + counts.get(State.CHANGED, 0),
        "total": sum(counts.values()),
        "address": f"?state={state}&page=" if state else "?page=",
        "here": "people",
    }
    return render(request, "skills/list.html", given)


@for_learning
@require_POST
def bringing_in(request: PersonRequest, id: UUID) -> HttpResponse:
    found = get_object_or_404(SkillList, pk=id)
    if ask_to_bring_in(request.user, found):
        go_on_later.enqueue(str(found.pk))
    return redirect("skills:list", found.pk)


@for_learning
@require_POST
def undoing(request: PersonRequest, id: UUID) -> HttpResponse:
    found = get_object_or_404(SkillList, pk=id)
    if ask_to_undo(request.user, found):
        go_on_later.enqueue(str(found.pk))
        messages.success(request, _("It is being undone. What colleagues built on stays."))
    return redirect("skills:list", found.pk)


@for_learning
@require_safe
def report(request: PersonRequest, id: UUID) -> HttpResponse:
    """The same as a file. What could run as a formula in a spreadsheet is made harmless."""
    found = get_object_or_404(SkillList, pk=id)
    lines = found.lines.defer("told", "undo").iterator(1000)
    rows = ((str(line.number), str(line.get_state_display()), line.name, ", ".join(_told(line))) for line in lines)
    return as_sheet([_("Line"), _("What"), _("Name"), _("In detail")], rows)


def _told(line: SkillLine) -> list[str]:
    """What happens with a line, in the reader's words."""
    known = WORDS if line.state == State.WRONG else {**WORDS, **CHANGES}
    told = []
    for word in line.what:
        what, _space, pointer = word.partition(" ")
        said = str(known.get(what, what))
        told.append(_("“%(name)s” is not here") % {"name": pointer} if pointer else said)
    return told
