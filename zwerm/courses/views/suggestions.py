"""Questions and points beside a draft, per part: to take into it, or to leave away. Only for who makes the course."""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zwerm.courses.actions import Refused, leave_suggestion, take_suggestion
from zwerm.courses.generation.draft import joins
from zwerm.courses.models import Bite, Footing, Question, Suggestion
from zwerm.courses.rules.first_words import first_words
from zwerm.courses.views.draft import changes_beside, own, own_bites, parts
from zwerm.courses.views.left_out import DOUBTS, RULES
from zwerm.library.models.sight import SeenItem
from zwerm.people.models import Person
from zwerm.people.requests import PersonRequest, id_in


def suggestions(request: PersonRequest, bite_id: UUID) -> HttpResponse:
    """Those of one part: a page of their own, and what is opened within the draft. `?left=` was left away just now."""
    bite = get_object_or_404(own_bites(request).filter(course__published=None), pk=bite_id)
    shown = suggested_of(request.user, bite, request.GET.get("left", ""))
    context = {"course": bite.course, "bite": bite, "suggested": shown}
    if getattr(request, "htmx", False):
        return render(request, "courses/parts/suggestion_list.html", context | {"inside": True})
    return render(request, "courses/suggestions.html", context)


def suggested_of(person: Person, bite: Bite, left: str = "") -> dict[str, list[dict[str, object]]]:
    """What is offered for a part, by the kind of block that it goes into, and the one that was `left` just now, to be offered again."""
    rows = bite.suggestions.resting_on_seen(person).filter(Q(left=None) | Q(pk=id_in(left)))
    seen = Footing.objects.filter(SeenItem("item", person=person.pk)).select_related("version", "item")
    rows = rows.prefetch_related(Prefetch("footings", queryset=seen.defer("version__text", "version__html")))
    shown: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        value = row.value
        one: dict[str, object] = {
            "row": row,
            "value": value,
            "name": first_words(value),
            "links": {str(footing.item_id): (footing.item, footing.version.number) for footing in row.footings.all()},
            "doubt": DOUBTS.get(row.why, ""),
            "flaw": RULES.get(row.why, ""),
        }
        shown.setdefault(joins(value), []).append(one)
    return shown


@require_POST
def taking(request: PersonRequest, suggestion_id: UUID) -> HttpResponse:
    found = _own(request, suggestion_id)

    def take() -> str:
        taken = take_suggestion(request.user, found)
        if isinstance(taken, Question):
            return _("Taken: it is question %(number)d of this part now.") % {"number": taken.position + 1}
        return _("Taken: it stands under “Worth remembering” now.")

    return _answer(request, found, take)


@require_POST
def leaving(request: PersonRequest, suggestion_id: UUID) -> HttpResponse:
    """Left away; with `back` offered again."""
    found, back = _own(request, suggestion_id), "back" in request.POST

    def leave() -> str:
        leave_suggestion(request.user, found, back=back)
        return _("Offered again.") if back else _("Left away.")

    return _answer(request, found, leave, "" if back else str(found.pk))


def _own(request: PersonRequest, key: UUID) -> Suggestion:
    rows = Suggestion.objects.resting_on_seen(request.user).filter(bite__course__in=own(request))
    return get_object_or_404(rows.select_related("bite__course"), pk=key)


def _answer(request: PersonRequest, found: Suggestion, change: Callable[[], str], left: str = "") -> HttpResponse:
    """The parts of the draft as they are now, with this one's suggestions still open; without a script their page."""
    told = refused = ""
    try:
        told = change()
    except Refused as refusal:
        refused = str(refusal)
    bite = found.bite
    if not getattr(request, "htmx", False):
        (messages.error if refused else messages.success)(request, refused or told)
        return redirect(reverse("courses:suggestions", args=[bite.pk]) + (f"?left={left}" if left else ""))
    shown = {"suggesting": bite.pk, "suggested": suggested_of(request.user, bite, left)} | changes_beside(bite.course)
    answer = render(request, "courses/parts/draft_parts.html", parts(request, bite.course) | shown)
    answer["HX-Trigger"] = json.dumps({"toast": {"text": refused or told, "kind": "bad" if refused else "good"}})
    return answer
