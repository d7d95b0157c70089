"""Where I am signed in: the list is allauth's, ending one browser is ours."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zwerm.people.requests import PersonRequest


@require_POST
def ending(request: PersonRequest, id: int) -> HttpResponse:
    others = UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key)
    get_object_or_404(others, pk=id).end()
    messages.success(request, _("That browser is signed out."))
    return redirect("usersessions_list")
