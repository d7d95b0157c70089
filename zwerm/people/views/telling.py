from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zwerm.people.actions.telling import tell
from zwerm.people.forms.telling import TellingForm
from zwerm.people.requests import PersonRequest


def telling(request: PersonRequest) -> HttpResponse:
    """What I tell colleagues about learning and where I am, and to whom."""
    form = TellingForm(request.user, request.POST or None)
    if form.is_valid():
        tell(request.user, form.told())
        messages.success(request, _("Saved."))
        return redirect(request.user)
    return render(request, "people/telling.html", {"form": form, "here": ""}, status=422 if form.errors else 200)
