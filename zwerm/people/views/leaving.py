"""For administrators: someone leaves, or is to be erased; and how long things are kept."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zwerm.people import actions
from zwerm.people.actions import LastAdministrator, NotAllowed
from zwerm.people.forms.keeping import KeepingForm
from zwerm.people.models import AuditEntry, Erasure, Person, meant_or_near
from zwerm.people.requests import PersonRequest, ask_if_sure, for_admins, is_sure
from zwerm.people.views.administration import LAST_ADMINISTRATOR

FOUND = 8
# What the trail tells that an administrator looked at; declares.py has the words.
LOOKED_AFTER, KEPT_OF_THEM = "looked-after", "kept-of-them"
REPORTS = 20


@for_admins
@require_http_methods(["GET", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def leaving(request: PersonRequest, id: UUID) -> HttpResponse:
    """What someone looks after, who takes it over, and then doing it."""
    person = get_object_or_404(Person, pk=id)
    asked = request.POST.get("to") or request.GET.get("to", "")
    others = Person.objects.colleagues().exclude(pk=person.pk)
    to = _colleague(others, asked)
    if request.method == "POST" and to is not None:
        return _hand_over(request, person, to)
    actions.write_down_look(request.user, AuditEntry.Act.LOOKED, [person], LOOKED_AFTER)
    query = request.GET.get("q", "").strip()[:100]
    found, near = meant_or_near(others, query, FOUND)
    given: dict[str, Any] = {
        "person": person,
        "to": to,
        "wanted": query,
        "found": found,
        "near": near,
        "handings": actions.looked_after_by(person, request.user, to),
        "mine": person == request.user,
        "links": actions.open_links_of(person),
    }
    return render(request, "people/administration/leaving.html", given)


def _colleague(others: QuerySet[Person], asked: str) -> Person | None:
    try:
        return get_object_or_404(others, pk=UUID(asked)) if asked else None
    except ValueError:
        raise Http404 from None


def _hand_over(request: PersonRequest, person: Person, to: Person) -> HttpResponse:
    try:
        actions.hand_over(request.user, person, to, close=request.POST.get("close") == "yes")
    except LastAdministrator:
        messages.error(request, LAST_ADMINISTRATOR)
    except NotAllowed:
        messages.error(request, _("You cannot do this to yourself. Ask another administrator."))
    else:
        messages.success(request, _("%(name)s looks after it from now on.") % {"name": to.name})
    return redirect("people:account", person.pk)


@for_admins
@require_http_methods(["GET", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def erasing(request: PersonRequest, id: UUID) -> HttpResponse:
    """What erasing this person will do, and asking for it."""
    person = get_object_or_404(Person, pk=id)
    if request.method == "POST":
        try:
            actions.ask_erasure(request.user, person, own_texts=request.POST.get("own_texts") == "yes")
        except LastAdministrator:
            messages.error(request, LAST_ADMINISTRATOR)
        else:
            messages.success(request, _("Asked, and written down. It can be cancelled for two weeks."))
        return redirect("people:account", person.pk)
    actions.write_down_look(request.user, AuditEntry.Act.LOOKED, [person], KEPT_OF_THEM)
    given = actions.told_before(person) | {
        "person": person,
        "mine": False,
        "erasure": Erasure.objects.waiting().filter(person=person).first(),
    }
    return render(request, "people/privacy/erasure.html", given)


@for_admins
@require_http_methods(["GET", "POST"])
def keeping(request: PersonRequest) -> HttpResponse:
    """How long things are kept, who is to be erased, and reports of who was."""
    form = KeepingForm(request.POST or None)
    if form.is_valid():
        going = actions.what_would_go(form.cleaned_data)
        if going and not is_sure(request):
            return ask_if_sure(request, going, form.cleaned_data, reverse("people:keeping"))
        actions.keep_for(request.user, form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("people:keeping")
    erasures = Erasure.objects.select_related("person")
    given = {
        "form": form,
        "waiting": erasures.waiting().order_by("due"),
        "reports": [(one, _counts(one)) for one in erasures.filter(done__isnull=False).order_by("-done")[:REPORTS]],
    }
    return render(request, "people/administration/keeping.html", given, status=422 if form.errors else 200)


def _counts(erasure: Erasure) -> dict[str, int]:
    return {name: sum(rows.values()) for name, rows in erasure.report.items()}
