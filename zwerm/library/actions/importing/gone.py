"""Files of a source that are no longer where they were: moved to another place in it, or gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection as Some
from collections.abc import Sequence

from django.db import transaction

from zwerm.library.actions.importing.collection import digest_of
from zwerm.library.imports.document import Refused
from zwerm.library.imports.walking import Found, LeftOut
from zwerm.library.models import ImportedFile, Item, file_key, source_key
from zwerm.people.models import Space
from zwerm.search.actions import touch

# What could not be looked into may hold anything, so nothing can be said to be gone.
_BLIND = frozenset({"bad_zip", "not_found", "too_many_files", "unreadable", "zip_bomb"})


def is_whole(entries: Sequence[Found | LeftOut]) -> bool:
    """Whether all of a source was looked into."""
    return not any(isinstance(entry, LeftOut) and entry.reason.code in _BLIND for entry in entries)


def gone_from(space: Space, source: str, met: Some[str]) -> list[ImportedFile]:
    """The files of this source that became items and are not among the keys that were `met` now."""
    known = ImportedFile.objects.filter(space=space, source=source_key(source), item__isnull=False)
    absent = [id for id, key in known.values_list("id", "key") if key not in met]
    return [
        row
        for start in range(0, len(absent), 400)
        for row in known.filter(id__in=absent[start : start + 400]).select_related("item")
    ]


def follow_moves(source: str, gone: Sequence[ImportedFile], new: Sequence[Found]) -> None:
    """A new file that is byte for byte one that is gone, and the only such one, is that file at another place."""
    before: defaultdict[str, list[ImportedFile]] = defaultdict(list)
    for row in gone:
        before[row.hash].append(row)
    now: defaultdict[str, list[Found]] = defaultdict(list)
    for file in new:
        try:
            now[digest_of(file.read())].append(file)
        except Refused:
            continue
    for digest, rows in before.items():
        if len(rows) == len(now[digest]) == 1:
            _move(rows[0], source, now[digest][0].path)


def _move(row: ImportedFile, source: str, path: str) -> None:
    assert row.item is not None, "only files that became items are gone"
    row.notes = [note for note in row.notes if note["code"] != "moved"]
    row.notes.append({"code": "moved", "params": {"path": row.path}})
    row.key, row.path = file_key(source, path), path[:1000]
    with transaction.atomic():
        row.save(update_fields=["key", "path", "notes"])
        Item.objects.filter(id=row.item.id).update(source=path[:500])
        touch("item", row.item.id)
