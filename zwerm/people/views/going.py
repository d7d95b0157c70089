"""Somebody leaves: what only they know or own, for them, who leads their team and administrators; and handing it over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from zwerm.operations.days import organisation_day
from zwerm.people.actions import NotAllowed, NotWithThem
from zwerm.people.actions.going import hand_one, left_by, say_leaving, stay, trail_of
from zwerm.people.models import Leaving, Person, meant_or_near
from zwerm.people.requests import PersonRequest, id_in
from zwerm.ui.fields import DayField

FOUND = 8
# So late somebody may still say that they left.
LONG_AGO = timedelta(days=31)


class DayForm(forms.Form):
    day = DayField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Their lead reads this page from now on."),
    )

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < organisation_day() - LONG_AGO:
            raise ValidationError(_("That is more than a month ago. Choose their last day at work."))
        return day


@require_safe
def going(request: PersonRequest, id: UUID) -> HttpResponse:
    """`?q=` finds somebody to hand over to, and `?to=` is who was found."""
    seen = Leaving.objects.visible_to(request.user).filter(person__in=Person.objects.colleagues())
    leaving = seen.select_related("person").filter(person=id).first()
    if leaving is None:
        return _saying(request, get_object_or_404(Person.objects.colleagues(), pk=id), DayForm())
    person = leaving.person
    done = trail_of(person, request.user)
    kinds, told = left_by(person, request.user)
    others = Person.objects.listed().exclude(pk=person.pk)
    query, to = request.GET.get("q", "").strip()[:100], id_in(request.GET.get("to", ""))
    found, near = meant_or_near(others, query, FOUND)
    given: dict[str, Any] = {
        "person": person,
        "leaving": leaving,
        "mine": person == request.user,
        "may_say": request.user.is_admin or person == request.user,
        "form": DayForm(initial={"day": leaving.day}),
        "kinds": kinds,
        "told": told,
        "chosen": others.filter(pk=to).first() if to else None,
        "wanted": query,
        "found": found,
        "near": near,
        "done": done,
        "here": "people",
    }
    return render(request, "people/going.html", given)


def _saying(request: PersonRequest, person: Person, form: DayForm) -> HttpResponse:
    """Nobody said yet that they leave: for who may say so. To anybody else there is no such page."""
    if not request.user.is_admin and person != request.user:
        raise Http404
    given = {"person": person, "form": form, "mine": person == request.user, "here": "people"}
    return render(request, "people/leaving.html", given, status=422 if form.errors else 200)


@require_POST
def saying(request: PersonRequest, id: UUID) -> HttpResponse:
    """On which day they leave."""
    person = get_object_or_404(Person.objects.colleagues(), pk=id)
    form = DayForm(request.POST)
    if not form.is_valid():
        return _saying(request, person, form)
    try:
        say_leaving(request.user, person, form.cleaned_data["day"])
    except NotAllowed:
        raise Http404 from None
    return redirect("people:going", person.pk)


@require_POST
def staying(request: PersonRequest, id: UUID) -> HttpResponse:
    """They don't leave after all."""
    person = get_object_or_404(Person.objects.colleagues(), pk=id)
    try:
        stay(request.user, person)
    except NotAllowed:
        raise Http404 from None
    messages.success(request, _("It is taken back. Nobody reads any more what would go with them."))
    return redirect(person)


@require_POST
def handing(request: PersonRequest, id: UUID) -> HttpResponse:
    """One thing, to one colleague."""
    person = get_object_or_404(Person.objects.colleagues(), pk=id)
    get_object_or_404(Leaving.objects.visible_to(request.user), person=person)
    key = id_in(request.POST.get("to", ""))
    to = Person.objects.listed().filter(pk=key).first() if key else None
    try:
        if to is None:
            raise NotAllowed
        title = hand_one(request.user, person, request.POST.get("kind", ""), request.POST.get("key", ""), to)
    except NotWithThem:
        messages.error(
            request,
            _("That could not be handed over: it is no longer with them. Below stands what is left."),
        )
    except (NotAllowed, ValueError, ValidationError):
        messages.error(request, _("That could not be handed over: choose somebody who sees it."))
    else:
        messages.success(
            request, _("%(name)s looks after “%(title)s” from now on.") % {"name": to.name, "title": title}
        )
    return redirect("people:going", person.pk)
