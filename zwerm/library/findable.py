"""The library as the search index sees it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import Prefetch
from django.urls import reverse

from zwerm.library.models import Credit, Item, Passage
from zwerm.library.models import cite_url as address_of_words
from zwerm.library.rules.plain import blank_markup
from zwerm.search import registry


def load(keys: Iterable[str]) -> Iterator[registry.Findable]:
    """Published items with these ids. A passage's text is the Markdown with its marks blanked out, equally long."""
    items = (
        Item.objects.published()
        .filter(id__in=[UUID(key) for key in keys])
        .select_related("current")
        .prefetch_related(
            Prefetch("current__passages", Passage.objects.order_by("position")),
            Prefetch("credits", Credit.objects.filter(person__isnull=False).order_by("position")),
        )
    )
    for item in items:
        version = item.version
        words = blank_markup(version.text)
        yield registry.Findable(
            key=str(item.id),
            kind=item.kind,
            title=item.title,
            language=item.language,
            space=item.space_id,
            authors=tuple(credit.person_id for credit in item.credits.all() if credit.person_id),
            date=item.updated,
            passages=tuple(
                registry.Passage(
                    id=f"{version.number}:{passage.start}:{passage.end}",
                    heading=tuple(passage.heading),
                    start=passage.start,
                    end=passage.end,
                    text=words[passage.start : passage.end],
                )
                for passage in version.passages.all()
            ),
            path=item.source,
        )


def all_keys() -> Iterator[str]:
    for id in Item.objects.published().order_by("id").values_list("id", flat=True).iterator():
        yield str(id)


def url(key: str, passage: str) -> str:
    """Where a hit leads: the item with the passage marked; the item as it is when only its title was found."""
    if not passage:
        return reverse("library:item", args=[key])
    number, start, end = (int(part) for part in passage.split(":"))
    return address_of_words(UUID(key), start, end, number)
