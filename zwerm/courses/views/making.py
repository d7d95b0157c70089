from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zwerm.courses.actions import Refused, ask_for_course, places_for
from zwerm.courses.forms import AskForm
from zwerm.courses.models import Drafting
from zwerm.courses.tasks import draft_later
from zwerm.library.actions.meant import items_meant
from zwerm.library.models import Item
from zwerm.people.models import Space
from zwerm.people.requests import PersonRequest, id_in

SUGGESTED = 12


def new(request: PersonRequest) -> HttpResponse:
    """Choose texts, and get a course made of them. `?item=…` chooses beforehand."""
    if "search" in request.POST:
        return redirect(_searched(request))
    chosen_items = _items(
        request, request.POST.getlist("items") or request.GET.getlist("items") or request.GET.getlist("item")
    )
    places = list(places_for(request.user, chosen_items))
    title = request.GET.get("title", "")
    initial: dict[str, object] = {"space": _likely_space(request, chosen_items, places), "title": title}
    form = AskForm(request.user, request.POST or None, initial=initial)
    mixed = False
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        chosen = {str(item.pk): item for item in given["items"]}
        ordered = [chosen[key] for key in dict.fromkeys(request.POST.getlist("items")) if key in chosen]
        mixed = len({item.language for item in ordered}) > 1 and "mixed" not in request.POST
        try:
            drafting = None if mixed else ask_for_course(request.user, given["space"], ordered, given["title"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if drafting:
                draft_later.enqueue(str(drafting.pk))
                return redirect("courses:drafting", drafting.pk)
    is_closed = any(not item.space.open for item in chosen_items)
    where = {"form": form, "only": places[0] if is_closed and len(places) == 1 else None, "nowhere": not places}
    if "where" in request.GET:
        return render(request, "courses/parts/where.html", {**where, "is_part": True})
    words = (request.POST.get("q") or request.GET.get("q", "")).strip()
    found = items_meant(request.user, words, SUGGESTED, [item.pk for item in chosen_items])
    context = {
        **where,
        "chosen": chosen_items,
        "mixed": mixed,
        "found": found,
        "nothing": not (found or chosen_items or words),
        "words": words,
    }
    if getattr(request, "htmx", False) and request.method == "GET":
        return render(request, "courses/parts/texts.html", context)
    return render(request, "courses/new.html", context, status=422 if form.errors else 200)


def _searched(request: PersonRequest) -> str:
    """The same page with the texts that were found; what was chosen and typed goes along in its address."""
    kept = QueryDict(mutable=True)
    for name in ("q", "items", "title", "space"):
        kept.setlist(name, request.POST.getlist(name))
    return f"{reverse('courses:new')}?{kept.urlencode()}"


def _items(request: PersonRequest, keys: list[str]) -> list[Item]:
    valid = [key for key in keys if id_in(key)]
    seen = Item.objects.visible_to(request.user).filter(set_aside=None)
    return list(seen.filter(pk__in=valid).select_related("space"))


def _likely_space(request: PersonRequest, chosen: list[Item], places: list[Space]) -> Space | None:
    """Of the places where the course may stand: the one that was chosen, else that of its first text, else all colleagues."""
    known = {str(space.pk): space for space in places}
    wanted = [request.GET.get("space", ""), *(str(item.space_id) for item in chosen[:1])]
    everyone = [space for space in places if space.kind == Space.Kind.ORGANISATION]
    return next(iter([*(known[key] for key in wanted if key in known), *everyone, *places]), None)


def drafting(request: PersonRequest, drafting_id: UUID) -> HttpResponse:
    """Wait while the course is made; then go there."""
    asked = get_object_or_404(Drafting.objects.select_related("course"), pk=drafting_id, person=request.user)
    if asked.course_id:
        where = reverse("courses:draft", args=[asked.course_id])
        if getattr(request, "htmx", False):
            return HttpResponse(headers={"HX-Redirect": where})
        return redirect(where)
    template = "courses/parts/drafting.html" if getattr(request, "htmx", False) else "courses/drafting.html"
    return render(request, template, {"drafting": asked})
