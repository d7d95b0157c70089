"""The pictures of sources that a page of a course shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zwerm.courses.generation import draft
from zwerm.library.models import Picture
from zwerm.people.models import Person


def picture_sizes(person: Person, values: Iterable[object]) -> dict[str, tuple[int, int]]:
    """Hash → (width, height) of the pictures within `values` that this person sees."""
    hashes = set(_hashes(tuple(values)))
    if not hashes:
        return {}
    pictures = Picture.objects.visible_to(person).filter(hash__in=hashes)
    return {hash: (width, height) for hash, width, height in pictures.values_list("hash", "width", "height")}


def _hashes(value: object) -> Iterator[str]:
    if isinstance(value, draft.Picture):
        yield value.hash
    elif isinstance(value, draft.TextBlock):
        yield from _hashes(value.parts)
    elif isinstance(value, draft.Listing):
        yield from _hashes(value.items)
    elif isinstance(value, draft.ListItem):
        yield from _hashes(value.pictures)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _hashes(inner)
