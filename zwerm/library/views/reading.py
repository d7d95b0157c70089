from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from math import ceil
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zwerm.language.reading_time import WORDS_PER_MINUTE
from zwerm.library.actions import up_to_date, visit_item
from zwerm.library.models import Attachment, Item, Picture, Version, first_shared
from zwerm.library.rules.cited import find_again, mark_words
from zwerm.library.rules.files import media_type_of
from zwerm.library.views.listing import day
from zwerm.library.views.standing import standing_of, with_standing
from zwerm.notices.actions import look_at
from zwerm.operations.serving import serve_stored
from zwerm.people.models import Person
from zwerm.ui.rules import keeps_offline

LINKS_SHOWN = 12
HEADINGS_OF_A_LONG_TEXT = 4
# Dutch and English prose, spaces and marks included.
CHARACTERS_OF_A_WORD = 6
_HEADING = re.compile(r'<h([2-4]) id="([^"]+)">(.*?)</h\1>', re.DOTALL)


@dataclass(frozen=True)
class Part:
    """A line of the table of contents."""

    depth: int
    anchor: str
    text: str


@require_safe
@keeps_offline
def item(request: HttpRequest, id: UUID) -> HttpResponse:
    """An item as it is now; with `?from=…&to=…&version=…` those words are marked."""
    person = cast("Person", request.user)
    found = get_object_or_404(
        with_standing(Item.objects.visible_to(person), person)
        .select_related("current", "space", "owner")
        .defer(*([] if "from" in request.GET else ["current__text"]))
        .annotate(length=Length("current__text"), first_shared=first_shared("id")),
        id=id,
    )
    if found.merged_into_id is not None:
        messages.info(request, _("“%(title)s” is part of this now.") % {"title": found.title})
        return redirect("library:item", found.merged_into_id)
    up_to_date(found.version)
    cited = _cited(request, person, found)
    if request.method == "GET" and not request.headers.get("Sec-Purpose", "").startswith("prefetch"):
        visit_item(person, found)
        look_at(person, found.id)
    return render(request, "library/item.html", {**_facts(person, found), **cited, "kept": _take_kept(request)})


def _facts(person: Person, found: Item) -> dict[str, Any]:
    seen = Item.objects.visible_to(person).published().exclude(id=found.id).only("id", "title", "kind", "language")
    return {
        "item": found,
        "credits": list(found.credits.select_related("person")),
        "versions": found.version.number - (found.first_shared or 1) + 1,  # type: ignore[attr-defined]
        "outline": outline(found.version.html),
        "minutes": max(1, ceil(found.length / CHARACTERS_OF_A_WORD / WORDS_PER_MINUTE)),  # type: ignore[attr-defined]
        "created": day(found.created),
        "updated": day(found.updated) if day(found.updated) != day(found.created) else "",
        "links": _some(seen.filter(backlinks__origin=found)),
        "backlinks": _some(seen.filter(links__target=found)),
        "may_revise": standing_of(person, found).revises,
        "aside": _aside(person, found, found.set_aside) if found.set_aside else None,
    }


def _aside(person: Person, found: Item, since: datetime) -> dict[str, Any]:
    """What became of an item whose file is gone."""
    row = found.asides.filter(back__isnull=True).select_related("person").first()
    return {
        "day": day(since),
        "name": row.person.name if row and row.person else _("a former colleague"),
        "path": row.path if row else found.source,
        "may_put_back": standing_of(person, found).writes,
    }


def _some(items: QuerySet[Item]) -> list[Item]:
    return list(items.order_by("-updated")[:LINKS_SHOWN])


def outline(html: str) -> list[Part]:
    """The headings of rendered Markdown, when there are enough to need a table of contents."""
    found = [
        Part(int(level) - 1, anchor, unescape(strip_tags(words))) for level, anchor, words in _HEADING.findall(html)
    ]
    return found if len(found) >= HEADINGS_OF_A_LONG_TEXT else []


def _cited(request: HttpRequest, person: Person, found: Item) -> dict[str, Any]:
    """The text with the cited words marked; from the version that was cited when they changed since."""
    now = found.version
    whole = {"html": now.html, "cited": "", "stale": None}
    try:
        start, end = int(request.GET["from"]), int(request.GET["to"])
        number = int(request.GET.get("version", now.number))
    except (KeyError, ValueError):
        return whole
    if not 0 <= start < end or number > 2**31:
        return whole
    old = now if number == now.number else _older(person, found, number)
    if old is None or end > len(old.text):
        return whole
    span = (start, end) if old == now else find_again(old.text, start, end, now.text)
    if span and (html := mark_words(now.html, now.text, *span)):
        return {"html": html, "cited": "now", "stale": None}
    html = mark_words(old.html, old.text, start, end)
    if html is None:
        return whole
    return {"html": html, "cited": "then", "stale": old}


def _older(person: Person, found: Item, number: int) -> Version | None:
    old = Version.objects.visible_to(person).named().filter(item=found, number=number).first()
    return old and up_to_date(old)


def _take_kept(request: HttpRequest) -> str:
    """The name under which the browser kept what was typed; now that it is saved, it may forget it."""
    return str(request.session.pop("kept", "")) if "kept" in request.session else ""


@require_safe
@keeps_offline
def picture(request: HttpRequest, hash: str) -> HttpResponseBase:
    """The bytes of a picture: for who sees an item that shows it, and for who has just added it."""
    if hash in request.session.get("pictures", ()):
        found = get_object_or_404(Picture, hash=hash)
    else:
        found = get_object_or_404(Picture.objects.visible_to(request.user), hash=hash)
    return serve_stored(request, found.path, found.media_type)


@require_safe
def attachment(request: HttpRequest, hash: str, name: str) -> HttpResponseBase:
    """A file, to be saved under this name: for who sees an item that has it, and for who has just added it."""
    had = Attachment.objects.filter(hash__in=request.session.get("attachments", ()))
    found = get_object_or_404(had | Attachment.objects.visible_to(request.user), hash=hash)
    # Not kept by the browser: who may have a file can change, and it is on their own device already.
    return serve_stored(request, found.path, media_type_of(name), name=name, seconds=0)
