from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from zwerm.people import actions
from zwerm.people.actions import AddressTaken, LastAdministrator, NotAllowed
from zwerm.people.forms import AccountForm, DutiesForm
from zwerm.people.links import password_link
from zwerm.people.models import AuditEntry, Erasure, Person, Space
from zwerm.people.requests import PersonRequest, for_admins

PER_PAGE = 50
LAST_ADMINISTRATOR = gettext_lazy("Someone must remain administrator. Make someone else one first.")


@for_admins
def people(request: PersonRequest) -> HttpResponse:
    """Every account, also those that are closed."""
    actions.write_down_list(request.user)
    query, state = request.GET.get("q", "").strip()[:100], request.GET.get("state", "")
    found = Person.objects.prefetch_related("duty_set").order_by("name")
    for word in query.split():
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(function__icontains=word))
    if state == "closed":
        found = found.filter(is_active=False)
    elif state == "tasks":
        found = found.filter(duty_set__isnull=False).distinct()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    kept = {name: value for name, value in (("q", query), ("state", state)) if value}
    given: dict[str, Any] = {
        "page": page,
        "wanted": query,
        "state": state,
        "address": f"?{urlencode({**kept, 'page': ''})}",
    }
    given["organisation"] = Space.objects.filter(kind=Space.Kind.ORGANISATION).first()
    return render(request, "people/administration/people.html", given)


@for_admins
def add(request: PersonRequest) -> HttpResponse:
    form = AccountForm(request.POST or None)
    if form.is_valid():
        try:
            person = actions.add_colleague(request.user, **form.cleaned_data)
        except AddressTaken:
            form.add_error(
                "email", _("Someone here has this address already, or had it: look among the closed accounts.")
            )
        else:
            messages.success(request, _("%(name)s is added.") % {"name": person.name})
            return redirect("people:account", person.pk)
    return render(request, "people/administration/new.html", {"form": form}, status=422 if form.errors else 200)


@for_admins
def account(request: PersonRequest, id: UUID) -> HttpResponse:
    """One account: what an administrator knows of it and can do with it."""
    person = get_object_or_404(Person, pk=id)
    initial = {"name": person.name, "email": person.email, "function": person.function}
    form = AccountForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            actions.change_account(request.user, person, **form.cleaned_data)
        except AddressTaken:
            form.add_error(
                "email", _("Someone here has this address already, or had it: look among the closed accounts.")
            )
        else:
            messages.success(request, _("Saved."))
            return redirect("people:account", person.pk)
    actions.write_down_look(request.user, AuditEntry.Act.LOOKED, [person])
    return _account(request, person, form)


def _account(request: PersonRequest, person: Person, form: AccountForm) -> HttpResponse:
    steps = Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES)
    given = {
        "person": person,
        "form": form,
        "duties_form": DutiesForm(initial={"duties": list(person.duty_set.values_list("name", flat=True))}),
        "has_second_step": steps.exists(),
        "mine": person == request.user,
        "link": request.session.pop("made_link", ""),
        "erasure": Erasure.objects.waiting().filter(person=person).first(),
        "entries": AuditEntry.objects.filter(about=person).select_related("by")[:10],
    }
    return render(request, "people/administration/account.html", given, status=422 if form.errors else 200)


@for_admins
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def duties(request: PersonRequest, id: UUID) -> HttpResponse:
    person = get_object_or_404(Person.objects.colleagues(), pk=id)
    form = DutiesForm(request.POST)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_duties(request.user, person, set(form.cleaned_data["duties"]))
        except LastAdministrator:
            messages.error(request, LAST_ADMINISTRATOR)
        else:
            messages.success(request, _("Saved."))
    return redirect("people:account", person.pk)


def _link(by: Person, person: Person) -> None:
    actions.write_down(by, AuditEntry.Act.LINK_MADE, person)


ACTS: dict[str, Callable[[Person, Person], None]] = {
    "deactivation": actions.deactivate,
    "reactivation": actions.reactivate,
    "sign-out": actions.sign_out_everywhere,
    "second-step-removal": actions.clear_second_step,
    "erasure-cancellation": actions.cancel_erasure,
    "link": _link,
}


@for_admins
@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def act(request: PersonRequest, id: UUID, act: str) -> HttpResponse:
    """What an administrator does with an account, one thing at a time; each is written down."""
    person = get_object_or_404(Person, pk=id)
    if act not in ACTS:
        raise Http404
    try:
        ACTS[act](request.user, person)
    except LastAdministrator:
        messages.error(request, LAST_ADMINISTRATOR)
    except NotAllowed:
        messages.error(request, _("You cannot do this to yourself. Ask another administrator."))
    else:
        if act == "link":
            request.session["made_link"] = password_link(person)
        messages.success(request, _("Done, and written down."))
    return redirect("people:account", person.pk)


@for_admins
def trail(request: HttpRequest) -> HttpResponse:
    """Who did what to whose account, newest first."""
    entries = AuditEntry.objects.select_related("by", "about")
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/administration/trail.html", {"page": page})
