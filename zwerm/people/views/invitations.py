from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zwerm.people.actions import invite, withdraw
from zwerm.people.forms import InvitationForm
from zwerm.people.models import Invitation, Space
from zwerm.people.requests import PersonRequest

SHOWN = 50


def invitations(request: PersonRequest) -> HttpResponse:
    """Make a link, see which there are. For administrators, and for who looks after a space."""
    person = request.user
    if not person.is_admin and not Space.objects.managed_by(person).exists():
        raise Http404
    form = InvitationForm(person, request.POST or None)
    if form.is_valid():
        given = {"domains": "", **form.cleaned_data}
        _invitation, secret = invite(person, **given)
        # Shown once, on the next page, and kept nowhere else.
        request.session["made_link"] = f"{settings.SITE_URL}{reverse('people:welcome', args=[secret])}"
        return redirect("people:invitations")
    theirs = Invitation.objects.managed_by(person).annotate(used=Count("uses")).select_related("space", "made_by")
    listed = list(theirs[:SHOWN])
    vouched = Invitation.objects.vouched_for().filter(pk__in=[one.pk for one in listed]).values_list("pk", flat=True)
    shown = {"form": form, "invitations": listed, "vouched": set(vouched)}
    shown["link"] = request.session.pop("made_link", "")
    return render(
        request,
        "people/invitations.html",
        {**shown, "here": "" if person.is_admin else "people"},
        status=422 if form.errors else 200,
    )


@require_POST
def withdrawal(request: PersonRequest, id: UUID) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.managed_by(request.user), pk=id)
    withdraw(request.user, invitation)
    messages.success(request, _("The link no longer works. Who came in by it stays."))
    return redirect("people:invitations")
