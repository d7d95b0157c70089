"""Adding and changing skills, and joining two that mean the same."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zwerm.people.requests import PersonRequest, for_learning, id_in
from zwerm.skills.actions import NotDone, add_skill, change_skill, merge_skills, pick, undo_merger
from zwerm.skills.forms import SkillForm
from zwerm.skills.models import Merger, Skill
from zwerm.ui.rules import reading_language


@for_learning
def add(request: PersonRequest) -> HttpResponse:
    initial = {"kind": Skill.Kind.SKILL, f"name_{reading_language()}": request.GET.get("name", "")[:300]}
    form = SkillForm(request.POST or None, initial=initial, language=reading_language())
    see = None
    if form.is_valid():
        try:
            made = add_skill(request.user, form.told())
        except NotDone as refused:
            form.add_error(refused.field or None, str(refused.reason))
            see = refused.see
        else:
            messages.success(request, _("“%(skill)s” is added.") % {"skill": made.called})
            return redirect(made)
    return _form(request, form, None, see)


@for_learning
def change(request: PersonRequest, id: UUID) -> HttpResponse:
    found = get_object_or_404(Skill.objects.standing().named(), pk=id)
    form = SkillForm.of(found, reading_language())
    see = None
    if request.method == "POST":
        form = SkillForm(request.POST, language=reading_language())
        if form.is_valid():
            try:
                change_skill(request.user, found, form.told())
            except NotDone as refused:
                form.add_error(refused.field or None, str(refused.reason))
                see = refused.see
            else:
                stays = found.names.filter(text=found.called, preferred=False).exists()
                told = _("Saved. “%(old)s” stays another name for it.") if stays else _("Saved.")
                messages.success(request, told % {"old": found.called})
                return redirect(found)
    return _form(request, form, found, see)


def _form(request: HttpRequest, form: SkillForm, skill: Skill | None, see: Skill | None) -> HttpResponse:
    """`see`: the skill that stands in the way."""
    given = {"form": form, "skill": skill, "see": see, "here": "people"}
    return render(request, "skills/form.html", given, status=422 if form.errors else 200)


@for_learning
def merging(request: PersonRequest, id: UUID) -> HttpResponse:
    """Choose which skill means the same, look at both, and join them."""
    found = get_object_or_404(Skill.objects.standing().named(), pk=id)
    query = request.GET.get("q", "").strip()[:100]
    into = id_in(request.POST.get("into") or request.GET.get("into", ""))
    other = Skill.objects.standing().named().exclude(pk=found.pk).filter(pk=into).first() if into else None
    if request.method == "POST" and other is not None:
        try:
            merge_skills(request.user, found, other)
        except NotDone as refused:
            messages.error(request, str(refused.reason))
        else:
            messages.success(
                request, _("“%(skill)s” now means this one. You can undo it below.") % {"skill": found.called}
            )
            return redirect(other)
    given = {"skill": found, "wanted": query, "other": other, "here": "people"}
    if other is None:
        given["found"] = pick(query or found.called, reading_language(), kinds=tuple(Skill.Kind), without=[found.pk])
    return render(request, "skills/merging.html", given)


@for_learning
@require_POST
def undoing(request: PersonRequest, id: UUID) -> HttpResponse:
    merger = get_object_or_404(Merger.objects.select_related("skill"), pk=id)
    skill = merger.skill
    undo_merger(request.user, merger)
    messages.success(request, _("It stands on its own again."))
    return redirect(skill)
