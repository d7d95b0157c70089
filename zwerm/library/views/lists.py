from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from zwerm.library.actions import exportable_by
from zwerm.library.forms import audience
from zwerm.library.models import Item
from zwerm.library.views.listing import list_items
from zwerm.library.views.news import seen_in_space, space_seen_now
from zwerm.notices.actions import look_at
from zwerm.people.models import Membership, Person, Space

SPACES_SHOWN = 12


@dataclass(frozen=True)
class SpaceRow:
    id: UUID
    slug: str
    called: str
    open: bool
    own: bool
    kind: str
    count: int = 0

    @property
    def is_private(self) -> bool:
        return self.kind == Space.Kind.PRIVATE

    @property
    def order(self) -> tuple[object, ...]:
        """One's own first; then the organisation; the rest by name."""
        return not self.own, self.is_private, self.kind != Space.Kind.ORGANISATION, self.called.casefold()


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
            "spaces": _counted(spaces[:SPACES_SHOWN]),
            "more_spaces": len(spaces) > SPACES_SHOWN,
            "drafts": Item.objects.filter(author=person, published__isnull=True).order_by("-updated")[:6],
        },
    )


def spaces(request: HttpRequest) -> HttpResponse:
    return render(request, "library/spaces.html", {"spaces": _counted(_spaces(cast("Person", request.user)))})


def space(request: HttpRequest, slug: str) -> HttpResponse:
    """One space: what it is for, who sees it, and what is kept there."""
    person = cast("Person", request.user)
    found = get_object_or_404(Space.objects.visible_to(person).annotate(seen=seen_in_space(person)), slug=slug)
    listing = list_items(request, Item.objects.visible_to(person).published().filter(space=found))
    seen: datetime | None = found.seen  # type: ignore[attr-defined]  # annotated
    newest = listing.rows[0].item.updated if listing.rows else None
    look_at(person, found.pk)
    return render(
        request,
        "library/space.html",
        {
            "space": found,
            "name": found.called,
            "write_url": f"{reverse('library:choose')}?space={found.slug}",
            "import_url": f"{reverse('library:imports')}?space={found.slug}",
            "audience": audience(found, found.memberships.count()),
            "may_follow": found.kind != Space.Kind.PRIVATE,
            "followed": space_seen_now(person, found, seen, newest),
            "may_export": exportable_by(person).filter(id=found.id).exists(),
            "may_write": Space.objects.writable_by(person).filter(id=found.id).exists(),
            "listing": listing,
        },
    )


def _spaces(person: Person) -> list[SpaceRow]:
    """The spaces that this person sees, their own first."""
    own = set(Membership.objects.filter(person=person).values_list("space", flat=True))
    rows = (
        SpaceRow(seen.id, seen.slug, seen.called, seen.open, seen.id in own, seen.kind)
        for seen in Space.objects.visible_to(person).defer("about", "made")
    )
    return sorted(rows, key=lambda row: row.order)


def _counted(rows: Sequence[SpaceRow]) -> list[SpaceRow]:
    """With how much is kept there: counted for what is shown alone, because that grows with the library."""
    kept = Item.objects.published().filter(space__in=[row.id for row in rows]).order_by()
    counts = dict(kept.values_list("space").annotate(count=Count("*")))
    return [replace(row, count=counts.get(row.id, 0)) for row in rows]
