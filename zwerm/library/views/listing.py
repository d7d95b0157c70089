"""A list of items, newest first, with its filters; page by page without counting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from zwerm.language.detect import LANGUAGES
from zwerm.library.models import Credit, Item, ItemQuerySet
from zwerm.library.views.brought import Import, brought_in, who_brought
from zwerm.operations.days import readers_day
from zwerm.people.models import Person, words_of_name
from zwerm.people.requests import id_in

ON_A_PAGE = 20
MOST_CALLED_SO = 50
FILTERS = ("kind", "language", "space", "author", "import")


@dataclass(frozen=True)
class Row:
    item: Item
    address: str
    authors: str
    when: str

    @property
    def space(self) -> str:
        return self.item.space.called

    @property
    def part_of(self) -> Import | None:
        run: UUID | None = getattr(self.item, "brought", None)
        return (run, self.item.space_id) if run else None


@dataclass(frozen=True)
class Choice:
    """A filter that can be pressed: its words, and the address with it on (or off again)."""

    label: object
    address: str
    on: bool


@dataclass(frozen=True)
class Listing:
    rows: Sequence[Row]
    older: str
    newest: str
    kinds: Sequence[Choice]
    languages: Sequence[Choice]
    imports: Sequence[Choice]
    author: str
    others: Sequence[tuple[str, str]]
    filtered: bool


def list_items(request: HttpRequest, items: ItemQuerySet) -> Listing:
    """The page of `items` that the address asks for. Unknown filters are as if they were not there."""
    chosen = {name: value for name in FILTERS if (value := request.GET.get(name, "").strip()[:100])}
    items = _filter(items, chosen)
    before = _read_place(request.GET.get("before", ""))
    if before:
        updated, id = before
        items = items.filter(Q(updated__lt=updated) | Q(updated=updated, id__lt=id), updated__lte=updated)
    items = items.order_by("-updated", "-id")
    found = rows(items[: ON_A_PAGE + 1])
    shown = found[:ON_A_PAGE]
    return Listing(
        rows=shown,
        older=_address(chosen, before=_write_place(shown[-1].item)) if len(found) > ON_A_PAGE else "",
        newest=_address(chosen) if before else "",
        kinds=_choices(chosen, "kind", [("", _("Everything")), *Item.Kind.choices]),
        languages=_choices(chosen, "language", [("nl", _("Dutch")), ("en", _("English"))]),
        imports=_import(chosen, shown),
        author=chosen.get("author", ""),
        others=[(name, value) for name, value in chosen.items() if name != "author"],
        filtered=bool(chosen),
    )


def rows(items: ItemQuerySet) -> list[Row]:
    """What a list shows of `items` (sliced already), in a number of queries that does not depend on how many there are."""
    shown = ("kind", "title", "lead", "language", "updated", "space__name", "space__kind")
    found = list(items.select_related("space").only(*shown))
    authors = _authors_of(found)
    return [Row(item, item.get_absolute_url(), _in_short(authors[item.pk]), day(item.updated)) for item in found]


def _filter(items: ItemQuerySet, chosen: dict[str, str]) -> ItemQuerySet:
    if chosen.get("kind") in Item.Kind.values:
        items = items.filter(kind=chosen["kind"])
    if chosen.get("language") in LANGUAGES:
        items = items.filter(language=chosen["language"])
    if "space" in chosen:
        items = items.filter(space__slug=chosen["space"])
    if "author" in chosen:
        items = items.filter(id__in=_credits_of(chosen["author"]).values("item"))
    if run := id_in(chosen.get("import", "")):
        items = brought_in(items, run)
    return items


def _credits_of(name: str) -> QuerySet[Credit]:
    """Of colleagues who are called so now, and of names that came with documents: what a row shows as its author."""
    named = words_of_name(name)
    if named is None:
        return Credit.objects.none()
    people = list(Person.objects.filter(named).values_list("id", flat=True)[:MOST_CALLED_SO])
    return Credit.objects.filter(Q(person__in=people) | Q(named, person=None))


def _import(chosen: dict[str, str], shown: Sequence[Row]) -> list[Choice]:
    """Of whom the import is; told only to who sees something of it. Pressing it shows the rest again."""
    run = id_in(chosen.get("import", ""))
    if not run or not shown:
        return []
    others = {key: value for key, value in chosen.items() if key not in {"import", "space"}}
    return [Choice(who_brought(run), _address(others), True)]


def _choices(chosen: dict[str, str], name: str, options: Sequence[tuple[str, object]]) -> list[Choice]:
    """Pressing what is on takes it off again; "everything" is on when nothing else is."""
    others = {key: value for key, value in chosen.items() if key != name}
    now = chosen.get(name, "")
    return [
        Choice(label, _address(others if value == now else {**others, name: value}), value == now)
        for value, label in options
    ]


def _address(chosen: dict[str, str], **more: str) -> str:
    return "?" + urlencode({key: value for key, value in {**chosen, **more}.items() if value})


def _write_place(item: Item) -> str:
    return f"{item.updated.isoformat()}_{item.id.hex}"


def _read_place(text: str) -> tuple[datetime, UUID] | None:
    when, _underscore, id = text.partition("_")
    try:
        moment, identity = datetime.fromisoformat(when), UUID(id)
    except ValueError:
        return None
    return (moment, identity) if timezone.is_aware(moment) else None


def _authors_of(items: Sequence[Item]) -> dict[UUID, list[str]]:
    """Per item who made it, the name as it is now for a colleague."""
    names: dict[UUID, list[str]] = {item.pk: [] for item in items}
    credits = Credit.objects.filter(item__in=list(names)).order_by("position")
    for item, name, colleague in credits.values_list("item", "name", "person__name"):
        names[item].append(colleague or name)
    return names


def _in_short(names: Sequence[str]) -> str:
    return ", ".join(names[:2]) + (f" +{len(names) - 2}" if len(names) > 2 else "")


def day(when: datetime | date) -> str:
    """The day, as people write it. Most rows of a list share few days, and formatting one is slow."""
    return _day(readers_day(when) if isinstance(when, datetime) else when, get_language())


def moment(when: datetime) -> str:
    """The day and the time, where several things happen on one day."""
    return f"{day(when)}, {timezone.localtime(when):%H:%M}"


@lru_cache(maxsize=4096)
def _day(when: date, language: str | None) -> str:
    return date_format(when, "j F Y")
