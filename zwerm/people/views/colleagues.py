from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext

from zwerm.people.models import Membership, Person, Reader, Space
from zwerm.people.rules.directory import Entry, matching

PER_PAGE = 40


def people(request: HttpRequest) -> HttpResponse:
    """Every colleague, by name; `?q=` looks in names, functions and teams, `?team=` keeps one team."""
    query = request.GET.get("q", "").strip()[:100]
    teams = _teams_seen(request.user)
    entries = [
        Entry(id, name, function, tuple(name for _slug, name in teams.get(id, ())))
        for id, name, function in Person.objects.colleagues().values_list("id", "name", "function")
    ]
    slugs = dict(sorted({team for theirs in teams.values() for team in theirs}, key=lambda team: team[1]))
    team = request.GET.get("team", "")
    shown = [entry for entry in entries if not team or any(slug == team for slug, _name in teams.get(entry.id, ()))]
    page = Paginator(matching(shown, query), PER_PAGE).get_page(request.GET.get("page"))
    kept = {name: value for name, value in (("q", query), ("team", team)) if value}
    return render(
        request,
        "people/people.html",
        {
            "page": page,
            "wanted": query,
            "team": team,
            "choices": [_choice(query, slug, name, team) for slug, name in [("", gettext("Everyone")), *slugs.items()]],
            "address": f"?{urlencode({**kept, 'page': ''})}",
            "total": len(entries),
            "here": "people",
        },
    )


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


def _teams_seen(reader: Reader) -> dict[UUID, list[tuple[str, str]]]:
    """Person → slug and name of their teams, as far as the reader sees those."""
    seen = Space.objects.visible_to(reader).filter(kind=Space.Kind.TEAM)
    teams: dict[UUID, list[tuple[str, str]]] = {}
    rows = Membership.objects.filter(space__in=seen).order_by("space__name")
    for person_id, slug, name in rows.values_list("person_id", "space__slug", "space__name"):
        teams.setdefault(person_id, []).append((slug, name))
    return teams
