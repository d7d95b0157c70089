"""What one import brought, as one row in a list, however many texts it is.

The title of an import and the names of its files are only for whoever did it. Others hear who did it and how many texts
they see of it; of a text that they do not see nothing counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, F, OuterRef, Subquery, UUIDField, Window
from django.db.models.functions import Coalesce, RowNumber
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zwerm.library.models import ImportedFile, ImportRun, Item, ItemQuerySet
from zwerm.people.models import Person

MANY = 4
# An import of more than that in one go is all that a list of what is new shows.
LATELY = 500
FRESH = timedelta(days=14)

# One import, in one space: what it brought may have been moved since.
Import = tuple[UUID, UUID]
# Of each the words and the address.
Told = dict[Import, tuple[str, str]]


@dataclass(frozen=True)
class Brought:
    """What one import brought into one space, as far as the reader sees it."""

    told: str
    address: str
    space: str
    when: str
    is_import: bool = True


def brought_by(item: str, current: str) -> Subquery:
    """To ask with an item: the import that wrote what it says now. Empty once somebody changed it here."""
    files = ImportedFile.objects.filter(item=OuterRef(item), version=OuterRef(current), brought_by__isnull=False)
    return Subquery(files.order_by().values("brought_by")[:1], output_field=UUIDField())


def few_of_each(items: ItemQuerySet) -> ItemQuerySet:
    """The newest of these with their `brought`, and of one import no more than a list needs to see that there are many."""
    newest = items.order_by("-updated").values("pk")[:LATELY]
    its = Window(RowNumber(), partition_by=[Coalesce("brought", "pk"), "space"], order_by=F("updated").desc())
    return (
        Item.objects.filter(pk__in=newest).annotate(brought=brought_by("pk", "current"), its=its).filter(its__lte=MANY)
    )


def brought_in(items: ItemQuerySet, run: UUID) -> ItemQuerySet:
    return items.filter(id__in=ImportedFile.objects.filter(brought_by=run).values("item"))


class Listed(Protocol):
    """Something in a list. `part_of`: the import that brought it."""

    @property
    def part_of(self) -> Import | None: ...
    @property
    def space(self) -> str: ...
    @property
    def when(self) -> str: ...


T = TypeVar("T", bound=Listed)


def gather(things: Sequence[T]) -> list[list[T]]:
    """What belongs to one import together, where the first of it stands, as soon as there are `MANY`; all else alone."""
    together: defaultdict[Import, list[T]] = defaultdict(list)
    for thing in things:
        if thing.part_of is not None:
            together[thing.part_of].append(thing)
    gathered: list[list[T]] = []
    for thing in things:
        its = together[thing.part_of] if thing.part_of is not None else []
        if len(its) < MANY:
            gathered.append([thing])
        elif its[0] is thing:
            gathered.append(its)
    return gathered


def with_imports(gathered: Sequence[list[T]], told_of: Told) -> list[T | Brought]:
    """What to show for each of these."""
    shown: list[T | Brought] = []
    for its in gathered:
        first = its[0]
        told = told_of.get(first.part_of) if first.part_of and len(its) > 1 else None
        shown.append(Brought(*told, first.space, first.when) if told else first)
    return shown


def imports_told(person: Person, *lists: Sequence[Sequence[Listed]]) -> Told:
    """Of the imports in these lists what `person` sees, not only what is in a list. One query, for Today has few to spend."""
    imports = {its[0].part_of for gathered in lists for its in gathered if len(its) > 1} - {None}
    if not imports:
        return {}
    found = (
        ImportedFile.objects.filter(
            brought_by__in={one[0] for one in imports if one},
            item__in=Item.objects.visible_to(person).published().filter(space__in={one[1] for one in imports if one}),
        )
        .order_by()
        .values_list("brought_by", "item__space", "item__space__slug", "brought_by__person__name")
        .annotate(count=Count("item", distinct=True))
    )
    return {(run, space): (_told(count, name or ""), _address(run, slug)) for run, space, slug, name, count in found}


def brought_lately(person: Person, column: str) -> Subquery:
    """Of their newest import that brought something, and is not long ago: which one (`which`), or how many texts (`count`)."""
    own = ImportRun.objects.visible_to(person).filter(finished__gt=timezone.now() - FRESH)
    files = ImportedFile.objects.filter(brought_by__in=own, item__in=Item.objects.visible_to(person).published())
    runs = (
        files.order_by("-brought_by__started")
        .values(which=F("brought_by"))
        .annotate(count=Count("item", distinct=True))
    )
    return Subquery(runs.values(column)[:1])


def address_of_import(run: UUID) -> str:
    return f"{reverse('library:home')}?{urlencode({'import': run})}#newest"


def _address(run: UUID, slug: str) -> str:
    return f"{reverse('library:home')}?{urlencode({'import': run, 'space': slug})}#newest"


def _told(count: int, name: str) -> str:
    if not name:
        return ngettext("%(count)d text was brought in", "%(count)d texts were brought in", count) % {"count": count}
    told = ngettext("%(count)d text that %(name)s brought in", "%(count)d texts that %(name)s brought in", count)
    return told % {"count": count, "name": name}


def who_brought(run: UUID) -> str:
    """Only to be told to who sees something of what this import brought."""
    name = ImportRun.objects.filter(id=run).values_list("person__name", flat=True).first()
    return _("Brought in by %(name)s") % {"name": name} if name else _("Brought in together")
