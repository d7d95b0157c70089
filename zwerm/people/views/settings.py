from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from zwerm.people.actions import change_profile
from zwerm.people.forms import ProfileForm
from zwerm.people.models import Person
from zwerm.ui.rules import VISIT_LANGUAGE


def profile(request: HttpRequest) -> HttpResponse:
    """What I tell about myself, and in which language Zwerm speaks to me."""
    person = cast("Person", request.user)
    form = ProfileForm(request.POST) if request.method == "POST" else ProfileForm.of(person)
    if request.method == "POST" and form.is_valid():
        change_profile(person, **form.cleaned_data)
        request.session.pop(VISIT_LANGUAGE, None)
        with override(person.language or request.LANGUAGE_CODE):
            messages.success(request, _("Saved."))
        return redirect("people:settings")
    return render(request, "people/settings.html", {"form": form, "here": ""}, status=422 if form.errors else 200)
