"""My data: what is kept of me, who looked, a copy to take along, and being erased."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zwerm.operations.days import readers_day
from zwerm.operations.serving import serve_stored
from zwerm.people import actions
from zwerm.people.actions import LastAdministrator
from zwerm.people.models import AuditEntry, Erasure, PersonalCopy
from zwerm.people.requests import PersonRequest
from zwerm.people.tasks import make_copy_later
from zwerm.people.views.administration import LAST_ADMINISTRATOR

SHOWN = 50


@require_safe
def data(request: PersonRequest) -> HttpResponse:
    person = request.user
    looked = AuditEntry.objects.filter(about=person).exclude(by=person).select_related("by", "about")
    given: dict[str, Any] = {
        "copies": PersonalCopy.objects.usable().filter(person=person),
        "looked": looked[:SHOWN],
        "listed": AuditEntry.objects.filter(act=AuditEntry.Act.LIST_READ)
        .exclude(by=person)
        .select_related("by")
        .first(),
        "kept": actions.kept_words("trail"),
        "erasure": Erasure.objects.waiting().filter(person=person).first(),
    }
    return render(request, "people/privacy/data.html", given)


@require_http_methods(["GET", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def copies(request: PersonRequest) -> HttpResponse:
    """Ask for a copy of everything about me; it is made in the background."""
    if request.method != "POST":
        return redirect("people:data")
    copy, new = actions.ask_copy(request.user)
    if new:
        transaction.on_commit(lambda: make_copy_later.enqueue(str(copy.pk)))
    return redirect("people:copy", copy.pk)


@require_safe
def copy(request: PersonRequest, id: UUID) -> HttpResponse:
    """How far it is. The page asks again by itself until it is ready."""
    found = get_object_or_404(PersonalCopy.objects.usable().filter(person=request.user), pk=id)
    part = getattr(request, "htmx", False)
    return render(request, f"people/privacy/{'parts/copy' if part else 'copying'}.html", {"copy": found})


@require_safe
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def download(request: PersonRequest, id: UUID) -> HttpResponseBase:
    found = get_object_or_404(PersonalCopy.objects.usable().filter(person=request.user, ready__isnull=False), pk=id)
    name = f"zwerm-{readers_day(found.ready).isoformat()}.zip"
    return serve_stored(request, found.path, "application/zip", name=name, seconds=0)


@require_http_methods(["GET", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def erasure(request: PersonRequest) -> HttpResponse:
    """What will happen, and then asking for it."""
    person = request.user
    if request.method == "POST":
        try:
            asked = actions.ask_erasure(person, person, own_texts=request.POST.get("own_texts") == "yes")
        except LastAdministrator:
            messages.error(request, LAST_ADMINISTRATOR)
            return redirect("people:erasure")
        day = date_format(timezone.localtime(asked.due), "j F Y")
        messages.success(request, _("You will be erased on %(day)s. Until then you can cancel it here.") % {"day": day})
        return redirect("people:data")
    asked_before = Erasure.objects.waiting().filter(person=person).first()
    given = actions.told_before(person) | {"person": person, "mine": True, "erasure": asked_before}
    return render(request, "people/privacy/erasure.html", given)


@require_POST
def cancellation(request: PersonRequest) -> HttpResponse:
    actions.cancel_erasure(request.user, request.user)
    messages.success(request, _("You stay. Nothing was removed."))
    return redirect("people:data")
