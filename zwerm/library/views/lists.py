from __future__ import annotations

from typing import cast

from django.db.models import Count, Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from zwerm.library.forms import audience
from zwerm.library.models import Item
from zwerm.library.views.listing import list_items
from zwerm.people.models import Membership, Person, Space

SPACES_SHOWN = 12


def home(request: HttpRequest) -> HttpResponse:
    """What colleagues kept, newest first, and the spaces that it lives in."""
    person = cast("Person", request.user)
    listing = list_items(request, Item.objects.visible_to(person).published())
    spaces = _spaces(person)
    return render(
        request,
        "library/home.html",
        {
            "listing": listing,
            "spaces": spaces[:SPACES_SHOWN],
            "more_spaces": len(spaces) > SPACES_SHOWN,
            "drafts": Item.objects.filter(author=person, published__isnull=True).order_by("-updated")[:6],
        },
    )


def spaces(request: HttpRequest) -> HttpResponse:
    return render(request, "library/spaces.html", {"spaces": _spaces(cast("Person", request.user))})


def space(request: HttpRequest, slug: str) -> HttpResponse:
    """One space: what it is for, who sees it, and what is kept there."""
    person = cast("Person", request.user)
    found = get_object_or_404(
        Space.objects.visible_to(person).annotate(people=Count("memberships"), mine=Exists(_own_membership(person))),
        slug=slug,
    )
    return render(
        request,
        "library/space.html",
        {
            "space": found,
            "name": _("My own space") if found.kind == Space.Kind.PRIVATE else found.name,
            "write_url": f"{reverse('library:choose')}?space={found.slug}",
            "audience": audience(found, found.people),
            "may_write": found.mine or found.kind == Space.Kind.ORGANISATION,
            "listing": list_items(request, Item.objects.visible_to(person).published().filter(space=found)),
        },
    )


def _own_membership(person: Person) -> object:
    return Membership.objects.filter(space=OuterRef("pk"), person=person)


def _spaces(person: Person) -> list[Space]:
    """The spaces that this person sees, their own first, each with how much is kept there."""
    counts = dict(
        Item.objects.visible_to(person).published().values_list("space").annotate(count=Count("id")).order_by()
    )
    found = list(Space.objects.visible_to(person).annotate(mine=Exists(_own_membership(person))))
    for one in found:
        one.count = counts.get(one.id, 0)
    return sorted(found, key=lambda one: (not one.mine, one.kind == Space.Kind.PRIVATE, -one.count, one.name))
