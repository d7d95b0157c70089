"""What I can and know: choosing skills, how well, and who sees it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zwerm.people.requests import PersonRequest
from zwerm.skills.actions import abilities_of, pick, tell_ability, untell_ability
from zwerm.skills.forms import AbilityForm
from zwerm.skills.models import Ability, Skill
from zwerm.skills.views.standing import found_standing
from zwerm.ui.rules import reading_language


@require_safe
def own(request: PersonRequest) -> HttpResponse:
    """What this person said that they can, and `?q=` to find more."""
    query = request.GET.get("q", "").strip()[:100]
    told = abilities_of(request.user, request.user)
    without = [one.skill.pk for one in told]
    given: dict[str, Any] = {
        "abilities": told,
        "wanted": query,
        "found": pick(query, reading_language(), without=without) if query else [],
        "choose": True,
        "may_add": request.user.cares_for_learning,
        "here": "people",
    }
    part = getattr(request, "htmx", False)
    return render(request, "skills/parts/found.html" if part else "skills/own.html", given)


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
