from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from zwerm.library.actions.importing import import_paths, tell_note
from zwerm.library.actions.refusals import NotKept
from zwerm.library.models import ImportedFile, ImportRun, Item
from zwerm.people.models import Person, Space


def keep_files(person: Person, space: Space, paths: Sequence[Path]) -> tuple[list[Item], list[tuple[str, str]]]:
    """The files below `paths` as items in `space`, in the order of their paths; and which are left out with the reason.

    An import like any other: what is here already, from this place or another, is the item that it was. Raises NotKept when a path is
    not there or `person` may not write in `space`.
    """
    for place in paths:
        if not place.exists():
            raise NotKept(_("%(path)s does not exist.") % {"path": place})
    run = ImportRun.objects.create(person=person, space=space, title=", ".join(path.name for path in paths)[:300])
    summary = import_paths(person, space, paths, run=run)
    there = run.files.filter(item__isnull=False).exclude(outcome=ImportedFile.Outcome.GONE)
    came_in = there.select_related("item__current", "item__space").order_by("path")
    items = {file.item.id: file.item for file in came_in if file.item is not None}
    return list(items.values()), [(path, tell_note(reason.code, reason.params)) for path, reason in summary.skipped]
