from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zwerm.operations.serving import AN_HOUR, serve_stored
from zwerm.people.actions.photo import remove_photo, show_photo
from zwerm.people.forms.photo import PhotoForm
from zwerm.people.models import Person
from zwerm.people.requests import PersonRequest


@require_http_methods(["GET", "POST"])
def photo(request: PersonRequest) -> HttpResponse:
    """My photo, and who sees it."""
    form = PhotoForm(request.user, request.POST or None, request.FILES or None)
    if form.is_valid():
        show_photo(request.user, form.cleaned_data["audience"], form.drawn)
        messages.success(request, _("Saved."))
        return redirect("people:photo")
    return render(request, "people/photo.html", {"form": form, "here": ""}, status=422 if form.errors else 200)


@require_POST
def removal(request: PersonRequest) -> HttpResponse:
    remove_photo(request.user)
    messages.success(request, _("Your photo is gone. Colleagues see your initials."))
    return redirect("people:photo")


@require_safe
def photo_of(request: PersonRequest, id: UUID, hash: str) -> HttpResponseBase:
    """The bytes, for who may see them now: a browser keeps them for an hour, because an audience can become smaller."""
    person = get_object_or_404(Person.objects.colleagues(), pk=id, photo=hash)
    if not person.shows_photo_to(request.user):
        raise Http404
    return serve_stored(request, person.photo_path, "image/jpeg", seconds=AN_HOUR)
