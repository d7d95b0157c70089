"""What skills there are, and one of them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from zwerm.people.requests import PersonRequest
from zwerm.skills.actions import able, about_skill, pick
from zwerm.skills.models import Relation, Skill, SkillName
from zwerm.skills.registry import Skilled, kinds
from zwerm.ui.rules import reading_language

PER_PAGE = 60
FOUND = 40
MOST_RELATED = 60
MOST_THINGS = 20
MOST_ABLE = 30


@require_safe
def skills(request: PersonRequest) -> HttpResponse:
    """All, by name; `?q=` finds by any name, `?kind=` keeps one kind."""
    query, kind = request.GET.get("q", "").strip()[:100], request.GET.get("kind", "")
    language = reading_language()
    standing = Skill.objects.standing()
    counts = {row["kind"]: row["n"] for row in standing.values("kind").annotate(n=Count("pk"))}
    chosen = [kind] if kind in counts else list(counts)
    given: dict[str, Any] = {
        "wanted": query,
        "kind": kind if kind in counts else "",
        "kinds": [(name, label, counts[name]) for name, label in Skill.Kind.choices if counts.get(name)],
        "total": sum(counts.values()),
        "kept": urlencode({"q": query}) if query else "",
        "may_change": request.user.cares_for_learning,
        "here": "people",
    }
    if query:
        given["found"] = pick(query, language, kinds=chosen, most=FOUND)
    else:
        given |= _in_order(request, chosen, language, given["kind"])
    return render(request, "skills/skills.html", given)


def _in_order(request: PersonRequest, kinds: list[str], language: str, kind: str) -> dict[str, Any]:
    """By what they are called to this reader: in their language, else in the other."""
    elsewhere = SkillName.objects.filter(preferred=True, language=language).values("skill")
    names = SkillName.objects.filter(preferred=True, skill__merger=None, skill__kind__in=kinds)
    names = names.filter(Q(language=language) | ~Q(skill__in=elsewhere)).order_by("plain", "pk")
    page = Paginator(names.values_list("skill", flat=True), PER_PAGE).get_page(request.GET.get("page"))
    return {
        "page": page,
        "shown": Skill.objects.in_order(list(page.object_list)),
        "address": f"?{urlencode({'kind': kind, 'page': ''} if kind else {'page': ''})}",
    }


@require_safe
def skill(request: PersonRequest, id: UUID) -> HttpResponse:
    """What it is called and means, and what it has to do with. One that was merged leads to what it is now."""
    found = get_object_or_404(Skill.objects.named().select_related("merger__into"), pk=id)
    if hasattr(found, "merger"):
        return redirect(found.merger.into)
    names = SkillName.objects.filter(skill__in=Skill.objects.family(found))
    shown = {(name.language, name.text): name for name in names if name.text != found.called}
    others = sorted(shown.values(), key=lambda name: (name.language != reading_language(), name.plain))
    people, in_all = _some(able(found, request.user), MOST_ABLE)
    given = {
        "skill": found,
        "others": others,
        "broader": _joined(found, _named_by(found, Relation.Kind.BROADER)),
        "narrower": _joined(found, _naming(found, Relation.Kind.BROADER)),
        "related": _joined(found, _named_by(found, Relation.Kind.RELATED) | _naming(found, Relation.Kind.RELATED)),
        "able": people,
        "able_in_all": in_all,
        "of_people": found.kind in Skill.OF_PEOPLE,
        "about": _things(request, found),
        "mergers": found.mergers.select_related("skill", "by").prefetch_related("skill__names"),
        "may_change": request.user.cares_for_learning,
        "here": "people",
    }
    return render(request, "skills/skill.html", given)


def _things(request: PersonRequest, skill: Skill) -> list[tuple[Skilled, list[Any], int]]:
    """Per kind what is about it, as far as this person sees it: the newest, and how many there are."""
    found = []
    for kind in kinds.values():
        shown, number = _some(about_skill(kind, request.user, Skill.objects.family(skill)), MOST_THINGS)
        if shown:
            found.append((kind, shown, number))
    return found


def _some(rows: QuerySet[Any], most: int) -> tuple[list[Any], int]:
    """The first of them, and how many there are: asked only when there are more."""
    shown = list(rows[: most + 1])
    return shown[:most], len(shown) if len(shown) <= most else rows.count()


def _named_by(skill: Skill, kind: str) -> Q:
    return Q(pk__in=Relation.objects.of(skill).filter(kind=kind).values("means"))  # type: ignore[misc]


def _naming(skill: Skill, kind: str) -> Q:
    return Q(pk__in=Relation.objects.to(skill).filter(kind=kind).values("means"))  # type: ignore[misc]


def _joined(skill: Skill, how: Q) -> list[Skill]:
    found = Skill.objects.standing().named().filter(how).exclude(pk=skill.pk)[:MOST_RELATED]
    return sorted(found, key=lambda one: one.called.casefold())
