"""Moving an item, or all that an import brought, to another space, after reading what that means."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zwerm.library.actions import NotKept
from zwerm.library.actions.editing import others_write_in
from zwerm.library.actions.importing.moving import Plan, change_of, import_of, imports_of, move_import, plan_of
from zwerm.library.actions.move import consequences, may_move, move_item, spaces_to_move_to
from zwerm.library.forms import audience
from zwerm.library.models import Item
from zwerm.people.models import Person, Space

SHOWN = 12


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
            "run": import_of(person, item),
        },
    )


def moves_of_import(request: HttpRequest, id: UUID) -> HttpResponse:
    """The same for all texts of an import: how many, which stay and why, and what it means; then it is done. Back goes the same way."""
    person = cast("Person", request.user)
    run = get_object_or_404(imports_of(person).select_related("person"), id=id)
    writable: QuerySet[Space] = Space.objects.writable_by(person)
    spaces = writable.annotate(people=Count("memberships")).order_by("kind", "name")
    wished = request.POST.get("to") or request.GET.get("to")
    target = get_object_or_404(spaces, slug=wished) if wished else None
    if request.method == "POST" and target is not None:
        count = move_import(person, run, target)
        moved = ngettext("%(count)d text moved to %(space)s.", "%(count)d texts moved to %(space)s.", count)
        messages.success(request, moved % {"count": count, "space": target.called})
        return redirect("library:import-moves", run.id)
    plan = plan_of(person, run, target)
    return render(
        request,
        "library/move_import.html",
        {
            "run": run,
            "own": run.person_id == person.id,
            "plan": plan,
            "origins": [(origin, plan.origins[origin.id]) for origin in spaces if origin.id in plan.origins],
            "staying": [(told, items[:SHOWN], len(items)) for told, items in _staying(plan) if items],
            "choices": [(space, audience(space, space.people)) for space in spaces],
            "target": target,
            "means": change_of(plan, target) if target and plan.going else None,
        },
    )


def _staying(plan: Plan) -> list[tuple[str, list[Item]]]:
    """What does not move, and why."""
    return [
        (_("Somebody moved these by themselves, so they stay where they are."), plan.alone),
        (
            _(
                "You don’t decide where these live: you neither wrote them nor look after them, or may not write in their space."
            ),
            plan.refused,
        ),
        (_("These are set aside, because their files are gone."), plan.aside),
    ]
