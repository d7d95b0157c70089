from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zwerm.operations.days import organisation_day
from zwerm.people.forms.telling import DAYS, PLACES
from zwerm.people.models import (
    Membership,
    Person,
    Reader,
    Space,
    SpaceQuerySet,
    Telling,
    meant_by,
    nearly_meant_by,
)
from zwerm.people.registry import ways_on
from zwerm.people.rules.week import MEANT, Asked, day_at, read_asked, read_week
from zwerm.people.rules.week import OFFICE as AT_WORK

PER_PAGE = 40
TODAY: Mapping[str, Promise] = {
    "office": _("Today at work"),
    "home": _("Today at home"),
    "off": _("Free today"),
}


@dataclass(frozen=True)
class Entry:
    """A colleague in the list: their teams, and where they are on the day, as far as the reader may know."""

    person: Person
    teams: list[str]
    place: str
    where: str


def people(request: HttpRequest) -> HttpResponse:
    """Colleagues, by name. `?q=` looks in names, functions and teams, and understands a day; `?team=` keeps one team, `?day=` and `?place=` who is there then.

    What is asked rather than looked for goes where it is answered.
    """
    query = request.GET.get("q", "").strip()[:100]
    asked = _asked(request, query)
    if not (asked.day or asked.on) and (
        address := next((to for leads in ways_on.values() if (to := leads(query))), "")
    ):
        return redirect(address)
    teams = list(_teams_seen(request.user).values_list("id", "slug", "name"))
    everyone = Person.objects.listed()
    team = request.GET.get("team", "")
    chosen = (
        everyone.filter(memberships__space__in=[id for id, slug, _name in teams if slug == team]) if team else everyone
    )
    if asked.day:
        there = Telling.objects.visible_to(request.user).on(asked.day, MEANT[asked.place])
        chosen = chosen.filter(pk__in=there.values("person"))
    elif asked.weekend and not asked.words:
        chosen = chosen.none()
    found = meant_by(chosen, asked.words, [(id, name) for id, _slug, name in teams])
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    near: list[Person] = [] if page.paginator.count or not asked.words else _near(chosen, asked.words)
    listed = list(page) or near
    kept = {"q": asked.words, "team": team, "day": asked.day, "place": asked.place}
    return render(
        request,
        "people/people.html",
        {
            "page": page,
            "entries": _entries(listed, request.user, asked.day),
            "near": bool(near),
            "nobody": not listed,
            "wanted": query,
            "asked": asked,
            "team": team,
            "teams": _choices(
                kept, "team", [("", gettext("Everyone")), *((slug, name) for _id, slug, name in teams)], team
            ),
            "days": _choices(kept, "day", [("", gettext("Any day")), *DAYS], asked.day),
            "at": _choices(kept, "place", PLACES[1:], asked.place) if asked.day else [],
            "address": f"?{urlencode({**_told(kept), 'page': ''})}",
            "here": "people",
        },
    )


def _asked(request: HttpRequest, query: str) -> Asked:
    """A day that was picked counts before one that was typed."""
    asked = read_asked(query, organisation_day())
    day, place = request.GET.get("day", asked.day), request.GET.get("place", asked.place)
    if day not in dict(DAYS):
        return asked
    on = None if "day" in request.GET else asked.on
    return replace(asked, day=day, place=place if place in MEANT else AT_WORK, on=on)


def _near(people: QuerySet[Person], words: str) -> list[Person]:
    keys = nearly_meant_by(people, words)
    known = Person.objects.in_bulk(keys) if keys else {}
    return [known[key] for key in keys if key in known]


def _entries(people: list[Person], reader: Reader, day: str) -> list[Entry]:
    teams: dict[UUID, list[str]] = {}
    rows = Membership.objects.filter(person__in=people, space__in=_teams_seen(reader)).order_by("space__name")
    for person_id, name in rows.values_list("person_id", "space__name"):
        teams.setdefault(person_id, []).append(name)
    places = _places(people, reader, day)
    return [Entry(person, teams.get(person.id, []), *places.get(person.id, ("", ""))) for person in people]


def _places(people: Collection[Person], reader: Reader, day: str) -> dict[UUID, tuple[str, str]]:
    """Where each is on the day, or today, and how that is said."""
    shown = day or day_at(organisation_day().weekday())
    if not shown or not people:
        return {}
    words: Mapping[str, Any] = dict(PLACES) if day else TODAY
    told = Telling.objects.visible_to(reader).on(shown).filter(person__in=people).values_list("person", "text")
    return {person: ((place := read_week(text)[shown]), str(words[place])) for person, text in told}


def _told(kept: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in kept.items() if value and (name != "place" or kept["day"])}


def _choices(kept: Mapping[str, str], name: str, choices: Any, chosen: str) -> list[dict[str, object]]:
    """Each with its address, with what else was asked. Any day is no place."""
    return [
        {"name": label, "address": f"?{urlencode(_told({**kept, name: value}))}", "on": value == chosen}
        for value, label in choices
    ]


def _teams_seen(reader: Reader) -> SpaceQuerySet:
    """Teams with somebody in them, as far as the reader sees those."""
    filled = Space.objects.visible_to(reader).filter(kind=Space.Kind.TEAM, memberships__isnull=False)
    return filled.distinct().order_by("name")
