from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from zwerm.people.actions import carry_out, keep_roster, outcomes, undo_roster
from zwerm.people.actions.roster import Outcome
from zwerm.people.models import RosterImport
from zwerm.people.requests import PersonRequest, as_sheet, for_admins
from zwerm.people.rules.roster import MOST_BYTES
from zwerm.people.rules.sheet import NotASheet
from zwerm.people.tasks import mail_first_links

PER_PAGE = 50
STATES: dict[str, str | Promise] = {
    "wrong": gettext_lazy("Wrong"),
    "new": gettext_lazy("New"),
    "changed": gettext_lazy("Changed"),
    "closed": gettext_lazy("Closed account"),
    "same": gettext_lazy("Left alone"),
}
WORDS: dict[str, str | Promise] = {
    "name": gettext_lazy("name"),
    "function": gettext_lazy("function"),
    "language": gettext_lazy("language"),
}
FAULTS: dict[str, str | Promise] = {
    "name": gettext_lazy("no name"),
    "email": gettext_lazy("no e-mail address that works"),
    "twice": gettext_lazy("this address stands above already"),
    "language": gettext_lazy("a language that we do not speak"),
    "long": gettext_lazy("too long"),
    "unseen": gettext_lazy("signs that nobody sees"),
}
REASONS: dict[str, str | Promise] = {
    "empty": gettext_lazy("There is nobody in this file."),
    "long": gettext_lazy("This file has more than 20,000 people. Cut it in pieces."),
    "big": gettext_lazy("This file is larger than 8 MB. Cut it in pieces."),
    "columns": gettext_lazy("The first line must name the columns: at least e-mail and name."),
    "binary": gettext_lazy("This is no CSV file. In a spreadsheet choose: save as, CSV."),
}


@for_admins
def rosters(request: PersonRequest) -> HttpResponse:
    """Give a file; earlier imports."""
    error = ""
    file = request.FILES.get("file")
    if request.method == "POST" and file is not None:
        try:
            kept = keep_roster(request.user, file.name or "", file.read(MOST_BYTES + 1))
        except NotASheet as refused:
            error = str(REASONS[refused.reason])
        else:
            return redirect("people:roster", kept.pk)
    elif request.method == "POST":
        error = _("Choose a file first.")
    earlier = RosterImport.objects.filter(done__isnull=False).select_related("by").defer("lines", "report", "undo")[:20]
    given = {"error": error, "earlier": earlier}
    return render(request, "people/administration/rosters.html", given, status=422 if error else 200)


@for_admins
def roster(request: PersonRequest, id: UUID) -> HttpResponse:
    """What would happen, line by line; afterwards: what happened."""
    found = get_object_or_404(RosterImport, pk=id)
    all = _outcomes(request, found)
    counts = Counter(outcome.state for outcome in all)
    state = request.GET.get("state", "")
    shown = [outcome for outcome in all if outcome.state == state] if state in STATES else all
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    for outcome in page.object_list:
        outcome.what = _told(outcome)
    given = {
        "roster": found,
        "page": page,
        "state": state,
        "choices": [(name, label, counts[name]) for name, label in STATES.items() if counts[name]],
        "something": counts["new"] + counts["changed"],
        "total": len(all),
        # What was undone when that was cut off, or until now, and of how many people it is still to be done.
        "begun": {} if found.undone else found.undo.get("told", {}),
        "left": len(found.undo.get("people", ())) + len(found.undo.get("before", ())),
        "opens": sorted({team for outcome in all for team in outcome.opens}, key=str.casefold),
        "states": {name: str(label) for name, label in STATES.items()},
        "sends_mail": settings.SENDS_MAIL,
        "address": f"?state={state}&page=" if state else "?page=",
    }
    return render(request, "people/administration/roster.html", given)


@for_admins
@require_POST
def carry(request: PersonRequest, id: UUID) -> HttpResponse:
    found = get_object_or_404(RosterImport, pk=id)
    added = carry_out(request.user, found)
    if added and settings.SENDS_MAIL and request.POST.get("mail"):
        mail_first_links.enqueue([str(person.pk) for person in added])
    messages.success(request, _("Done. You can undo it below as long as nobody has built on it."))
    return redirect("people:roster", found.pk)


@for_admins
@require_POST
def undo(request: PersonRequest, id: UUID) -> HttpResponse:
    found = get_object_or_404(RosterImport, pk=id)
    told = undo_roster(request.user, found)
    if told:
        messages.success(
            request,
            _("Undone: %(removed)s removed, %(closed)s closed because they were here already, %(restored)s as before, %(kept)s changed since and left.")
            % told,
        )  # fmt: skip
    return redirect("people:roster", found.pk)


@for_admins
def report(request: PersonRequest, id: UUID) -> HttpResponse:
    """The same as a file. What could run as a formula in a spreadsheet is made harmless."""
    found = get_object_or_404(RosterImport, pk=id)
    rows = (
        (str(one.number), str(STATES[one.state]), one.email, one.name, ", ".join(_told(one)))
        for one in _outcomes(request, found)
    )
    return as_sheet([_("Line"), _("What"), _("E-mail"), _("Name"), _("In detail")], rows)


def _told(outcome: Outcome) -> list[str]:
    """What happens with a line, in the reader's words."""
    known = FAULTS if outcome.state == "wrong" else WORDS
    told = (str(known.get(word, word)) for word in outcome.what)
    return [_("%(team)s (new team)") % {"team": word} if word in outcome.opens else word for word in told]


def _outcomes(request: HttpRequest, roster: RosterImport) -> list[Outcome]:
    if roster.done is not None:
        return [Outcome(**line) for line in roster.report]
    assert request.user.is_authenticated
    return outcomes(request.user, roster)
