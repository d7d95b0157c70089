"""Taking a space along."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from zwerm.library.actions import NotAllowed, export_space
from zwerm.operations.days import organisation_day
from zwerm.people.models import Person, Space


@require_POST
def export(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """The zip of a space, made while it is sent."""
    person = cast("Person", request.user)
    space = get_object_or_404(Space.objects.visible_to(person), slug=slug)
    try:
        pieces = export_space(person, space)
    except NotAllowed as refusal:
        raise Http404 from refusal
    response = StreamingHttpResponse(pieces, content_type="application/zip")
    name = f"{space.slug}-{organisation_day():%Y-%m-%d}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["Content-Encoding"] = "identity"  # it is packed already
    return response
