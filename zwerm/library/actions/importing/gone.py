"""Files of a source that are no longer where they were: moved to another place in it, or gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection as Some
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from zwerm.library.actions.aside import put_back, set_items_aside
from zwerm.library.actions.importing.collection import digest_of_file
from zwerm.library.actions.importing.lines import tell_again
from zwerm.library.imports.walking import Found, LeftOut
from zwerm.library.models import ImportedFile, ImportRun, Item, Merger, Room, file_key, source_key
from zwerm.people.models import Person, Space
from zwerm.search.actions import touch

Outcome = ImportedFile.Outcome
_BATCH = 200
# What could not be looked into may hold anything, so nothing can be said to be gone.
_BLIND = frozenset({"bad_zip", "not_found", "too_many_files", "unreadable", "zip_bomb"})
# Files that are gone and of which nobody and nothing said yet what is to become of them.
_OPEN = frozenset({"gone", "gone_most"})


@dataclass(frozen=True, slots=True)
class Gone:
    """Files that are gone now, and how many there were the last time."""

    rows: Sequence[ImportedFile] = ()
    before: int = 0

    @property
    def are_most(self) -> bool:
        """More than half of what was there: that looks like an empty disk, half a copy or another folder of that name."""
        return 2 * sum(_was_there(row.outcome, row.reason) for row in self.rows) > self.before


def is_whole(entries: Sequence[Found | LeftOut]) -> bool:
    """Whether all of a source was looked into."""
    return not any(isinstance(entry, LeftOut) and entry.reason.code in _BLIND for entry in entries)


def gone_from(space: Space, source: str, met: Some[str]) -> Gone:
    """The files of this source that became items and are not among the keys that were `met` now."""
    known = ImportedFile.objects.filter(space=space, source=source_key(source), item__isnull=False)
    before, absent = 0, []
    for id, key, outcome, reason in known.values_list("id", "key", "outcome", "reason"):
        before += _was_there(outcome, reason)
        if key not in met:
            absent.append(id)
    rows = [
        row
        for start in range(0, len(absent), _BATCH)
        for row in known.filter(id__in=absent[start : start + _BATCH]).select_related("item")
    ]
    return Gone(rows, before)


def _was_there(outcome: str, reason: Mapping[str, object] | None) -> bool:
    return outcome != Outcome.GONE or reason is None or reason["code"] in _OPEN


def follow_moves(source: str, gone: Sequence[ImportedFile], new: Sequence[Found]) -> None:
    """A new file that is byte for byte one that is gone, and the only such one, is that file at another place."""
    before: defaultdict[str, list[ImportedFile]] = defaultdict(list)
    for row in gone:
        before[row.hash].append(row)
    now: defaultdict[str, list[Found]] = defaultdict(list)
    for file in new:
        if digest := digest_of_file(file):
            now[digest].append(file)
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


def leave(person: Person, run: ImportRun, rows: Sequence[ImportedFile], *, hold: bool) -> list[ImportedFile]:
    """Set aside what these files became, where that is nothing but what they said; answers the files to tell, each with what was done.

    `hold`: not now, because too many are gone. A file that was told to be set aside before is not told again.
    """
    told = [row for row in rows if (row.reason or {}).get("code") != "gone_set_aside"]
    for start in range(0, len(told), _BATCH):
        part = told[start : start + _BATCH]
        with transaction.atomic():
            staying = _staying(part)
            going = {row.item_id for row in part if row.id not in staying and row.item_id}
            set_items_aside(person, run, set() if hold else going)
            for row in part:
                code = staying.get(row.id) or ("gone_most" if hold else "gone_set_aside")
                row.run, row.outcome, row.reason = run, Outcome.GONE, {"code": code, "params": {}}
            ImportedFile.objects.bulk_update(part, ["run", "outcome", "reason"])
    return told


def _staying(rows: Sequence[ImportedFile]) -> dict[UUID, str]:
    """Files whose text stays, each with why. Locks the items until the end of the transaction."""
    ids = {row.item_id for row in rows if row.item_id}
    locked = Item.objects.filter(id__in=ids).order_by("id").select_for_update(of=("self",))
    items = {item.id: item for item in locked}
    others = ImportedFile.objects.filter(item__in=ids).exclude(
        Q(outcome=Outcome.GONE) | Q(id__in=[row.id for row in rows])
    )
    elsewhere = set(others.values_list("item", flat=True))
    at_work = set(Room.objects.filter(item__in=ids, changed__isnull=False).values_list("item", flat=True))
    at_work |= set(Merger.objects.filter(kept__in=ids, undone__isnull=True).values_list("kept", flat=True))
    staying: dict[UUID, str] = {}
    for row in rows:
        item = items.get(row.item_id) if row.item_id else None
        if (row.reason or {}).get("code") == "gone_kept":
            staying[row.id] = "gone_kept"
        elif item is None or item.id in at_work or not _says_what_it_said(row, item):
            staying[row.id] = "gone_changed"
        elif item.id in elsewhere:
            staying[row.id] = "gone_elsewhere"
    return staying


def _says_what_it_said(row: ImportedFile, item: Item) -> bool:
    """Whether nobody here wrote it, changed it, moved it or made it one with another."""
    mine = bool(item.source) and item.published is not None and item.merged_into_id is None
    return mine and item.space_id == row.space_id and item.current_id == row.version_id


def leave_held(person: Person, run: ImportRun) -> int:
    """Whoever brought the folder in says that these files are rightly gone."""
    told = leave(person, run, list(run.gone("gone_most").select_related("item")), hold=False)
    tell_again(run, told)
    return sum(row.reason == {"code": "gone_set_aside", "params": {}} for row in told)


def put_back_of(person: Person, run: ImportRun) -> int:
    """All that this import set aside. Raises NotAllowed."""
    return put_back(person, set(run.gone("gone_set_aside").values_list("item", flat=True)))
