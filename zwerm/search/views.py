from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from zwerm.people.models import Person, Space
from zwerm.search.actions import find
from zwerm.search.forms import SearchForm
from zwerm.search.found import Found, FoundThing
from zwerm.search.registry import kind_icons, kind_labels, unfound

PER_PAGE = 10
SUGGESTIONS = 7
MOST_AUTHORS = 3


@vary_on_headers("HX-Request")
def results(request: HttpRequest) -> HttpResponse:
    """The search page; for htmx the results alone, while someone types."""
    form = SearchForm(request.GET, reader=request.user)
    part = request.headers.get("HX-Request") == "true"
    skip = (form.page_number - 1) * PER_PAGE
    found = find(request.user, form.words, form.narrowing, limit=PER_PAGE, skip=skip, typing=part)
    # The page has a search field of its own; a second one in the bar would only ask which of the two to use.
    if form.words and not (part or found.things or form.narrowing) and isinstance(request.user, Person):
        for tell in unfound.values():
            tell(request.user, form.words)
    context = {
        "form": form,
        "query": form.words,
        "here": "knowledge",
        "search_box": None,
        **_told(request, form, found),
    }
    response = render(request, "search/parts/results.html" if part else "search/search.html", context)
    if part:
        # The form sends its empty fields too; the address that people copy should not show them.
        asked = urlencode([(name, value) for name, values in request.GET.lists() for value in values if value])
        response["HX-Replace-Url"] = f"{request.path}?{asked}" if asked else request.path
    return response


def suggestions(request: HttpRequest) -> HttpResponse:
    """What comes up below the search field of every page while someone types."""
    form = SearchForm(request.GET, reader=request.user)
    found = find(request.user, form.words, limit=SUGGESTIONS, typing=True)
    return render(request, "search/parts/suggestions.html", {"found": found})


def _told(request: HttpRequest, form: SearchForm, found: Found) -> dict[str, Any]:
    """What the results need beside themselves: names, and a way on when there are none."""
    spaces = Space.objects.visible_to(request.user).in_bulk([thing.space for thing in found.things])
    authors = Person.objects.in_bulk([author for thing in found.things for author in thing.authors])
    labels, icons = kind_labels(), kind_icons()
    shown = [
        {
            "thing": thing,
            "kind": labels.get(thing.kind, ""),
            "icon": icons.get(thing.kind, thing.kind),
            "space": spaces.get(thing.space),
            "authors": _credited(thing, authors, found.query),
        }
        for thing in found.things
    ]
    narrowed = bool(form.narrowing)
    elsewhere = bool(narrowed and not shown and found.query and find(request.user, found.query, limit=1).things)
    return {
        "found": found,
        "shown": shown,
        "narrowed": narrowed,
        "elsewhere": elsewhere,
        "author": form.cleaned_data.get("author"),
        "before": _address(request, form.page_number - 1) if form.page_number > 1 else "",
        "after": _address(request, form.page_number + 1) if found.more and form.page_number < 20 else "",
        "first": (form.page_number - 1) * PER_PAGE + 1,
        "last": (form.page_number - 1) * PER_PAGE + len(shown),
    }


def _credited(thing: FoundThing, people: Mapping[UUID, Person], query: str) -> list[tuple[str, str]]:
    """Who made it, with where the same is looked for in what they made."""
    known = [(people[id].name, {"author": str(id)}) for id in thing.authors if id in people]
    told = [(name, {"by": name}) for name in thing.names]
    return [(name, f"?{urlencode({'q': query} | who)}") for name, who in [*known, *told][:MOST_AUTHORS]]


def _address(request: HttpRequest, page: int) -> str:
    asked = request.GET.copy()
    asked["page"] = str(page)
    return f"?{asked.urlencode()}"
