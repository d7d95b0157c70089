"""What I can and know: choosing skills, how well, and who sees it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zwerm.people.requests import PersonRequest
from zwerm.skills.actions import standings, tell_ability, untell_ability
from zwerm.skills.forms import AbilityForm
from zwerm.skills.models import Ability, Skill
from zwerm.skills.views.finding import with_finder
from zwerm.skills.views.standing import found_standing


@require_safe
def own(request: PersonRequest) -> HttpResponse:
    """What this person said that they can, what others say of it and what that tells together, and `?q=` to find more."""
    found = standings(request.user)
    given = {"standings": found, "choose": "skills:own-one", "here": "people"}
    return with_finder(request, "skills/own.html", [one.skill.pk for one in found if one.ability], given)


def one(request: PersonRequest, id: UUID) -> HttpResponse:
    """How well, and who sees it."""
    skill = found_standing(id)
    told = Ability.objects.filter(person=request.user, skill__in=Skill.objects.family(skill)).order_by("-at").first()
    if told is None and skill.kind not in Skill.OF_PEOPLE:
        raise Http404
    form = AbilityForm(request.POST if request.method == "POST" else None, instance=told)
    if form.is_valid():
        given = form.cleaned_data
        tell_ability(request.user, skill, given["level"], given["audience"], asks=given["asks"])
        messages.success(request, _("Saved."))
        return redirect("skills:own")
    shown = {"skill": skill, "told": told, "form": form, "here": "people"}
    return render(request, "skills/ability.html", shown, status=422 if form.errors else 200)


@require_POST
def removing(request: PersonRequest, id: UUID) -> HttpResponse:
    skill = found_standing(id)
    if untell_ability(request.user, skill):
        messages.success(request, _("“%(skill)s” is no longer among what you can.") % {"skill": skill.called})
    return redirect("skills:own")
