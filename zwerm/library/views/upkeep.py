from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.db.models import F, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from zwerm.library.actions import (
    NotKept,
    confirm_item,
    doubt_item,
    give_item,
    may_keep,
    set_rhythm,
    set_rhythm_of,
    settle_doubt,
)
from zwerm.library.actions.likeness import proposed_to
from zwerm.library.actions.move import is_of
from zwerm.library.actions.uses import uses_of, with_uses, worth_of_uses
from zwerm.library.forms import CareForm, RhythmForm
from zwerm.library.models import Doubt, Item, ItemQuerySet, Rhythm, Visit
from zwerm.library.models.counting import count_of
from zwerm.library.rules.upkeep import months_for
from zwerm.library.views.listing import day
from zwerm.library.views.standing import found_to_revise, standing_of
from zwerm.operations.days import organisation_day
from zwerm.people.models import Membership, Person, Space
from zwerm.ui.addresses import own_address

READ_LATELY = timedelta(days=90)
MOST_LISTED = 100


@dataclass(frozen=True)
class Asked:
    """An item that asks for attention, with what rests on it."""

    item: Item
    when: str
    used: str


def by_use(items: ItemQuerySet) -> list[Asked]:
    """Those that matter most first: what courses are made of, then what is read most."""
    read = Visit.objects.filter(item=OuterRef("pk"), last__gte=organisation_day() - READ_LATELY)
    weighed = with_uses(items).select_related("space", "owner").annotate(readers=count_of(read, "item"))
    most = weighed.order_by(-(F("readers") + worth_of_uses()), "-readers", "due", "id")
    return [_asked(item) for item in most[:MOST_LISTED]]


def _asked(item: Any) -> Asked:
    """Of an item that was read with what rests on it."""
    readers = item.readers
    told = [use.tell(count) for use, count in uses_of(item)]
    if readers:
        told.append(ngettext("%(count)d reader lately", "%(count)d readers lately", readers) % {"count": readers})
    since = item.set_aside or item.due
    return Asked(item, day(since) if since else "", " · ".join(told))


def todo(request: HttpRequest) -> HttpResponse:
    """What asks for attention among what this person looks after: their own, and the spaces they are steward or lead of."""
    person = cast("Person", request.user)
    kept = Membership.objects.filter(person=person, role__in=(Membership.Role.STEWARD, Membership.Role.LEAD))
    mine = Item.objects.visible_to(person).filter(Q(owner=person) | Q(space__in=kept.values("space")))
    lists = {
        "overdue": mine.overdue(organisation_day()),
        "doubted": mine.doubted(),
        "orphaned": mine.orphaned(),
        "aside": mine.aside(),
    }
    show = request.GET.get("show", "overdue")
    show = show if show in lists else "overdue"
    asked = by_use(lists[show])
    doubts: dict[UUID, list[Doubt]] = {}
    for doubt in Doubt.objects.filter(item__in=[one.item for one in asked], settled__isnull=True):
        doubts.setdefault(doubt.item_id, []).append(doubt)
    labels = {
        "overdue": _("To look at"),
        "doubted": _("Doubted"),
        "orphaned": _("Without an owner"),
        "aside": _("Set aside"),
    }
    return render(
        request,
        "library/upkeep.html",
        {
            "asked": [(one, doubts.get(one.item.id, [])) for one in asked],
            "show": show,
            "alike": proposed_to(person).count(),
            "tabs": [(name, labels[name], items.count()) for name, items in lists.items()],
        },
    )


def truth_of(person: Person, item: Item) -> dict[str, Any]:
    """What the panel on an item says about its being true."""
    standing = standing_of(person, item)
    may = standing.revises
    said = item.confirmations.select_related("person").first()
    open_doubts = list(item.doubts.filter(settled__isnull=True).select_related("person"))
    own = [doubt for doubt in open_doubts if doubt.person_id == person.id]
    return {
        "item": item,
        "may_revise": may,
        "may_move": may and (standing.keeps or is_of(person, item)),
        "said": said,
        "said_when": day(said.when) if said else "",
        "overdue": item.due is not None and item.due <= organisation_day(),
        "due": day(item.due) if item.due else "",
        "doubts": open_doubts if may else own,
        "own_doubt": own[0] if own else None,
    }


@require_POST
def confirmations(request: HttpRequest, id: UUID) -> HttpResponse:
    """It still holds."""
    item = found_to_revise(cast("Person", request.user), id)
    confirm_item(cast("Person", request.user), item)
    item.refresh_from_db(fields=["due"])
    if item.due:
        told = _("Thank you. “%(title)s” asks again on %(day)s.") % {"title": item.title, "day": day(item.due)}
    else:
        told = _("Thank you. Colleagues see that “%(title)s” still holds.") % {"title": item.title}
    messages.success(request, told)
    return redirect(_back(request, item))


@require_POST
def doubts(request: HttpRequest, id: UUID) -> HttpResponse:
    """Something in it does not hold."""
    person = cast("Person", request.user)
    item = get_object_or_404(Item.objects.visible_to(person).published(), id=id)
    try:
        doubt_item(person, item, request.POST.get("words", ""))
    except NotKept as refused:
        messages.error(request, str(refused.reason))
    else:
        messages.success(request, _("Thank you. Whoever looks after this sees what you wrote."))
    return redirect(item)


@require_POST
def settlement(request: HttpRequest, id: int) -> HttpResponse:
    """A doubt was looked at."""
    person = cast("Person", request.user)
    doubt = get_object_or_404(
        Doubt.objects.filter(item__in=Item.objects.visible_to(person)).select_related("item"), id=id
    )
    found_to_revise(person, doubt.item_id)
    settle_doubt(person, doubt)
    messages.success(request, _("Done. This doubt is settled."))
    return redirect(_back(request, doubt.item))


def care(request: HttpRequest, id: UUID) -> HttpResponse:
    """Who looks after an item, and how often it asks whether it still holds."""
    person = cast("Person", request.user)
    item = found_to_revise(person, id)
    form = CareForm(item, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            give_item(person, item, form.cleaned_data["owner"])
            set_rhythm(person, item, form.months)
        except NotKept as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.reason))
        else:
            messages.success(request, _("Saved."))
            return redirect(item)
    rhythm = Rhythm.objects.filter(space=item.space_id).first()
    usual = months_for(item.kind, None, rhythm.months if rhythm else None)
    context = {"form": form, "item": item, "usual": usual, "may_keep": may_keep(person, item.space)}
    return render(request, "library/care.html", context, status=422 if form.errors else 200)


def rhythm_of_space(request: HttpRequest, slug: str) -> HttpResponse:
    """How often what is kept in a space is looked at."""
    person = cast("Person", request.user)
    space = get_object_or_404(Space.objects.visible_to(person), slug=slug)
    if not may_keep(person, space):
        return redirect("library:space", slug)
    form = RhythmForm(space, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        set_rhythm_of(person, space, form.months)
        messages.success(request, _("Saved."))
        return redirect("library:space", slug)
    return render(request, "library/rhythm.html", {"form": form, "space": space}, status=422 if form.errors else 200)


def _back(request: HttpRequest, item: Item) -> str:
    """Where the button stood: the list of what is to be done, Today, or the item."""
    return own_address(request, request.POST.get("back", "")) or item.get_absolute_url()
