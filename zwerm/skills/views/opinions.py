"""What others say of how well someone can something: confirming it, and answering for oneself."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zwerm.people.actions import NotAllowed
from zwerm.people.models import Person
from zwerm.people.requests import PersonRequest
from zwerm.skills.actions import agree, confirm, refuse, take_back
from zwerm.skills.models import Opinion
from zwerm.skills.views.standing import found_standing


@require_POST
def confirming(request: PersonRequest, person: UUID, id: UUID) -> HttpResponse:
    """A colleague confirms what this person shows them; `off`: no longer. What they don't show is as what isn't there."""
    found = get_object_or_404(Person.objects.colleagues(), pk=person)
    skill = found_standing(id)
    said = {"name": found.name, "skill": skill.called}
    if "off" in request.POST:
        take_back(request.user, found, skill)
        messages.success(request, _("You no longer confirm “%(skill)s”.") % said)
        return redirect(found)
    try:
        confirm(request.user, found, skill)
    except NotAllowed as refused:
        raise Http404 from refused
    messages.success(request, _("%(name)s sees that you confirm “%(skill)s”, and decides whether it is shown.") % said)
    return redirect(found)


@require_POST
def agreeing(request: PersonRequest, id: UUID) -> HttpResponse:
    """It counts from now on, as it was read: what was said anew meanwhile is to be read first."""
    get_object_or_404(Opinion, pk=id, person=request.user)
    level = request.POST.get("level", "")
    if level.isdecimal() and agree(request.user, id, int(level)):
        messages.success(request, _("Saved."))
    else:
        messages.info(request, _("It was said anew just now. Read it again."))
    return redirect("skills:own")


@require_POST
def refusing(request: PersonRequest, id: UUID) -> HttpResponse:
    if not refuse(request.user, id, request.POST.get("reply", "")):
        raise Http404
    messages.success(request, _("It counts nowhere any more."))
    return redirect("skills:own")
