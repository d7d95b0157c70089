"""Giving drafts to a colleague, such as before one leaves: one, or several at once."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from zwerm.library.actions import NotAllowed
from zwerm.library.actions.handing import drafts_for, drafts_of, give_draft, give_drafts
from zwerm.library.models import Item
from zwerm.people.models import Person, Space, meant_or_near
from zwerm.people.requests import id_in

FOUND = 8


@require_http_methods(["GET", "POST"])
def giving(request: HttpRequest, id: UUID) -> HttpResponse:
    """To whom, and then doing it."""
    person = cast("Person", request.user)
    drafts = Item.objects.visible_to(person).filter(author=person, published__isnull=True)
    item = get_object_or_404(drafts.select_related("space"), id=id)
    others = item.space.written_by().exclude(pk=person.pk)
    if request.method == "POST":
        to = get_object_or_404(others, pk=id_in(request.POST.get("to", "")))
        try:
            give_draft(person, item, to)
        except NotAllowed as refused:
            raise Http404 from refused
        messages.success(request, _("%(name)s finds it among their drafts.") % {"name": to.name})
        return redirect("library:home")
    query = request.GET.get("q", "").strip()[:100]
    asked = request.GET.get("to", "")
    found, near = meant_or_near(others, query, FOUND)
    given = {
        "item": item,
        "private": item.space.kind == Space.Kind.PRIVATE,
        "to": get_object_or_404(others, pk=id_in(asked)) if asked else None,
        "wanted": query,
        "found": found,
        "near": near,
    }
    return render(request, "library/giving.html", given)


@require_http_methods(["GET", "POST"])
def giving_several(request: HttpRequest) -> HttpResponse:
    """First to whom; then which of the drafts that they can take, with those that they cannot; and then doing it."""
    person = cast("Person", request.user)
    others = Person.objects.listed().exclude(pk=person.pk)
    asked = request.POST.get("to") or request.GET.get("to", "")
    to = get_object_or_404(others, pk=id_in(asked)) if asked else None
    drafts = drafts_of(person).select_related("space")
    taken = list(drafts_for(person, to).select_related("space")) if to else []
    if request.method == "POST" and to:
        return _give(request, person, to, {str(item.pk): item for item in taken})
    query = request.GET.get("q", "").strip()[:100]
    found, near = meant_or_near(others, query, FOUND)
    given = {
        "to": to,
        "wanted": query,
        "found": found,
        "near": near,
        "drafts": list(drafts) if not to else [],
        "taken": taken,
        "left": list(drafts.exclude(pk__in=[item.pk for item in taken])) if to else [],
        "own": Item.objects.filter(author=person, published=None, space__kind=Space.Kind.PRIVATE).count(),
    }
    return render(request, "library/giving_several.html", given)


def _give(request: HttpRequest, person: Person, to: Person, taken: dict[str, Item]) -> HttpResponse:
    chosen = request.POST.getlist("draft")
    try:
        give_drafts(person, [taken[key] for key in dict.fromkeys(chosen)], to)
    except (KeyError, NotAllowed) as refused:
        raise Http404 from refused
    if not chosen:
        messages.error(request, _("Choose at least one draft."))
        return redirect(f"{request.path}?to={to.pk}")
    told = ngettext(
        "%(name)s has %(count)d draft of yours now.", "%(name)s has %(count)d drafts of yours now.", len(chosen)
    )
    messages.success(request, told % {"name": to.name, "count": len(chosen)})
    return redirect("library:home")
