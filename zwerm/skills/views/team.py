"""For who leads a team: what people in it show that they can, and saying how well."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zwerm.people.actions import NotAllowed
from zwerm.people.models import Person, Space
from zwerm.people.requests import PersonRequest
from zwerm.skills.actions import abilities_of, leads_say_levels, resting, said_of, say_level, take_back, team_gaps
from zwerm.skills.forms import LevelForm
from zwerm.skills.models import Role, Skill, teams_led_by
from zwerm.skills.views.finding import with_finder
from zwerm.skills.views.standing import found_standing


def team_of(request: PersonRequest, slug: str) -> Space:
    """To who doesn't lead it there is no such page."""
    return get_object_or_404(teams_led_by(request.user), slug=slug)


def _member(request: PersonRequest, slug: str, person: UUID) -> tuple[Space, Person]:
    team = team_of(request, slug)
    return team, get_object_or_404(_people_in(team, request.user), pk=person)


def _people_in(team: Space, lead: Person) -> QuerySet[Person]:
    return Person.objects.colleagues().filter(memberships__space=team).exclude(pk=lead.pk).order_by("name")


@require_safe
def team(request: PersonRequest, slug: str) -> HttpResponse:
    found = team_of(request, slug)
    given = {"team": found, "tab": "people", "people": _people_in(found, request.user), "here": "people"}
    return render(request, "skills/team.html", given)


@require_safe
def beside_role(request: PersonRequest, slug: str) -> HttpResponse:
    """What a role asks (`?role=`) beside what is shown, in numbers."""
    found = team_of(request, slug)
    roles = list(Role.objects.all())
    role = next((one for one in roles if str(one.pk) == request.GET.get("role")), None)
    given = {"team": found, "tab": "roles", "roles": roles, "role": role, "here": "people"}
    if role:
        given["size"], given["gaps"] = team_gaps(request.user, found, role)
    return render(request, "skills/team_roles.html", given)


@require_safe
def rests(request: PersonRequest, slug: str) -> HttpResponse:
    """What rests on one or two people in it, as they show it to this lead."""
    found = team_of(request, slug)
    alone, groups = resting(request.user, Person.objects.colleagues().filter(memberships__space=found))
    given = {"team": found, "tab": "alone", "resting": alone, "groups": groups, "here": "people"}
    return render(request, "skills/team_alone.html", given)


@require_safe
def member(request: PersonRequest, slug: str, person: UUID) -> HttpResponse:
    """What they show this lead, and what this lead said; `?q=` finds another skill to say something of."""
    found, one = _member(request, slug, person)
    shown, said = abilities_of(one, request.user), said_of(one, request.user)
    skills = {skill.pk: skill for skill in [*(one.skill for one in shown), *(one.skill for one in said)]}
    ability_of = {ability.skill.pk: ability for ability in shown}
    said_of_it = {opinion.skill.pk: opinion for opinion in said}
    in_order = sorted(skills.values(), key=lambda skill: skill.called.casefold())
    rows = [(skill, ability_of.get(skill.pk), said_of_it.get(skill.pk)) for skill in in_order]
    given = {"team": found, "person": one, "rows": rows, "says": leads_say_levels(), "here": "people"}
    return with_finder(request, "skills/member.html", list(skills), given)


def level(request: PersonRequest, slug: str, person: UUID, id: UUID) -> HttpResponse:
    """How well, as this lead sees it."""
    found, one = _member(request, slug, person)
    skill = found_standing(id)
    if skill.kind not in Skill.OF_PEOPLE or not leads_say_levels():
        raise Http404
    said = next((opinion for opinion in said_of(one, request.user) if opinion.skill.pk == skill.pk), None)
    form = LevelForm(request.POST or None, initial={"level": said.level} if said else None)
    if form.is_valid():
        try:
            say_level(request.user, one, skill, form.cleaned_data["level"])
        except NotAllowed as refused:
            raise Http404 from refused
        messages.success(request, _("Saved. %(name)s sees it now.") % {"name": one.name})
        return redirect("skills:member", found.slug, one.pk)
    given = {"team": found, "person": one, "skill": skill, "said": said, "form": form, "here": "people"}
    return render(request, "skills/level.html", given, status=422 if form.errors else 200)


@require_POST
def unsaying(request: PersonRequest, slug: str, person: UUID, id: UUID) -> HttpResponse:
    found, one = _member(request, slug, person)
    skill = found_standing(id)
    if take_back(request.user, one, skill):
        messages.success(request, _("You say nothing of “%(skill)s” any more.") % {"skill": skill.called})
    return redirect("skills:member", found.slug, one.pk)
