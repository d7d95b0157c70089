from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from zwerm.people.actions import change_space, kinds_open_to, start_space
from zwerm.people.forms import SpaceForm
from zwerm.people.models import Membership, Person, Space
from zwerm.people.views.members import colleagues_to_add


def spaces(request: HttpRequest) -> HttpResponse:
    """Every team and community that the reader sees, their own first."""
    person = cast("Person", request.user)
    mine = Membership.objects.filter(space=OuterRef("pk"), person=person)
    found = Space.objects.together().visible_to(person).annotate(own=Exists(mine), members=_members())
    rows = list(found.order_by("-own", "name"))
    return render(
        request,
        "people/spaces.html",
        {
            "communities": [space for space in rows if space.kind == Space.Kind.COMMUNITY],
            "teams": [space for space in rows if space.kind == Space.Kind.TEAM],
            "may_start": bool(kinds_open_to(person)),
            "here": "people",
        },
    )


def space(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is in a team or community, and what its stewards can change there."""
    person = cast("Person", request.user)
    found = get_object_or_404(Space.objects.together().visible_to(person), slug=slug)
    members = list(_who_is_in(found))
    manages = Space.objects.managed_by(person).filter(pk=found.pk).exists()
    query = request.GET.get("add", "").strip()[:100] if manages else ""
    to_add, near = colleagues_to_add(query, {one.person_id for one in members})
    return render(
        request,
        "people/space.html",
        {
            "space": found,
            "members": members,
            "mine": next((one for one in members if one.person_id == person.pk), None),
            "joinable": found.kind == Space.Kind.COMMUNITY and found.open,
            "manages": manages,
            "wanted": query,
            "to_add": to_add,
            "near": near,
            "here": "people",
        },
    )


def start(request: HttpRequest) -> HttpResponse:
    """Begin a community, or, as an administrator, a team."""
    person = cast("Person", request.user)
    kinds = kinds_open_to(person)
    if not kinds:
        raise Http404
    form = SpaceForm(request.POST or None, kinds=kinds)
    if form.is_valid():
        made = start_space(person, **form.cleaned_data)
        messages.success(request, _("%(space)s is there. Now add who belongs in it.") % {"space": made.name})
        return redirect(made)
    return _form(request, form, None)


def change(request: HttpRequest, slug: str) -> HttpResponse:
    """What a space is called, what it is for, who may read there. All colleagues read what is the organisation's."""
    found = get_object_or_404(Space.objects.changeable_by(request.user), slug=slug)
    initial = {"name": found.name, "about": found.about, "open": found.open}
    form = SpaceForm(request.POST or None, initial=initial)
    is_organisation = found.kind == Space.Kind.ORGANISATION
    if is_organisation:
        del form.fields["open"]
    if form.is_valid():
        change_space(found, **{"open": True, **form.cleaned_data})
        messages.success(request, _("Saved."))
        return redirect("people:administration") if is_organisation else redirect(found)
    return _form(request, form, found)


def _form(request: HttpRequest, form: SpaceForm, space: Space | None) -> HttpResponse:
    is_organisation = space is not None and space.kind == Space.Kind.ORGANISATION
    given = {"form": form, "space": space, "is_organisation": is_organisation, "here": "people"}
    return render(request, "people/space_form.html", given, status=422 if form.errors else 200)


def _members() -> Count:
    return Count("memberships", filter=Q(memberships__person__is_active=True))


def _who_is_in(space: Space) -> list[Membership]:
    """Members with who looks after the space first."""
    found = space.memberships.filter(person__is_active=True).select_related("person").order_by("person__name")
    order = [role for role, _label in space.roles]
    return sorted(found, key=lambda one: order.index(one.role) if one.role in order else len(order))
