"""What someone follows: texts, spaces, and what modules above add."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zwerm.library.models import Following, Item
from zwerm.library.views.listing import ON_A_PAGE, day
from zwerm.library.views.news import difference_since, seen_of
from zwerm.people.models import Person, Space

MOST_PAGES = 500


@dataclass(frozen=True)
class Followed:
    """`by` and `when`: of the last change. `difference`: the address of what it changed, or of all since they looked."""

    item: Item
    by: str
    when: str
    difference: str
    is_news: bool


@require_safe
def followed(request: HttpRequest) -> HttpResponse:
    """`?page=`: the last changed first."""
    person = cast("Person", request.user)
    sent = request.GET.get("page", "")
    number = min(max(int(sent), 1), MOST_PAGES) if sent.isascii() and sent.isdecimal() and len(sent) < 5 else 1
    found = list(_items(person)[(number - 1) * ON_A_PAGE : number * ON_A_PAGE + 1])
    context = {
        "rows": [_row(person, one) for one in found[:ON_A_PAGE]],
        "spaces": _spaces(person) if number == 1 else [],
        "first": number == 1,
        "newer": f"?{urlencode({'page': number - 1})}" if number > 1 else "",
        "older": f"?{urlencode({'page': number + 1})}" if len(found) > ON_A_PAGE else "",
    }
    return render(request, "library/followed.html", context)


def _items(person: Person) -> list[Following]:
    seen = Item.objects.visible_to(person).published().filter(id=OuterRef("item"))
    found = Following.objects.filter(Exists(seen), person=person, muted=False)
    found = found.select_related("item__space", "item__current__author").defer(
        "item__current__text", "item__current__html"
    )
    return found.annotate(seen_version=seen_of("item", "seen")).order_by("-item__updated", "-item")  # type: ignore[return-value]


def _row(person: Person, one: Following) -> Followed:
    item, current = one.item, one.item.version if one.item else None
    assert item is not None
    assert current is not None
    is_news = one.seen < item.updated and current.author_id != person.id
    since: int | None = getattr(one, "seen_version", None)
    changed = item.published is not None and current.made > item.published
    difference = ""
    if is_news and since is not None and since < current.number:
        difference = difference_since(item.id, since)
    elif changed:
        difference = reverse("library:difference", args=[item.id, current.number])
    return Followed(item, current.author.name if current.author else "", day(item.updated), difference, is_news)


def _spaces(person: Person) -> list[Space]:
    follows = Following.objects.filter(person=person, space=OuterRef("pk"))
    return list(Space.objects.visible_to(person).filter(Exists(follows)).order_by("name"))
