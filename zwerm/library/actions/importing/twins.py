"""Documents that are here already, byte for byte, from another source: used as they are instead of kept twice.

Nothing is told of what the importer may not see, and nothing is used that fewer people see than the space it would come into.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from zwerm.library.actions.importing.beside import Beside
from zwerm.library.actions.importing.collection import digest_of_file
from zwerm.library.actions.importing.loose import LOOSE
from zwerm.library.imports.reading import READER
from zwerm.library.imports.walking import Found
from zwerm.library.models import ImportedFile, Item, source_key
from zwerm.people.models import Person, Space

Outcome = ImportedFile.Outcome
_BATCH = 400
# Of these the item says what the file said; a file that was left out or waits as a draft tells nothing of its item.
_KEPT = (Outcome.IMPORTED, Outcome.UPDATED, Outcome.UNCHANGED, Outcome.GONE)


@dataclass(slots=True)
class Twins:
    """Looks for them in one source. `rows`: what is remembered of each of its files."""

    person: Person
    space: Space
    source: str
    rows: Mapping[str, ImportedFile]
    beside: Beside
    _digests: dict[str, str] = field(default_factory=dict)
    _there: dict[tuple[UUID, str, str], str] = field(default_factory=dict)

    def recognise(self, documents: Sequence[Found]) -> None:
        """Give files that never came in, and are met for the first time as they are now, the item that they are already."""
        digests = {file.path: digest_of_file(file) for file in documents if self._never_came_in(self.rows[file.path])}
        self._digests = {path: digest for path, digest in digests.items() if digest not in {"", self.rows[path].hash}}
        candidates = self._candidates()
        self._read_neighbours(candidates)
        changed = []
        for path, digest in self._digests.items():
            row = self.rows[path]
            for twin in sorted(candidates[digest], key=lambda twin: _farness(twin, path)):
                if self._take(row, twin):
                    changed.append(row)
                    break
        fields = ["item", "version", "hash", "reader", "outcome", "beside"]
        ImportedFile.objects.bulk_update(changed, fields, batch_size=100)

    def _never_came_in(self, row: ImportedFile) -> bool:
        return row.outcome in {Outcome.WAITING, Outcome.SKIPPED} and row.item_id is None

    def _candidates(self) -> defaultdict[str, list[ImportedFile]]:
        """Files of other sources with the same bytes, whose item the importer may see and change, and all readers of the space see."""
        found: defaultdict[str, list[ImportedFile]] = defaultdict(list)
        spaces = Space.objects.writable_by(self.person).filter(Q(id=self.space.id) | Q(open=True)).values("id")
        seen = Item.objects.visible_to(self.person).shared().filter(space__in=spaces)
        known = ImportedFile.objects.filter(item__in=seen, outcome__in=_KEPT).exclude(version=None)
        if self.source != LOOSE:
            known = known.exclude(space=self.space, source=source_key(self.source))
        digests = sorted(set(self._digests.values()))
        for start in range(0, len(digests), _BATCH):
            part = known.filter(hash__in=digests[start : start + _BATCH])
            for row in part.select_related("item__current", "item__space", "version").order_by("id"):
                found[row.hash].append(row)
        return found

    def _read_neighbours(self, candidates: Mapping[str, Sequence[ImportedFile]]) -> None:
        """What the documents hold that the candidates link to."""
        wanted: defaultdict[tuple[UUID, str], set[str]] = defaultdict(set)
        for twins in candidates.values():
            for twin in twins:
                wanted[twin.space_id, twin.source].update(twin.refers)
        for (space, source), paths in wanted.items():
            listed = sorted(paths)
            for start in range(0, len(listed), _BATCH):
                part = ImportedFile.objects.filter(space=space, source=source, path__in=listed[start : start + _BATCH])
                self._there |= {(space, source, path): digest for path, digest in part.values_list("path", "hash")}

    def _take(self, row: ImportedFile, twin: ImportedFile) -> bool:
        """Make `row` the same document as `twin`, when what they take from beside them does not say otherwise."""
        assert twin.item is not None, "candidates became items"
        more = self._holds_more(twin, row.path)
        if more is None:
            return False
        if more and (twin.item.space_id != self.space.id or twin.item.current_id != twin.version_id):
            return False
        row.item, row.version = twin.item, twin.version
        if not more:
            row.hash, row.reader, row.outcome = twin.hash, READER, Outcome.UNCHANGED
            row.beside = {what: self.beside.digest(what, row.path) for what in twin.beside}
        return True

    def _holds_more(self, twin: ImportedFile, path: str) -> bool | None:
        """Whether this file has beside it what its twin missed, so that it must be read; None: what it has is another thing."""
        more = any(self.beside.places.find(link, path) in self.rows for link in twin.missing)
        for what, digest in twin.beside.items():
            mine = self.beside.digest(what, path)
            if mine and digest and mine != digest:
                return None
            more = more or bool(mine and not digest)
        for other in twin.refers:
            mine = posixpath.normpath(posixpath.join(posixpath.dirname(path), _from(twin.path, other)))
            digest = self._there.get((twin.space_id, twin.source, other), "")
            if mine in self.rows and (self._digests.get(mine) or self.rows[mine].hash) != digest:
                return None
        return more


def _from(path: str, other: str) -> str:
    return posixpath.relpath(other, posixpath.dirname(path) or ".")


def _farness(twin: ImportedFile, path: str) -> tuple[bool, bool]:
    return twin.path != path, posixpath.basename(twin.path) != posixpath.basename(path)
