"""The page of one colleague: what they show to who reads it; and of oneself, as others see it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Audience, Leaving, Membership, Person, Space
from zwerm.people.requests import PersonRequest

SEEN_AS = (("", _("Only you")), (Audience.TEAMS.value, _("Your teams")), (Audience.EVERYONE.value, _("All colleagues")))


def person(request: PersonRequest, id: UUID) -> HttpResponse:
    """Who a colleague is, and what they did that the reader may see. `?as=`: one's own page as somebody else sees it, who is not there."""
    leaving = Leaving.objects.visible_to(request.user).filter(person=OuterRef("pk"))
    found = get_object_or_404(Person.objects.colleagues().annotate(leaves=Exists(leaving)), pk=id)
    mine = found == request.user
    seen_as = request.GET.get("as", "") if mine else ""
    reader = somebody_of(seen_as) if seen_as in dict(SEEN_AS[1:]) else request.user
    return render(
        request,
        "people/person.html",
        {
            "person": found,
            "reader": reader,
            "duties": found.duty_set.order_by("name"),
            "memberships": _memberships(found, reader),
            "mine": mine,
            "choices": [(value, label, value == reader.pretends) for value, label in SEEN_AS] if mine else [],
            "here": "people",
        },
    )


def somebody_of(audience: str) -> Person:
    """Somebody who is not there, for whom things are that are for this audience."""
    reader = Person()
    reader.pretends = audience
    return reader


def _memberships(person: Person, reader: Person) -> list[Membership]:
    """Where they work and learn, of what the reader sees; who is in all their teams sees those that are closed as well."""
    seen = Space.objects.together().visible_to(reader)
    if reader.pretends == Audience.TEAMS:
        seen = Space.objects.together().filter(kind=Space.Kind.TEAM) | seen
    rows = Membership.objects.filter(person=person, space__in=seen).select_related("space")
    return list(rows.order_by("-space__kind", "space__name"))
