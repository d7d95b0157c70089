"""For what colleagues may find me: what is proposed, and one click for each answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zwerm.people.models import Space
from zwerm.people.requests import PersonRequest
from zwerm.skills.actions import answer_for, is_paused, pause, proposals_for, resume
from zwerm.skills.models import Consent
from zwerm.skills.views.standing import found_standing

MOST_PROPOSED = 12
ANSWERS = {*Consent.Answer.values, ""}


@require_safe
def found_for(request: PersonRequest) -> HttpResponse:
    """What they did and colleagues confirm, by what it is about, with what they answered. Nobody else ever reads this page."""
    proposals = proposals_for(request.user)
    waiting = [one for one in proposals if not one.answer and one.speaks]
    given = {
        "waiting": waiting[:MOST_PROPOSED],
        "later": max(0, len(waiting) - MOST_PROPOSED),
        "shown": [one for one in proposals if one.answer == Consent.Answer.YES],
        "not_shown": [one for one in proposals if one.answer in (Consent.Answer.HIDDEN, Consent.Answer.NO)],
        "paused": is_paused(request.user),
        "here": "people",
    }
    return render(request, "skills/found_for.html", given)


@require_POST
def answering(request: PersonRequest, kind: str, id: UUID) -> HttpResponse:
    """Yes, hidden, no, or taken back."""
    answer = request.POST.get("answer", "-")
    if answer not in ANSWERS or kind not in {"skill", "space"}:
        raise Http404
    spaces = Space.objects.visible_to(request.user)
    about = found_standing(id) if kind == "skill" else get_object_or_404(spaces, pk=id)
    answer_for(request.user, about, answer)
    return redirect("skills:found-for")


@require_POST
def pausing(request: PersonRequest) -> HttpResponse:
    """Nobody finds them, or colleagues do again."""
    if request.POST.get("paused") == "yes":
        pause(request.user)
        messages.success(request, _("Nobody finds you now, until you say so again."))
    else:
        resume(request.user)
        messages.success(request, _("Colleagues find you again."))
    return redirect("skills:found-for")
