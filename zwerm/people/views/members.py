from __future__ import annotations

from collections.abc import Collection
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zwerm.people.actions import LastToManage, NotAllowed, give_role, join_space, leave_space
from zwerm.people.models import Membership, Person, Space, meant_or_near

SHOWN = 8


def colleagues_to_add(query: str, there: Collection[UUID]) -> tuple[list[Person], bool]:
    """Colleagues whom `query` means and who are not in the space yet; True beside those who are only nearly called so."""
    return meant_or_near(Person.objects.listed().exclude(pk__in=there), query, SHOWN)


@require_POST
def join(request: HttpRequest, slug: str) -> HttpResponse:
    space = get_object_or_404(Space.objects.joinable_by(request.user), slug=slug)
    person = cast("Person", request.user)
    if not Membership.objects.filter(space=space, person=person).exists():
        join_space(person, space)
    messages.success(request, _("You are in %(space)s now. Welcome.") % {"space": space.name})
    return redirect(space)


@require_POST
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Leaving is for communities; who is in a team is told by its lead."""
    person = cast("Person", request.user)
    mine = Space.objects.filter(kind=Space.Kind.COMMUNITY, memberships__person=person)
    space = get_object_or_404(mine, slug=slug)
    try:
        leave_space(person, space)
    except LastToManage:
        return _nobody_else(request, space)
    messages.success(request, _("You have left %(space)s. What you wrote there stays.") % {"space": space.name})
    return redirect("people:spaces")


@require_POST
def add(request: HttpRequest, slug: str) -> HttpResponse:
    space = get_object_or_404(Space.objects.managed_by(request.user), slug=slug)
    person = get_object_or_404(Person.objects.colleagues(), pk=_id(request))
    if not Membership.objects.filter(space=space, person=person).exists():
        join_space(person, space)
    messages.success(request, _("%(name)s is in %(space)s now.") % {"name": person.name, "space": space.name})
    return redirect(space)


@require_POST
def role(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    space, person = _member(request, slug, id)
    try:
        given = give_role(person, space, request.POST.get("role", ""))
    except LastToManage:
        return _nobody_else(request, space)
    except NotAllowed:
        messages.error(request, _("There is no such role here. Nothing was changed."))
        return redirect(space)
    said = {"name": person.name, "role": given.get_role_display()}
    messages.success(request, _("%(name)s: %(role)s.") % said)
    return redirect(space)


@require_POST
def remove(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    space, person = _member(request, slug, id)
    try:
        leave_space(person, space)
    except LastToManage:
        return _nobody_else(request, space)
    messages.success(request, _("%(name)s is no longer in %(space)s.") % {"name": person.name, "space": space.name})
    seen = Space.objects.visible_to(request.user).filter(pk=space.pk).exists()
    return redirect(space) if seen else redirect("people:spaces")


def _nobody_else(request: HttpRequest, space: Space) -> HttpResponse:
    messages.error(request, _("Nobody else looks after this space yet. Make someone else a steward first."))
    return redirect(space)


def _member(request: HttpRequest, slug: str, id: UUID) -> tuple[Space, Person]:
    space = get_object_or_404(Space.objects.managed_by(request.user), slug=slug)
    return space, get_object_or_404(Person, memberships__space=space, pk=id)


def _id(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("person", ""))
    except ValueError:
        return None
