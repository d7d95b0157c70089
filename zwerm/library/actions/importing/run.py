"""Bringing in folders, zips and files: what changed comes in, what did not is left alone, what cannot says why."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from django.db import transaction

from zwerm.library.actions.aside import put_back_returned
from zwerm.library.actions.importing.arrivals import Arrivals
from zwerm.library.actions.importing.authors import Authors
from zwerm.library.actions.importing.beside import Beside
from zwerm.library.actions.importing.collection import Collection
from zwerm.library.actions.importing.gone import Gone, follow_moves, gone_from, leave
from zwerm.library.actions.importing.lines import finish, keep_lines
from zwerm.library.actions.importing.loose import Placed
from zwerm.library.actions.importing.reading import read_ahead
from zwerm.library.actions.importing.returned import ReturnWriter
from zwerm.library.actions.importing.returning import Returns, recognise, returns_in, source_of
from zwerm.library.actions.importing.sources import sources_at, zip_of
from zwerm.library.actions.importing.twins import Twins
from zwerm.library.actions.importing.writing import Writer
from zwerm.library.actions.refusals import NotAllowed
from zwerm.library.actions.revise import revise_item
from zwerm.library.imports.document import Note, Reason
from zwerm.library.imports.kinds import is_picture, is_supported, why_unsupported
from zwerm.library.imports.limits import PICTURE_BYTES
from zwerm.library.imports.linking import Names, Places, rewrite_links
from zwerm.library.imports.sandbox import Sandbox
from zwerm.library.imports.walking import Found, LeftOut
from zwerm.library.models import ImportedFile, ImportRun, Link, file_key, source_key
from zwerm.people.models import Person, Space
from zwerm.records.actions import record

Outcome = ImportedFile.Outcome
_BATCH = 400
_TELL_SECONDS = 1.0
_SETTLED = {Outcome.SKIPPED, Outcome.CONFLICT}

Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class Summary:
    """What an import did, in numbers, every file that did not come in with its reason, and what was here already from elsewhere.

    `set_aside`, `put_back`: items whose file was gone, and whose file was there again.
    """

    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: list[tuple[str, Reason]] = field(default_factory=list)
    already: list[ImportedFile] = field(default_factory=list)
    set_aside: int = 0
    put_back: int = 0
    seconds: float = 0.0

    def count(self, row: ImportedFile) -> None:
        if row.outcome == Outcome.IMPORTED:
            self.imported += 1
        elif row.outcome == Outcome.UPDATED:
            self.updated += 1
        elif row.outcome == Outcome.UNCHANGED:
            self.unchanged += 1
            if row.is_shared:
                self.already.append(row)
        elif row.reason:
            self.set_aside += row.reason["code"] == "gone_set_aside"
            self.skipped.append((row.path, Reason(row.reason["code"], row.reason["params"])))


def _quiet(done: int, total: int, path: str) -> None:
    """Nobody looks on."""


def import_paths(
    person: Person, space: Space, paths: Sequence[Path], *, progress: Progress = _quiet, run: ImportRun | None = None
) -> Summary:
    """Bring in what lies at `paths`; a repetition changes only what changed since.

    A folder or zip is a source; a file in it is the same file as long as its path is. Each file is one transaction, so
    an import that was killed goes on where it was when it is started again. `run` continues an upload.
    Raises NotAllowed when `person` may not write in `space`.
    """
    if not Space.objects.writable_by(person).filter(id=space.id).exists():
        raise NotAllowed
    started = time.monotonic()
    run = run or ImportRun.objects.create(
        person=person, space=space, title=", ".join(path.name for path in paths)[:300]
    )
    summary = Summary()
    # Who goes on after it was killed meets every file again.
    run.lines.all().delete()
    with ExitStack() as stack:
        met = sources_at(person, space, run, paths, stack)
        # Counted before the first is read: who looks on sees how much there is.
        run.total, run.done = met.count, 0
        run.save(update_fields=["total", "done", "seen"])
        for name, entries, whole in met:
            _Source(person, space, run, name, summary, progress).bring(entries, whole=whole)
    run.done = run.total
    with transaction.atomic():
        finish(run)
        if summary.imported or summary.updated:
            record(person, "gathered", run.activity, space=space)
    summary.seconds = round(time.monotonic() - started, 3)
    return summary


def _places_of(found: Sequence[Found]) -> Places:
    loose = [(file.sent, file.path) for file in found if isinstance(file, Placed)]
    return Names(loose) if loose else Places(file.path for file in found)


@dataclass(slots=True)
class _Source:
    """One folder, zip or file that is being brought in."""

    person: Person
    space: Space
    run: ImportRun
    source: str
    summary: Summary
    progress: Progress
    zip: str = ""
    told: float = 0.0
    counted: dict[UUID, ImportedFile] = field(default_factory=dict)

    def bring(self, entries: Sequence[Found | LeftOut], *, whole: bool) -> None:
        """`whole`: these are all its files, so that what was met before and is not among them is gone."""
        counted = len(entries)
        found = [entry for entry in entries if not isinstance(entry, LeftOut)]
        returns = returns_in(found)
        entries = [*(entry for entry in entries if entry.path not in returns.passed_over), *returns.left_out]
        collection = Collection(found)
        self.zip = zip_of(self.source)
        self.source = source_of(self.space, self.source, returns, collection.files)
        found = [file for file in found if file.path not in returns.passed_over]
        documents = [file for file in found if is_supported(file.path)]
        gone = self._gone(entries, documents) if whole else Gone()
        rows = self._rows([entry.path for entry in entries])
        recognise(self.person, self.space, returns, rows)
        self.run.total += len(entries) - counted
        beside = Beside(collection, _places_of(found))
        ordinary = [file for file in documents if file.path not in returns.files]
        Twins(self.person, self.space, self.source, rows, beside).recognise(ordinary)
        self._put_back([rows[file.path] for file in documents if not returns.is_aside(file.path)])
        targets = {file.path: rows[file.path].target for file in documents}
        with Sandbox() as sandbox:
            arrivals = Arrivals(beside, rows, frozenset(targets), {file.path: file for file in ordinary}, sandbox)
            writer = Writer(self.person, self.space, self.run, arrivals, targets, Authors())
            self._bring_back([file for file in documents if file.path in returns.files], rows, writer, returns)
            self._bring_documents(ordinary, rows, writer)
        for entry in entries:
            if isinstance(entry, LeftOut):
                self._leave_out(writer, rows[entry.path], entry.reason)
            elif not is_supported(entry.path):
                self._leave_other(writer, rows[entry.path])
        for row in leave(self.person, self.run, gone.rows, hold=gone.are_most):
            self._count(row)
        self._mend_links(writer, rows)
        keep_lines(self.run, self.counted.values())

    def _count(self, row: ImportedFile) -> None:
        self.summary.count(row)
        self.counted[row.id] = row

    def _gone(self, entries: Sequence[Found | LeftOut], documents: Sequence[Found]) -> Gone:
        keys = {file_key(self.source, entry.path) for entry in entries}
        gone = gone_from(self.space, self.source, keys)
        if not gone.rows:
            return gone
        known = self._known(list(keys))
        new = [file for file in documents if file_key(self.source, file.path) not in known]
        follow_moves(self.source, gone.rows, new)
        return replace(gone, rows=[row for row in gone.rows if row.key not in keys])

    def _put_back(self, rows: Sequence[ImportedFile]) -> None:
        """What was set aside counts again when its file is there again."""
        aside = [row.item for row in rows if row.item is not None and row.item.set_aside is not None]
        for start in range(0, len(aside), _BATCH):
            self.summary.put_back += put_back_returned(self.person, aside[start : start + _BATCH])

    def _rows(self, paths: Iterable[str]) -> dict[str, ImportedFile]:
        """What is known of every file; those met for the first time get the id that their item will have."""
        keys = {file_key(self.source, path): path for path in paths}
        known, source = self._known(list(keys)), source_key(self.source)
        made = [
            ImportedFile(run=self.run, space=self.space, source=source, key=key, path=path[:1000])
            for key, path in keys.items()
            if key not in known
        ]
        ImportedFile.objects.bulk_create(made, batch_size=_BATCH, ignore_conflicts=True)
        if made:
            known |= self._known([row.key for row in made])
        for row in known.values():
            row.source, row.zip = source, self.zip
        return {path: known[key] for key, path in keys.items()}

    def _known(self, keys: Sequence[str]) -> dict[str, ImportedFile]:
        known: dict[str, ImportedFile] = {}
        for start in range(0, len(keys), _BATCH):
            part = ImportedFile.objects.filter(space=self.space, key__in=keys[start : start + _BATCH])
            known |= {row.key: row for row in part.select_related("item__current", "item__space", "draft__current")}
        return known

    def _bring_back(
        self, documents: Sequence[Found], rows: dict[str, ImportedFile], writer: Writer, returns: Returns
    ) -> None:
        back = ReturnWriter(writer, returns)
        for file in documents:
            back.bring(rows[file.path], file)
            self._count(rows[file.path])
            self._tell(file.path)
        lacking = back.shown.left_out()
        self.run.total += len(lacking)
        absent = self._rows([entry.path for entry in lacking])
        for entry in lacking:
            self._leave_out(writer, absent[entry.path], entry.reason)

    def _bring_documents(self, documents: Sequence[Found], rows: dict[str, ImportedFile], writer: Writer) -> None:
        same: list[ImportedFile] = []
        for reading in read_ahead(documents, writer.arrivals.read, self._alive):
            row = rows[reading.found.path]
            if reading.document is None and reading.reason is None:
                # What this run brought in before it was killed stays what it was.
                told = {*_SETTLED, Outcome.IMPORTED, Outcome.UPDATED} if row.run_id == self.run.id else _SETTLED
                if row.outcome not in told:
                    row.outcome, row.reason = Outcome.UNCHANGED, None
                same.append(row)
            else:
                writer.write(row, reading)
            self._count(row)
            self._tell(row.path)
        source = source_key(self.source)
        for start in range(0, len(same), _BATCH):
            part = list(same[start : start + _BATCH])
            ImportedFile.objects.filter(id__in=[row.id for row in part]).update(
                run=self.run, source=source, zip=self.zip
            )
            unchanged = [row.id for row in part if row.outcome == Outcome.UNCHANGED]
            ImportedFile.objects.filter(id__in=unchanged).update(outcome=Outcome.UNCHANGED, reason=None)

    def _leave_out(self, writer: Writer, row: ImportedFile, reason: Reason) -> None:
        row.run = self.run
        writer.leave_out(row, reason)
        self._count(row)
        self._tell(row.path)

    def _leave_other(self, writer: Writer, row: ImportedFile) -> None:
        """Files that are no documents: pictures that documents show came in with them."""
        if row.path in writer.beside.shown:
            self._tell(row.path)
            row.delete()
        elif row.path in writer.beside.too_large:
            self._leave_out(writer, row, Reason("too_large", {"limit": PICTURE_BYTES}))
        elif is_picture(row.path):
            self._leave_out(writer, row, Reason("picture_unused"))
        else:
            self._leave_out(writer, row, why_unsupported(row.path))

    def _mend_links(self, writer: Writer, rows: dict[str, ImportedFile]) -> None:
        """Links to files that came in later now count; links to files that did not come in after all become plain words.

        Such links stand where an import was killed before what it promised came in, and where an item was removed here.
        """
        gone = {writer.targets[path]: path for path in writer.targets if rows[path].item_id is None}
        lost = set(gone.values())
        for row in rows.values():
            if lost.intersection(row.refers) and row.item and row.item.in_use and row.version_id == row.item.current_id:
                self._unlink(row, gone)
        ids = {path: row.item_id for path, row in rows.items() if row.item_id is not None}
        links = [
            Link(origin_id=origin, target_id=ids[path])
            for row in rows.values()
            for path in row.refers
            if (origin := row.item_id) is not None and path in ids and ids[path] != origin
        ]
        Link.objects.bulk_create(links, batch_size=_BATCH, ignore_conflicts=True)

    def _unlink(self, row: ImportedFile, gone: dict[UUID, str]) -> None:
        assert row.item is not None
        text, count = row.item.version.text, 0
        for target in gone:
            mark = f"item:{target}"
            if mark in text:
                count += text.count(mark)
                text = text.replace(mark, f"zwerm-gone/{target}")
        text = rewrite_links(text, lambda link: None if link.startswith("zwerm-gone/") else link, lambda link: link)
        row.version = revise_item(self.person, row.item, row.item.title, text, updated=row.item.updated)
        if row.outcome == Outcome.UNCHANGED:
            self.summary.unchanged, self.summary.updated = self.summary.unchanged - 1, self.summary.updated + 1
            row.outcome, row.brought_by = Outcome.UPDATED, self.run
        # From the top of the source: so that they are found from wherever this file lies.
        row.missing = [*row.missing, *(f"/{path}" for path in row.refers if path in gone.values())][:200]
        row.refers = [path for path in row.refers if path not in gone.values()]
        note = Note("link_without_target", {"count": count})
        row.notes = [*row.notes, {"code": note.code, "params": note.params}]
        row.save()

    def _tell(self, path: str) -> None:
        self.run.done += 1
        self.progress(self.run.done, self.run.total, path)
        self._alive()

    def _alive(self) -> None:
        now = time.monotonic()
        if now - self.told > _TELL_SECONDS:
            self.told = now
            self.run.save(update_fields=["total", "done", "seen"])
