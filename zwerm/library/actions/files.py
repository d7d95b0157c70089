from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from zwerm.library.actions.keep import keep_item
from zwerm.library.actions.refusals import NotKept
from zwerm.library.imports.document import Document
from zwerm.library.imports.document import Refused as Unreadable
from zwerm.library.imports.reading import read_document
from zwerm.library.imports.walking import LeftOut, walk
from zwerm.library.models import Item
from zwerm.people.models import Person, Space

LONGEST_TITLE, LONGEST_PATH = 300, 500


def keep_files(person: Person, space: Space, paths: Iterable[Path]) -> tuple[list[Item], list[tuple[str, str]]]:
    """The files below `paths` as items in `space`, in the order of their paths; and which are left out with the reason.

    Raises NotKept when a path is not there. A file that is there already with the same words, under the same path, is not kept twice.
    """
    items: list[Item] = []
    left_out: list[tuple[str, str]] = []
    for path, found in _documents(paths):
        if isinstance(found, str):
            left_out.append((path, found))
            continue
        try:
            items.append(_known(space, path, found) or _keep(person, space, path, found))
        except NotKept as error:
            left_out.append((path, str(error)))
    return items, left_out


def _documents(paths: Iterable[Path]) -> Iterator[tuple[str, Document | str]]:
    """Per file its document, or the code of why it can not be read."""
    for place in paths:
        if not place.exists():
            raise NotKept(_("%(path)s does not exist.") % {"path": place})
        for found in walk(place):
            if isinstance(found, LeftOut):
                yield found.path, found.reason.code
                continue
            try:
                yield found.path, read_document(found.path, found.read())
            except Unreadable as refusal:
                yield found.path, refusal.reason.code


def _known(space: Space, path: str, document: Document) -> Item | None:
    kept = Item.objects.filter(space=space, source=path[:LONGEST_PATH]).select_related("current", "space")
    return next((item for item in kept if item.version.text == document.markdown), None)


def _keep(person: Person, space: Space, path: str, document: Document) -> Item:
    return keep_item(
        person,
        space,
        Item.Kind.PAGE,
        document.title[:LONGEST_TITLE],
        document.markdown,
        language=document.language,
        credits=document.authors,
        created=document.created or document.modified,
        updated=document.modified,
        source=path[:LONGEST_PATH],
    )
