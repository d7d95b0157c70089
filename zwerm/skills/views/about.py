"""Which skills a thing is about: looking, adding and taking off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zwerm.people.requests import PersonRequest, id_in
from zwerm.skills.actions import NotDone, propose, skills_on, tell_skill, untell_skill
from zwerm.skills.registry import Skilled, kinds
from zwerm.skills.views.finding import asked_for, with_finder
from zwerm.skills.views.standing import found_standing


@require_http_methods(["GET", "HEAD", "POST"])
def on(request: PersonRequest, kind: str, id: UUID) -> HttpResponse:
    """What a thing is about, for who may say so. `?q=` finds skills by any name; POST adds one, or takes one off."""
    skilled = kinds.get(kind)
    found = skilled and skilled.found(request.user, id)
    if skilled is None or not found or not found[1]:
        raise Http404
    thing = found[0]
    if request.method == "POST":
        _change(request, skilled, thing)
        # Back in the field, for the next one.
        return redirect(f"{request.path}#skill")
    there = skills_on(skilled.about, thing.pk)
    without = [skill.pk for skill in there]
    reads = None if asked_for(request) else skilled.reads
    given: dict[str, Any] = {
        "kind": kind,
        "thing": thing,
        "there": there,
        "proposed": propose(reads(request.user, thing), skilled.about, without) if reads else [],
        "here": skilled.place,
    }
    return with_finder(request, "skills/on.html", without, given)


def _change(request: PersonRequest, kind: Skilled, thing: Any) -> None:
    key = id_in(request.POST.get("add") or request.POST.get("off", ""))
    skill = found_standing(key)
    if "off" in request.POST:
        untell_skill(kind, thing, skill)
        return
    try:
        if not tell_skill(request.user, kind, thing, skill):
            messages.info(request, _("“%(skill)s” was on it already.") % {"skill": skill.called})
    except NotDone as refused:
        messages.error(request, str(refused.reason))
