"""Exports that come back: what `zwerm.json` tells of a file beside it, and which files are no documents of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID

import msgspec

from zwerm.library.actions.importing.collection import digest_of
from zwerm.library.imports.document import Reason, Refused
from zwerm.library.imports.limits import MB, TEXT_BYTES
from zwerm.library.imports.walking import Found, LeftOut
from zwerm.library.models import ImportedFile, Item, source_key
from zwerm.library.rules import exported
from zwerm.people.models import Person, Space

_MOST_BYTES = 64 * MB
_BATCH = 400
_OF_AN_EXPORT = re.compile(
    rf"^(?:{exported.VERSIONS}[0-9a-f-]{{36}}/\d+\.md|{exported.PICTURES}[0-9a-f]{{64}}\.\w+|{exported.FILES}[0-9a-f]{{64}}(?:\.\w+)?)$"
)


@dataclass(frozen=True, slots=True)
class Returned:
    """A file of which an export tells what it was. `base`: the folder of that export, with its `/`."""

    base: str
    kept: exported.Kept


@dataclass(slots=True)
class Returns:
    """All exports of one source."""

    files: dict[str, Returned] = field(default_factory=dict)
    passed_over: set[str] = field(default_factory=set)
    left_out: list[LeftOut] = field(default_factory=list)
    spaces: list[UUID] = field(default_factory=list)

    def is_aside(self, path: str) -> bool:
        """Whether this file was set aside already when it was exported."""
        return path in self.files and self.files[path].kept.set_aside is not None

    @property
    def paths(self) -> dict[tuple[str, UUID], str]:
        return {(one.base, one.kept.id): path for path, one in self.files.items()}


def returns_in(found: Sequence[Found]) -> Returns:
    """What lies in this source that an export wrote. A zwerm.json that is not as Zwerm writes it is left out with the reason."""
    files = {file.path: file for file in found}
    returns = Returns()
    for path, file in files.items():
        base, slash, name = path.rpartition("/")
        if name == exported.NAME:
            _read(returns, base + slash, file, files)
    return returns


def _read(returns: Returns, base: str, file: Found, files: Mapping[str, Found]) -> None:
    # What was written before is no document of its own, even when nothing tells any more what it belongs to.
    inside = {path for path in files if path.startswith(base) and _OF_AN_EXPORT.match(path.removeprefix(base))}
    try:
        export = exported.read_export(file.read(_MOST_BYTES))
    except Refused as refusal:
        returns.left_out.append(LeftOut(file.path, refusal.reason))
    except exported.Unusable as error:
        returns.left_out.append(LeftOut(file.path, Reason("export_unusable", {"why": str(error)})))
    else:
        returns.passed_over |= inside | {file.path}
        returns.spaces.append(export.space.id)
        for kept in export.items:
            path = base + kept.file
            if path in files:
                returns.files[path] = Returned(base, kept)
            else:
                returns.left_out.append(LeftOut(path, Reason("not_found")))
        return
    returns.passed_over |= {file.path, *(path for path in inside if path.startswith(base + exported.VERSIONS))}


def source_of(space: Space, name: str, returns: Returns, files: Mapping[str, Found]) -> str:
    """What makes the source called `name` the same source: also which space it is an export of, for two may be saved under one name.

    An export that was brought in before this counted goes on under its name alone.
    """
    if len(returns.spaces) != 1:
        return name
    before = ImportedFile.objects.filter(space=space, source=source_key(name)).only("path", "hash", "reserved")
    known = (row for row in before if row.path in returns.files)
    if any(_is_of(returns.files[row.path].kept, files[row.path], row) for row in known):
        return name
    return f"{name}\0{returns.spaces[0]}"


def _is_of(kept: exported.Kept, file: Found, row: ImportedFile) -> bool:
    """Whether this is what was met before at its path: it got its id then, or is the same byte for byte."""
    if row.reserved == kept.id:
        return True
    with suppress(Refused):
        return row.hash == digest_of_returned(file.read(TEXT_BYTES), kept)
    return False


def digest_of_returned(data: bytes, kept: exported.Kept) -> str:
    return digest_of(data + msgspec.json.encode(kept))


def recognise(person: Person, space: Space, returns: Returns, rows: Mapping[str, ImportedFile]) -> None:
    """Files that are met for the first time: the item of this space that they were; else their id of old, when it is free."""
    new = {path: one.kept for path, one in returns.files.items() if rows[path].outcome == ImportedFile.Outcome.WAITING}
    ids = [kept.id for kept in new.values()]
    here: dict[UUID, Item] = {}
    taken: set[UUID] = set()
    for start in range(0, len(ids), _BATCH):
        part = ids[start : start + _BATCH]
        seen = Item.objects.visible_to(person).filter(space=space, id__in=part).select_related("current", "space")
        here |= {item.id: item for item in seen}
        taken |= set(Item.objects.filter(id__in=part).values_list("id", flat=True))
        taken |= set(ImportedFile.objects.filter(reserved__in=part).values_list("reserved", flat=True))
    changed: list[ImportedFile] = []
    for path, kept in new.items():
        row = rows[path]
        if kept.id in here:
            row.item = here[kept.id]
            row.reserved = kept.id
            row.version = row.item.current if _is_newest(row.item, kept) else None
        elif kept.id not in taken:
            row.reserved = kept.id
            taken.add(kept.id)
        changed.append(row)
    ImportedFile.objects.bulk_update(changed, ["reserved"], batch_size=_BATCH)


def _is_newest(item: Item, kept: exported.Kept) -> bool:
    """Whether what the export holds of this item is what it says now."""
    return exported.hash_of(item.version.text) == kept.versions[-1].sha256
