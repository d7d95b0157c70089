from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext

from zwerm.people.models import Membership, Person, Reader, Space, SpaceQuerySet, meant_by

PER_PAGE = 40


def people(request: HttpRequest) -> HttpResponse:
    """Every colleague, by name; `?q=` looks in names, functions and teams, `?team=` keeps one team."""
    query = request.GET.get("q", "").strip()[:100]
    teams = list(_teams_seen(request.user).values_list("id", "slug", "name"))
    everyone = Person.objects.listed()
    team = request.GET.get("team", "")
    chosen = everyone
    if team:
        chosen = everyone.filter(memberships__space__in=[id for id, slug, _name in teams if slug == team])
    found = meant_by(chosen, query, [(id, name) for id, _slug, name in teams])
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    kept = {name: value for name, value in (("q", query), ("team", team)) if value}
    choices = [("", gettext("Everyone")), *((slug, name) for _id, slug, name in teams)]
    return render(
        request,
        "people/people.html",
        {
            "page": page,
            "entries": _entries(list(page), request.user),
            "wanted": query,
            "team": team,
            "choices": [_choice(query, slug, name, team) for slug, name in choices],
            "address": f"?{urlencode({**kept, 'page': ''})}",
            "total": everyone.count(),
            "here": "people",
        },
    )


def _entries(people: list[Person], reader: Reader) -> list[tuple[Person, list[str]]]:
    """Each with the names of their teams, as far as the reader sees those."""
    teams: dict[UUID, list[str]] = {}
    rows = Membership.objects.filter(person__in=people, space__in=_teams_seen(reader)).order_by("space__name")
    for person_id, name in rows.values_list("person_id", "space__name"):
        teams.setdefault(person_id, []).append(name)
    return [(person, teams.get(person.id, [])) for person in people]


def _choice(query: str, slug: str, name: str, chosen: str) -> dict[str, object]:
    kept = {key: value for key, value in (("q", query), ("team", slug)) if value}
    return {"name": name, "address": f"?{urlencode(kept)}", "on": slug == chosen}


def person(request: HttpRequest, id: UUID) -> HttpResponse:
    """Who a colleague is, and what they did that the reader may see."""
    found = get_object_or_404(Person.objects.colleagues(), pk=id)
    seen = Space.objects.together().visible_to(request.user)
    memberships = Membership.objects.filter(person=found, space__in=seen).select_related("space")
    return render(
        request,
        "people/person.html",
        {
            "person": found,
            "duties": found.duty_set.order_by("name"),
            "memberships": memberships.order_by("-space__kind", "space__name"),
            "mine": found == request.user,
            "here": "people",
        },
    )


def _teams_seen(reader: Reader) -> SpaceQuerySet:
    """Teams with somebody in them, as far as the reader sees those."""
    filled = Space.objects.visible_to(reader).filter(kind=Space.Kind.TEAM, memberships__isnull=False)
    return filled.distinct().order_by("name")
