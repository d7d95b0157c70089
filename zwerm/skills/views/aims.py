"""What a project or the organisation wants to be able to by a day: what there is, what is missing, and what leads there."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zwerm.people.requests import PersonRequest
from zwerm.skills.actions import (
    add_aim,
    aim_gaps,
    ask_no_more_of_aim,
    ask_of_aim,
    asked_of,
    change_aim,
    choose_people,
    remove_aim,
)
from zwerm.skills.forms import AimAskForm, AimForm, AimPeopleForm
from zwerm.skills.models import Aim, spaces_with_aims_of
from zwerm.skills.views.finding import with_finder
from zwerm.skills.views.refused import refusals_on
from zwerm.skills.views.standing import found_standing


@require_safe
def aims(request: PersonRequest) -> HttpResponse:
    """What has its day still to come first."""
    found = sorted(Aim.objects.visible_to(request.user).select_related("space"), key=lambda one: one.is_over)
    given = {
        "strategy": [one for one in found if one.is_strategy],
        "projects": [one for one in found if not one.is_strategy],
        "may_add": spaces_with_aims_of(request.user).exists(),
        "here": "people",
    }
    return render(request, "skills/aims.html", given)


@require_safe
def aim(request: PersonRequest, id: UUID) -> HttpResponse:
    found = get_object_or_404(Aim.objects.visible_to(request.user).select_related("space"), pk=id)
    asked = asked_of(found)
    size, gaps = aim_gaps(request.user, found, asked)
    given = {
        "aim": found,
        "size": size,
        "gaps": gaps,
        "may_change": Aim.objects.changeable_by(request.user).filter(pk=id).exists(),
        "here": "people",
    }
    return with_finder(request, "skills/aim.html", [one.skill.pk for one in asked], given)


def _theirs(request: PersonRequest, id: UUID) -> Aim:
    """To who may not change it there is no such page."""
    return get_object_or_404(Aim.objects.changeable_by(request.user).select_related("space"), pk=id)


def add(request: PersonRequest) -> HttpResponse:
    if not spaces_with_aims_of(request.user).exists():
        raise Http404
    form = AimForm(request.user, request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        with refusals_on(form):
            made = add_aim(request.user, said["space"], said["name"], said["about"], said["until"])
            messages.success(request, _("Now say which skills it asks."))
            return redirect(made)
    return _form(request, form, None)


def change(request: PersonRequest, id: UUID) -> HttpResponse:
    found = _theirs(request, id)
    begun = {"name": found.name, "about": found.about, "until": found.until}
    form = AimForm(request.user, request.POST or None, of=found, initial=begun)
    if form.is_valid():
        said = form.cleaned_data
        with refusals_on(form):
            change_aim(request.user, found, said["name"], said["about"], said["until"])
            messages.success(request, _("Saved."))
            return redirect(found)
    return _form(request, form, found)


def _form(request: PersonRequest, form: AimForm, aim: Aim | None) -> HttpResponse:
    given = {"form": form, "aim": aim, "here": "people"}
    return render(request, "skills/aim_form.html", given, status=422 if form.errors else 200)


def people(request: PersonRequest, id: UUID) -> HttpResponse:
    """Who works on a project."""
    found = _theirs(request, id)
    if found.is_strategy:
        raise Http404
    begun = {"people": list(found.people.values_list("person", flat=True))}
    form = AimPeopleForm(found, request.POST if request.method == "POST" else None, initial=begun)
    if form.is_valid():
        choose_people(request.user, found, form.cleaned_data["people"])
        messages.success(request, _("Saved."))
        return redirect(found)
    given = {"form": form, "aim": found, "here": "people"}
    return render(request, "skills/aim_people.html", given, status=422 if form.errors else 200)


@require_POST
def removing(request: PersonRequest, id: UUID) -> HttpResponse:
    found = _theirs(request, id)
    remove_aim(request.user, found)
    messages.success(request, _("“%(aim)s” is gone.") % {"aim": found.name})
    return redirect("skills:aims")


def asking(request: PersonRequest, id: UUID, skill: UUID) -> HttpResponse:
    """How well it asks it, and of how many people."""
    found, chosen = _theirs(request, id), found_standing(skill)
    there = next((one for one in asked_of(found) if one.skill.pk == chosen.pk), None)
    begun = {"level": there.level, "many": there.many} if there else {"many": 1}
    form = AimAskForm(request.POST or None, initial=begun)
    form.fields["level"].label = _("How well is it needed?")
    if form.is_valid():
        with refusals_on(form):
            ask_of_aim(request.user, found, chosen, form.cleaned_data["level"], form.cleaned_data["many"])
            return redirect(found)
    given = {"aim": found, "skill": chosen, "form": form, "here": "people"}
    return render(request, "skills/aim_asking.html", given, status=422 if form.errors else 200)


@require_POST
def not_asking(request: PersonRequest, id: UUID, skill: UUID) -> HttpResponse:
    found, chosen = _theirs(request, id), found_standing(skill)
    if ask_no_more_of_aim(request.user, found, chosen):
        messages.success(request, _("It asks “%(skill)s” no more.") % {"skill": chosen.called})
    return redirect(found)
