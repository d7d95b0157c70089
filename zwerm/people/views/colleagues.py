from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from zwerm.people.models import Membership, Person, Reader, Space
from zwerm.people.rules.directory import Entry, matching

PER_PAGE = 40
TOGETHER = (Space.Kind.TEAM, Space.Kind.COMMUNITY)


def people(request: HttpRequest) -> HttpResponse:
    """Every colleague, by name; `?q=` looks in names, functions and teams."""
    query = request.GET.get("q", "").strip()[:100]
    teams = _teams_seen(request.user)
    entries = [
        Entry(id, name, function, tuple(teams.get(id, ())))
        for id, name, function in Person.objects.colleagues().values_list("id", "name", "function")
    ]
    page = Paginator(matching(entries, query), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "people/people.html", {"page": page, "query": query, "total": len(entries), "here": "people"}
    )


def person(request: HttpRequest, id: UUID) -> HttpResponse:
    """Who a colleague is, and what they did that the reader may see."""
    found = get_object_or_404(Person.objects.colleagues(), pk=id)
    seen = Space.objects.visible_to(request.user).filter(kind__in=TOGETHER)
    memberships = Membership.objects.filter(person=found, space__in=seen).select_related("space")
    return render(
        request,
        "people/person.html",
        {
            "person": found,
            "memberships": memberships.order_by("-space__kind", "space__name"),
            "mine": found == request.user,
            "here": "people",
        },
    )


def _teams_seen(reader: Reader) -> dict[UUID, list[str]]:
    """Person → names of their teams, as far as the reader sees those."""
    seen = Space.objects.visible_to(reader).filter(kind=Space.Kind.TEAM)
    teams: dict[UUID, list[str]] = {}
    rows = Membership.objects.filter(space__in=seen).order_by("space__name").values_list("person_id", "space__name")
    for person_id, name in rows:
        teams.setdefault(person_id, []).append(name)
    return teams
