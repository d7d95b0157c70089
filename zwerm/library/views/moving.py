"""Moving an item to another space, after reading what that means."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from zwerm.library.actions import NotKept
from zwerm.library.actions.editing import others_write_in
from zwerm.library.actions.move import consequences, may_move, move_item, spaces_to_move_to
from zwerm.library.forms import audience
from zwerm.library.models import Item
from zwerm.people.models import Person


def moves(request: HttpRequest, id: UUID) -> HttpResponse:
    """First where to; then, with `?to=…`, what that means for whom; then it is done."""
    person = cast("Person", request.user)
    item = get_object_or_404(Item.objects.visible_to(person).published().select_related("space", "owner"), id=id)
    if not may_move(person, item):
        raise Http404
    spaces = spaces_to_move_to(person, item).annotate(people=Count("memberships")).order_by("kind", "name")
    wished = request.POST.get("to") or request.GET.get("to")
    target = get_object_or_404(spaces, slug=wished) if wished else None
    if request.method == "POST" and target is not None:
        try:
            move_item(person, item, target)
        except NotKept as refused:
            messages.error(request, str(refused.reason))
        else:
            messages.success(request, _("Moved to %(space)s.") % {"space": target.called})
        return redirect(item)
    return render(
        request,
        "library/move.html",
        {
            "item": item,
            "choices": [(space, audience(space, space.people)) for space in spaces],
            "target": target,
            "others_write": others_write_in(item.id, person),
            "means": consequences(person, item, target) if target else None,
        },
    )
