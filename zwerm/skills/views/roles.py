"""What roles ask: reading, choosing one's own, what is missing; and making them, for who cares for learning."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zwerm.people.requests import PersonRequest, for_learning
from zwerm.skills.actions import (
    add_role,
    ask_no_more,
    ask_of_role,
    asked_of,
    change_role,
    choose_role,
    gaps,
    leave_role,
    remove_role,
)
from zwerm.skills.forms import LevelForm, RoleForm
from zwerm.skills.models import OwnRole, Role
from zwerm.skills.views.finding import with_finder
from zwerm.skills.views.refused import refusals_on
from zwerm.skills.views.standing import found_standing


@require_safe
def roles(request: PersonRequest) -> HttpResponse:
    own = OwnRole.objects.filter(role=OuterRef("pk"), person=request.user)
    found = Role.objects.annotate(asked=Count("asks"), mine=Exists(own)).order_by("-mine", "name")
    given = {"roles": found, "may_change": request.user.cares_for_learning, "here": "people"}
    return render(request, "skills/roles.html", given)


@require_safe
def role(request: PersonRequest, id: UUID) -> HttpResponse:
    """What it asks. For whose role it is, beside what they have, and what leads there: that only they see."""
    found = get_object_or_404(Role, pk=id)
    mine = OwnRole.objects.filter(person=request.user, role=found).exists()
    asked = asked_of(found)
    given = {
        "role": found,
        "mine": mine,
        "gaps": gaps(request.user, found, asked) if mine else [],
        "asked": asked,
        "may_change": request.user.cares_for_learning,
        "here": "people",
    }
    return with_finder(request, "skills/role.html", [one.skill.pk for one in asked], given)


@require_POST
def own(request: PersonRequest, id: UUID) -> HttpResponse:
    found = get_object_or_404(Role, pk=id)
    if "off" in request.POST:
        leave_role(request.user, found)
        messages.success(request, _("“%(role)s” is no longer a role of yours.") % {"role": found.name})
        return redirect("skills:roles")
    choose_role(request.user, found)
    messages.success(request, _("Only you see that this is a role of yours."))
    return redirect(found)


@for_learning
def add(request: PersonRequest) -> HttpResponse:
    form = RoleForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            made = add_role(request.user, form.cleaned_data["name"], form.cleaned_data["about"])
            messages.success(request, _("Now say which skills it asks."))
            return redirect(made)
    return _form(request, form, None)


@for_learning
def change(request: PersonRequest, id: UUID) -> HttpResponse:
    found = get_object_or_404(Role, pk=id)
    form = RoleForm(request.POST or None, initial={"name": found.name, "about": found.about})
    if form.is_valid():
        with refusals_on(form):
            change_role(request.user, found, form.cleaned_data["name"], form.cleaned_data["about"])
            messages.success(request, _("Saved."))
            return redirect(found)
    return _form(request, form, found)


def _form(request: PersonRequest, form: RoleForm, role: Role | None) -> HttpResponse:
    given = {"form": form, "role": role, "here": "people"}
    return render(request, "skills/role_form.html", given, status=422 if form.errors else 200)


@for_learning
@require_POST
def removing(request: PersonRequest, id: UUID) -> HttpResponse:
    found = get_object_or_404(Role, pk=id)
    remove_role(request.user, found)
    messages.success(request, _("“%(role)s” is gone.") % {"role": found.name})
    return redirect("skills:roles")


@for_learning
def asking(request: PersonRequest, id: UUID, skill: UUID) -> HttpResponse:
    """How well the role asks it."""
    found, chosen = get_object_or_404(Role, pk=id), found_standing(skill)
    there = next((one.level for one in asked_of(found) if one.skill.pk == chosen.pk), None)
    form = LevelForm(request.POST or None, initial={"level": there})
    form.fields["level"].label = _("How well does the role ask it?")
    if form.is_valid():
        with refusals_on(form):
            ask_of_role(request.user, found, chosen, form.cleaned_data["level"])
            return redirect(found)
    given = {"role": found, "skill": chosen, "form": form, "here": "people"}
    return render(request, "skills/asking.html", given, status=422 if form.errors else 200)


@for_learning
@require_POST
def not_asking(request: PersonRequest, id: UUID, skill: UUID) -> HttpResponse:
    found, chosen = get_object_or_404(Role, pk=id), found_standing(skill)
    if ask_no_more(request.user, found, chosen):
        messages.success(request, _("It asks “%(skill)s” no more.") % {"skill": chosen.called})
    return redirect(found)
