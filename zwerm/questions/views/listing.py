"""Lists of questions: the newest, those without an answer, one's own, what one follows; of a space, about a skill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from zwerm.people.models import Space
from zwerm.people.requests import PersonRequest, id_in
from zwerm.questions.models import Answer, Following, Question, QuestionQuerySet, QuestionSkill
from zwerm.skills.models import Skill

PER_PAGE = 20
MOST_PAGES = 500
SHOWS = (
    ("", _("Newest")),
    ("unanswered", _("Without an answer")),
    ("mine", _("Asked by me")),
    ("answered", _("Answered by me")),
    ("followed", _("Followed by me")),
)


@dataclass(frozen=True)
class Choice:
    label: object
    address: str
    on: bool


@require_safe
def questions(request: PersonRequest) -> HttpResponse:
    """`?show=` one of SHOWS, `?space=` its slug, `?skill=` its id, `?page=`."""
    chosen = {name: request.GET[name] for name in ("show", "space", "skill") if request.GET.get(name)}
    space = (
        Space.objects.visible_to(request.user).filter(slug=chosen.get("space", "")).first()
        if "space" in chosen
        else None
    )
    skill = _skill(chosen.get("skill", ""))
    found = _shown(request, chosen.get("show", "")).counted().select_related("space", "person", "acceptance")
    if "space" in chosen:
        found = found.filter(space=space)
    if "skill" in chosen:
        found = found.filter(_about(skill))
    number = _number(request)
    read = list(found[(number - 1) * PER_PAGE : number * PER_PAGE + 1])
    return render(
        request,
        "questions/questions.html",
        {
            "here": "questions",
            "rows": read[:PER_PAGE],
            "shows": [
                Choice(label, _address({**chosen, "show": value}), chosen.get("show", "") == value)
                for value, label in SHOWS
            ],
            "off": [
                Choice(thing, _address({**chosen, name: ""}), True)
                for name, thing in (("space", space), ("skill", skill and skill.called))
                if thing
            ],
            "space": space,
            "filtered": bool(chosen),
            "show": chosen.get("show", ""),
            "newer": _address({**chosen, "page": str(number - 1)}) if number > 1 else "",
            "older": _address({**chosen, "page": str(number + 1)}) if len(read) > PER_PAGE else "",
        },
    )


def _shown(request: PersonRequest, show: str) -> QuestionQuerySet:
    person, seen = request.user, Question.objects.visible_to(request.user).standing()
    if show == "unanswered":
        return seen.unanswered()
    if show == "mine":
        return seen.filter(person=person)
    if show == "answered":
        return seen.filter(Exists(Answer.objects.standing().filter(question=OuterRef("pk"), person=person)))
    if show == "followed":
        return seen.filter(Exists(Following.objects.filter(question=OuterRef("pk"), person=person, muted=False)))
    return seen


def _skill(text: str) -> Skill | None:
    key = id_in(text)
    return Skill.objects.standing().named().filter(pk=key).first() if key else None


def _about(skill: Skill | None) -> Any:
    told = QuestionSkill.objects.filter(thing=OuterRef("pk"))
    return Exists(told.filter(skill__in=Skill.objects.family(skill)) if skill else told.none())


def _number(request: PersonRequest) -> int:
    text = request.GET.get("page", "")
    return min(max(int(text), 1), MOST_PAGES) if text.isdecimal() and len(text) < 5 else 1


def _address(chosen: dict[str, str]) -> str:
    return "?" + urlencode({key: value for key, value in chosen.items() if value})
