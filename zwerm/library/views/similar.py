"""What exists already, while someone writes about the same."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from zwerm.language.detect import detect_language
from zwerm.library.actions.about import things_like
from zwerm.library.models import Item
from zwerm.library.rules.similar import is_like, query_of, share_said
from zwerm.library.views.listing import day
from zwerm.people.models import Person
from zwerm.search.found import FoundThing

MOST_READ = 4000
MOST_SHOWN = 4


@require_POST
def similar(request: HttpRequest) -> HttpResponse:
    """Items that this person may see and that are like what they are writing. Sent as a form: a draft belongs in no address."""
    person = cast("Person", request.user)
    title, text = request.POST.get("title", "")[:300], request.POST.get("text", "")[:MOST_READ]
    language = detect_language(f"{title}\n{text}")
    query = query_of(title, text, language)
    found = things_like(person, query, 2 * MOST_SHOWN, request.POST.get("item", ""))
    like = [thing for thing in found if _is_like(thing, query, language)][:MOST_SHOWN]
    # Asked again of the database: what was shared or moved a moment ago is shown as it is now.
    seen = Item.objects.visible_to(person).published().select_related("space")
    items = seen.in_bulk([UUID(thing.key) for thing in like])
    rows = [
        (items[UUID(thing.key)], thing, day(items[UUID(thing.key)].updated))
        for thing in like
        if UUID(thing.key) in items
    ]
    return render(request, "library/parts/similar_found.html", {"rows": rows})


def _is_like(thing: FoundThing, query: str, language: str) -> bool:
    says_title = any(piece.marked for piece in thing.title_pieces)
    texts = (thing.title, *(passage.text for passage in thing.passages))
    return is_like(thing.score, thing.near, says_title, share_said(query, texts, language))
