"""Giving a draft to a colleague, such as before one leaves."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zwerm.library.actions import NotAllowed
from zwerm.library.actions.handing import give_draft
from zwerm.library.models import Item
from zwerm.people.models import Person, Space, meant_by

FOUND = 8


@require_http_methods(["GET", "POST"])
def giving(request: HttpRequest, id: UUID) -> HttpResponse:
    """To whom, and then doing it."""
    person = cast("Person", request.user)
    drafts = Item.objects.visible_to(person).filter(author=person, published__isnull=True)
    item = get_object_or_404(drafts.select_related("space"), id=id)
    others = item.space.written_by().exclude(pk=person.pk)
    if request.method == "POST":
        to = get_object_or_404(others, pk=_id(request.POST.get("to", "")))
        try:
            give_draft(person, item, to)
        except NotAllowed as refused:
            raise Http404 from refused
        messages.success(request, _("%(name)s finds it among their drafts.") % {"name": to.name})
        return redirect("library:home")
    query = request.GET.get("q", "").strip()[:100]
    asked = request.GET.get("to", "")
    given = {
        "item": item,
        "private": item.space.kind == Space.Kind.PRIVATE,
        "to": get_object_or_404(others, pk=_id(asked)) if asked else None,
        "wanted": query,
        "found": list(meant_by(others, query)[:FOUND]) if query else [],
    }
    return render(request, "library/giving.html", given)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
