"""The library as the search index sees it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import Prefetch
from django.urls import reverse

from zwerm.library.models import AttachmentWords, Credit, Item, Passage
from zwerm.library.models import cite_url as address_of_words
from zwerm.library.rules.files import IN_FILE, named_in
from zwerm.library.rules.plain import blank_markup
from zwerm.search import registry

MOST_FILES = 20


def load(keys: Iterable[str]) -> Iterator[registry.Findable]:
    """Published items with these ids. A passage's text is the Markdown with its marks blanked out, equally long."""
    items = (
        Item.objects.published()
        .filter(id__in=[UUID(key) for key in keys])
        .select_related("current")
        .prefetch_related(
            Prefetch("current__passages", Passage.objects.order_by("position")),
            Prefetch("credits", Credit.objects.order_by("position")),
        )
    )
    read = list(items)
    files = _words_of_files(read)
    for item in read:
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
            passages=(
                *(
                    registry.Passage(
                        id=f"{version.number}:{passage.start}:{passage.end}",
                        heading=tuple(passage.heading),
                        start=passage.start,
                        end=passage.end,
                        text=words[passage.start : passage.end],
                    )
                    for passage in version.passages.all()
                ),
                *_in_files(version.text, files),
            ),
            path=item.source,
            names=tuple(credit.name for credit in item.credits.all() if not credit.person_id),
        )


def _words_of_files(items: Iterable[Item]) -> dict[str, list[tuple[list[str], str]]]:
    """Of the files that these items link to now, what each says."""
    hashes = {file.hash for item in items for file in named_in(item.version.text)}
    if not hashes:
        return {}
    return dict(AttachmentWords.objects.filter(attachment__in=hashes).values_list("attachment", "passages"))


def _in_files(text: str, files: dict[str, list[tuple[list[str], str]]]) -> Iterator[registry.Passage]:
    """They stand beyond the text, where nothing of it can be: who cites the text does not meet them."""
    place = len(text) + 1
    for file in named_in(text)[:MOST_FILES]:
        for number, (heading, words) in enumerate(files.get(file.hash, ())):
            yield registry.Passage(
                # "In" is said so in both languages, and nobody is asked which one when a thing is indexed.
                id=f"{IN_FILE}{file.hash}:{number}", heading=(f"In {file.name}", *heading),
                start=place, end=place + len(words), text=words,
            )  # fmt: skip
            place += len(words) + 1


def all_keys() -> Iterator[str]:
    for id in Item.objects.published().order_by("id").values_list("id", flat=True).iterator():
        yield str(id)


def url(key: str, passage: str) -> str:
    """Where a hit leads: the item with the passage marked; the item as it is when only its title was found."""
    if not passage or passage.startswith(IN_FILE):
        return reverse("library:item", args=[key])
    number, start, end = (int(part) for part in passage.split(":"))
    return address_of_words(UUID(key), start, end, number)
